"""What has been decided about two identities, by a rule or by a user: written, read, undone.

What a judgement does to identities is decided in `tasks/entities/judgements`. None is ever deleted but the doubts of
rules, which are found anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from tasks.records import EntityId


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A row of `entity_judgements`; see its comments."""

    judgement_id: str
    entity_a: EntityId
    entity_b: EntityId
    verdict: str
    judge: str
    reason: str
    score: float | None
    names: tuple[str, ...]
    judged_at: datetime
    undone_at: datetime | None = None


def judgements(connection: duckdb.DuckDBPyConnection, judge: str | None = None) -> list[StoredJudgement]:
    """The judgements that stand, oldest first; only those of one kind of judge, if named."""
    rows = connection.execute(
        """
        SELECT judgement_id, entity_a, entity_b, verdict, judge, reason, score, names, judged_at, undone_at
        FROM entity_judgements WHERE undone_at IS NULL AND ($judge IS NULL OR judge = $judge)
        ORDER BY judged_at, judgement_id
        """,
        {"judge": judge},
    ).fetchall()
    return [_judgement(row) for row in rows]


def judge(
    connection: duckdb.DuckDBPyConnection,
    entity_a: EntityId,
    entity_b: EntityId,
    verdict: str,
    reason: str,
    names: Collection[str] = (),
) -> StoredJudgement:
    """Note what a user has decided; it takes the place of what they had decided about the same two."""
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        """
        UPDATE entity_judgements SET undone_at = $now
        WHERE judge = 'user' AND undone_at IS NULL
        AND ((entity_a = $a AND entity_b = $b) OR (entity_a = $b AND entity_b = $a))
        """,
        {"now": now, "a": entity_a, "b": entity_b},
    )
    made = StoredJudgement(
        f"j-{secrets.token_hex(4)}", entity_a, entity_b, verdict, "user", reason, None, tuple(names), now
    )
    _insert(connection, made)
    return made


def undo(connection: duckdb.DuckDBPyConnection, judgement_id: str) -> StoredJudgement | None:
    """Undo a user's judgement that stands; None if there is no such."""
    row = connection.execute(
        """
        UPDATE entity_judgements SET undone_at = ? WHERE judgement_id = ? AND judge = 'user' AND undone_at IS NULL
        RETURNING judgement_id, entity_a, entity_b, verdict, judge, reason, score, names, judged_at, undone_at
        """,
        [datetime.now(UTC).replace(tzinfo=None), judgement_id],
    ).fetchone()
    return _judgement(row) if row else None


def replace_doubts(
    connection: duckdb.DuckDBPyConnection,
    touched: Collection[EntityId],
    doubts: Iterable[tuple[EntityId, EntityId, str, float]],
) -> None:
    """Put the rules' doubts in the place of those about the identities `touched`; the date of an old one is kept."""
    about = (
        " FROM entity_judgements WHERE judge = 'rule' AND verdict = 'unsure'"
        " AND list_has_any(string_split($ids, chr(31)), [entity_a, entity_b])"
    )
    ids = {"ids": "\x1f".join(touched)}
    rows = connection.execute(f"SELECT entity_a, entity_b, judged_at{about}", ids).fetchall()
    before = {(row[0], row[1]): row[2] for row in rows}
    if before:
        connection.execute(f"DELETE{about}", ids)
    now = datetime.now(UTC).replace(tzinfo=None)
    for a, b, reason, score in doubts:
        at = before.get((a, b), now)
        _insert(connection, StoredJudgement(f"j-{secrets.token_hex(4)}", a, b, "unsure", "rule", reason, score, (), at))


def note_merges(connection: duckdb.DuckDBPyConnection, merges: Iterable[tuple[EntityId, EntityId, str]]) -> None:
    """Note that a rule has made the second of two identities the first, and why."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for kept, gone, reason in merges:
        _insert(
            connection,
            StoredJudgement(f"j-{secrets.token_hex(4)}", kept, gone, "positive", "rule", reason, None, (), now),
        )


def _insert(connection: duckdb.DuckDBPyConnection, made: StoredJudgement) -> None:
    connection.execute(
        "INSERT INTO entity_judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            made.judgement_id,
            made.entity_a,
            made.entity_b,
            made.verdict,
            made.judge,
            made.reason,
            made.score,
            list(made.names),
            made.judged_at,
        ],
    )


def _judgement(row: tuple[object, ...]) -> StoredJudgement:
    judgement_id, a, b, verdict, made_by, reason, score, names, judged_at, undone_at = row
    return StoredJudgement(
        str(judgement_id),
        EntityId(str(a)),
        EntityId(str(b)),
        str(verdict),
        str(made_by),
        str(reason),
        score if isinstance(score, float) else None,
        tuple(names) if isinstance(names, list) else (),
        judged_at if isinstance(judged_at, datetime) else datetime.min,  # noqa: DTZ901 - stored without a zone
        undone_at if isinstance(undone_at, datetime) else None,
    )
