"""A dependency tree that can be changed word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tasks.records import Span, Word


class Draft:
    """The words of a sentence while they are mended.

    Attributes:
        words: the words in order; word n has index n + 1.
        changed: whether any word is no longer the engine's.
    """

    __slots__ = ("_children", "_ends", "_relations", "_starts", "changed", "words")

    def __init__(self, words: Iterable[Word]) -> None:
        """Start from what the engine said."""
        self.words = list(words)
        self.changed = False
        self._children: list[list[int]] | None = None
        self._relations: dict[str, list[int]] | None = None
        self._starts = [word.span.start for word in self.words]
        self._ends = [word.span.end for word in self.words]

    def word(self, index: int) -> Word | None:
        """The word with this index, None for 0 and beyond the sentence."""
        return self.words[index - 1] if 1 <= index <= len(self.words) else None

    def change(self, index: int, **changes: Any) -> Word:
        """Replace fields of a word; one that would hang below itself keeps its head."""
        word = self.words[index - 1]
        head = changes.get("head")
        if head is not None and head != word.head and self.hangs_below(head, index):
            del changes["head"]
        self.changed = True
        changed = self.words[index - 1] = replace(word, **changes)
        self._keep_in_step(word, changed)
        return changed

    def _keep_in_step(self, old: Word, new: Word) -> None:
        """Move a changed word to its new place among children and relations."""
        if self._children is not None and old.head != new.head:
            if 0 <= old.head < len(self._children) and old.head != old.index:
                self._children[old.head].remove(old.index)
            if 0 <= new.head < len(self._children) and new.head != new.index:
                insort(self._children[new.head], new.index)
        if self._relations is not None and old.relation != new.relation:
            self._relations[old.relation].remove(old.index)
            insort(self._relations.setdefault(new.relation, []), new.index)

    def hangs_below(self, index: int, above: int) -> bool:
        """Whether word `index` is word `above` or hangs below it."""
        for _ in range(len(self.words) + 1):
            if index == above:
                return True
            if not 1 <= index <= len(self.words):
                return False
            index = self.words[index - 1].head
        return True

    def children(self, index: int) -> list[Word]:
        """Dependents of a word in order."""
        if self._children is None:
            self._children = [[] for _ in range(len(self.words) + 1)]
            for word in self.words:
                if 0 <= word.head <= len(self.words) and word.head != word.index:
                    self._children[word.head].append(word.index)
        return [self.words[child - 1] for child in self._children[index]]

    def having(self, *relations: str) -> list[Word]:
        """The words with one of these relations, in order, as they are now."""
        if self._relations is None:
            self._relations = {}
            for word in self.words:
                self._relations.setdefault(word.relation, []).append(word.index)
        if len(relations) == 1:
            return [self.words[index - 1] for index in self._relations.get(relations[0], ())]
        return [self.words[n - 1] for n in sorted([n for each in relations for n in self._relations.get(each, ())])]

    def under(self, span: Span) -> list[Word]:
        """The words that share a code point with a stretch of the text, in order."""
        return self.words[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def child(self, index: int, *relations: str) -> Word | None:
        """The first dependent with one of these relations."""
        return next((each for each in self.children(index) if each.relation in relations), None)

    def last_below(self, index: int) -> int:
        """Index of the last word of the phrase below a word, punctuation at its end left out."""
        last, stack, seen = index, [index], {index}
        while stack:
            for child in self.children(stack.pop()):
                if child.index not in seen:
                    seen.add(child.index)
                    stack.append(child.index)
                    if child.upos != "PUNCT":
                        last = max(last, child.index)
        return last

    def is_marked(self, index: int) -> bool:
        """Whether a nominal has an adposition."""
        return any(each.relation == "case" or each.upos == "ADP" for each in self.children(index))
