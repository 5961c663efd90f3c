"""Rows of offices (POSITION_HELD, HEAD_OF, AFFILIATED_WITH) and of names side by side.

Who holds which office belongs to offices.py, which names stand side by side to adjacency.py and staff.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tasks.records import End, EntityKind, Label, Relation, RelationType, Span, Tense, Voice, Word
from tasks.relations.beside import Beside
from tasks.relations.clauses import Clause
from tasks.relations.confidence import confidence
from tasks.relations.office_bodies import BodyFinder
from tasks.relations.office_words import OfficeWords, office_behind_and, office_words
from tasks.relations.offices import OfficeFound
from tasks.relations.predicates import lemma_of
from tasks.relations.sentence import SentenceParts

_TO_OFFICE = frozenset({"zu", "als", "as", "a", "come", "da"})
"""Adpositions of the office that somebody is appointed to or serves in."""
_FOLLOWING = frozenset({"succeed", "replace", "follow", "nachfolgen", "ersetzen", "succedere", "sostituire"})
"""Verbs whose subject gets the office that their object had."""
_AT_BODY = frozenset({"an", "bei", "von", "für", "at", "of", "for"})
_LONGEST_BODY = 4
_MISREAD = frozenset({EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANIZATION})
"""What recognisers take rare people's names for."""

_BEFORE_OFFICE = frozenset({"DET", "ADJ", "ADV", "ADP", "NUM", "SCONJ"})
_LONGEST_HOLDER = 6
_LONGEST_BODY = 8


