"""Rules that know towns: a long list without countries or translations, so it is evidence and no identity.

What the small gazetteers know, with an identity of its own, belongs to `known`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Cover, Scene
from tasks.records import Label, Mention, Span

_MOST_WORDS = 4


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


def _bare(scene: Scene, text: str) -> str:
    """`text` without a German genitive s, if that gives a town."""
    if scene.language == "de" and text.endswith("s") and text not in scene.vocabulary.towns:
        return text[:-1]
    return text
