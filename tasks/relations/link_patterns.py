"""What a pattern between two names is: the text between, before and behind them, their kinds, and the fact.

The tables are german_links.py, english_links.py and italian_links.py; how they are matched belongs to linked_names.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.records import EntityKind, RelationType

ORG, PERSON = frozenset({EntityKind.ORGANIZATION}), frozenset({EntityKind.PERSON})
COUNTRY, PLACE = frozenset({EntityKind.COUNTRY}), frozenset({EntityKind.PLACE})
SOMEWHERE = COUNTRY | PLACE
SITES = ORG | PLACE
ACTORS = ORG | SOMEWHERE | PERSON


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between two names, and the fact that it tells of them.

    Attributes:
        between: matches the whole text between the names, outer spaces left out.
        first, second: the kinds that the names have to be.
        turned: whether the second name is the subject.
        guard: `closed` if brackets or a comma have to end behind the second name, `known` if besides the second has to
            be a place whose country is known (a place's other name stands in brackets, too), `below` if the tree has
            to hang the second name on the first, `institution` if the first has to be a body that stands in one place,
            `branch` and `site` if the second has to end in what it is (`Red Square`), `owner` if the first has to be in
            the German genitive.
        before, behind: found at the end of the text before the first, at the beginning of that behind the second.
        people: whether a nationality will do for a country (`Thai-Cambodian border`).
    """

    type: RelationType
    between: re.Pattern[str]
    first: frozenset[EntityKind]
    second: frozenset[EntityKind]
    turned: bool = False
    guard: str = ""
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    people: bool = False


def link(
    type_: RelationType,
    between: str,
    kinds: tuple[frozenset[EntityKind], frozenset[EntityKind]],
    *,
    turned: bool = False,
    guard: str = "",
    before: str = "",
    behind: str = "",
    people: bool = False,
) -> Link:
    """A pattern with its texts compiled."""
    return Link(
        type_,
        re.compile(between),
        *kinds,
        turned,
        guard,
        re.compile(rf"(?:{before})\s*$") if before else None,
        re.compile(rf"\s*(?:{behind})") if behind else None,
        people,
    )
