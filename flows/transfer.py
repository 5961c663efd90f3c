"""Import of an export: the rows by the warehouse, the signatures of texts by the room that compares texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.lock import sole_run
from tasks.records import ArticleId, Block, BlockKind, Span
from tasks.settings import Settings
from tasks.text.duplicates import signature
from warehouse.store import Warehouse
from warehouse.transfer import Manifest


def import_export(settings: Settings, folder: Path) -> Manifest:
    """Load the export in `folder` into the empty warehouse of the data folder, and publish it.

    Raises:
        ExportNotUsable, WarehouseNotEmpty, WarehouseLocked, DiskFull: as the names say.
    """
    with sole_run(settings), Warehouse.open(settings.data_dir) as warehouse:
        manifest = warehouse.import_tables(folder, _signed)
        warehouse.publish()
    return manifest


def _signed(articles: Iterable[tuple[ArticleId, str, list[tuple[str, int, int]]]]) -> dict[ArticleId, bytes]:
    return {
        article_id: signature(body, [Block(BlockKind(kind), Span(start, end)) for kind, start, end in lines])
        for article_id, body, lines in articles
    }
