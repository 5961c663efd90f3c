"""Who is who: from the entities of articles to identities across articles, for the warehouse and for `annotate`.

How it is decided is in `tasks.entities.resolution`; this module only brings records to it and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.entities.resolution import ArticleEntities, ResolvedEntity, resolve
from tasks.records import Analysis, ArticleId, EntityNumber

Identities = Mapping[tuple[ArticleId, EntityNumber], ResolvedEntity]
"""The identity of each entity of each article."""


def identities_of(analyses: Sequence[Analysis]) -> Identities:
    """Identities over the articles of one call, without a warehouse."""
    resolution = resolve(
        [ArticleEntities(each.article_id, each.annotation.language, None, each.entities) for each in analyses], []
    )
    entities = {entity.entity_id: entity for entity in resolution.entities}
    return {key: entities[entity_id] for key, entity_id in resolution.identities.items()}
