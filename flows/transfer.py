"""Import of an export: the rows by the warehouse, signatures of texts and keys of names by the rooms that make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.lock import sole_run
from tasks.entities.keys import blocking_keys
from tasks.records import ArticleId, Block, BlockKind, Language, Span
from tasks.settings import Settings
from tasks.text.duplicates import signature
from warehouse.neighbourhood import NeighbourEntities, StoredKey
from warehouse.store import Warehouse
from warehouse.transfer import Manifest


def import_export(settings: Settings, folder: Path) -> Manifest:
    """Load the export in `folder` into the empty warehouse of the data folder, and publish it.

    Raises:
        ExportNotUsable, WarehouseNotEmpty, WarehouseLocked, DiskFull: as the names say.
    """
    with sole_run(settings), Warehouse.open(settings.data_dir) as warehouse:
        manifest = warehouse.import_tables(folder, _signed)
        warehouse.index_entities(_keys(warehouse.unresolved_entities()))
        warehouse.publish()
    return manifest


def _keys(articles: Iterable[NeighbourEntities]) -> Iterator[StoredKey]:
    """What entities of articles to come share with those of these."""
    for each in articles:
        language = each.stored.language or Language("und")
        for entity in each.stored.entities:
            for key in blocking_keys(entity, language):
                yield StoredKey(each.stored.article_id, entity.number, int(key.role), key.number, key.beginnings)


def _signed(articles: Iterable[tuple[ArticleId, str, list[tuple[str, int, int]]]]) -> dict[ArticleId, bytes]:
    return {
        article_id: signature(body, [Block(BlockKind(kind), Span(start, end)) for kind, start, end in lines])
        for article_id, body, lines in articles
    }
