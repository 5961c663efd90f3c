"""Relations of verbs and copulas that no frame gives a type: who does what to whom, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.records import End, Relation, Voice, Word
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.sentence import SentenceParts

_LONGEST_INNER_OBJECT = 6


class OpenRules:
    """The rules for open relations, bound to one sentence."""

    def __init__(self, sentence: SentenceParts) -> None:
        """Bind the rules to what they read."""
        self.sentence = sentence
        self.graph = sentence.graph
        self.lexicon = sentence.lexicon
        self.ends = sentence.ends
        self.rows = sentence.rows

    def rules_open(self, clause: Clause, covered: set[int]) -> Iterator[Relation]:
        """Rows of a verb for what no typed row covers; `covered` are the indexes of heads that are ends of one."""
        subjects = self.sentence.subjects(clause)
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
            for complement in self.sentence.nominal_complements(clause):
                marked = self.sentence.marked(complement)
                rule = "oblique" if marked else "active-transitive"
                yield self.rows.row(clause, rule, None, subject, complement, oblique=marked)

    def _beside_object(self, clause: Clause, subject: Word | End) -> Iterator[Relation]:
        """`hosted the leaders in Washington`: the oblique as object of verb and object together, if short."""
        obj = clause.objects[0]
        if len(clause.objects) > 1 or clause.shared_object or obj.index < clause.predicate.index:
            return
        behind = [each for each in clause.obliques if each.head.index > obj.index and each.markers]
        phrase = self.ends.end(self.graph, obj) if behind else None
        if phrase is None or len(phrase.text.split()) > _LONGEST_INNER_OBJECT:
            return
        for oblique in behind:
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
            for complement in self.sentence.nominal_complements(clause):
                yield self.rows.row(
                    clause, "oblique", None, patient, complement, oblique=self.sentence.marked(complement)
                )

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
        for subject in self.sentence.subjects(clause):
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
