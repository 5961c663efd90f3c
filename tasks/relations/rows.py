"""Making rows: one `Relation` of a predicate, its ends, arguments and commitment.

Which rows there are is decided in extract.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tasks.records import Argument, End, Relation, RelationType, Span, Word
from tasks.relations.arguments import amounts_in, arguments_of, event_date_of, time_adverbs
from tasks.relations.attribution import Attributions
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.commitment import Commitment, commitment_of
from tasks.relations.confidence import confidence
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import lemma_of, predicate_words, text_of

_MOST_ARGUMENTS = 16


@dataclass(frozen=True, slots=True)
class _Told:
    """What all rows of one clause share; the clause itself is kept so that its identity stays its own."""

    clause: Clause
    commitment: Commitment
    lemma: str
    text: str
    span: Span
    phrases: tuple[tuple[int, Argument], ...]
    amounts: tuple[Argument, ...]
    speaker: End | None


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the rows of one sentence."""

    graph: SentenceGraph
    ends: EndFinder
    lexicon: Lexicon
    attributions: Attributions
    told: dict[int, _Told] = field(default_factory=dict)

    def commitment(self, clause: Clause) -> Commitment:
        """Polarity, modality and tense of a clause."""
        return self._told(clause).commitment

    def speaker(self, clause: Clause) -> End | None:
        """On whose behalf the text says what a clause tells."""
        return self._told(clause).speaker

    def _told(self, clause: Clause) -> _Told:
        """What all rows of a clause share, worked out once."""
        known = self.told.get(id(clause))
        if known is None:
            commitment = commitment_of(self.graph, clause, self.lexicon, self.lexicon.language)
            verb = lemma_of(self.graph, clause.predicate, self.lexicon.language)
            words = predicate_words(self.graph, clause, self.lexicon)
            known = self.told[id(clause)] = _Told(
                clause,
                commitment,
                clause.copula.lemma.lower() if clause.copula is not None else verb,
                text_of(self.graph, words),
                self.graph.span_of(words),
                tuple(self._phrases(clause, commitment)),
                tuple(amounts_in(self.graph, clause.objects, self.lexicon.words, self.lexicon.language, ())),
                self.attributions.speaker(clause.predicate),
            )
        return known

    def _phrases(self, clause: Clause, commitment: Commitment) -> Iterator[tuple[int, Argument]]:
        """Every phrase of the clause as an argument, with the index of its head."""
        words, language = self.lexicon.words, self.lexicon.language
        obliques = [*clause.obliques, *time_adverbs(self.graph, clause, words)]
        if clause.copula is None:
            obliques.extend(Oblique(word, "") for word in clause.recipients)
        found = arguments_of(
            self.graph,
            obliques[:_MOST_ARGUMENTS],
            self.ends,
            words,
            published=self.ends.reading.document.published_at,
            tense=commitment.tense,
            language=language,
        )
        for oblique, argument in zip(obliques, found, strict=False):
            yield oblique.head.index, argument

    def arguments(self, clause: Clause, used: Iterable[Word]) -> tuple[Argument, ...]:
        """All phrases of the clause but those that are ends, and sums of money inside its objects."""
        taken = {word.index for word in used}
        told = self._told(clause)
        found = [argument for head, argument in told.phrases if head not in taken]
        for amount in told.amounts:
            if not any(amount.span.overlaps(each.span) for each in found):
                found.append(amount)
        return tuple(sorted(found, key=lambda argument: argument.span)) if len(found) > 1 else tuple(found)

    def row(  # noqa: PLR0913 - a row has that many parts
        self,
        clause: Clause,
        rule: str,
        type_: RelationType | None,
        subject: Word | End | None,
        obj: Word | None,
        *,
        oblique: Oblique | None = None,
        object_text: str | None = None,
        used: Sequence[Word] = (),
        predicate: str | None = None,
    ) -> Relation:
        """One row; `used` are heads that are ends of some row of this clause."""
        graph = self.graph
        told = self._told(clause)
        commitment = told.commitment
        markers = [] if oblique is None else list(oblique.markers)
        subject_end = (
            subject
            if isinstance(subject, End)
            else (self.ends.end(graph, subject, clause.predicate) if subject else None)
        )
        object_end = self.ends.end(graph, obj, clause.predicate) if obj is not None else None
        ends_used = [word for word in (subject, obj) if isinstance(word, Word)]
        arguments = self.arguments(clause, [*ends_used, *used])
        text = f"{told.text} {text_of(graph, markers)}" if markers else told.text
        return Relation(
            type=type_,
            predicate=predicate or told.lemma,
            predicate_text=text,
            voice=clause.voice,
            subject=subject_end,
            object=object_end,
            sentence_no=graph.number,
            evidence=self.evidence(
                told.span, [e for e in (subject_end, object_end) if e is not None], [a.span for a in arguments]
            ),
            rule=rule,
            confidence=confidence(rule, self.cues(clause, type_, subject, obj)),
            object_text=object_text,
            arguments=arguments,
            polarity=commitment.polarity,
            modality=commitment.modality,
            tense=commitment.tense,
            event_date=event_date_of(arguments),
            attribution=told.speaker,
        )

    def evidence(self, predicate: Span, ends: Iterable[End], spans: Iterable[Span]) -> Span:
        """The smallest stretch that holds the predicate and what stands in this sentence of the rest."""
        whole = self.graph.span
        first, last = predicate.start, predicate.end
        for span in (*[end.span for end in ends], *spans):
            if whole.start <= span.start and span.end <= whole.end:
                first, last = min(first, span.start), max(last, span.end)
        return Span(first, last)

    def cues(
        self, clause: Clause, type_: RelationType | None, subject: Word | End | None, obj: Word | None
    ) -> list[str]:
        """Names of the cues that confidence.py weighs."""
        found = [clause.subject_source]
        if type_ is None:
            found.append("open")
        if clause.shared_object:
            found.append("shared-object")
        if isinstance(subject, End):
            found.append("dropped")
        heads = [word for word in (subject, obj) if isinstance(word, Word)]
        if heads and None not in [self.ends.mention_of(self.graph, word) for word in heads]:
            found.append("named-ends")
        distance = max([abs(word.index - clause.predicate.index) for word in heads], default=0)
        if distance > 20:
            found.append("very-far")
        elif distance > 10:
            found.append("far")
        if self.lexicon.language != "en":
            found.append("weak-parser")
        return found
