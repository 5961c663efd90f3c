"""`pressgraph entities`: look at identities, correct them, explain them.

Looking asks the published snapshot. A correction is a judgement: it is noted, the articles that it touches are resolved
again, and the snapshot is published. What a judgement does is decided in `tasks.entities.judgements`.
"""

# ruff: noqa: S608 - values come in as literals, and the snapshot can only be read

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.lock import sole_run
from tasks.entities.matching import same_name
from tasks.entities.resolution import identifiers_for
from tasks.errors import EntityAmbiguous, EntityUnknown, JudgementUnknown, NameNotOfEntity
from tasks.records import EntityId, Label, Language
from tasks.resolving import identify
from tasks.settings import Settings
from warehouse.query import Format, run_query, write
from warehouse.store import Warehouse

_REVIEW: Final = "FROM entity_review"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entities to list."""

    search: str | None = None
    kind: str | None = None
    language: str | None = None
    limit: int = 50


def list_entities(data_dir: Path, choice: Choice, form: Format) -> int:
    """Print entities, the most named first."""
    conditions = ["true"]
    if choice.search:
        wanted = _literal(choice.search)
        conditions.append(
            f"(contains(lower(name), lower({wanted})) OR entity_id IN"
            f" (SELECT entity_id FROM entity_aliases WHERE contains(lower(alias), lower({wanted}))))"
        )
    if choice.kind:
        conditions.append(f"kind = {_literal(choice.kind)}")
    if choice.language:
        conditions.append(f"list_contains(languages, {_literal(choice.language)})")
    query = (
        "SELECT entity_id, name, kind, country_code, mention_count, article_count,"
        " array_to_string(languages, ', ') AS languages"
        f" FROM entities WHERE {' AND '.join(conditions)} ORDER BY mention_count DESC, entity_id LIMIT {choice.limit}"
    )
    write(run_query(data_dir, query), form, sys.stdout)
    return 0


def list_review(data_dir: Path, form: Format) -> int:
    """Print the pairs that a user should look at."""
    write(run_query(data_dir, _REVIEW), form, sys.stdout)
    return 0


def show_entity(data_dir: Path, wanted: str) -> int:
    """Print what is known of one entity: its row, its names and why each is taken for it, its judgements."""
    entity_id = _entity(data_dir, wanted)
    (entity,) = _rows(data_dir, f"FROM entities WHERE entity_id = {_literal(entity_id)}")
    for column, value in entity.items():
        print(f"{column:14} {_shown(value)}")
    print("\nnames")
    names = _rows(
        data_dir,
        "SELECT alias, language, mention_count FROM entity_aliases"
        f" WHERE entity_id = {_literal(entity_id)} ORDER BY mention_count DESC, alias, language",
    )
    for row in names:
        match = same_name(row["alias"], Language(row["language"]), entity["name"], None, Label(entity["label"]))
        print(f"  {row['mention_count']:6} {row['language']:4} {row['alias']}  ({', '.join(match.reasons)})")
    judged = _rows(
        data_dir,
        f"FROM entity_judgements WHERE undone_at IS NULL AND {_literal(entity_id)} IN (entity_a, entity_b)"
        " ORDER BY judged_at, judgement_id",
    )
    if judged:
        print("\njudgements")
    for row in judged:
        print(
            f"  {row['judgement_id']} {row['verdict']} by {row['judge']}: {row['entity_a']}, {row['entity_b']}"
            f" ({row['reason']}; {row['judged_at']:%Y-%m-%d %H:%M} UTC)"
        )
    return 0


def merge_entities(settings: Settings, kept: str, other: str, reason: str) -> int:
    """Make `other` the same as `kept`, now and whenever its names are found again."""
    first, second = _entity(settings.data_dir, kept), _entity(settings.data_dir, other)
    if first == second:
        print(f"{kept} and {other} are one entity already: {first}")
        return 0
    names = sorted(set(_names(settings.data_dir, second)) - set(_names(settings.data_dir, first)))
    return _judged(settings, first, second, "positive", reason, names)


def split_entity(settings: Settings, wanted: str, names: Sequence[str], into: str | None, reason: str) -> int:
    """Keep `names` out of an entity, now and whenever they are found again; they become another's.

    Raises:
        NameNotOfEntity: if the entity does not have one of the names.
    """
    entity_id = _entity(settings.data_dir, wanted)
    have = _names(settings.data_dir, entity_id)
    for name in names:
        if name not in have:
            raise NameNotOfEntity(entity_id, name, ", ".join(sorted(have)[:10]))
    if into is not None:
        other = _entity(settings.data_dir, into)
    else:
        with Warehouse.open(settings.data_dir) as warehouse:
            other = next(each for each in identifiers_for(names[0]) if not warehouse.taken([each]))
    return _judged(settings, entity_id, other, "negative", reason, names)


def undo(settings: Settings, judgement_id: str) -> int:
    """Undo a judgement that a user has made.

    Raises:
        JudgementUnknown: if there is no such judgement, or it is a rule's.
    """
    with sole_run(settings), Warehouse.open(settings.data_dir) as warehouse:
        undone = warehouse.undo_judgement(judgement_id)
        if undone is None:
            raise JudgementUnknown(judgement_id)
        identify(warehouse)
        warehouse.publish()
    print(f"undone: {undone.verdict}, {undone.entity_a}, {undone.entity_b}")
    return 0


def _judged(
    settings: Settings, first: EntityId, second: EntityId, verdict: str, reason: str, names: Sequence[str]
) -> int:
    with sole_run(settings), Warehouse.open(settings.data_dir) as warehouse:
        made = warehouse.judge(first, second, verdict, reason, names)
        identify(warehouse)
        warehouse.publish()
    print(f"{made.judgement_id} {verdict}: {first}, {second}")
    print(f"undo it with: pressgraph entities undo {made.judgement_id}")
    return 0


def _entity(data_dir: Path, wanted: str) -> EntityId:
    """The identifier that `wanted` is, or whose name or only bearer of that alias it is.

    Raises:
        EntityUnknown, EntityAmbiguous: as the names say.
    """
    text = _literal(wanted)
    found = [
        row["entity_id"]
        for row in _rows(
            data_dir,
            f"SELECT entity_id FROM entities WHERE entity_id = {text}"
            " UNION "
            f"SELECT entity_id FROM entities WHERE name = {text}"
            f" AND NOT EXISTS (FROM entities WHERE entity_id = {text})"
            " ORDER BY entity_id",
        )
    ]
    if not found:
        query = f"SELECT DISTINCT entity_id FROM entity_aliases WHERE alias = {text} ORDER BY entity_id"
        found = [row["entity_id"] for row in _rows(data_dir, query)]
    if not found:
        raise EntityUnknown(wanted)
    if len(found) > 1:
        raise EntityAmbiguous(wanted, ", ".join(found[:5]))
    return EntityId(found[0])


def _names(data_dir: Path, entity_id: EntityId) -> frozenset[str]:
    """Every form of the entity, and its name."""
    text = _literal(entity_id)
    query = (
        f"SELECT alias AS name FROM entity_aliases WHERE entity_id = {text}"
        f" UNION SELECT name FROM entities WHERE entity_id = {text}"
    )
    return frozenset(row["name"] for row in _rows(data_dir, query))


def _rows(data_dir: Path, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run_query(data_dir, query).to_pylist()
    return rows


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _literal(text: str) -> str:
    """`text` as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
