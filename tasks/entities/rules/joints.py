"""Rules that part a span which an engine took for one name, though two names stand side by side in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import PARTICLES, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_FEWEST, _MOST = 2, 4


def part_before_person(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A known place or body before a person's full name is a name of its own: `Macedonia Gjorge Ivanov`.

    So do offices stand in Italian (`il presidente della Macedonia Gjorge Ivanov`). The given name must be in the list,
    and the known name must not be one.
    """
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = 0 if scene.known(mention.span) else _start_of_person(scene, tokens)
        if not at:
            kept.append(mention)
            continue
        begin = _start_of_known(scene, tokens[:at])
        before = scene.span_of(tokens[begin:at])
        entry = scene.known(before)
        if entry is None:
            kept.append(mention)
            continue
        kept.append(replace(scene.resized(mention, before), label=entry.label))
        kept.append(replace(scene.resized(mention, scene.span_of(tokens[at:])), label=Label.PER))
    return kept


def _start_of_person(scene: Scene, tokens: Sequence[Token]) -> int:
    """The index from which the tokens are a full name, after a known name; 0 if there is none."""
    for at in range(1, len(tokens) - 1):
        rest = tokens[at:]
        if not _FEWEST <= len(rest) <= _MOST or rest[0].text not in scene.vocabulary.given_names:
            continue
        plain = all(token.is_capital or token.text.lower() in PARTICLES for token in rest)
        if plain and not any(scene.is_organization_word(token.text) for token in rest):
            begin = _start_of_known(scene, tokens[:at])
            if begin < at and tokens[begin].text not in scene.vocabulary.given_names:
                return at
    return 0


def _start_of_known(scene: Scene, tokens: Sequence[Token]) -> int:
    """Where the longest known name begins that ends the tokens; their number if there is none."""
    return next((at for at in range(len(tokens)) if scene.known(scene.span_of(tokens[at:]))), len(tokens))
