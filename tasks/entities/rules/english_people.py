"""Rules for people, teams and parties in English text: `Roma's Olivier Dacourt`, `the Dragons`, `Lib Dem Jo Swinson`.

Recognisers take a body and its person for one name, and a team for a person. Full names, titles and initials belong to
people.py and initials.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Scene
from tasks.records import Label, Mention, Span

_OWNED = re.compile(
    r"(?P<owner>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?)['’]s (?P<person>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2})"
)
_PARTIES = re.compile(r"(?P<party>Lib Dem|Liberal Democrat|Tory|SNP|UKIP|Ukip|GOP) (?=[A-Z][\w.'’-]+ [A-Z])")
_SHORTEST_TEAM = 5
_REACH = 4


def part_english_people(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A body in the genitive, or a party, and a full name in one span are two names."""
    if scene.language != "en":
        return list(mentions)
    kept: list[Mention] = []
    for mention in mentions:
        parts = _owner_and_person(scene, mention) or _party_and_person(mention)
        if parts is None or scene.known(mention.span):
            kept.append(mention)
            continue
        owner, person = parts
        entry = scene.known(owner)
        kept.append(replace(scene.resized(mention, owner), label=entry.label if entry else Label.ORG))
        kept.append(replace(scene.resized(mention, person), label=Label.PER))
    return kept


def _owner_and_person(scene: Scene, mention: Mention) -> tuple[Span, Span] | None:
    """`Roma's Olivier Dacourt`: the name behind the genitive begins with a given name."""
    if "'s " not in mention.text and "’s " not in mention.text:
        return None
    match = _OWNED.fullmatch(mention.text)
    if match is None or match["person"].split(" ")[0] not in scene.vocabulary.given_names:
        return None
    start = mention.span.start
    owner = Span(start + match.start("owner"), start + match.end("owner"))
    return owner, Span(start + match.start("person"), start + match.end("person"))


def _party_and_person(mention: Mention) -> tuple[Span, Span] | None:
    """`Lib Dem Norman Baker`: a party's short name before a full name."""
    match = _PARTIES.match(mention.text) if mention.label is Label.PER else None
    if match is None:
        return None
    start = mention.span.start
    return Span(start, start + match.end("party")), Span(start + match.end(), mention.span.end)


def english_teams(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`the Dragons`: a plural behind an article that no family of the text bears is a team, no person."""
    if scene.language != "en":
        return list(mentions)
    bearers = families(mentions)
    return [
        replace(mention, label=Label.ORG) if _is_team(scene, mention) and not _is_family(mention, bearers) else mention
        for mention in mentions
    ]


def _is_team(scene: Scene, mention: Mention) -> bool:
    text = mention.text
    if mention.label is not Label.PER or not text.isalpha() or not text.endswith("s") or len(text) < _SHORTEST_TEAM:
        return False
    before = scene.body[max(0, mention.span.start - _REACH) : mention.span.start].lower()
    return before.endswith("the ") and text not in scene.vocabulary.given_names


def _is_family(mention: Mention, bearers: Collection[str]) -> bool:
    """`the Obamas`, `the Joneses`."""
    text = mention.text
    return not {text, text[:-1], text[:-2]}.isdisjoint(bearers)
