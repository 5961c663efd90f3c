"""Who is who over the articles of one call, without a warehouse.

How it is decided is in `tasks.entities.resolution`; this module only brings analyses to it and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.entities.resolution import ArticleEntities, ResolvedEntity, resolve
from tasks.records import Analysis, ArticleId, EntityNumber

Identities = Mapping[tuple[ArticleId, EntityNumber], ResolvedEntity]
"""The identity of each entity of each article."""


def identities_of(analyses: Sequence[Analysis]) -> Identities:
    """Identities over the articles of one call."""
    resolution = resolve(
        [ArticleEntities(each.article_id, each.annotation.language, None, each.entities) for each in analyses]
    )
    entities = {entity.entity_id: entity for entity in resolution.entities}
    return {node: entities[entity_id] for node, entity_id in resolution.identities.items()}
