"""What all rules of one sentence read: its graph, clauses, ends, quotations and the maker of rows.

Which rows a construction gives belongs to the rules: statements.py, verb_rules.py, noun_rules.py, office_rules.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.records import End, Quote, Voice, Word
from tasks.relations.attribution import Attributions
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.references import ReferenceResolver
from tasks.relations.rows import RowMaker


class SentenceParts:
    """One sentence of an article, ready for the rules.

    Attributes:
        clauses: its clauses by the index of their predicate, without the phrases that name a source.
        quotes: the quotations that touch it.
        rows: makes rows of this sentence.
    """

    def __init__(
        self,
        graph: SentenceGraph,
        clauses: Mapping[int, Clause],
        words: Lexicon,
        ends: EndFinder,
        quotes: Sequence[Quote],
        references: ReferenceResolver,
    ) -> None:
        """Find the sentence's sources once."""
        self.graph = graph
        self.lexicon = words
        self.ends = ends
        self.quotes = [quote for quote in quotes if quote.span.overlaps(graph.span)]
        self.references = references
        attributions = Attributions(graph, clauses, words, ends, quotes)
        self.clauses = {index: attributions.without_sources(clause) for index, clause in clauses.items()}
        self.rows = RowMaker(graph, ends, words, attributions)

    def subjects(self, clause: Clause) -> list[Word | End]:
        """Who does it; of an Italian verb without a subject whom it speaks of."""
        if clause.subjects:
            return list(clause.subjects)
        if clause.voice is Voice.ACTIVE and self.lexicon.language == "it":
            found = self._speaking(clause) or self.references.dropped_subject(self.graph, clause)
            if found is not None:
                return [found]
        return []

    def _speaking(self, clause: Clause) -> End | None:
        """The speaker of a quotation, for a verb in the first person singular without a subject."""
        verbs = (clause.predicate, *clause.auxiliaries)
        finite = next((word for word in verbs if word.features.get("VerbForm") == "Fin"), None)
        if finite is None or finite.features.get("Person") != "1" or finite.features.get("Number") != "Sing":
            return None
        return next((quote.speaker for quote in self.quotes if quote.span.contains(finite.span)), None)

    def nominal_complements(self, clause: Clause) -> list[Word]:
        """Nouns and adjectives that complete a verb (`served as minister`)."""
        return [
            child
            for child in self.graph.children(clause.predicate, "xcomp")
            if child.upos in {"NOUN", "PROPN", "ADJ"} and child.index not in self.clauses
        ]

    def marked(self, head: Word) -> Oblique | None:
        """A complement with `as`, `als` or another adposition (`served as minister`)."""
        markers = self.graph.case_words(head)
        return Oblique(head, markers[0].lemma.lower(), tuple(markers)) if markers else None
