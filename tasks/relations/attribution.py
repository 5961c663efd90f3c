"""On whose behalf the text says something: speech verbs, `according to`, quotations and the German subjunctive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tasks.records import End, Label, Quote, Span, Word
from tasks.relations.clauses import Clause
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.predicates import lemma_of
from tasks.relations.so_phrases import speakers_behind_so

_REACH_OF_SPEAKER = 160
_PENALTY_FOR_NEARNESS = 20


def is_speech(graph: SentenceGraph, word: Word, lexicon: Lexicon) -> bool:
    """Whether the word is a verb that introduces what somebody said."""
    return word.upos in {"VERB", "AUX"} and (
        lemma_of(graph, word, lexicon.language).lower() in lexicon.speech_verbs
        or word.lemma.lower() in lexicon.speech_verbs
    )


def _speech_verbs(graph: SentenceGraph, lexicon: Lexicon) -> list[Word]:
    """The sentence's verbs that introduce what somebody said, found once."""
    known: list[Word] | None = graph.notes.get("speech")
    if known is None:
        known = graph.notes["speech"] = [word for word in graph.words if is_speech(graph, word, lexicon)]
    return known


class Attributions:
    """Speakers of the clauses of one sentence."""

    def __init__(
        self,
        graph: SentenceGraph,
        clauses: Mapping[int, Clause],
        lexicon: Lexicon,
        ends: EndFinder,
        quotes: Sequence[Quote],
    ) -> None:
        """Find the phrases that name a source once for the sentence."""
        self.graph = graph
        self.clauses = clauses
        self.lexicon = lexicon
        self.ends = ends
        self.quotes = [quote for quote in quotes if quote.speaker is not None and quote.span.overlaps(graph.span)]
        self.sources = dict(_sources(graph, lexicon))
        self.behind_so = _behind_so(graph, lexicon, ends)

    def without_sources(self, clause: Clause) -> Clause:
        """The clause without the phrases that name a source: who says it is no part of what is said."""
        if not self.sources:
            return clause
        sources = {source.index for source in self.sources.values()}
        sources |= {head.index for source in self.sources.values() if (head := self.graph.head(source)) is not None}
        kept = tuple(
            oblique
            for oblique in clause.obliques
            if oblique.head.index not in sources or oblique.head.index == clause.predicate.index
        )
        return clause if len(kept) == len(clause.obliques) else replace(clause, obliques=kept)

    def speaker(self, word: Word) -> End | None:
        """Whom the text makes responsible for what the predicate at `word` says; the nearest speaker if nested."""
        current = word
        for ancestor in self.graph.ancestors(word):
            if current.relation in {"ccomp", "xcomp", "parataxis", "obj", "csubj", "acl", "conj", "advcl"}:
                clause = self.clauses.get(ancestor.index)
                said = current.relation in {"ccomp", "xcomp", "parataxis"}
                spoken = clause is not None and said and is_speech(self.graph, ancestor, self.lexicon)
                if clause is not None and spoken and clause.subjects and word not in clause.subjects:
                    return self.ends.end(self.graph, clause.subjects[0])
            current = ancestor
        for child in self.graph.children(word, "parataxis", "ccomp"):
            inserted = self.clauses.get(child.index)
            if (
                child.relation == "parataxis"
                and inserted is not None
                and inserted.subjects
                and is_speech(self.graph, child, self.lexicon)
            ):
                return self.ends.end(self.graph, inserted.subjects[0])
        for quote in self.quotes:
            if quote.span.contains(word.span):
                return quote.speaker
        return self._source(word) or next(iter(self.behind_so), None)

    def _source(self, word: Word) -> End | None:
        for place in (word, *self.graph.ancestors(word)) if self.sources else ():
            source = self.sources.get(place.index)
            if source is not None:
                inside = {each.index for each in self.graph.subtree(source)}
                return None if word.index in inside else self.ends.end(self.graph, source)
        return None


def _behind_so(graph: SentenceGraph, lexicon: Lexicon, ends: EndFinder) -> list[End]:
    """`..., so Karner`: who says the rest of a German sentence."""
    if lexicon.language != "de" or "so" not in graph.forms:
        return []
    mentions = ends.reading.mentions_in(graph.span)
    return [End(each.span, each.text, each.entity) for _, each in speakers_behind_so(graph, mentions)]


def speakers(clause: Clause) -> tuple[Word, ...]:
    """Who speaks: the subject, or what follows an inverted speech verb and was taken for its object (`said Scholz`)."""
    if clause.subjects or any(word.index < clause.predicate.index for word in clause.objects):
        return clause.subjects
    return clause.objects if clause.content is None or clause.content.index < clause.predicate.index else ()


