"""Names of papers in quotation marks in front of a German compound: `"Kurier"-Chefredakteur`.

What a noun before quotation marks tells belongs to kinds.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.holders import is_role
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_OPENING = frozenset({'"', "„", "»", "«", "“", "‚", "›"})
_CLOSING = frozenset({'"', "“", "”", "«", "»", "‘", "‹"})
_LONGEST_NAME = 5


def organizations_in_quotes(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """German words in quotation marks before a hyphen and a role are an organisation's name."""
    if scene.language != "de":
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        inner = _quoted(scene, at) if token.text in _OPENING else ()
        if not inner or not _precedes_role(scene, at + 1 + len(inner)):
            continue
        span = scene.span_of(inner)
        there = cover.at(span)
        if any(not span.contains(mention.span) for mention in there):
            continue
        known = there[0] if len(there) == 1 and there[0].span == span else None
        added = replace(known, label=Label.ORG) if known is not None else scene.mention(span, Label.ORG, "quoted")
        if added is not None:
            found = [*(mention for mention in found if mention not in there), added]
    return found


def _quoted(scene: Scene, opening: int) -> Sequence[Token]:
    """The words of a name between quotation marks, none if they are no name."""
    tokens = scene.row.tokens
    for closing in range(opening + 2, opening + 2 + _LONGEST_NAME):
        if not scene.row.same_sentence(closing, opening):
            return ()
        if tokens[closing].text in _CLOSING:
            inner = tokens[opening + 1 : closing]
            large = inner[0].is_capital and inner[-1].text[-1:].isalnum()
            says = any(token.upos in {"VERB", "AUX"} and token.text.islower() for token in inner)
            return inner if large and not says else ()
    return ()


def _precedes_role(scene: Scene, closing: int) -> bool:
    """`"Kurier"-Chefredakteur`: whether a hyphen and a role stand behind the closing mark."""
    tokens = scene.row.tokens
    if not scene.row.same_sentence(closing + 2, closing):
        return False
    return tokens[closing + 1].text == "-" and is_role(scene, tokens[closing + 2])
