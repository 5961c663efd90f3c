"""Making rows: one `Relation` of a predicate, its ends, arguments and commitment.

Which rows there are is decided in extract.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.records import Argument, End, Relation, RelationType, Span, Word
from tasks.relations.arguments import amounts_in, arguments_of, event_date_of, time_adverbs
from tasks.relations.attribution import Attributions
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.commitment import Commitment, commitment_of
from tasks.relations.confidence import confidence
from tasks.relations.ends import EndFinder
from tasks.relations.graph import SentenceGraph
from tasks.relations.lexicon import Lexicon
from tasks.relations.predicates import lemma_of, predicate_words, text_of


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the rows of one sentence."""

    graph: SentenceGraph
    ends: EndFinder
    lexicon: Lexicon
    attributions: Attributions

    def commitment(self, clause: Clause) -> Commitment:
        """Polarity, modality and tense of a clause."""
        return commitment_of(self.graph, clause, self.lexicon, self.lexicon.language)

    def arguments(self, clause: Clause, used: Iterable[Word], commitment: Commitment) -> tuple[Argument, ...]:
        """All phrases of the clause but those that are ends."""
        taken = {word.index for word in used}
        words, language = self.lexicon.words, self.lexicon.language
        obliques = [
            oblique
            for oblique in (*clause.obliques, *time_adverbs(self.graph, clause, words))
            if oblique.head.index not in taken
        ]
        obliques.extend(
            Oblique(word, "") for word in clause.recipients if word.index not in taken and clause.copula is None
        )
        found = arguments_of(
            self.graph,
            obliques,
            self.ends,
            words,
            published=self.ends.reading.document.published_at,
            tense=commitment.tense,
            language=language,
        )
        found.extend(amounts_in(self.graph, clause.objects, words, language, [each.span for each in found]))
        return tuple(sorted(found, key=lambda argument: argument.span))

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
        commitment = self.commitment(clause)
        words = predicate_words(graph, clause, self.lexicon)
        markers = [] if oblique is None else list(oblique.markers)
        subject_end = (
            subject
            if isinstance(subject, End)
            else (self.ends.end(graph, subject, clause.predicate) if subject else None)
        )
        object_end = self.ends.end(graph, obj, clause.predicate) if obj is not None else None
        ends_used = [word for word in (subject, obj) if isinstance(word, Word)]
        arguments = self.arguments(clause, [*ends_used, *used], commitment)
        lemma = predicate or (
            clause.copula.lemma.lower()
            if clause.copula is not None
            else lemma_of(graph, clause.predicate, self.lexicon.language)
        )
        text = text_of(graph, words)
        if markers:
            text = f"{text} {text_of(graph, markers)}"
        return Relation(
            type=type_,
            predicate=lemma,
            predicate_text=text,
            voice=clause.voice,
            subject=subject_end,
            object=object_end,
            sentence_no=graph.number,
            evidence=self.evidence(
                words, [e for e in (subject_end, object_end) if e is not None], [a.span for a in arguments]
            ),
            rule=rule,
            confidence=confidence(rule, self.cues(clause, type_, subject, obj)),
            object_text=object_text,
            arguments=arguments,
            polarity=commitment.polarity,
            modality=commitment.modality,
            tense=commitment.tense,
            event_date=event_date_of(
                arguments, self.ends.reading.document.published_at, commitment.tense, self.lexicon.words
            ),
            attribution=self.attributions.speaker(clause.predicate),
        )

    def evidence(self, words: Sequence[Word], ends: Iterable[End], spans: Iterable[Span]) -> Span:
        """The smallest stretch that holds the predicate and what stands in this sentence of the rest."""
        found = self.graph.span_of(words)
        for span in (*(end.span for end in ends), *spans):
            if self.graph.span.contains(span):
                found = found.cover(span)
        return found

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
        named = [word for word in heads if self.ends.mention_of(self.graph, word) is not None]
        if heads and len(named) == len(heads):
            found.append("named-ends")
        distance = max((abs(word.index - clause.predicate.index) for word in heads), default=0)
        if distance > 20:
            found.append("very-far")
        elif distance > 10:
            found.append("far")
        if self.lexicon.language != "en":
            found.append("weak-parser")
        return found
