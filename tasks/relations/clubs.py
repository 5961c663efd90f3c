"""The body that part of its name stands for: `der Kölner Stürmer X` is of 1. FC Köln, `Tiergartenchef X` of its zoo.

Only the one such body that the article names. What an office is of otherwise belongs to office_bodies.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from tasks.records import ArticleEntity, EntityKind, EntityNumber
from tasks.relations.document import Reading
from tasks.relations.entries import Office
from tasks.relations.kinds import kinds

_IN_TEAMS = kinds("de", "players")
"""Ends of German nouns for roles in a team."""


_MANAGERS = frozenset({"manager", "teammanager"})
_OF_SPORT = re.compile(
    r"\b(?:\w*liga|\w*spieler\w*|stürmer\w*|tor(?:e|en|s)?|torhüter\w*|elfmeter\w*|halbzeit|pokal\w*|cup|spieltag\w*"
    r"|mannschaft|kader\w*|premier league|trainer\w*|länderspiel\w*|transfer\w*)\b"
)
_OFTEN = 3
"""Words of sport that make an article one about teams."""


def office_in_team(reading: Reading, office: Office) -> Office:
    """The office of a German `Manager` in an article about teams, where he heads one as a trainer does."""
    if office.lemma.lower() not in _MANAGERS or reading.document.language != "de":
        return office
    return replace(office, fact="HEAD_OF") if _is_about_teams(reading.body) else office


@lru_cache(maxsize=4)
def _is_about_teams(body: str) -> bool:
    return len(_OF_SPORT.findall(body.lower())) >= _OFTEN


def club_of_town(reading: Reading, town: EntityNumber | None, office: str) -> EntityNumber | None:
    """The only organisation of the article that is named with a town, for a role in a team."""
    entity = reading.entity(town)
    if entity is None or not office.lower().endswith(_IN_TEAMS):
        return None
    names = {alias.text for alias in entity.aliases} | {entity.name}
    return _only(reading, names)


def body_with_word(reading: Reading, word: str) -> EntityNumber | None:
    """The only organisation of the article with a word of its name in front of an office."""
    return _only(reading, {word.capitalize()})


def _only(reading: Reading, words: set[str]) -> EntityNumber | None:
    fitting = {entity.number for entity in reading.entities if _has(entity, words)}
    return fitting.pop() if len(fitting) == 1 else None


def _has(entity: ArticleEntity, words: set[str]) -> bool:
    """Whether an organisation has several words in its name, and one of these among them."""
    return entity.kind is EntityKind.ORGANIZATION and any(
        len(parts := alias.text.split(" ")) > 1 and not words.isdisjoint(parts) for alias in entity.aliases
    )
