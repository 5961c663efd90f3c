"""The entity graph as GraphML for other programs (Gephi, networkx, igraph): entities, and relations between them.

A node for each entity that has an edge, an edge for each type of relation between two of them, with its weights as in
the view `network_edges`. It is not read back; `transfer` has the forms that are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from warehouse.connection import errors_of
from warehouse.query import open_snapshot

_NODES: Final = """
    SELECT entity_id, name, label, kind, country_code, wikidata_id, mention_count, article_count FROM entities
    WHERE entity_id IN (SELECT source_entity_id FROM network_edges UNION SELECT target_entity_id FROM network_edges)
    ORDER BY entity_id
"""
_EDGES: Final = """
    SELECT source_entity_id, target_entity_id, type, relation_count, article_count, weight FROM network_edges
    ORDER BY ALL
"""
_TYPES: Final = {int: "long", float: "double", str: "string"}
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS: Final[dict[str, dict[str, type]]] = {
    "node": {
        "name": str,
        "label": str,
        "kind": str,
        "country_code": str,
        "wikidata_id": str,
        "mention_count": int,
        "article_count": int,
    },
    "edge": {"type": str, "relation_count": int, "article_count": int, "weight": float},
}


@dataclass(frozen=True, slots=True)
class GraphSize:
    """What was written."""

    nodes: int
    edges: int


def export_graph(data_dir: Path, output: Path) -> GraphSize:
    """Write the entity graph to the file `output`, all or nothing.

    Raises:
        NoWarehouse: if nothing has been published.
        DiskFull, FolderNotWritable, WarehouseDamaged: as the names say.
    """
    aside = output.with_name(f".{output.name}.new-{os.getpid()}")
    with errors_of(output), open_snapshot(data_dir) as connection:
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            nodes = connection.execute(_NODES).fetchall()
            edges = connection.execute(_EDGES).fetchall()
            with aside.open("w", encoding="utf-8") as stream:
                stream.writelines(f"{line}\n" for line in _lines(nodes, edges))
            aside.replace(output)
        finally:
            aside.unlink(missing_ok=True)
    return GraphSize(len(nodes), len(edges))


def _lines(nodes: Sequence[tuple[Any, ...]], edges: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, columns in _COLUMNS.items():
        for name, kind in columns.items():
            yield (f'  <key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>')
    yield '  <graph id="entities" edgedefault="directed">'
    for identifier, *values in nodes:
        yield f"    <node id={_attribute(identifier)}>{_data('node', values)}</node>"
    for source, target, *values in edges:
        yield f"    <edge source={_attribute(source)} target={_attribute(target)}>{_data('edge', values)}</edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(domain: str, values: Sequence[object]) -> str:
    """The attributes that have a value."""
    return "".join(
        f'<data key="{domain}_{name}">{escape(_NOT_XML.sub("", str(value)))}</data>'
        for name, value in zip(_COLUMNS[domain], values, strict=True)
        if value is not None
    )


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
