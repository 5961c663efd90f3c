"""Rules that tell organisations by their head word or legal form. Bodies without a name belong to `bodies`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Scene
from tasks.records import Label, Mention


def organizations_by_head(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name with a word such as `Ministry`, `-partei`, `Università` or `GmbH` is an organisation."""
    changed = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        head = any(token.is_capital and scene.is_organization_word(token.text) for token in tokens)
        several = len(tokens) > 1 or scene.language == "de"
        if mention.label in {Label.PER, Label.LOC} and head and several and not scene.known(mention.span):
            changed.append(replace(mention, label=Label.ORG))
        else:
            changed.append(mention)
    return changed
