"""Rules for two Italian names that a hyphen or the first of two words for an event makes look like one.

`lo scontro Meloni-Schlein`, `Vertice Trump-Xi`. Spans that hold two names without a hyphen belong to joints.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Scene
from tasks.records import Label, Mention, Span

_DASHES = frozenset("-–—")
_FURTHEST = 4
"""Words between the event and its two sides: `lo scontro di ieri in aula Meloni-Schlein` is too far."""


def part_pairs(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The two sides of an event are two names: behind its noun, or where the article has both apart."""
    heads = scene.vocabulary.pair_heads
    if not heads:
        return list(mentions)
    alone = {mention.text.rpartition(" ")[2] for mention in mentions if mention.label is Label.PER}
    kept: list[Mention] = []
    for mention in mentions:
        at = next((n for n, sign in enumerate(mention.text) if n and sign in _DASHES), 0)
        if not at or mention.label is Label.MISC or scene.known(mention.span):
            kept.append(mention)
            continue
        start = mention.span.start
        first, second = Span(start, start + at), Span(start + at + 1, mention.span.end)
        head, _, rest = first.of(scene.body).partition(" ")
        opens = bool(rest) and head.lower() in heads
        first = Span(start + len(head) + 1, first.end) if opens else first
        first, second = _stripped(scene, first), _stripped(scene, second)
        texts = first.of(scene.body), second.of(scene.body)
        double = texts[0] in scene.vocabulary.given_names and " " in texts[1]
        apart = all(text.rpartition(" ")[2] in alone for text in texts)
        sides = (first, second)
        named = not double and all(word[:1].isupper() for text in texts for word in text.split())
        named &= mention.label is not Label.ORG or all(scene.known(side) for side in sides)
        if not named or not (opens or apart or _is_behind(scene, mention)):
            kept.append(mention)
            continue
        for span in sides:
            entry = scene.known(span)
            kept.append(replace(scene.resized(mention, span), label=entry.label if entry else Label.PER))
    return kept


def _stripped(scene: Scene, span: Span) -> Span:
    text = span.of(scene.body)
    return Span(span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip()))


def _is_behind(scene: Scene, mention: Mention) -> bool:
    """Whether a noun for an event with two sides stands shortly before a name."""
    at = scene.row.within(mention.span).start
    for place in range(at - 1, at - 1 - _FURTHEST, -1):
        if not scene.row.same_sentence(place, at):
            return False
        token = scene.row.tokens[place]
        if token.text.lower() in scene.vocabulary.pair_heads:
            return True
        if token.upos in {"VERB", "AUX", "PUNCT", "ADP"}:
            return False
    return False
