"""Typed relations of verbs in their frames.

Which frame fits belongs to frames.py, statements to statements.py, rows without a type to open_rules.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from tasks.records import End, Label, Modality, Polarity, Relation, RelationType, Voice, Word
from tasks.relations.acts import concerned, strikers
from tasks.relations.appositions import named_behind
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.documents import speaking
from tasks.relations.frames import Match, complements, fillers, is_with, match_frames
from tasks.relations.jointly import partners
from tasks.relations.judged import judged
from tasks.relations.open_rules import OpenRules
from tasks.relations.predicates import lemma_of
from tasks.relations.said_of import judgement
from tasks.relations.sentence import SentenceParts
from tasks.relations.statements import StatementRules, is_statement
from tasks.relations.suspects import CHARGING, CONVICTING, victims

_HARM = frozenset({RelationType.ASSAULT, RelationType.COERCE, RelationType.SANCTION})
_TOWARDS = frozenset({"to", "towards", "nach", "an", "a", "in", "verso"})


class VerbRules:
    """The rules for verbs, bound to one sentence."""

    def __init__(self, sentence: SentenceParts) -> None:
        """Bind the rules to what they read."""
        self.sentence = sentence
        self.graph = sentence.graph
        self.lexicon = sentence.lexicon
        self.ends = sentence.ends
        self.rows = sentence.rows
        self.statements = StatementRules(sentence)
        self.open = OpenRules(sentence)

    def rules_of_verb(self, clause: Clause) -> Iterator[Relation]:
        """Typed rows of a verb, then open ones for what is left."""
        lemma = lemma_of(self.graph, clause.predicate, self.lexicon.language).lower()
        covered: set[int] = set()
        clausal = False
        for match in match_frames(self.graph, clause, lemma, self.lexicon, self._label):
            if match.type is None or (match.type in _HARM and self._is_threatened(clause)):
                continue
            yield from self._typed(clause, self._judging(clause, match))
            clausal |= match.content and match.type is not RelationType.STATE
            covered.update(head.index for head in match.objects)
            yield from self.rule_through_object(clause, match)
            yield from self.rule_accused(clause, match)
            if match.type in CHARGING:
                yield from self.rule_suspected(clause, match)
        yield from self.rule_judged(clause, lemma)
        if not covered:
            yield from self.rule_together(clause)
        if not clausal or (clause.content is not None and clause.content.relation == "ccomp"):
            yield from self.statements.rule_statement(clause, lemma)
        yield from self.open.rules_open(clause, covered)

    def _judging(self, clause: Clause, match: Match) -> Match:
        """`bezeichnete Putin als Kriegsverbrecher`: to call somebody bad or good is more than to speak of them."""
        if match.type is not RelationType.STATE or not match.objects:
            return match
        type_ = judgement(self.lexicon.words, {each.lemma.lower() for each in complements(self.graph, clause)})
        return match if type_ is None else replace(match, frame=replace(match.frame, type=type_))

    def rule_adjective(self, clause: Clause) -> Iterator[Relation]:
        """`ist in Vevey ansässig`, `war bei Google tätig`: a copula with an adjective that has a frame."""
        if clause.predicate.upos not in {"ADJ", "VERB"}:
            return
        lemma = clause.predicate.lemma.lower()
        for match in match_frames(self.graph, clause, lemma, self.lexicon, self._label):
            if match.type is not None and not match.content:
                yield from self._typed(clause, match)

    def _label(self, word: Word, wanted: frozenset[Label]) -> Label | None:
        label = self.ends.label_for(self.graph, word, wanted)
        for of_whole, type_ in ((Label.LOC, RelationType.ASSAULT), (Label.ORG, RelationType.COOPERATE)):
            whole = label is None and of_whole in wanted
            if whole and concerned(self.graph, word, type_, self.ends, self.lexicon):
                return of_whole
        return label

    def _typed(self, clause: Clause, match: Match) -> Iterator[Relation]:
        frame = match.frame
        subjects: list[Word | End] = self._authors(self.sentence.subjects(clause), frame.type)
        if frame.subject.kind != "subj":
            subjects = list(fillers(self.graph, clause, frame.subject, self.lexicon.words)[0])
        if match.content:
            yield from self._clausal(clause, match, subjects)
            yield from self.rule_threat(clause, match, subjects)
        elif not match.objects or (frame.reciprocal and self._is_mutual(clause, match, subjects)):
            yield from self.rule_reciprocal(clause, match, subjects)
        elif clause.voice is Voice.PASSIVE and not subjects:
            for obj in clause.objects:
                if obj in match.objects:
                    yield from self._without_agent(clause, match, obj)
        rule = "passive" if clause.voice is Voice.PASSIVE else "oblique" if match.oblique else "active-transitive"
        for subject in subjects:
            for obj in match.objects:
                if subject is not obj:
                    row = self.rows.row(
                        clause, rule, frame.type, subject, obj, oblique=match.oblique, used=match.objects
                    )
                    yield from self._for_each_body(row, subject, obj)

    def _authors(self, subjects: list[Word | End], type_: RelationType | None) -> list[Word | End]:
        """The subjects, those that are somebody's work as ends that stand for who made it."""
        words = self.lexicon.words
        return [
            speaking(self.graph, each, type_, words, self.ends) if type_ and isinstance(each, Word) else each
            for each in subjects
        ]

    def _without_agent(self, clause: Clause, match: Match, patient: Word) -> Iterator[Relation]:
        """`X was killed`: nobody is said to have done it, but for an attack of somebody's that it happened in."""
        doers = strikers(self.graph, clause, self.ends, self.lexicon) if match.type is RelationType.ASSAULT else []
        for doer in doers:
            if doer is not patient:
                yield self.rows.row(clause, "passive", match.type, doer, patient, oblique=match.oblique)
        if not doers:
            yield self.rows.row(clause, "passive-agentless", match.type, None, patient, oblique=match.oblique)

    @staticmethod
    def _is_mutual(clause: Clause, match: Match, subjects: Sequence[Word | End]) -> bool:
        """Whether several who do something do it with each other (`è stato firmato da Macron e Modi`)."""
        several = clause.voice is Voice.PASSIVE and len(subjects) > 1
        return several or (match.oblique is not None and not is_with(match.oblique))

    def rule_through_object(self, clause: Clause, match: Match) -> Iterator[Relation]:
        """`condemned Israel's attack`, `moved troops to Estonia`: whom or what a verb concerns beyond its object.

        To call something off with somebody is the event noun's own row.
        """
        ends_it = match.frame.lemma.lower() in self.lexicon.words.ending_verbs
        if match.type is None or (ends_it and match.type is RelationType.REJECT):
            return
        for obj in match.objects:
            found: list[tuple[Word, Oblique | None]] = [
                (word, None) for word in concerned(self.graph, obj, match.type, self.ends, self.lexicon)
            ]
            if match.type is RelationType.MOBILIZE and match.oblique is None:
                found.extend(self._places(clause, obj))
            for other, oblique in found:
                for subject in self.sentence.subjects(clause):
                    if subject is not other:
                        yield self.rows.row(
                            clause, "act-of", match.type, subject, other, oblique=oblique, used=(*match.objects, other)
                        )

    def _places(self, clause: Clause, obj: Word) -> Iterator[tuple[Word, Oblique]]:
        """Where somebody's forces go: phrases of place beside the object or behind it."""
        wanted = self.lexicon.words.location_prepositions | _TOWARDS
        beside = [each for each in clause.obliques if each.adposition in wanted]
        behind = [
            Oblique(child, self.graph.case(child), tuple(self.graph.case_words(child)))
            for child in self.graph.children(obj, "nmod", "obl")
            if self.graph.case(child) in wanted
        ]
        for each in (*beside, *behind):
            if self.ends.label_of(self.graph, each.head) is Label.LOC:
                yield each.head, each

    def _clausal(self, clause: Clause, match: Match, subjects: Sequence[Word | End]) -> Iterator[Relation]:
        """An event whose object is a clause (`refused to ...`); statements have a rule of their own."""
        if match.type is RelationType.STATE or clause.content is None:
            return
        said = self.statements.content(clause.content)
        for subject in subjects:
            yield self.rows.row(clause, "active-transitive", match.type, subject, None, object_text=said)

    def rule_threat(self, clause: Clause, match: Match, subjects: Sequence[Word | End]) -> Iterator[Relation]:
        """`threatened to destroy North Korea`: whom the act would hit is whom the threat is made to."""
        inner = self.sentence.clauses.get(clause.content.index) if clause.content is not None else None
        if match.type is not RelationType.THREATEN or inner is None:
            return
        for subject in subjects:
            for obj in inner.objects:
                if self.ends.entity_of(self.graph, obj) is not None:
                    yield self.rows.row(clause, "active-transitive", match.type, subject, obj, used=(obj,))

    def _is_threatened(self, clause: Clause) -> bool:
        """Whether the act is what somebody threatens with: the threat's own row tells it."""
        governor = clause.governors[0] if clause.governors else None
        if governor is None or clause.predicate.relation not in {"xcomp", "ccomp"} or not clause.objects:
            return False
        lemma = lemma_of(self.graph, governor, self.lexicon.language).lower()
        return any(
            frame.type is RelationType.THREATEN and any(slot.kind == "clause" for slot in frame.objects)
            for frame in self.lexicon.verbs.get(lemma, ())
        )

    def rule_accused(self, clause: Clause, match: Match) -> Iterator[Relation]:
        """`Ford testified that Kavanaugh assaulted her`: to say that somebody did violence is to accuse them."""
        governor = clause.governors[0] if clause.governors else None
        said = self.sentence.clauses.get(governor.index) if governor is not None else None
        if match.type not in {RelationType.ASSAULT, RelationType.THREATEN} or said is None or said.copula is not None:
            return
        if said.content is not clause.predicate or not is_statement(self.graph, said, self.lexicon):
            return
        for speaker in self.sentence.subjects(said):
            for doer in clause.subjects:
                people = [self.ends.label_of(self.graph, each) for each in (speaker, doer) if isinstance(each, Word)]
                if all(each is Label.PER for each in people) and self._committed(clause) and self._committed(said):
                    yield self.rows.row(said, "act-of", RelationType.ACCUSE, speaker, doer, used=(doer,))

    def rule_suspected(self, clause: Clause, match: Match) -> Iterator[Relation]:
        """`arrestato per l'omicidio di Anna Neri`: who is charged with violence may have done it."""
        for suspect, victim in victims(self.graph, clause, match.objects, self.lexicon, self.ends):
            row = self.rows.row(clause, "act-of", RelationType.ASSAULT, suspect, victim, used=(victim,))
            sure = match.frame.lemma in CONVICTING
            yield row if sure else replace(row, modality=Modality.POSSIBLE)

    def rule_together(self, clause: Clause) -> Iterator[Relation]:
        """`Gemeinsam mit Siemens baut die Voest ...`: who do something together work together."""
        for subject, oblique in partners(self.sentence, clause):
            yield self.rows.row(clause, "oblique", RelationType.COOPERATE, subject, oblique.head, oblique=oblique)

    def rule_judged(self, clause: Clause, lemma: str) -> Iterator[Relation]:
        """`kritisierte, dass die EU zögere`: who judges what somebody does judges them."""
        for type_, head in judged(self.sentence, clause, lemma):
            for subject in self.sentence.subjects(clause):
                yield self.rows.row(clause, "act-of", type_, subject, head, used=(head,))

    def _committed(self, clause: Clause) -> bool:
        return self.rows.commitment(clause).polarity is Polarity.POSITIVE

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
        if frame.reciprocal and len(heads) == 1 and len(named := named_behind(self.graph, heads[0])) > 1:
            heads = named
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
