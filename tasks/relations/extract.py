"""Relations and quotations of one article: runs the rules in order and keeps each row once.

Every rule is a method that yields rows and whose name ends in the row's `rule` column. How a row is filled belongs to
rows.py, what words mean to the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from tasks.records import (
    End,
    EntityNumber,
    Label,
    Quote,
    Relation,
    RelationType,
    Span,
    Tense,
    Voice,
    Word,
)
from tasks.relations.adjacency import AdjacencyFinder, Beside
from tasks.relations.attribution import Attributions, QuoteReader, is_speech, speakers
from tasks.relations.calibration import calibrated
from tasks.relations.clauses import Clause, Oblique, find_clauses
from tasks.relations.confidence import confidence
from tasks.relations.document import Document, Reading
from tasks.relations.ends import EndFinder
from tasks.relations.frames import Match, fillers, is_with, match_frames
from tasks.relations.graph import SentenceGraph
from tasks.relations.lexicon import Lexicon, empty, lexicon
from tasks.relations.nominal import NominalEvent, nominal_events
from tasks.relations.offices import OfficeFinder, OfficeFound, OfficeWords, office_words
from tasks.relations.predicates import lemma_of, predicate_words, text_of
from tasks.relations.quotes import find_quotes
from tasks.relations.references import ReferenceResolver
from tasks.relations.rows import RowMaker
from tasks.relations.staff import StaffFinder, without_offices

_SPOKEN_LIMIT = 1000
_LONGEST_INNER_OBJECT = 6
_BEFORE_NOUN = ("det", "amod", "compound")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an article says: rows by place in the text, and quotations."""

    relations: tuple[Relation, ...]
    quotes: tuple[Quote, ...]


def extract(document: Document) -> Extraction:
    """All relations and quotations of an annotated article; `confidence` is a probability.

    Raises:
        LexiconInvalid: if the language's lexicon does not follow its format.
    """
    found = uncalibrated(document)
    return replace(found, relations=tuple(calibrated(row, document.language) for row in found.relations))


def uncalibrated(document: Document) -> Extraction:
    """The same with the rules' own scores in place of probabilities: what the factors are fitted on.

    Raises:
        LexiconInvalid: if the language's lexicon does not follow its format.
    """
    words = lexicon(document.language) or empty(document.language)
    reading = Reading(document, words)
    ends = EndFinder(reading, words)
    offices = OfficeFinder(reading, ends, words)
    holders = {graph.number: list(offices.find(graph)) for graph in reading.sentences}
    references = ReferenceResolver(
        reading, ends, words, [(number, fact) for number, facts in holders.items() for fact in facts]
    )
    for graph in reading.sentences:
        references.resolve(graph)
    clauses = {
        graph.number: find_clauses(graph, words.words, _names(graph, reading, words), words.intransitive)
        for graph in reading.sentences
    }
    quotes = QuoteReader(reading, words, ends, clauses).read(find_quotes(document.body, document.blocks))
    adjacent = AdjacencyFinder(reading, ends, words)
    staff = StaffFinder(reading, words)
    relations: list[Relation] = []
    for graph in reading.sentences:
        rules = SentenceRules(graph, clauses[graph.number], words, ends, quotes, references)
        held = [(fact.person.entity, fact.body.entity) for fact in holders[graph.number] if fact.body is not None]
        beside = rules.beside([*adjacent.find(graph), *without_offices(staff.find(graph), held)])
        relations.extend(_once([*rules.offices(holders[graph.number]), *beside, *_between_two(rules.all())]))
    return Extraction(tuple(relations), tuple(quotes))


def _names(graph: SentenceGraph, reading: Reading, words: Lexicon) -> frozenset[int]:
    """Words inside names and offices, and German words written large after the first: no verbs, whatever their tag."""
    found = {
        word.index
        for mention in reading.mentions_in(graph.span)
        for word in graph.words
        if mention.span.contains(word.span) and mention.text != graph.text(graph.span)
    }
    for office in office_words(graph, words):
        if office.last > office.first:
            found.update(range(office.first + 1, office.last + 2))
    if words.language == "de":
        found.update(
            word.index
            for before, word in pairwise(graph.words)
            if word.text[:1].isupper() and before.text not in {":", "„", "“", '"', "»", ".", "–", "-"}
        )
    return frozenset(found)