class OfficeRules:
    """The rules for offices, bound to one sentence."""

    def __init__(self, sentence: SentenceParts) -> None:
        """Bind the rules to what they read."""
        self.sentence = sentence
        self.graph = sentence.graph
        self.lexicon = sentence.lexicon
        self.ends = sentence.ends
        self.rows = sentence.rows

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
                evidence=self._evidence(fact),
                rule=fact.rule,
                confidence=confidence(fact.rule, ()),
                tense=Tense.PRESENT,
            )

    def _evidence(self, fact: Beside) -> Span:
        """What tells a fact, with those of its ends that stand in the sentence."""
        span = fact.words
        for end in (fact.subject, fact.object):
            span = span.cover(end.span) if self.graph.span.contains(end.span) else span
        return span

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
        if not (fact.office.counterpart or (fact.office.private and fact.body is None)):
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
            if label is not Label.PER and not self._may_hold(subject):
                continue
            person = self.ends.end(self.graph, subject)
            finder = BodyFinder(self.ends.reading, self.ends, self.lexicon)
            phrase = [word.index - 1 for word in self.graph.phrase(clause.predicate)]
            body = finder.body_of(self.graph, office, min(phrase), self._end_of_phrase(office, max(phrase) + 1))
            words = self.graph.words[office.first : office.last + 1]
            span = self.graph.span_of(words)
            former = any(w.lemma.lower() in self.lexicon.words.former for w in self.graph.phrase(clause.predicate))
            yield from self._office_rows(
                OfficeFound(person, span, office.office.lemma, office.office, body, former, "office-copula"), clause
            )

    def _end_of_phrase(self, office: OfficeWords, end: int) -> int:
        """Where the words behind an office end, past one that is joined to it (`presidente e CEO di MSI`)."""
        second = office_behind_and(self.graph, office.last + 1, self.lexicon)
        if second is None:
            return end
        last = second.last + 1
        while last < len(self.graph.words) and self._goes_on(self.graph.words[last], last - second.last):
            last += 1
        return last

    def rule_appointed(self, clause: Clause) -> Iterator[Relation]:
        """`wurde zum Trainer von X ernannt`, `was sacked as manager of X`: an office that a verb gives, takes or tells.

        Whoever the verb has as its object holds it, else its subject; without another body the office is of the
        organisation or country that appoints.
        """
        lemma = lemma_of(self.graph, clause.predicate, self.lexicon.language).lower()
        former = lemma in self.lexicon.words.dismissing_verbs
        if not former and lemma not in self.lexicon.words.appointing_verbs:
            return
        marked = next((each for each in clause.obliques if each.adposition in _TO_OFFICE), None)
        office = self._office_at(marked.head) if marked is not None else None
        if marked is None or office is None:
            yield from () if former else self._given(clause)
            return
        people = [each for each in clause.objects if self.ends.label_of(self.graph, each) is Label.PER]
        followed = lemma in _FOLLOWING and bool(clause.subjects)
        for holder in clause.subjects if followed else people or clause.subjects:
            if self.ends.label_of(self.graph, holder) is not Label.PER:
                continue
            person = self.ends.end(self.graph, holder)
            finder = BodyFinder(self.ends.reading, self.ends, self.lexicon)
            phrase = [word.index - 1 for word in self.graph.phrase(marked.head)]
            end = max(phrase) + 1
            if end < len(self.graph.words) and self.graph.words[end].lemma.lower() in _AT_BODY:
                end = min(end + _LONGEST_BODY, len(self.graph.words))
            body = finder.body_of(self.graph, office, min(phrase), end)
            if body is None and clause.objects and not former:
                body = self._appointer(clause) if people else self._joined(clause)
            span = self.graph.span_of(self.graph.words[office.first : office.last + 1])
            yield from self._office_rows(
                OfficeFound(person, span, office.office.lemma, office.office, body, former, "office-copula"), clause
            )

    def _joined(self, clause: Clause) -> End | None:
        """The organisation that somebody joins in an office: `joined Google as an adviser`."""
        for each in clause.objects:
            if self.ends.label_of(self.graph, each) is Label.ORG:
                return self.ends.end(self.graph, each)
        return None

    def _appointer(self, clause: Clause) -> End | None:
        """The organisation or country that gives an office."""
        for subject in clause.subjects:
            entity = self.ends.reading.entity(self.ends.entity_of(self.graph, subject))
            if entity is not None and entity.kind in {EntityKind.ORGANIZATION, EntityKind.COUNTRY}:
                return self.ends.end(self.graph, subject)
        return None

    def _given(self, clause: Clause) -> Iterator[Relation]:
        """`Conte è stato nominato presidente della Commissione`, `Trump appointed X secretary of state`."""
        holders = clause.objects if clause.objects or clause.voice is Voice.PASSIVE else clause.subjects
        holder = next((each for each in holders if self.ends.label_of(self.graph, each) is Label.PER), None)
        holder = holder or next((each for each in holders if self._may_hold(each)), None)
        named = self.ends.mention_of(self.graph, holder) if holder is not None else None
        office = self._office_given(clause, holder) if holder is not None else None
        if holder is None or office is None or (named is None and self.ends.entity_of(self.graph, holder) is None):
            return
        finder = BodyFinder(self.ends.reading, self.ends, self.lexicon)
        last = office.last + 1
        while last < len(self.graph.words) and self._goes_on(self.graph.words[last], last - office.last):
            last += 1
        body = finder.body_of(self.graph, office, office.first, last)
        span = self.graph.span_of(self.graph.words[office.first : office.last + 1])
        person = self.ends.end(self.graph, holder) if named is None else End(named.span, named.text, named.entity)
        found = OfficeFound(person, span, office.office.lemma, office.office, body, False, "office-copula")
        yield from self._office_rows(found, clause)

    def _office_given(self, clause: Clause, holder: Word) -> OfficeWords | None:
        """The office that stands behind the verb, with nothing but its holder between."""
        for office in office_words(self.graph, self.lexicon):
            between = self.graph.words[clause.predicate.index : office.first]
            plain = all(word.upos in _BEFORE_OFFICE or self._is_of(word, holder) for word in between)
            behind = office.first >= clause.predicate.index and len(between) <= _LONGEST_HOLDER
            if behind and plain and not self._is_of(self.graph.words[office.last], holder):
                return office
        return None

    def _is_of(self, word: Word, holder: Word) -> bool:
        mention = self.ends.mention_of(self.graph, holder)
        return word is holder or (mention is not None and mention.span.contains(word.span))

    def _goes_on(self, word: Word, length: int) -> bool:
        known = bool(self.ends.reading.mentions_in(word.span))
        return length <= _LONGEST_BODY and (known or word.upos in {"ADP", "DET", "ADJ", "NOUN", "PROPN"})

    def _may_hold(self, subject: Word) -> bool:
        """Whether a name that is not labelled a person may be one: a president is no known country or place."""
        if subject.upos != "PROPN":
            return False
        entity = self.ends.reading.entity(self.ends.entity_of(self.graph, subject))
        return entity is None or (entity.kind in _MISREAD and entity.country_code is None)

    def _office_at(self, head: Word) -> OfficeWords | None:
        for office in office_words(self.graph, self.lexicon):
            if office.first <= head.index - 1 <= office.last:
                return office
        return None
