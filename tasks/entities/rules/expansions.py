"""Rules that complete a name by what the article says of it elsewhere: an acronym in brackets, the name in full.

The acronym vouches for the words before it, the full name for a part of it that stands at the same words. Which
mentions are one thing is decided in `article`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

ACRONYM: Final = "acronym"
"""The native label of an acronym in brackets behind the words that it stands for."""

_FEWEST_LETTERS: Final = 3
_MOST_LETTERS: Final = 8
_MOST_WORDS: Final = 10
_LONGEST_FOREIGN: Final = 6
_LONG_WORD: Final = 4
_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB", "NUM"})


def expand_acronyms(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The words before an acronym in brackets whose initials it is are one body, as it is: `Lega nazionale ... (Nld)`.

    In German and Italian in any order, since the acronym may be an English one. Before any other acronym it is the
    words with a word for a body in them (`Movement Toward Socialism (MAS)`). Known names and full names of people are
    never taken in.
    """
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        if not _is_bracketed(scene, at):
            continue
        span = _expansion(scene, at - 1, token.text) or _body(scene, at - 1, token.text)
        inside = cover.at(span) if span else []
        if span is None or scene.known(span) or any(_is_fixed(mention, span) for mention in inside):
            continue
        parts = [scene.mention(span, Label.ORG, "expansion"), scene.mention(token.span, Label.ORG, ACRONYM)]
        gone = [*inside, *cover.at(token.span)]
        found = [mention for mention in found if mention not in gone] + [part for part in parts if part]
        cover = Cover(found)
    return found


def _is_bracketed(scene: Scene, at: int) -> bool:
    """Whether the token at `at` looks like an acronym and is all that stands in a pair of brackets."""
    tokens = scene.row.tokens
    text = tokens[at].text
    if not (text.isalpha() and text[0].isupper() and _FEWEST_LETTERS <= len(text) <= _MOST_LETTERS):
        return False
    around = scene.row.same_sentence(at - 2, at) and scene.row.same_sentence(at, at + 1)
    return around and tokens[at - 1].text == "(" and tokens[at + 1].text.startswith(")")


def _expansion(scene: Scene, bracket: int, acronym: str) -> Span | None:
    """The fewest words before the bracket whose initials are the letters of `acronym`, small words counted or not."""
    tokens = scene.row.tokens
    letters = acronym.casefold()
    for begin in range(bracket - 1, max(bracket - 1 - _MOST_WORDS, -1), -1):
        if not scene.row.same_sentence(begin, bracket) or tokens[begin].upos == "PUNCT":
            return None
        words = tokens[begin:bracket]
        if not (words[0].is_capital and words[0].upos in _CONTENT and len(words) > 1):
            continue
        if any(_spells(letters, initials, scene) for initials in _initials(words)):
            return scene.span_of(words)
    return None


def _body(scene: Scene, bracket: int, acronym: str) -> Span | None:
    """The name that ends before the bracket, with a word for a body in it; None if there is none.

    What the engine saw as such a name is left to `article`, which joins it with its acronym.
    """
    tokens = scene.row.tokens
    if not acronym.isupper() or len(acronym) > _LONGEST_FOREIGN:
        return None
    begin = bracket
    while (
        begin
        and bracket - begin < _MOST_WORDS
        and scene.row.same_sentence(begin - 1, bracket)
        and _may_name_body(scene, tokens[begin - 1])
    ):
        begin -= 1
    words = tokens[begin:bracket]
    heads = [at for at, word in enumerate(words) if word.is_capital and scene.is_organization_word(word.text)]
    if not heads:
        return None
    first = heads[-1] if scene.language != "en" else next(at for at, word in enumerate(words) if word.is_capital)
    found = words[first:]
    ends = found[-1].is_capital or (scene.language == "it" and found[-1].upos in _CONTENT)
    return scene.span_of(found) if ends and len(found) > 1 else None


def _may_name_body(scene: Scene, token: Token) -> bool:
    inside = token.upos in {"ADP", "DET", "CCONJ"} or token.text in scene.vocabulary.body_inside
    return token.is_capital or inside or (scene.language != "en" and token.upos in {"ADJ", "NOUN", "PROPN"})


def _initials(words: Sequence[Token]) -> tuple[str, ...]:
    """The initials of all words, of those that are not small, of those with a capital; hyphens part words or not."""
    found = []
    for parts in (
        [part for word in words for part in _parts(word)],
        [(word.text, word.upos in _CONTENT) for word in words],
    ):
        found += [
            "".join(text[0] for text, _ in parts),
            "".join(text[0] for text, content in parts if content or text[0].isupper() or len(text) > _LONG_WORD),
            "".join(text[0] for text, _ in parts if text[0].isupper()),
        ]
    return tuple(found)


def _parts(word: Token) -> list[tuple[str, bool]]:
    """The pieces of a word at its hyphens and apostrophes, and whether the word has a meaning of its own."""
    content = word.upos in _CONTENT
    pieces = word.text.replace("’", "-").replace("'", "-").split("-")
    return [(piece, content) for piece in pieces if piece]


def _spells(letters: str, initials: str, scene: Scene) -> bool:
    low = initials.casefold()
    return low == letters or (scene.language in {"de", "it"} and sorted(low) == sorted(letters))


def _is_fixed(mention: Mention, span: Span) -> bool:
    """Whether a mention must not be taken into `span`: it sticks out, or is a person's full name."""
    return not span.contains(mention.span) or (mention.label is Label.PER and " " in mention.text)


def complete_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A part of a person's full name that stands where the whole name does is the whole: `Hun` of `Hun Sen`.

    The name must stand whole as a mention elsewhere, and nothing else be named in the words that are added.
    """
    whole = {mention.text for mention in mentions if mention.label is Label.PER and " " in mention.text}
    cover = Cover(mentions)
    changed = []
    for mention in mentions:
        longer = None if scene.known(mention.span) else _whole_name(scene, mention, whole)
        if longer is not None and cover.at(longer) == [mention]:
            changed.append(replace(scene.resized(mention, longer), label=Label.PER))
        else:
            changed.append(mention)
    return changed


def _whole_name(scene: Scene, mention: Mention, whole: Collection[str]) -> Span | None:
    """Where the longest of the names stands that `mention` begins; None if none does.

    A full stop may stick to the last word: taggers take `Hun Sen.` for an abbreviation.
    """
    best: Span | None = None
    for text in whole:
        span = Span(mention.span.start, mention.span.start + len(text))
        if len(text) <= len(mention.text) or not scene.body.startswith(text, span.start):
            continue
        covered = scene.span_of(scene.tokens(span)).of(scene.body)
        if covered.removesuffix(".") == text.removesuffix(".") and (best is None or len(span) > len(best)):
            best = span
    return best
