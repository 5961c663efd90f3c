"""Rules for people whose given name is only its first letter: `S. Parisse (Italia)`, `C. Latham`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Scene
from tasks.records import Label, Mention

_INITIAL = re.compile(r"(?:[A-Z]\.[ -]?)+(?=[A-ZÀ-Ý][\w’']+)")
_ENDS_INITIAL = re.compile(r"(?:^|[\s(,;])((?:[A-Z]\.[ -]?)+)$")
_SAINT = "S."
_REACH = 8


def people_by_initial(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A place's name that begins with an initial, or has one right before, is a person's.

    Not behind `S.`, which is a saint's in the name of a place, unless brackets follow (`S. Parisse (Italia)`).
    """
    changed: list[Mention] = []
    for mention in mentions:
        if mention.label is not Label.LOC or scene.known(mention.span):
            changed.append(mention)
            continue
        inside = _INITIAL.match(mention.text)
        before = scene.body[max(0, mention.span.start - _REACH) : mention.span.start]
        outside = None if inside else _ENDS_INITIAL.search(before)
        letters = inside.group() if inside else outside.group(1) if outside else ""
        bracket = scene.body[mention.span.end : mention.span.end + 2] == " ("
        if not letters or (letters.startswith(_SAINT) and not bracket) or " " in mention.text.removeprefix(letters):
            changed.append(mention)
            continue
        start = mention.span.start if inside else mention.span.start - len(letters)
        whole = scene.resized(mention, replace(mention.span, start=start))
        changed.append(replace(whole, label=Label.PER))
    return changed
