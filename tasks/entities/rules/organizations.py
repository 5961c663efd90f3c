"""Rules that tell organisations by their head word or legal form. Bodies without a name belong to `bodies`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Scene
from tasks.records import Label, Mention

_ASSOCIATION = re.compile(
    r"(?:Asso[a-z]{4,}|Feder(?!i)[a-z]{5,}|Conf(?:comm|eser|arti|agri|coop|edil|trasp|impr|prof|api)[a-z]*)$"
)
"""Italian names of associations that are one word (`Assoutenti`, `Federalberghi`); no family name begins so."""


def italian_associations(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Assoutenti`, `Federalberghi`, `Confcommercio`: what an engine takes for a person or a place."""
    if scene.language != "it":
        return list(mentions)
    wrong = {Label.PER, Label.LOC, Label.MISC}
    return [
        replace(each, label=Label.ORG) if each.label in wrong and _ASSOCIATION.match(each.text) else each
        for each in mentions
    ]


def organizations_by_head(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name with a word such as `Ministry`, `-partei`, `Università` or `GmbH` is an organisation.

    So is what an engine took for a work if it ends as newspapers do: `East Anglian Daily Times`.
    """
    changed = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        head = any(token.is_capital and scene.is_organization_word(token.text) for token in tokens)
        several = len(tokens) > 1 or scene.language == "de"
        if mention.label is Label.MISC and len(tokens) > 1 and tokens[-1].text.lower() in scene.vocabulary.press:
            changed.append(replace(mention, label=Label.ORG))
            continue
        if mention.label in {Label.PER, Label.LOC} and head and several and not scene.known(mention.span):
            changed.append(replace(mention, label=Label.ORG))
        else:
            changed.append(mention)
    return changed
