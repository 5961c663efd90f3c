"""Who is who: from the entities of articles to identities across articles, for the warehouse and for `annotate`.

How it is decided is in `tasks.entities.resolution`; this module only brings records to it and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tasks.entities.resolution import ArticleEntities, KnownEntity, ResolvedEntity, Resolution, resolve
from tasks.records import Analysis, ArticleId, EntityNumber, Language
from warehouse.identity import StoredArticleEntities, StoredEntity

Identities = Mapping[tuple[ArticleId, EntityNumber], ResolvedEntity]
"""The identity of each entity of each article."""

_UNKNOWN: Final = Language("und")


def identify(articles: Iterable[StoredArticleEntities], known: Iterable[StoredEntity]) -> Resolution:
    """Identities over all articles of a warehouse; those given before keep their identifiers."""
    return resolve(
        [
            ArticleEntities(each.article_id, each.language or _UNKNOWN, each.published_at, each.entities)
            for each in articles
        ],
        [
            KnownEntity(
                each.entity_id, each.name, each.label, each.kind, each.country_code, each.wikidata_id, each.aliases
            )
            for each in known
        ],
    )


def identities_of(analyses: Sequence[Analysis]) -> Identities:
    """Identities over the articles of one call, without a warehouse."""
    resolution = resolve(
        [ArticleEntities(each.article_id, each.annotation.language, None, each.entities) for each in analyses]
    )
    entities = {entity.entity_id: entity for entity in resolution.entities}
    return {node: entities[entity_id] for node, entity_id in resolution.identities.items()}