def _sources(graph: SentenceGraph, lexicon: Lexicon) -> list[tuple[int, Word]]:
    """`According to X`, `laut X`, `secondo X`: the predicate it stands with, and X."""
    found: list[tuple[int, Word]] = []
    if not any(each[0] in graph.forms and graph.forms.issuperset(each) for each in lexicon.speech_adpositions):
        return found
    for word in graph.words:
        if word.relation not in {"obl", "nmod", "advcl", "advmod"}:
            continue
        markers = graph.case_words(word)
        if not markers:
            continue
        above = graph.head(word)
        if above is not None and (above.text.lower(), markers[0].text.lower()) in lexicon.speech_adpositions:
            found.append((above.head, word))
            continue
        forms = tuple(each.text.lower() for each in markers)
        if any(forms[:length] in lexicon.speech_adpositions for length in range(1, len(forms) + 1)):
            found.append((word.head, word))
        elif (forms[0], word.text.lower()) in lexicon.speech_adpositions or any(
            each[:-1] == (forms[0], word.text.lower()) for each in lexicon.speech_adpositions if len(each) == 3
        ):
            holder = graph.child(word, "nmod")
            if holder is not None:
                found.append((word.head, holder))
    return found


class QuoteReader:
    """Finds who spoke each quotation of an article."""

    def __init__(
        self, reading: Reading, lexicon: Lexicon, ends: EndFinder, clauses: Mapping[int, Mapping[int, Clause]]
    ) -> None:
        """`clauses` by sentence number and predicate."""
        self.reading = reading
        self.lexicon = lexicon
        self.ends = ends
        self.clauses = clauses

    def read(self, spans: Sequence[Span]) -> list[Quote]:
        """Quotations with their speakers, in order; the speaker of one carries on to the next if that has none."""
        body = self.reading.body
        found: list[Quote] = []
        for span in spans:
            touched = [graph for graph in self.reading.sentences if graph.span.overlaps(span)]
            if not touched:
                continue
            speaker = self._speaker(span, touched)
            if speaker is None and found and self._goes_on(found[-1], span):
                speaker = found[-1].speaker
            found.append(Quote(span, span.of(body), touched[0].number, speaker))
        return found

    def _goes_on(self, last: Quote, span: Span) -> bool:
        """`"...," she said. "..."`, or a line that is a quotation right after one: the same person goes on speaking.

        Only a quotation that is a sentence; a word or two in quotation marks is nobody's speech.
        """
        body = self.reading.body
        between = body[last.span.end : span.start]
        sentence = span.of(body)
        if len(between) > _REACH_OF_SPEAKER or " " not in sentence or not sentence[:1].isupper():
            return False
        if "\n" not in between:
            return ". " in between
        if between.count("\n") != 1:
            return False
        return between.partition("\n")[0].endswith(".") or not any(character.isalpha() for character in between)

    def _speaker(self, span: Span, touched: Sequence[SentenceGraph]) -> End | None:
        first, last = touched[0].number - 1, touched[-1].number + 1
        candidates = [
            candidate
            for graph in map(self.reading.sentence, range(first, last + 1))
            if graph is not None
            for word in _speech_verbs(graph, self.lexicon)
            if not span.contains(word.span)
            for candidate in self._candidates(graph, word, span)
        ]
        if candidates:
            return min(candidates, key=lambda each: each[0])[1]
        sources = ((graph, source) for graph in touched for _, source in _sources(graph, self.lexicon))
        return next((self.ends.end(graph, word) for graph, word in sources if not span.contains(word.span)), None)

    def _candidates(self, graph: SentenceGraph, verb: Word, span: Span) -> Iterator[tuple[int, End]]:
        """Whom a speech verb makes the speaker of the quotation, with its distance."""
        distance = _distance(self.reading.body, verb.span, span)
        if distance is None:
            return
        clause = self.clauses.get(graph.number, {}).get(verb.index)
        outside = [each for each in speakers(clause) if not span.contains(each.span)] if clause else []
        if not outside and clause is not None and clause.subjects:
            outside = [each for each in clause.objects if each.index > verb.index and not span.contains(each.span)]
        if outside:
            yield distance, self.ends.end(graph, outside[0])
            return
        name = self._name_beside(graph, verb, span)
        if name is not None:
            yield distance + _PENALTY_FOR_NEARNESS, name

    def _name_beside(self, graph: SentenceGraph, verb: Word, quote: Span) -> End | None:
        """The nearest person or organisation beside a speech verb whose subject the parser missed."""
        best: tuple[int, End] | None = None
        for mention in self.reading.mentions_in(graph.span):
            if quote.overlaps(mention.span) or mention.label not in {Label.PER, Label.ORG}:
                continue
            gap = max(mention.span.start - verb.span.end, verb.span.start - mention.span.end)
            if gap < 40 and (best is None or gap < best[0]):
                best = (gap, End(mention.span, mention.text, mention.entity))
        return best[1] if best else None


def _distance(body: str, verb: Span, quote: Span) -> int | None:
    """How far a speech verb stands from a quotation; None across a sentence end or too far away."""
    if verb.start >= quote.end:
        between = body[quote.end : verb.start]
        ended = body[quote.end - 1 : quote.end] in {".", "!"} and "," not in between[:3] and between[1:2] != " "
        return None if len(between) > _REACH_OF_SPEAKER or "\n" in between or ". " in between or ended else len(between)
    between = body[verb.end : quote.start]
    if len(between) > _REACH_OF_SPEAKER or "\n" in between or ". " in between:
        return None
    return len(between) + 1
