"""Rules for English names of bodies in German and Italian text: `das Trust Center`, `la Syracuse University`.

Readers of those languages find the second half, or take the words for a work. English names in English text belong to
`organizations` and `bodies`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.entities import vocabulary
from tasks.entities.gazetteers import straight
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Language, Mention, Span

_ENGLISH = Language("en")
_MOST_WORDS = 6
_FEWEST_WORDS = 2
_LINKS = frozenset({"of", "for", "on"})
_ENGLISH_FRONTS = frozenset({"High", "Supreme", "Union", "Standard", "Capital", "General"})
"""German words that are also first words of English names."""


def english_bodies(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Words with a capital that end in an English word for a body are one organisation, with `of` and what follows.

    What lies inside goes. People's full names and known names at its front are not taken in.
    """
    if scene.language not in {"de", "it"}:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        if straight(token.text).lower() not in scene.vocabulary.english_heads or not token.is_capital:
            continue
        begin, end = _begin(scene, at, cover), _end(scene, at)
        if end - begin < _FEWEST_WORDS:
            continue
        span = scene.span_of(tokens[begin:end])
        inside = cover.at(span)
        whole = any(mention.span.contains(span) and mention.label is Label.ORG for mention in inside)
        if whole or scene.known(span) or not all(_gives_way(scene, mention, span, token) for mention in inside):
            continue
        added = scene.mention(span, Label.ORG, "english-body")
        if added:
            found = [mention for mention in found if mention not in inside] + [added]
            cover = Cover(found)
    return found


def _gives_way(scene: Scene, mention: Mention, span: Span, head: Token) -> bool:
    """Whether a mention lies inside the name, or begins at its head: `University The Hill`."""
    return span.contains(mention.span) or (mention.span.start == head.span.start and scene.known(mention.span) is None)


def _begin(scene: Scene, at: int, cover: Cover) -> int:
    """Where the capitalised English words begin that end at the token `at`."""
    begin = at
    while begin and at - begin < _MOST_WORDS and scene.row.same_sentence(begin - 1, at):
        token = scene.row.tokens[begin - 1]
        if not _may_belong(scene, token) or _ends_other(scene, token, cover):
            break
        begin -= 1
    return begin


def _may_belong(scene: Scene, token: Token) -> bool:
    if not token.is_capital or not token.text[-1].isalnum() or scene.vocabulary.is_title(token.text):
        return False
    if scene.language == "it":
        return not token.first or token.upos == "PROPN"
    forms = {token.text, token.text.removesuffix("s")}
    noun = any(is_common_noun(scene.vocabulary.common_nouns, form) for form in forms)
    plain = (noun and token.text not in _ENGLISH_FRONTS) or (token.first and token.upos in {"ADV", "CCONJ", "SCONJ"})
    local = scene.nationality(token.text) is not None or token.text in scene.gazetteer.local
    return not plain and not local and token.upos not in {"DET", "ADP", "PRON"}


def _ends_other(scene: Scene, token: Token, cover: Cover) -> bool:
    """Whether the token is the end of another name: a person's full one, or a known one in the text's own language."""
    for mention in cover.at(token.span):
        other = mention.span.end == token.span.end and " " in mention.text
        if other and (mention.label is Label.PER or scene.known(mention.span)):
            return True
    return False


def _end(scene: Scene, at: int) -> int:
    """Where the name ends whose head is the token `at`: behind `of`, `for` or `on` and words with a capital."""
    tokens = scene.row.tokens
    end = at + 1
    if not scene.row.same_sentence(at, end) or tokens[end].text not in _LINKS:
        return end
    cursor = end + 1
    small = vocabulary.load(_ENGLISH).body_inside
    while cursor - end <= _MOST_WORDS and scene.row.same_sentence(at, cursor):
        if tokens[cursor].is_capital:
            end = cursor + 1
        elif tokens[cursor].text not in small:
            break
        cursor += 1
    return end
