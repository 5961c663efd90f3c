"""The warehouse as one unit of work: open it, load into it, ask what is pending, publish it, close it.

Only one process holds it at a time; readers use the published snapshot (`publish`, `query`). The SQL lies with what
it does: `runs`, `load_articles`, `load_analyses`, `pending`, `identity`, `neighbourhood`, `reading`, `publish`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from tasks.records import (
    Annotation,
    Article,
    ArticleId,
    EntityId,
    EntityNumber,
    Language,
    Reprocess,
    RunId,
)
from tasks.work import Plan, WorkItem
from warehouse import (
    identity,
    identity_index,
    judgements,
    load_analyses,
    load_articles,
    neighbourhood,
    publish,
    reading,
    runs,
    stored_entities,
    transfer,
)
from warehouse.connection import WRITER_NAME, errors_of, open_writer, transaction
from warehouse.identity_index import IdentityIndex, Wanted
from warehouse.judgements import StoredJudgement
from warehouse.load_analyses import AnalysisCounts
from warehouse.load_articles import IngestionCounts
from warehouse.migrate import migrate
from warehouse.neighbourhood import NeighbourEntities, StoredKey
from warehouse.pending import pending
from warehouse.publish import Publication
from warehouse.runs import RunSummary
from warehouse.stored_entities import EntityRow, StoredArticleEntities, StoredEntity


class Warehouse:
    """The writer's side of a data folder. Make one with `Warehouse.open`, use it in a `with`."""

    def __init__(self, data_dir: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over an open connection to a file of this version's schema."""
        self._data_dir = data_dir
        self._path = data_dir / WRITER_NAME
        self._connection = connection
        self._index: IdentityIndex | None = None

    @classmethod
    def open(cls, data_dir: Path) -> Self:
        """Open the folder's warehouse for this process alone, making or migrating it as needed.

        Raises:
            WarehouseLocked: if another process has it open.
            WarehouseTooNew, WarehouseDamaged, FolderNotWritable, DiskFull: as the names say.
        """
        connection = open_writer(data_dir)
        path = data_dir / WRITER_NAME
        try:
            with errors_of(path):
                migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(data_dir, connection)

    def __enter__(self) -> Self:
        """The warehouse itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give the file free. What was loaded is on disk already."""
        self._close_index()
        self._connection.close()

    def begin_run(self, parameters: Mapping[str, object], code_version: str, flow_run_id: str | None = None) -> RunId:
        """Start a run: a row in `runs` with status `running`. Runs that never ended become `interrupted`."""
        with self._errors():
            return runs.begin_run(self._connection, parameters, code_version, flow_run_id)

    def finish_run(self, run_id: RunId, status: str, counts: IngestionCounts, error: str | None = None) -> RunSummary:
        """Complete the run's row with its counts, what the warehouse now holds, its seconds, and why it failed."""
        with self._errors():
            return runs.finish_run(self._connection, run_id, status, counts, error)

    def completed_runs(self) -> list[tuple[datetime, dict[str, object]]]:
        """When each completed run began (UTC), with what it was asked; the latest first, a thousand at most."""
        with self._errors():
            return runs.completed_runs(self._connection)

    def known_articles(self) -> dict[ArticleId, str]:
        """The SHA-256 of the body of every article."""
        with self._errors():
            table = self._connection.execute("SELECT article_id, content_sha256 FROM articles").to_arrow_table()
        return dict(zip(*(column.to_pylist() for column in table.columns), strict=True))

    def similar(self, signatures: Mapping[ArticleId, bytes]) -> list[tuple[ArticleId, bytes]]:
        """Known articles that may have the same or nearly the same text as one of these, and these where known.

        Args:
            signatures: of new or changed texts, see `tasks.text.duplicates`.

        Returns:
            Ids and signatures in the order of ingestion, without articles that are duplicates themselves.
        """
        with self._errors():
            return reading.read_similar(self._connection, signatures)

    def articles(self, article_ids: Collection[ArticleId]) -> list[Article]:
        """The articles with bodies and blocks, by article id; unknown ids are left out."""
        with self._errors():
            return reading.read_articles(self._connection, article_ids)

    def annotations(self, article_ids: Collection[ArticleId]) -> dict[ArticleId, Annotation]:
        """What the engine said about the current text of each article, where it is known."""
        with self._errors():
            return reading.read_annotations(self._connection, article_ids)

    def load_ingestion(self, folders: Sequence[Path], run_id: RunId) -> IngestionCounts:
        """Load batches of articles in one transaction; see `load_articles`. Give all batches of a run at once."""
        with self._errors():
            counts = load_articles.load_ingestion(self._connection, folders, run_id)
            self._connection.execute("CHECKPOINT")
        return counts

    def load_analyses(self, folders: Sequence[Path], run_id: RunId) -> AnalysisCounts:
        """Load batches of analyses in one transaction; see `load_analyses`."""
        with self._errors():
            counts = load_analyses.load_analyses(self._connection, folders, run_id)
            self._connection.execute("CHECKPOINT")
        return counts

    def pending(
        self, plan: Plan, reprocess: Reprocess = Reprocess.NEW, languages: Collection[Language] | None = None
    ) -> list[WorkItem]:
        """The articles with stages to be done; see `warehouse.pending`."""
        with self._errors():
            return pending(self._connection, plan, reprocess, languages)

    def identities_outdated(self) -> bool:
        """Whether rows have changed since `save_identities`, so that entities have to be resolved again."""
        with self._errors():
            return identity.identities_outdated(self._connection)

    def article_entities(self) -> Iterator[StoredArticleEntities]:
        """The entities of every article that has some. Ask nothing else of the warehouse while it runs."""
        with self._errors():
            yield from stored_entities.article_entities(self._connection)

    def known_entities(self) -> list[StoredEntity]:
        """All identities ever given: their slugs are never given to another thing."""
        with self._errors():
            return stored_entities.known_entities(self._connection)

    def save_identities(
        self,
        identities: Iterable[tuple[ArticleId, EntityNumber, EntityId]],
        entities: Iterable[EntityRow],
    ) -> None:
        """Store who is who and write it into every row that names an entity; see `warehouse.identity`."""
        with self._errors():
            identity.save_identities(self._connection, identities, entities)
            self._connection.execute("CHECKPOINT")
            self._close_index()

    def unresolved_entities(self) -> list[NeighbourEntities]:
        """The articles whose entities have changed since identities were last saved."""
        with self._errors():
            return neighbourhood.unresolved(self._connection)

    def stale_keys(self) -> frozenset[int]:
        """The keys that those articles had before: their neighbours of then may have to move."""
        with self._errors():
            return self._identity_index().keys_of(neighbourhood.changed_articles(self._connection))

    def neighbourhood(self, wanted: Wanted, *, with_surroundings: bool = True) -> list[NeighbourEntities]:
        """The entities of other articles that are wanted, with all of their identities.

        What their articles name besides is read `with_surroundings`, or where one of them is a family name alone.
        """
        with self._errors():
            index = self._identity_index()
            return neighbourhood.neighbourhood(self._connection, index, wanted, with_surroundings=with_surroundings)

    def known_as(self, names: Collection[str], entity_ids: Collection[EntityId]) -> list[StoredEntity]:
        """The identities ever given that have one of these names or identifiers, with their aliases among `names`."""
        with self._errors():
            return self._identity_index().known_as(names, entity_ids)

    def taken(self, identifiers: Collection[EntityId]) -> frozenset[EntityId]:
        """Which of these identifiers have ever been given."""
        with self._errors():
            return self._identity_index().taken(identifiers)

    def alike(self, node: tuple[ArticleId, EntityNumber]) -> list[tuple[ArticleId, EntityNumber]]:
        """All entities of articles that differ from `node` in nothing that matters to resolution."""
        with self._errors():
            return neighbourhood.alike(self._connection, node)

    def identities_of(self, articles: Collection[ArticleId]) -> dict[tuple[ArticleId, EntityNumber], EntityId]:
        """The identities of all entities of these articles."""
        with self._errors():
            return neighbourhood.identities_of(self._connection, articles)

    def save_resolution(
        self,
        identities: Iterable[tuple[ArticleId, EntityNumber, EntityId]],
        entities: Iterable[EntityRow],
        keys: Iterable[StoredKey],
        others: Collection[ArticleId],
        touched: Collection[EntityId],
        doubts: Iterable[tuple[EntityId, EntityId, str, float]],
        merges: Iterable[tuple[EntityId, EntityId, str]],
    ) -> None:
        """Store who is who, the keys by which it is found again, and what the rules doubt or have joined.

        Args:
            identities: of all entities of every changed article, and of every other one with an entity that moved.
            entities: a row for every identity that is new or has changed.
            keys: of the changed articles.
            others: articles that have not changed but whose identities have.
            touched: identities that were looked at: earlier doubts about them go.
            doubts: pairs of identities that may be one, with reason and score.
            merges: pairs of identities of which the second has become the first, with reason.
        """

        def also() -> None:
            judgements.replace_doubts(self._connection, touched, doubts)
            judgements.note_merges(self._connection, merges)
            neighbourhood.move_keys(self._connection, others)
            neighbourhood.save_keys(self._connection, keys)

        with self._errors():
            index = self._identity_index()
            before = neighbourhood.last_resolved(self._connection)
            listed = list(entities)
            known = index.known([each.entity_id for each in listed])
            saved = identity.save_identities(self._connection, identities, listed, also, known)
            self._connection.execute("CHECKPOINT")
            neighbourhood.update_index(self._connection, index, before, saved, others)

    def index_entities(self, keys: Iterable[StoredKey]) -> None:
        """Store the keys of `unresolved_entities`, whose identities are known already: an import brings them along."""
        with self._errors(), transaction(self._connection):
            neighbourhood.save_keys(self._connection, keys)

    def judgements(self, judge: str | None = None) -> list[StoredJudgement]:
        """The judgements that stand, oldest first; only those of `user` or `rule`, if named."""
        with self._errors():
            return judgements.judgements(self._connection, judge)

    def judge(
        self, entity_a: EntityId, entity_b: EntityId, verdict: str, reason: str, names: Collection[str] = ()
    ) -> StoredJudgement:
        """Note what a user has decided about two identities; their articles are to be resolved again."""
        with self._errors(), transaction(self._connection):
            made = judgements.judge(self._connection, entity_a, entity_b, verdict, reason, names)
            neighbourhood.reopen(self._connection, [entity_a, entity_b])
        return made

    def undo_judgement(self, judgement_id: str) -> StoredJudgement | None:
        """Undo a user's judgement; its articles are to be resolved again. None if there is no such judgement."""
        with self._errors(), transaction(self._connection):
            undone = judgements.undo(self._connection, judgement_id)
            if undone:
                neighbourhood.reopen(self._connection, [undone.entity_a, undone.entity_b])
                if undone.verdict == "positive":
                    neighbourhood.restore(self._connection, undone.entity_a, undone.entity_b, undone.names)
        return undone

    def publish(self, *, force: bool = False) -> Publication:
        """Replace the snapshot that readers see, unless it already holds the current data. See `warehouse.publish`.

        Raises:
            ChecksFailed: if the data breaks a rule; the snapshot then stays as it was.
        """
        with self._errors():
            return publish.publish(self._connection, self._data_dir, force=force)

    def publish_runs(self) -> bool:
        """Let readers see the latest rows of `runs`, all else as it was published. See `warehouse.publish`."""
        with self._errors():
            return publish.publish_runs(self._connection, self._data_dir)

    def import_tables(self, folder: Path, sign: transfer.Signing) -> transfer.Manifest:
        """Load an export into this empty warehouse; see `warehouse.transfer`. Publish afterwards."""
        with self._errors():
            manifest = transfer.import_tables(self._connection, self._data_dir, folder, sign)
            self._connection.execute("CHECKPOINT")
        return manifest

    def _identity_index(self) -> IdentityIndex:
        """The index of identities, opened when first needed."""
        if self._index is None:
            self._index = IdentityIndex.open(self._data_dir / identity_index.NAME, self._connection)
        return self._index

    def _close_index(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def _errors(self) -> AbstractContextManager[None]:
        return errors_of(self._path)
