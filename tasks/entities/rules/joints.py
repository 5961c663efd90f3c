"""Rules that part a span which an engine took for one name, though two names stand side by side in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import PARTICLES, Scene
from tasks.entities.tokens import Token
from tasks.records import EntityKind, Label, Mention

_FEWEST, _MOST = 2, 4
_NAMING = frozenset({"di", "d'", "d’", "von"})
"""Prepositions that stand inside names."""


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


def part_at_preposition(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A known name and what is said of where it lies are two: `Baja California del Messico`, `Etiopia sul Somaliland`.

    In German and Italian: where a preposition stands between two names of a span that is not known as a whole, the
    second is a known country, and the first no body (`Banca d'Italia`); or the first is known, and the preposition not
    bare `di` or `von`, which make names (`Repubblica di Corea`).
    """
    kept: list[Mention] = []
    for mention in mentions:
        cut = _preposition(scene, mention)
        if cut is None:
            kept.append(mention)
            continue
        tokens = scene.tokens(mention.span)
        for part in (tokens[: cut.start], tokens[cut.stop :]):
            span = scene.span_of(part)
            entry = scene.known(span)
            kept.append(replace(scene.resized(mention, span), label=entry.label if entry else mention.label))
    return kept


def _preposition(scene: Scene, mention: Mention) -> range | None:
    """Which tokens of a mention are a preposition, and its article, that parts two names; None if there is none."""
    tokens = scene.tokens(mention.span)
    if scene.language not in {"de", "it"} or mention.label not in {Label.PER, Label.LOC} or scene.known(mention.span):
        return None
    if any(scene.is_organization_word(token.text) for token in tokens) or not tokens[0].is_capital:
        return None
    for at in range(1, len(tokens) - 1):
        if not tokens[at].text.islower() or tokens[at].upos not in {"ADP", "DET"}:
            continue
        end = next((n for n in range(at, len(tokens)) if not tokens[n].text.islower()), len(tokens))
        if end == len(tokens) or not tokens[end].is_capital:
            return None
        before, behind = scene.known(scene.span_of(tokens[:at])), scene.known(scene.span_of(tokens[end:]))
        country = behind is not None and behind.kind is EntityKind.COUNTRY and (at > 1 or before is not None)
        if country or (before is not None and tokens[at].text not in _NAMING):
            return range(at, end)
        return None
    return None
