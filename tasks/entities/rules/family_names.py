"""Rules for family names that a tagger parts or loses: with a hyphen, with an apostrophe, in the line-up of a team.

`Wright-Phillips`, `Malcolm O'Kelly`, `J Fourie (Südafrika)`. Initials with a full stop belong to `initials`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import Cover, Scene
from tasks.records import Label, Mention, Span

_REPEATED = "repeated"
_SHORTEST = 6
_IRISH = re.compile(r"\b(?:([A-ZÀ-Ý][\w-]*) )?O['’][A-ZÀ-Ý][a-zà-ÿ]{2,}\b")
"""A name with the Irish `O'`, and the large word or the initial before it."""
_ARABIC = re.compile(r" (?:al|ad|el|as|ar|an|az|asch|ash|at)-[A-Z]\w+")
_IN_LINE_UP = re.compile(r"(?<![\w.’'])[A-Z] (?:(?:de|De|Lo|La|van|du) )?[A-ZÀ-Ý][\w'’-]{2,}(?= \([A-ZÀ-Ý])")
_FEWEST_IN_LINE_UP = 3


def add_double_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The double family name of a person of the article, where it stands alone and taggers see two words or none."""
    families = {mention.text.rpartition(" ")[2] for mention in mentions if mention.label is Label.PER}
    doubles = [family for family in families if "-" in family and len(family) >= _SHORTEST and family[0].isupper()]
    found = list(mentions)
    for family in doubles:
        if any(mention.text == family and mention.label is not Label.PER for mention in mentions):
            continue
        spans = [Span(*each.span()) for each in re.finditer(rf"(?<!\w){re.escape(family)}(?!\w)", scene.body)]
        found = _with_people(scene, found, spans)
    return found


def join_irish_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Malcolm O'Kelly`: the given name or the initial before a name with an apostrophe, and the name, are a person."""
    found = list(mentions)
    for each in _IRISH.finditer(scene.body):
        before = each.group(1)
        whole = before is not None and (before in scene.vocabulary.given_names or len(before) == 1)
        if whole or (before is None and any(m.label is Label.PER for m in Cover(found).at(Span(*each.span())))):
            found = _with_people(scene, found, [Span(*each.span())])
    return found


def join_arabic_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Siham Zein ad-Din`: an Arabic article and what it stands before, right behind a person's name, belong to it."""
    joined: list[Mention] = []
    for mention in mentions:
        behind = _ARABIC.match(scene.body, mention.span.end) if mention.label is Label.PER else None
        whole = Span(mention.span.start, behind.end()) if behind else mention.span
        inside = [other for other in mentions if other is not mention and other.span.overlaps(whole)] if behind else []
        joined.append(mention if inside else scene.resized(mention, whole))
    return joined


def people_of_line_ups(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """An initial without a full stop and a name before brackets, in a list of several such: `S Taylor (Schottland)`."""
    spans = [Span(*each.span()) for each in _IN_LINE_UP.finditer(scene.body)]
    return _with_people(scene, list(mentions), spans) if len(spans) >= _FEWEST_IN_LINE_UP else list(mentions)


def _with_people(scene: Scene, mentions: list[Mention], spans: Sequence[Span]) -> list[Mention]:
    """The mentions with a person at each of the spans that no longer or known name takes."""
    found = mentions
    cover = Cover(found)
    for span in spans:
        there = cover.at(span)
        if any(not span.contains(each.span) or (scene.known(each.span) and each.span == span) for each in there):
            continue
        if len(there) == 1 and there[0].span == span:
            added: Mention | None = replace(there[0], label=Label.PER)
        else:
            added = scene.mention(span, Label.PER, _REPEATED)
        if added:
            found = [each for each in found if each not in there] + [added]
    return found
