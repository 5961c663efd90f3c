"""Rules for English names in German and Italian text that no word for a body ends.

`der Wahlkreis Grantham and Stamford`: a small English word joins what a reader of German parts. `in Beverly Hills`,
`der Market Square`: an English word for a kind of place. Names of bodies belong to `english_names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Language, Mention, Span

_GERMAN = Language("de")
_JOINTS = frozenset({"and", "of"})
_INSIDE = frozenset({"and", "of", "the", "for"})
_MOST_WORDS = 5
_NAME_TAGS = frozenset({"PROPN", "NOUN", "X", "ADJ"})


def join_english(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Large words with `and` or `of` between are one name in German, where something on one side is seen as a name.

    It is an organisation's where a word says so, or a part is one; a place's where all its parts are.
    """
    if scene.language != _GERMAN:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        if token.text not in _JOINTS:
            continue
        span = _joined(scene, at)
        there = cover.at(span) if span else []
        label = _label(scene, span, there) if span else None
        if span is None or label is None or any(each.span.contains(span) for each in there):
            continue
        added = scene.mention(span, label, "english-joint")
        if added:
            found = [each for each in found if each not in there] + [added]
            cover = Cover(found)
    return found


def _joined(scene: Scene, at: int) -> Span | None:
    """The large words around the small word at `at`; None if one side has none."""
    tokens = scene.row.tokens
    begin = at
    while at - begin < _MOST_WORDS and scene.row.same_sentence(begin - 1, at) and _is_english(scene, tokens[begin - 1]):
        begin -= 1
    end = cursor = at + 1
    while cursor - at <= _MOST_WORDS and scene.row.same_sentence(at, cursor):
        if tokens[cursor].is_capital and tokens[cursor].text[-1].isalnum() and tokens[cursor].upos in _NAME_TAGS:
            end = cursor + 1
        elif tokens[cursor].text not in _INSIDE:
            break
        cursor += 1
    return scene.span_of(tokens[begin:end]) if begin < at and end > at + 1 else None


def _is_english(scene: Scene, token: Token) -> bool:
    """Whether a large word before the joint can be English: no German noun, title or adjective of a land."""
    if not token.is_capital or not token.text[-1].isalnum() or token.upos not in _NAME_TAGS:
        return False
    german = is_common_noun(scene.vocabulary.common_nouns, token.text) and token.upos == "NOUN"
    local = scene.nationality(token.text) is not None or token.text in scene.gazetteer.local
    return not german and not local and not scene.vocabulary.is_title(token.text)


def _label(scene: Scene, span: Span, there: Sequence[Mention]) -> Label | None:
    """What the joined words are; None if nothing tells, or a known name sticks out of them."""
    if scene.known(span) or any(not span.contains(each.span) and scene.known(each.span) for each in there):
        return None
    if any(token.text.lower() in scene.vocabulary.english_heads for token in scene.tokens(span)):
        return Label.ORG
    labels = {each.label for each in there}
    people = labels == {Label.PER} and any(each.text.split(" ")[0] in scene.vocabulary.given_names for each in there)
    if not labels or Label.MISC in labels or people:
        return None
    return Label.LOC if labels == {Label.LOC} else Label.ORG


def english_places(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Large words that end in an English word for a kind of place are one: `Beverly Hills`, `Market Square`.

    What an engine took for a work or a body stays; so does a person whose family may be called so.
    """
    if scene.language != _GERMAN:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        if token.text not in scene.vocabulary.english_places and not _may_be_family(scene, token):
            continue
        begin = at
        while at - begin < _MOST_WORDS and scene.row.same_sentence(begin - 1, at):
            if not _is_english(scene, tokens[begin - 1]) or tokens[begin - 1].first:
                break
            begin -= 1
        span = scene.span_of(tokens[begin : at + 1])
        there = cover.at(span)
        if begin == at or not all(_gives_way(scene, each, span, token) for each in there):
            continue
        if _may_be_family(scene, token) and tokens[begin].text in scene.vocabulary.given_names:
            continue
        whole = next((each for each in there if each.span == span), None)
        added = replace(whole, label=Label.LOC) if whole else scene.mention(span, Label.LOC, "english-place")
        if added:
            found = [each for each in found if each not in there] + [added]
            cover = Cover(found)
    return found


def _gives_way(scene: Scene, mention: Mention, span: Span, head: Token) -> bool:
    """Whether a mention is a part of the place's name, or the whole with the label of a person or a place."""
    if mention.label in {Label.MISC, Label.ORG} or not span.contains(mention.span) or scene.known(mention.span):
        return False
    return not (_may_be_family(scene, head) and mention.label is Label.PER and " " in mention.text)


def _may_be_family(scene: Scene, token: Token) -> bool:
    return token.text in scene.vocabulary.english_places_or_families
