"""Who said what: the content is a clause, a quotation, or the sentence that the verb is inserted in.

On whose behalf the text itself speaks belongs to attribution.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.records import End, Polarity, Relation, RelationType, Span, Word
from tasks.relations.attribution import is_speech, speakers
from tasks.relations.clauses import Clause
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import lemma_of
from tasks.relations.sentence import SentenceParts
from tasks.relations.told import told_to

_SPOKEN_LIMIT = 1000
_AS = frozenset({"wie"})
_DEMONSTRATIVES = frozenset({"das", "dies", "this", "that", "questo", "ciò", "lo"})
_GOING_ON = frozenset({"continue", "go", "fortfahren", "continuare", "proseguire"})


class StatementRules:
    """The rule for statements, bound to one sentence."""

    def __init__(self, sentence: SentenceParts) -> None:
        """Bind the rules to what they read."""
        self.sentence = sentence
        self.graph = sentence.graph
        self.lexicon = sentence.lexicon
        self.ends = sentence.ends
        self.rows = sentence.rows

    def rule_statement(self, clause: Clause, lemma: str) -> Iterator[Relation]:
        """Who said what: the content is a clause, a quotation, or the sentence that the verb is inserted in."""
        if not _can_state(self.graph, clause, lemma, self.lexicon):
            return
        inverted = (
            speakers(clause) if any(q.span.end <= clause.predicate.span.start for q in self.sentence.quotes) else ()
        )
        subjects: list[Word | End] = list(clause.subjects or inverted) or self.sentence.subjects(clause)
        content = self._said(clause)
        subjects = self._outside_quotes(clause, subjects)
        if (content is None and not _points_back(clause)) or not subjects:
            return
        for subject in subjects:
            if content is not None:
                yield self.rows.row(clause, "statement", RelationType.STATE, subject, None, object_text=content)
            for addressee, oblique in told_to(self.sentence, clause):
                if addressee is not subject:
                    yield self.rows.row(clause, "statement", RelationType.STATE, subject, addressee, oblique=oblique)

    def _outside_quotes(self, clause: Clause, subjects: list[Word | End]) -> list[Word | End]:
        """A speaker stands outside the quotation; in place of one found inside, the quotation's own speaker."""
        place = clause.predicate.span
        for quote in self.sentence.quotes:
            if quote.span.contains(place):
                continue
            inside = [each for each in subjects if quote.span.contains(each.span)]
            if inside:
                return [quote.speaker] if quote.speaker is not None else []
        return subjects

    def _said(self, clause: Clause) -> str | None:
        graph = self.graph
        content = clause.content
        if content is not None and self._goes_on(clause, content):
            return None
        if content is not None and (content.relation == "ccomp" or not (clause.objects or clause.recipients)):
            return self.content(content)
        for child in graph.children(clause.predicate, "parataxis"):
            if child.upos in {"VERB", "AUX"} or graph.child(child, "nsubj"):
                return self.content(child)
        head = graph.head(clause.predicate)
        as_told = clause.predicate.relation == "advcl" and self._opens_with_as(clause)
        if (clause.predicate.relation == "parataxis" or as_told) and head is not None:
            inserted = {word.index for word in self._inserted(clause)}
            rest = [word for word in graph.subtree(head) if word.index not in inserted]
            before = [word for word in rest if word.index < clause.predicate.index] or rest
            return self._trimmed(graph.span_of(rest if as_told else before))
        for quote in self.sentence.quotes:
            if quote.speaker is not None and not quote.span.contains(clause.predicate.span) and " " in quote.text:
                return quote.text
        return None

    def _opens_with_as(self, clause: Clause) -> bool:
        """`Wie die Polizei mitteilte, ...`: the clause that it opens is what was said."""
        first = self.graph.subtree(clause.predicate)[0]
        return first.text.lower() in _AS and is_speech(self.graph, clause.predicate, self.lexicon)

    def _goes_on(self, clause: Clause, content: Word) -> bool:
        """`sta continuando a imporre sanzioni`, `continued to bomb`: to go on with something is no statement."""
        lemma = clause.predicate.lemma.lower()
        return lemma in _GOING_ON and content.relation == "xcomp"

    def _inserted(self, clause: Clause) -> list[Word]:
        """The words of an inserted verb of speech, without a clause in front that belongs to what was said."""
        graph = self.graph
        words = graph.subtree(clause.predicate)
        for child in graph.children(clause.predicate, "advcl"):
            if child.index < clause.predicate.index and graph.comma_between(child, clause.predicate):
                front = {word.index for word in graph.subtree(child)}
                words = [word for word in words if word.index not in front]
        return words

    def content(self, head: Word) -> str:
        """What a clause says, without complementer, quotation marks and full stop."""
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


def _points_back(clause: Clause) -> bool:
    """`Das sagte Karner der APA`: what was said stands in the sentence before."""
    return any(word.text.lower() in _DEMONSTRATIVES for word in clause.objects)


def is_statement(graph: SentenceGraph, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb says something and does not deny it."""
    lemma = lemma_of(graph, clause.predicate, lexicon.language).lower()
    control = lexicon.controls.get(lemma)
    denies = control is not None and control.polarity is Polarity.NEGATIVE
    return not denies and _can_state(graph, clause, lemma, lexicon)


def _can_state(graph: SentenceGraph, clause: Clause, lemma: str, lexicon: Lexicon) -> bool:
    """Whether a verb is one of speech, or has a frame of a statement with a clause."""
    frames = lexicon.verbs.get(lemma, ())
    return is_speech(graph, clause.predicate, lexicon) or any(
        frame.type is RelationType.STATE and any(slot.kind == "clause" for slot in frame.objects) for frame in frames
    )
