"""Rules that know towns: a long list without countries or translations, so it is evidence and no identity.

What the small gazetteers know, with an identity of its own, belongs to `known`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.records import Label, Mention, Span

_MOST_WORDS = 4
_IN_LAND = frozenset({"im", "ins"})


def relabel_towns(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A town's name is a place, where the engine says person, or says anything else after a preposition of place.

    Not so if a person of the article has the name, nor for names that people bear, too, without such a preposition.
    """
    bearers = families(mentions)
    changed = []
    for mention in mentions:
        if mention.label is Label.LOC or mention.native_label == "compound" or mention.text in bearers:
            changed.append(mention)
            continue
        certain = scene.vocabulary.towns.get(_bare(scene, mention.text))
        placed = certain is not None and scene.after_place_preposition(mention.span)
        sure = certain and mention.label is Label.PER
        is_town = certain is not None and (placed or sure) and scene.known(mention.span) is None
        changed.append(replace(mention, label=Label.LOC) if is_town else mention)
    return changed


def add_towns(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Towns after a preposition of place that no mention covers; the longest name counts."""
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        if not token.is_capital or token.upos != "PROPN" or not scene.after_place_preposition(token.span):
            continue
        for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
            if not scene.row.same_sentence(at, at + size - 1):
                continue
            span = Span(token.span.start, tokens[at + size - 1].span.end)
            if scene.vocabulary.towns.get(_bare(scene, span.of(scene.body))) and cover.is_free(span):
                following = tokens[at + size] if scene.row.same_sentence(at, at + size) else None
                added = scene.mention(span, Label.LOC, "town")
                if added and not (following and following.is_capital and following.upos == "PROPN"):
                    found.append(added)
                    cover.add(added)
                break
    return found


def add_sure_towns(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Towns that no mention covers, whatever stands before them: names of nothing else, and names to the tagger."""
    bearers = families(mentions)
    cover = Cover(mentions)
    found = list(mentions)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        sure = scene.vocabulary.towns.get(_bare(scene, token.text)) and token.text not in scene.vocabulary.given_names
        if not sure or token.upos != "PROPN" or not cover.is_free(token.span) or token.text in bearers:
            continue
        beside = [near for near in (at - 1, at + 1) if scene.row.same_sentence(at, near)]
        if token.first or any(tokens[near].is_capital and tokens[near].upos == "PROPN" for near in beside):
            continue
        added = scene.mention(token.span, Label.LOC, "town")
        if added:
            found.append(added)
            cover.add(added)
    return found


def add_places_of_lands(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`im kalifornischen Pasadena`, `in Sellafield in der Grafschaft Cumbria`: a place that no list has, in German.

    It stands behind an adjective of a land, or before the noun for an area, and no dictionary has it.
    """
    if scene.language != "de":
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        if not token.is_capital or not (_is_in_land(scene, at) or _is_in_area(scene, at)):
            continue
        there = cover.at(token.span)
        if not there:
            added = scene.mention(token.span, Label.LOC, "town")
            found += [added] if added else []
        elif there[0].span == token.span and there[0].label in {Label.PER, Label.ORG} and not scene.known(token.span):
            found = [replace(each, label=Label.LOC) if each is there[0] else each for each in found]
    return found


def _is_in_land(scene: Scene, at: int) -> bool:
    """Whether `im` and the adjective of a land stand before a word that no dictionary has, and no other name behind."""
    tokens = scene.row.tokens
    if not scene.row.same_sentence(at - 2, at) or tokens[at - 2].text not in _IN_LAND:
        return False
    adjective = tokens[at - 1].text
    land = adjective.islower() and (scene.nationality(adjective) is not None or adjective in scene.gazetteer.local)
    behind = tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
    alone = behind is None or not (behind.is_capital or behind.text == "-")
    word = tokens[at].text
    return land and alone and not word.isupper() and not is_common_noun(scene.vocabulary.common_nouns, word)


def _is_in_area(scene: Scene, at: int) -> bool:
    """Whether `in` stands before a word that is no noun of the dictionary, and `in der Provinz` behind it."""
    tokens = scene.row.tokens
    if not scene.row.same_sentence(at - 1, at + 2) or not scene.after_place_preposition(tokens[at].span):
        return False
    behind = tokens[at + 1].text
    area = tokens[at + 2 if behind == "im" else at + 3] if scene.row.same_sentence(at, at + 3) else None
    kinds = scene.vocabulary.kinds_of_place
    placed = area is not None and behind in {"in", "im"} and area.upos == "NOUN" and area.text.lower() in kinds
    return placed and tokens[at].text not in scene.vocabulary.common_nouns


def _bare(scene: Scene, text: str) -> str:
    """`text` without a German genitive s, if that gives a town."""
    if scene.language == "de" and text.endswith("s") and text not in scene.vocabulary.towns:
        return text[:-1]
    return text
