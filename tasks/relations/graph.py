"""A sentence as a graph: children, subtrees, conjuncts, case markers, and noun phrases as stretches of text.

Universal Dependencies v2 throughout (https://universaldependencies.org/u/dep/). What a construction means does not
belong here: clauses.py, offices.py and nominal.py read meaning off this graph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tasks.records import Sentence, Span, Word

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_AS = frozenset({"als", "as", "come"})
_MARKING = frozenset({"mark", "advmod", "cc"})
_SETTING_APART = frozenset({",", "-", "–", "—", "(", ";"})
_CLOSING = frozenset(".,;:!?…–—-·•")
_NOT_IN_PHRASE = frozenset(
    {
        "conj", "cc", "case", "mark", "cop", "aux", "nsubj", "csubj", "expl", "parataxis", "discourse", "vocative",
        "dislocated", "orphan", "advcl", "ccomp", "xcomp", "obl", "punct", "dep", "list", "iobj",
    }
)  # fmt: skip


class SentenceGraph:
    """The dependency tree of one sentence, with the questions that rules ask of it.

    Attributes:
        number: the sentence's number in the article.
        span: where the sentence stands in the body.
        words: its words in order.
        notes: what rules found out about the sentence and ask for again, by a name of theirs.
        lemmas, particles: lemmas and separated particles of its verbs as predicates.py works them out, by index.
        forms: forms and lemmas of its words in lower case, for a quick look whether a word is there at all.
    """

    __slots__ = (
        "_below", "_body", "_cases", "_children", "_phrase_spans", "_phrases", "_relations", "forms", "lemmas",
        "notes", "number", "particles", "span", "words",
    )  # fmt: skip

    def __init__(self, number: int, sentence: Sentence, body: str) -> None:
        """Index the children of every word, and their relations: most questions for one end there."""
        self.number = number
        self.span = sentence.span
        self.words = sentence.words
        self._body = body
        self.notes: dict[str, Any] = {}
        self.lemmas: dict[int, str] = {}
        self.particles: dict[int, list[Word]] = {}
        self.forms = {word.text.lower() for word in sentence.words}
        self.forms.update([word.lemma.lower() for word in sentence.words])
        self._cases: dict[int, list[Word]] = {}
        self._phrases: dict[int, list[Word]] = {}
        self._phrase_spans: dict[int, Span] = {}
        self._relations = relations = ["", *[word.relation for word in sentence.words]]
        size = len(sentence.words)
        self._children: list[list[Word]] = [[] for _ in range(size + 1)]
        self._below: dict[int, set[str]] = {}
        for word in sentence.words:
            if 0 <= word.head <= size and word.head != word.index:
                siblings = self._children[word.head]
                if siblings:
                    self._below[word.head].update((relations[word.index], word.deprel))
                else:
                    self._below[word.head] = {relations[word.index], word.deprel}
                siblings.append(word)

    def word(self, index: int) -> Word | None:
        """The word with this index, None for 0 and beyond the sentence."""
        return self.words[index - 1] if 1 <= index <= len(self.words) else None

    def head(self, word: Word) -> Word | None:
        """The governor, None for the root."""
        return self.word(word.head)

    def children(self, word: Word, *relations: str) -> list[Word]:
        """Dependents in order; with `relations` only those whose deprel or its part before the colon is named."""
        found = self._children[word.index]
        if not relations or not found:
            return found
        if self._below[word.index].isdisjoint(relations):
            return []
        names = self._relations
        return [child for child in found if names[child.index] in relations or child.deprel in relations]

    def child(self, word: Word, *relations: str) -> Word | None:
        """The first such dependent."""
        found = self._children[word.index]
        if not found or self._below[word.index].isdisjoint(relations):
            return None
        names = self._relations
        return next(child for child in found if names[child.index] in relations or child.deprel in relations)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Governors from the nearest up; ends at the root, also in a damaged tree."""
        seen = {word.index}
        current = self.head(word)
        while current is not None and current.index not in seen:
            seen.add(current.index)
            yield current
            current = self.head(current)

    def subtree(self, word: Word) -> list[Word]:
        """The word and all that hangs on it, in order."""
        found: dict[int, Word] = {}
        stack = [word]
        while stack:
            current = stack.pop()
            if current.index not in found:
                found[current.index] = current
                stack.extend(self._children[current.index])
        return [found[index] for index in sorted(found)]

    def conjuncts(self, word: Word) -> list[Word]:
        """The word and those coordinated with it (`A, B and C`), in order."""
        found = [word]
        for child in self._children[word.index]:
            if child.relation == "conj":
                found.extend(self.conjuncts(child) if child.index > word.index else [child])
        return sorted(found, key=lambda each: each.index)

    def case_words(self, word: Word) -> list[Word]:
        """Adpositions of a nominal, with the fixed parts of one of several words (`because of`)."""
        found = self._cases.get(word.index)
        if found is None:
            found = self._cases[word.index] = self._case_words(word)
        return found

    def _case_words(self, word: Word) -> list[Word]:
        children = self._children[word.index]
        if not children:
            return []
        found: list[Word] = []
        for child in children:
            relation = self._relations[child.index]
            if relation == "cc" and self.children(child, "fixed"):
                continue
            if relation == "case" or (
                relation in _MARKING
                and (
                    (child.upos == "ADP" and relation == "mark") or (word.upos in NOMINAL and child.text.lower() in _AS)
                )
            ):
                found.append(child)
                found.extend(self.children(child, "fixed"))
        if len(found) < 2:
            return found if found and found[0].upos != "PUNCT" else []
        return sorted((each for each in found if each.upos != "PUNCT"), key=lambda each: each.index)

    def case(self, word: Word) -> str:
        """The lemma of the first adposition, lower case; empty if there is none."""
        markers = self.case_words(word)
        return markers[0].lemma.lower() if markers else ""

    def text(self, span: Span) -> str:
        """The stretch of the body."""
        return span.of(self._body)

    def words_in(self, span: Span) -> Sequence[Word]:
        """The words that lie wholly inside a stretch of the text, in order."""
        first = bisect_left(self.words, span.start, key=_start_of)
        return self.words[first : bisect_right(self.words, span.end, lo=first, key=_end_of)]

    def phrase(self, head: Word) -> list[Word]:
        """The words of the noun phrase of `head`, in order and without a gap.

        Left out: its adposition, its conjuncts, relative clauses, appositions after a comma, whatever makes `head` a
        predicate, and punctuation at the edges.
        """
        known = self._phrases.get(head.index)
        if known is None:
            known = self._phrases[head.index] = self._phrase(head)
        return known

    def _phrase(self, head: Word) -> list[Word]:
        kept: dict[int, Word] = {head.index: head}
        stack = [child for child in self._children[head.index] if self._belongs(child, head, top=True)]
        while stack:
            current = stack.pop()
            if current.index in kept:
                continue
            kept[current.index] = current
            stack.extend(child for child in self._children[current.index] if self._belongs(child, current, top=False))
        return self._without_gaps(head, kept)

    def _belongs(self, child: Word, parent: Word, *, top: bool) -> bool:
        relation = child.relation
        postposed = relation == "case" and child.upos == "ADP" and child.index > parent.index
        if child.deprel == "acl:relcl" or relation == "parataxis" or postposed:
            return False
        if child.text.lower() in _CORRELATIVE or (relation == "conj" and child.upos in {"VERB", "AUX"}):
            return False
        if top and relation in _NOT_IN_PHRASE:
            return relation == "case" and child.index > parent.index and child.text in {"'s", "’s", "'", "’"}
        if top and relation == "advmod" and (child.text.lower() in _QUESTION_WORDS or self._is_predicate_noun(parent)):
            return False
        if relation == "acl":
            return not (self._is_clause(child) or self._is_reproach(child) or self.comma_between(parent, child))
        set_apart = relation == "appos" or (top and relation == "nmod" and child.index > parent.index)
        return not (set_apart and self.comma_between(parent, child))

    def _is_clause(self, word: Word) -> bool:
        """Whether a noun's clause has a subject or complementer of its own."""
        return any(
            each.relation == "nsubj" or (each.relation == "mark" and each.lemma.lower() in _COMPLEMENTERS)
            for each in self._children[word.index]
        )

    def _is_reproach(self, word: Word) -> bool:
        """`accused hackers of stealing ...`: a gerund with a preposition belongs to the verb."""
        return any(
            each.relation in {"mark", "case"} and each.lemma.lower() in _BEFORE_GERUND
            for each in self._children[word.index]
        )

    def _is_predicate_noun(self, word: Word) -> bool:
        return word.upos in {"NOUN", "PROPN"} and self.child(word, "cop") is not None

    def comma_between(self, first: Word, second: Word) -> bool:
        """Whether a comma, dash or bracket stands between two words; not the hyphen of `Kassym-Schomart`."""
        low, high = sorted((first.index, second.index))
        if _SETTING_APART.isdisjoint([word.text for word in self.words[low : high - 1]]):
            return False
        return any(
            word.text in _SETTING_APART and not (word.text == "-" and self.words[place - 1].span.end == word.span.start)
            for place, word in enumerate(self.words[low : high - 1], start=low)
        )

    def _without_gaps(self, head: Word, kept: dict[int, Word]) -> list[Word]:
        first = last = head.index
        while first - 1 in kept or (first - 2 in kept and self.words[first - 2].upos == "PUNCT"):
            first -= 1
        while last + 1 in kept or (last + 2 in kept and self.words[last].upos == "PUNCT"):
            last += 1
        words = list(self.words[first - 1 : last])
        while len(words) > 1 and (words[-1].upos == "PUNCT" and words[-1].text not in {")", "”", "“", "»", '"', "%"}):
            words.pop()
        while len(words) > 1 and words[0].upos == "PUNCT" and words[0].text in _CLOSING:
            words.pop(0)
        while len(words) > 1 and words[0].in_multiword and words[0] is not head and self._is_glued(words[0], head):
            words.pop(0)
        return words

    def _is_glued(self, word: Word, head: Word) -> bool:
        """Whether a word stands in one token with the adposition of a noun phrase (`della`)."""
        return any(each.span == word.span for each in self.case_words(head))

    def span_of(self, words: Iterable[Word]) -> Span:
        """The smallest stretch that holds all these words.

        Raises:
            ValueError: if there is no word.
        """
        spans = [word.span for word in words]
        if len(spans) == 1:
            return spans[0]
        return Span(min([span.start for span in spans]), max([span.end for span in spans]))

    def phrase_span(self, head: Word) -> Span:
        """The stretch of the noun phrase of `head`, brackets and quotes that open or close inside it balanced."""
        known = self._phrase_spans.get(head.index)
        if known is None:
            known = self._phrase_spans[head.index] = self._phrase_span(head)
        return known

    def _phrase_span(self, head: Word) -> Span:
        words = self.phrase(head)
        span = Span(words[0].span.start, words[-1].span.end)
        text = span.of(self._body)
        if text[0] not in _OPENING and text[-1] not in _CLOSED_BY:
            return span
        for opening, closing in _PAIRS:
            if text.startswith(opening) and closing not in text[1:]:
                return Span(span.start + 1, span.end)
            if text.endswith(closing) and opening not in text[:-1] and not (closing == "“" and "„" in text):
                return Span(span.start, span.end - 1)
        if text[0] == '"' and text.count('"') == 1 and len(text) > 1:
            return Span(span.start + 1, span.end)
        if text[-1] == '"' and text.count('"') == 1 and len(text) > 1:
            return Span(span.start, span.end - 1)
        return span


def _start_of(word: Word) -> int:
    return word.span.start


def _end_of(word: Word) -> int:
    return word.span.end


_PAIRS = (("(", ")"), ("“", "”"), ("„", "“"), ("«", "»"))
_OPENING = '(“„«"'
_CLOSED_BY = ')”“»"'
_QUESTION_WORDS = frozenset({"how", "when", "why", "where", "wie", "wann", "warum", "wo", "come", "quando", "dove"})
_BEFORE_GERUND = frozenset({"of", "from", "into", "against", "for", "in", "by"})
_CORRELATIVE = frozenset({"weder", "entweder", "sowohl", "either", "neither", "né", "sia"})
_COMPLEMENTERS = frozenset({"that", "dass", "daß", "ob", "che", "whether", "se"})