class SentenceRules:
    """The rules, bound to one sentence."""

    def __init__(
        self,
        graph: SentenceGraph,
        clauses: Mapping[int, Clause],
        words: Lexicon,
        ends: EndFinder,
        quotes: Sequence[Quote],
        references: ReferenceResolver,
    ) -> None:
        """Bind the rules to what they read."""
        self.graph = graph
        self.lexicon = words
        self.ends = ends
        self.quotes = [quote for quote in quotes if quote.span.overlaps(graph.span)]
        self.references = references
        attributions = Attributions(graph, clauses, words, ends, quotes)
        self.clauses = {index: attributions.without_sources(clause) for index, clause in clauses.items()}
        self.rows = RowMaker(graph, ends, words, attributions)

    def all(self) -> Iterator[Relation]:
        """Rows of all rules but titles, likelier ones first."""
        for clause in self.clauses.values():
            if clause.copula is not None:
                yield from self.rule_office_copula(clause)
                yield from self.rule_copula(clause)
            else:
                yield from self.rules_of_verb(clause)
        for event in nominal_events(self.graph, self.clauses, self.lexicon, self.ends):
            yield from self.rule_nominal_event(event)

    # Verbs ---------------------------------------------------------------------------------------------------

    def rules_of_verb(self, clause: Clause) -> Iterator[Relation]:
        """Typed rows of a verb, then open ones for what is left."""
        lemma = lemma_of(self.graph, clause.predicate, self.lexicon.language).lower()
        covered: set[int] = set()
        clausal = False
        for match in match_frames(self.graph, clause, lemma, self.lexicon, lambda w: self.ends.label_of(self.graph, w)):
            if match.type is None:
                continue
            yield from self._typed(clause, match)
            clausal |= match.content and match.type is not RelationType.STATE
            covered.update(head.index for head in match.objects)
        if not clausal or (clause.content is not None and clause.content.relation == "ccomp"):
            yield from self.rule_statement(clause, lemma)
        yield from self._open(clause, covered)

    def _subjects(self, clause: Clause) -> list[Word | End]:
        if clause.subjects:
            return list(clause.subjects)
        if clause.voice is Voice.ACTIVE and self.lexicon.language == "it":
            found = self.references.dropped_subject(self.graph, clause)
            if found is not None:
                return [found]
        return []

    def _typed(self, clause: Clause, match: Match) -> Iterator[Relation]:
        frame = match.frame
        subjects: list[Word | End] = self._subjects(clause)
        if frame.subject.kind != "subj":
            subjects = list(fillers(self.graph, clause, frame.subject)[0])
        if match.content:
            yield from self._clausal(clause, match, subjects)
        elif not match.objects or (frame.reciprocal and match.oblique and not is_with(match.oblique)):
            yield from self.rule_reciprocal(clause, match, subjects)
        elif clause.voice is Voice.PASSIVE and not subjects:
            for obj in clause.objects:
                if obj in match.objects:
                    yield self.rows.row(clause, "passive-agentless", frame.type, None, obj, oblique=match.oblique)
        rule = "passive" if clause.voice is Voice.PASSIVE else "oblique" if match.oblique else "active-transitive"
        for subject in subjects:
            for obj in match.objects:
                if subject is not obj:
                    row = self.rows.row(
                        clause, rule, frame.type, subject, obj, oblique=match.oblique, used=match.objects
                    )
                    yield from self._for_each_body(row, subject, obj)

    def _clausal(self, clause: Clause, match: Match, subjects: Sequence[Word | End]) -> Iterator[Relation]:
        """An event whose object is a clause (`refused to ...`); statements have a rule of their own."""
        if match.type is RelationType.STATE or clause.content is None:
            return
        said = self._content(clause.content)
        for subject in subjects:
            yield self.rows.row(clause, "active-transitive", match.type, subject, None, object_text=said)

    def _for_each_body(self, row: Relation, subject: Word | End, obj: Word) -> Iterator[Relation]:
        """One row for each body that an end acts for."""
        subjects = self.ends.each(self.graph, subject) if isinstance(subject, Word) else (subject,)
        objects = self.ends.each(self.graph, obj)
        yield row
        for first in subjects:
            for second in objects:
                if first.entity != subjects[0].entity or second.entity != objects[0].entity:
                    yield replace(
                        row,
                        subject=row.subject if first is subjects[0] else first,
                        object=row.object if second is objects[0] else second,
                    )

    def rule_reciprocal(self, clause: Clause, match: Match, subjects: Sequence[Word | End]) -> Iterator[Relation]:
        """`A and B met`; a verb without object gives a row with the subject alone."""
        frame = match.frame
        heads = [each for each in subjects if isinstance(each, Word)]
        if frame.reciprocal and len(heads) > 1:
            for first, second in combinations(heads, 2):
                yield self.rows.row(clause, "reciprocal", frame.type, first, second, used=heads)
        elif frame.reciprocal and len(heads) == 1 and len(bodies := self.ends.each(self.graph, heads[0])) > 1:
            row = self.rows.row(clause, "reciprocal", frame.type, heads[0], heads[0], used=heads)
            for first_body, second_body in combinations(bodies, 2):
                yield replace(row, subject=first_body, object=second_body)
        elif not match.objects and any(slot.kind == "none" for slot in frame.objects):
            for subject in subjects:
                yield self.rows.row(clause, "active-transitive", frame.type, subject, None)

    def rule_statement(self, clause: Clause, lemma: str) -> Iterator[Relation]:
        """Who said what: the content is a clause, a quotation, or the sentence that the verb is inserted in."""
        if not is_speech(self.graph, clause.predicate, self.lexicon):
            frames = self.lexicon.verbs.get(lemma, ())
            if not any(f.type is RelationType.STATE and any(s.kind == "clause" for s in f.objects) for f in frames):
                return
        inverted = speakers(clause) if any(q.span.end <= clause.predicate.span.start for q in self.quotes) else ()
        subjects: list[Word | End] = list(clause.subjects or inverted) or self._subjects(clause)
        content = self._said(clause)
        subjects = self._outside_quotes(clause, subjects)
        if content is None or not subjects:
            return
        for subject in subjects:
            yield self.rows.row(clause, "statement", RelationType.STATE, subject, None, object_text=content)
            for addressee, oblique in self._addressees(clause):
                if addressee is not subject:
                    yield self.rows.row(clause, "statement", RelationType.STATE, subject, addressee, oblique=oblique)

    def _addressees(self, clause: Clause) -> Iterator[tuple[Word, Oblique | None]]:
        """The people and organisations that something is said to: a recipient, or a phrase with `to`."""
        wanted = self.lexicon.words.addressee_prepositions
        phrases = [(word, None) for word in clause.recipients]
        marked = [(each.head, each) for each in clause.obliques if each.adposition in wanted]
        for head, oblique in (*phrases, *marked):
            if self.ends.label_of(self.graph, head) in {Label.PER, Label.ORG}:
                yield head, oblique

    def _outside_quotes(self, clause: Clause, subjects: list[Word | End]) -> list[Word | End]:
        """A speaker stands outside the quotation; in place of one found inside, the quotation's own speaker."""
        place = clause.predicate.span
        for quote in self.quotes:
            if quote.span.contains(place):
                continue
            inside = [each for each in subjects if quote.span.contains(each.span)]
            if inside:
                return [quote.speaker] if quote.speaker is not None else []
        return subjects

    def _said(self, clause: Clause) -> str | None:
        graph = self.graph
        content = clause.content
        if content is not None and (content.relation == "ccomp" or not (clause.objects or clause.recipients)):
            return self._content(content)
        for child in graph.children(clause.predicate, "parataxis"):
            if child.upos in {"VERB", "AUX"} or graph.child(child, "nsubj"):
                return self._content(child)
        head = graph.head(clause.predicate)
        if clause.predicate.relation == "parataxis" and head is not None:
            inserted = {word.index for word in self._inserted(clause)}
            rest = [word for word in graph.subtree(head) if word.index not in inserted]
            before = [word for word in rest if word.index < clause.predicate.index] or rest
            return self._trimmed(graph.span_of(before))
        for quote in self.quotes:
            if quote.speaker is not None and not quote.span.contains(clause.predicate.span) and " " in quote.text:
                return quote.text
        return None

    def _inserted(self, clause: Clause) -> list[Word]:
        """The words of an inserted verb of speech, without a clause in front that belongs to what was said."""
        graph = self.graph
        words = graph.subtree(clause.predicate)
        for child in graph.children(clause.predicate, "advcl"):
            if child.index < clause.predicate.index and graph.comma_between(child, clause.predicate):
                front = {word.index for word in graph.subtree(child)}
                words = [word for word in words if word.index not in front]
        return words

    def _content(self, head: Word) -> str:
        graph = self.graph
        words = graph.subtree(head)
        while len(words) > 1 and (
            words[0].upos in {"PUNCT", "SCONJ"}
            and words[0].lemma.lower() in {"that", "dass", "che", ",", ":", "“", "„", '"', "«"}
        ):
            words.pop(0)
        return self._trimmed(graph.span_of(words))

    def _trimmed(self, span: Span) -> str:
        text = self.graph.text(span).strip(" ,;:–-\n")
        for opening, closing in (("“", "”"), ("„", "“"), ('"', '"'), ("«", "»"), ("„", '"')):
            if text.startswith(opening) and text.endswith(closing) and len(text) > 2 and opening not in text[1:-1]:
                text = text[1:-1].strip(" ,")
        if text.endswith(".") and not text.endswith(".."):
            text = text[:-1]
        return self._balanced(text)[:_SPOKEN_LIMIT]

    @staticmethod
    def _balanced(text: str) -> str:
        """Without a quotation mark at either end whose partner is missing."""
        for opening, closing in (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"')):
            if text.endswith(closing) and opening not in text[:-1]:
                text = text[:-1].rstrip(" ,")
            if text.startswith(opening) and not any(mark in text[1:] for mark in {closing, '"'}):
                text = text[1:].lstrip()
        return text

    # Open relations ----------------------------------------------------------------------------------------------

    def _open(self, clause: Clause, covered: set[int]) -> Iterator[Relation]:
        subjects = self._subjects(clause)
        if clause.voice is Voice.PASSIVE:
            yield from self._open_passive(clause, covered)
            return
        for subject in subjects:
            for obj in clause.objects:
                if obj.index not in covered and subject is not obj and not self._is_empty(obj):
                    yield self.rows.row(clause, "active-transitive", None, subject, obj)
            if clause.objects:
                yield from self._beside_object(clause, subject)
                continue
            for oblique in clause.obliques:
                if oblique.head.index not in covered and oblique.head is not subject:
                    yield self.rows.row(clause, "oblique", None, subject, oblique.head, oblique=oblique)
            for complement in self._nominal_complements(clause):
                marked = self._marked(complement)
                rule = "oblique" if marked else "active-transitive"
                yield self.rows.row(clause, rule, None, subject, complement, oblique=marked)

    def _beside_object(self, clause: Clause, subject: Word | End) -> Iterator[Relation]:
        """`hosted the leaders in Washington`: the oblique as object of verb and object together, if short."""
        obj = clause.objects[0]
        phrase = self.ends.end(self.graph, obj)
        if len(clause.objects) > 1 or clause.shared_object or len(phrase.text.split()) > _LONGEST_INNER_OBJECT:
            return
        for oblique in clause.obliques:
            if oblique.head.index > obj.index > clause.predicate.index and oblique.markers:
                row = self.rows.row(clause, "oblique-beside-object", None, subject, oblique.head, oblique=oblique)
                marker = self.graph.span_of(oblique.markers)
                verb = row.predicate_text.removesuffix(self.graph.text(marker)).rstrip()
                yield replace(row, predicate_text=f"{verb} {phrase.text} {self.graph.text(marker)}")

    def _open_passive(self, clause: Clause, covered: set[int]) -> Iterator[Relation]:
        for patient in clause.objects:
            for agent in clause.subjects:
                if patient.index not in covered and agent is not patient:
                    yield self.rows.row(clause, "passive", None, agent, patient)
            if clause.predicate.relation == "amod":
                continue
            for oblique in clause.obliques:
                if oblique.head is not patient:
                    yield self.rows.row(clause, "oblique", None, patient, oblique.head, oblique=oblique)
            for complement in self._nominal_complements(clause):
                yield self.rows.row(clause, "oblique", None, patient, complement, oblique=self._marked(complement))

    def _nominal_complements(self, clause: Clause) -> list[Word]:
        return [
            child
            for child in self.graph.children(clause.predicate, "xcomp")
            if child.upos in {"NOUN", "PROPN", "ADJ"} and child.index not in self.clauses
        ]

    def _marked(self, head: Word) -> Oblique | None:
        """A complement with `as`, `als` or another adposition (`served as minister`)."""
        markers = self.graph.case_words(head)
        return Oblique(head, markers[0].lemma.lower(), tuple(markers)) if markers else None

    def _is_empty(self, head: Word) -> bool:
        """Reflexive pronouns and relative ones are no ends."""
        return head.upos == "PRON" and (
            head.features.get("Reflex") == "Yes"
            or head.text.lower() in {"sich", "si", "s'", "che", "that", "which", "who"}
        )

    def rule_copula(self, clause: Clause) -> Iterator[Relation]:
        """`X is a Y`, `X was in Y`: the nominal is the object."""
        graph, nominal = self.graph, clause.predicate
        if clause.copula is None:
            return
        markers = graph.case_words(nominal)
        oblique = Oblique(nominal, markers[0].lemma.lower(), tuple(markers)) if markers else None
        if nominal.upos in {"VERB", "AUX"} or (nominal.upos == "ADJ" and self._is_impersonal(clause)):
            return
        for subject in self._subjects(clause):
            if isinstance(subject, Word) and (
                subject is nominal or (subject.upos == "PRON" and self._expletive(subject))
            ):
                continue
            yield self.rows.row(clause, "copula", None, subject, nominal, oblique=oblique)

    def _is_impersonal(self, clause: Clause) -> bool:
        """`It is clear that ...`, `Es ist wichtig, ...`."""
        return all(word.text.lower() in {"it", "es"} for word in clause.subjects) and (
            self.graph.child(clause.predicate, "ccomp", "csubj", "xcomp", "advcl") is not None
        )

    @staticmethod
    def _expletive(word: Word) -> bool:
        return word.relation == "expl" or word.text.lower() == "there"

    # Nominal events ------------------------------------------------------------------------------------------------

    def rule_nominal_event(self, event: NominalEvent) -> Iterator[Relation]:
        """A noun's event, with or without a light verb; commitment from the verb that carries or governs it."""
        clause = event.carrier or self._governing(event)
        rule = "light-verb" if event.carrier else "nominal-event"
        for subject in event.subjects:
            for obj in event.objects or (None,):
                if subject is obj:
                    continue
                row = self.rows.row(
                    clause, rule, event.frame.type, subject, obj, used=(event.noun,), predicate=event.noun.lemma
                )
                row = replace(row, voice=event.carrier.voice if event.carrier else Voice.NONE)
                if event.carrier is not None:
                    row = replace(row, predicate_text=self._with_noun(event, event.carrier, obj))
                else:
                    row = replace(
                        row,
                        predicate_text=self.graph.text(event.noun.span),
                        tense=None,
                        arguments=(),
                        event_date=None,
                        evidence=self._cover(event, row),
                    )
                yield row

    def _with_noun(self, event: NominalEvent, carrier: Clause, obj: Word | None) -> str:
        """`paid a visit to`, `wurde Mitglied von`: the noun and its preposition belong to the predicate."""
        noun = [event.noun, *(c for c in self.graph.children(event.noun, *_BEFORE_NOUN) if c.index < event.noun.index)]
        verb = [word for word in predicate_words(self.graph, carrier, self.lexicon) if word not in noun]
        text = text_of(self.graph, sorted([*verb, *noun], key=lambda word: word.index))
        markers = self.graph.case_words(obj) if obj is not None else []
        return f"{text} {text_of(self.graph, markers)}" if markers else text

    def _governing(self, event: NominalEvent) -> Clause:
        """The noun as if it were a predicate, embedded in the verb whose object it is (`planned a visit to`)."""
        head = self.graph.head(event.noun)
        governors = (head,) if head is not None and event.noun.relation == "obj" else ()
        return Clause(event.noun, None, Voice.NONE, governors=governors, subject_source="own")

    def _cover(self, event: NominalEvent, row: Relation) -> Span:
        span = event.noun.span
        for end in (row.subject, row.object):
            if end is not None:
                span = span.cover(end.span)
        return span

    # Names side by side --------------------------------------------------------------------------------------------

    def beside(self, facts: Iterable[Beside]) -> Iterator[Relation]:
        """Facts of names in a row; nothing in the sentence commits to them but the order of the names."""
        for fact in facts:
            yield Relation(
                type=fact.type,
                predicate=fact.lemma,
                predicate_text=self.graph.text(fact.words),
                voice=Voice.NONE,
                subject=fact.subject,
                object=fact.object,
                sentence_no=self.graph.number,
                evidence=fact.words.cover(fact.subject.span).cover(fact.object.span),
                rule=fact.rule,
                confidence=confidence(fact.rule, ()),
                tense=Tense.PRESENT,
            )

    # Offices -------------------------------------------------------------------------------------------------------

    def offices(self, facts: Sequence[OfficeFound]) -> Iterator[Relation]:
        """POSITION_HELD and HEAD_OF or AFFILIATED_WITH from titles and appositions."""
        for fact in facts:
            yield from self._office_rows(fact, None)

    def _office_rows(self, fact: OfficeFound, clause: Clause | None) -> Iterator[Relation]:
        commitment = self.rows.commitment(clause) if clause else None
        tense = commitment.tense if commitment else (Tense.PAST if fact.former else Tense.PRESENT)
        if fact.former:
            tense = Tense.PAST
        evidence = fact.span
        if self.graph.span.contains(fact.person.span):
            evidence = evidence.cover(fact.person.span)
        cues = [] if self.lexicon.language == "en" else ["weak-parser"]
        base = Relation(
            type=RelationType.POSITION_HELD,
            predicate=fact.lemma,
            predicate_text=self.graph.text(fact.span),
            voice=Voice.NONE,
            subject=fact.person,
            object=None,
            object_text=self.graph.text(fact.span),
            sentence_no=self.graph.number,
            evidence=evidence,
            rule=fact.rule,
            confidence=confidence(fact.rule, cues),
            tense=tense,
            attribution=self.rows.attributions.speaker(clause.predicate) if clause else None,
        )
        if commitment is not None:
            base = replace(base, polarity=commitment.polarity, modality=commitment.modality)
        if not fact.office.counterpart:
            yield base
        if fact.body is not None and fact.body.entity != fact.person.entity:
            if self.graph.span.contains(fact.body.span):
                evidence = evidence.cover(fact.body.span)
            yield replace(
                base,
                type=RelationType(fact.office.fact),
                object=fact.body,
                object_text=None,
                evidence=evidence,
                confidence=confidence(fact.rule, [*cues, *([] if fact.body_said else ["body-guessed"])]),
            )

    def rule_office_copula(self, clause: Clause) -> Iterator[Relation]:
        """`Tokayev is the president of Kazakhstan`, `Scholz wurde Bundeskanzler`."""
        office = self._office_at(clause.predicate)
        if office is None:
            return
        for subject in clause.subjects:
            label = self.ends.label_of(self.graph, subject)
            if label is not Label.PER and not (label is None and subject.upos == "PROPN"):
                continue
            person = self.ends.end(self.graph, subject)
            finder = OfficeFinder(self.ends.reading, self.ends, self.lexicon)
            phrase = [word.index - 1 for word in self.graph.phrase(clause.predicate)]
            body = finder.body_of(self.graph, office, min(phrase), max(phrase) + 1)
            words = self.graph.words[office.first : office.last + 1]
            span = self.graph.span_of(words)
            former = any(w.lemma.lower() in self.lexicon.words.former for w in self.graph.phrase(clause.predicate))
            yield from self._office_rows(
                OfficeFound(person, span, office.office.lemma, office.office, body, former, "office-copula"), clause
            )

    def _office_at(self, head: Word) -> OfficeWords | None:
        for office in office_words(self.graph, self.lexicon):
            if office.first <= head.index - 1 <= office.last:
                return office
        return None


def _between_two(rows: Iterator[Relation]) -> Iterator[Relation]:
    """Nothing is done to oneself without a reflexive: an object with the subject's entity was resolved wrongly."""
    for row in rows:
        if row.subject and row.object and row.object.entity is not None and row.subject.entity == row.object.entity:
            if row.type is None or " " not in row.object.text:
                yield replace(row, object=replace(row.object, entity=None))
        else:
            yield row


Key = tuple[object, ...]


def _end_key(end: End | None) -> tuple[int, int] | EntityNumber | None:
    if end is None:
        return None
    return end.entity if end.entity is not None else (end.span.start, end.span.end)


def _once(rows: Sequence[Relation]) -> list[Relation]:
    """Each (type, ends, polarity, modality) once a sentence, the surest; a typed row covers the same open one."""
    best: dict[Key, Relation] = {}
    for row in rows:
        ends = (_end_key(row.subject), _end_key(row.object), row.object_text if row.object is None else None)
        if row.type is not None and row.type.is_symmetric:
            ends = (*sorted(ends[:2], key=repr), ends[2])  # type: ignore[assignment]
        key: Key = (row.type, ends, row.polarity, row.modality, row.predicate if row.type is None else None)
        known = best.get(key)
        if known is None or known.confidence < row.confidence:
            best[key] = row
    typed = {(row.predicate, row.subject, row.object) for row in best.values() if row.type is not None}
    kept = [
        row for row in best.values() if row.type is not None or (row.predicate, row.subject, row.object) not in typed
    ]
    return sorted(kept, key=lambda row: (row.evidence, row.rule, row.predicate))
