"""Where sentences end, set right by their marks: what a tokenizer that has seen few sentences gets wrong.

Works on the tokens that `tokens.settle` gives, and never moves a token out of its line. Which tokens cover a text
belongs there; abbreviations are data (`abbreviations.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tasks.engines.tokens import Token
from tasks.engines.trees import MAX_WORDS
from tasks.records import Language

_STOPS: Final = frozenset(".!?")
_ENDS: Final = frozenset(".!?…:\"'“”’»«)")
"""What a sentence may end with if the next one begins in lower case."""
_CLOSING: Final = frozenset("\"'“”’»)")
_OPENING: Final = frozenset("\"'“„‘«»(")
_FILE: Final = Path(__file__).with_name("abbreviations.toml")
_LETTERS: Final = 4
"""Fewest letters of a word whose stop surely ends a sentence: most abbreviations are shorter (`dott.`, `Prof.`)."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that are written with a stop, in lower case and without it.

    Attributes:
        titles: those before names (`dott.`, `Dr.`): no sentence ends behind them.
        others: behind these a sentence may end, if a capital follows.
    """

    titles: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def __contains__(self, word: object) -> bool:
        """Whether a word is one of them."""
        return word in self.titles or word in self.others


@cache
def abbreviations(language: Language) -> Abbreviations:
    """Those of a language; none if the file does not know it.

    Raises:
        ValueError: if an entry is not a word in lower case.
    """
    tables: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(language, {})
    for entry in (entry for entries in tables.values() for entry in entries):
        if not entry or entry != entry.lower() or " " in entry or entry.endswith("."):
            raise ValueError(f"{_FILE.name}: {entry!r} is not a word in lower case without its stop")
    return Abbreviations(**{name: frozenset(entries) for name, entries in tables.items()})


def with_sure_ends(text: str, sentences: Sequence[Sequence[Token]], language: Language) -> list[list[Token]]:
    """Sentences that end where the marks say so.

    Joined: what begins in lower case with what does not end in a mark that ends sentences; an abbreviation or the
    initial of a name with what follows it. Moved: a closing quotation mark to the sentence that it closes. Parted:
    behind a question or exclamation mark, and behind the stop of a word that is no abbreviation, if a capital follows.

    Args:
        text: what was tokenized.
        sentences: in order, none empty; offsets into `text`.
        language: whose abbreviations count.

    Returns:
        The same tokens in the same order; a line break between two of them still ends a sentence, and no sentence is
        made longer than the parser can bear.
    """
    short = abbreviations(language)
    joined: list[list[Token]] = []
    for sentence in sentences:
        tokens = list(sentence)
        if joined and "\n" not in text[joined[-1][-1].span.end : tokens[0].span.start]:
            closing = _closing(text, joined[-1][-1], tokens)
            joined[-1] += tokens[:closing]
            tokens = tokens[closing:]
            fits = len(joined[-1]) + len(tokens) <= MAX_WORDS
            if tokens and fits and _goes_on(text, joined[-1], tokens[0], short):
                joined[-1] += tokens
                continue
        if tokens:
            joined.append(tokens)
    return [part for sentence in joined for part in _parted(text, sentence, short)]


def _closing(text: str, last: Token, tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning are marks that close what came before: they touch it, and no word."""
    if last.span.of(text)[-1] not in _STOPS:
        return 0
    end, count = last.span.end, 0
    while count < len(tokens) and tokens[count].span.start == end and tokens[count].span.of(text) in _CLOSING:
        end = tokens[count].span.end
        count += 1
    touches_word = count < len(tokens) and tokens[count].span.start == end
    return 0 if touches_word else count


def _goes_on(text: str, before: Sequence[Token], token: Token, short: Abbreviations) -> bool:
    """Whether a token that a tokenizer took for the first of a sentence goes on with the one before."""
    last, first = before[-1].span.of(text), text[token.span.start]
    if first.islower() and last[-1] not in _ENDS:
        return True
    stop = _word_of_stop(text, before, len(before) - 1)
    if stop is None:
        return False
    word, position = stop
    if _is_initial(word):
        return first.isupper() and position > 0 and before[position - 1].span.of(text)[0].isupper()
    return word.lower() in short.titles or (word.lower() in short.others and not first.isupper())


def _parted(text: str, sentence: Sequence[Token], short: Abbreviations) -> Iterator[list[Token]]:
    """A sentence parted where one surely ends inside it."""
    start = 0
    for position in range(len(sentence) - 1):
        if sentence[position].span.of(text)[-1] not in _STOPS or position < start:
            continue
        end = position + 1
        while end < len(sentence) and _touches(sentence, end) and sentence[end].span.of(text) in _CLOSING:
            end += 1
        apart = end < len(sentence) and not _touches(sentence, end)
        if apart and _begins(text, sentence[end:]) and _surely_ends(text, sentence, position, short):
            yield list(sentence[start:end])
            start = end
    yield list(sentence[start:])


def _touches(sentence: Sequence[Token], position: int) -> bool:
    """Whether there is no space before a token."""
    return sentence[position].span.start == sentence[position - 1].span.end


def _begins(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a sentence can begin here: with a capital, perhaps behind opening marks."""
    for token in tokens:
        if token.span.of(text) not in _OPENING:
            return text[token.span.start].isupper()
    return False


def _surely_ends(text: str, sentence: Sequence[Token], position: int, short: Abbreviations) -> bool:
    """Whether the mark at a position ends a sentence, whatever follows."""
    if sentence[position].span.of(text)[-1] != ".":
        return True
    stop = _word_of_stop(text, sentence, position)
    if stop is None:
        return False
    word = stop[0]
    return word in _CLOSING or (len(word) >= _LETTERS and word.isalpha() and word.lower() not in short)


def _word_of_stop(text: str, tokens: Sequence[Token], position: int) -> tuple[str, int] | None:
    """What the stop at a position belongs to, and where that stands; None if there is no stop, or nothing before it."""
    shown = tokens[position].span.of(text)
    if shown == "." and position > 0 and _touches(tokens, position):
        return tokens[position - 1].span.of(text), position - 1
    if len(shown) > 1 and shown[-1] == "." and shown[-2] != ".":
        return shown[:-1], position
    return None


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()
