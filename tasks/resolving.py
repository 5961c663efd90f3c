"""Who is who in a warehouse: only changed articles are read, and the entities that share a key with theirs.

How it is decided is in `tasks.entities.resolution`; this module brings stored entities to it and back, and widens the
neighbourhood where entities of other articles have to move.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tasks.entities.beginnings import may_begin_alike
from tasks.entities.judgements import Judge, Judgement, Verdict
from tasks.entities.keys import KeyRole, blocking_keys
from tasks.entities.resolution import (
    ArticleEntities,
    KnownEntity,
    Node,
    Resolution,
    Surroundings,
    identifiers_for,
    resolve,
)
from tasks.records import EntityId, Language
from warehouse.identity_index import Wanted
from warehouse.judgements import StoredJudgement
from warehouse.neighbourhood import NeighbourEntities, StoredKey
from warehouse.store import Warehouse

_NO_LANGUAGE: Final = Language("und")
_MOST_ROUNDS: Final = 5
_IDENTIFIERS_A_NAME: Final = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is who among changed articles and their neighbours, before it is saved.

    Attributes:
        keys: of the changed articles.
        found: the identity of every entity of them and of their neighbours.
        neighbours: entities of other articles.
        moved: those of them that have another identity than before.
    """

    keys: tuple[StoredKey, ...]
    found: Resolution
    neighbours: tuple[NeighbourEntities, ...]
    moved: Mapping[Node, EntityId]


def identify(warehouse: Warehouse) -> int:
    """Give every name of the changed articles its identity, and move those of others where that follows.

    Returns:
        How many entities of other articles have moved.
    """
    articles = [_known_fully(each) for each in warehouse.unresolved_entities()]
    decision = decide(warehouse, articles)
    _save(warehouse, articles, decision)
    return len(decision.moved)


def decide(warehouse: Warehouse, articles: Sequence[ArticleEntities]) -> Decision:
    """Who is who among these articles, which are all that have changed, and their neighbours."""
    with _without_collection():
        return _decide(warehouse, articles)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold off Python's search for cyclic garbage: comparing names makes none, and the search costs as much as it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _decide(warehouse: Warehouse, articles: Sequence[ArticleEntities]) -> Decision:
    keys = tuple(key for article in articles for key in _keys(article))
    stale = warehouse.stale_keys()
    frontier = _frontier(keys, stale)
    has_bare = any(key.role == KeyRole.BARE for key in keys)
    judged = [_judgement(each) for each in warehouse.judgements("user")]
    decision = Decision(keys, Resolution({}, ()), (), {})
    for _ in range(_MOST_ROUNDS):
        neighbours = tuple(warehouse.neighbourhood(Wanted(frontier, may_begin_alike), with_surroundings=has_bare))
        found = _resolve(warehouse, [*articles, *(_known_partly(each, stale) for each in neighbours)], judged)
        decision = Decision(keys, found, neighbours, _moved(neighbours, found))
        wider = {**frontier, **dict.fromkeys(_numbers(neighbours, decision.moved), 0)}
        if wider == frontier:
            break
        frontier = wider
    return decision


def _frontier(keys: Iterable[StoredKey], stale: frozenset[int]) -> dict[int, int]:
    """The keys under which neighbours are looked for, with how the full names begin; 0: whatever has the key."""
    found: dict[int, int] = {}
    for key in keys:
        if key.role != KeyRole.KNOWN:
            before = found.get(key.number, key.beginnings)
            found[key.number] = before | key.beginnings if before and key.beginnings else 0
    return {**found, **dict.fromkeys(stale, 0)}


def _known_fully(each: NeighbourEntities) -> ArticleEntities:
    stored = each.stored
    return ArticleEntities(
        stored.article_id,
        stored.language or _NO_LANGUAGE,
        stored.published_at,
        stored.entities,
        identities=each.identities,
    )


def _known_partly(each: NeighbourEntities, stale: frozenset[int]) -> ArticleEntities:
    """A neighbour; what shares none of the `stale` keys, which changed articles had before, is settled."""
    stored = each.stored
    language = stored.language or _NO_LANGUAGE
    settled = {
        entity.number: each.identities[entity.number]
        for entity in stored.entities
        if not stale or stale.isdisjoint(key.number for key in blocking_keys(entity, language))
    }
    return ArticleEntities(
        stored.article_id,
        stored.language or _NO_LANGUAGE,
        stored.published_at,
        stored.entities,
        Surroundings(each.people, each.known),
        each.identities,
        settled,
    )


def _keys(article: ArticleEntities) -> Iterable[StoredKey]:
    for entity in article.entities:
        for key in sorted(blocking_keys(entity, article.language), key=lambda key: (key.role, key.number)):
            yield StoredKey(article.article_id, entity.number, int(key.role), key.number, key.beginnings)


def _judgement(stored: StoredJudgement) -> Judgement:
    return Judgement(
        stored.entity_a,
        stored.entity_b,
        Verdict(stored.verdict),
        Judge(stored.judge),
        stored.reason,
        stored.score,
        stored.names,
        stored.judged_at,
    )


def _resolve(warehouse: Warehouse, articles: Sequence[ArticleEntities], judged: Sequence[Judgement]) -> Resolution:
    """Resolve, with the identities that these names and identifiers had before.

    Identities that are settled are not asked for, unless a judgement may be about them.
    """
    names = {
        entity.name
        for article in articles
        for entity in article.entities
        if entity.number not in (article.identities or {})
    }
    ids = {
        entity_id
        for article in articles
        for number, entity_id in (article.identities or {}).items()
        if judged or number not in article.settled
    }
    known = [
        KnownEntity(one.entity_id, one.name, one.label, one.kind, one.country_code, one.wikidata_id, one.aliases)
        for one in warehouse.known_as(names, ids)
    ]
    wished = {slug for name in names for slug in islice(identifiers_for(name), _IDENTIFIERS_A_NAME)}
    return resolve(articles, known, judged, warehouse.taken(wished))


def _moved(neighbours: Sequence[NeighbourEntities], found: Resolution) -> dict[Node, EntityId]:
    """The entities of unchanged articles that have another identity now."""
    moved: dict[Node, EntityId] = {}
    for each in neighbours:
        for number, before in each.identities.items():
            node = (each.stored.article_id, number)
            if found.identities.get(node, before) != before:
                moved[node] = found.identities[node]
    return moved


def _numbers(neighbours: Sequence[NeighbourEntities], moved: Mapping[Node, EntityId]) -> frozenset[int]:
    """The keys of the entities that have moved, under which there may be further neighbours."""
    return frozenset(
        key.number
        for each in neighbours
        for entity in each.stored.entities
        if (each.stored.article_id, entity.number) in moved
        for key in blocking_keys(entity, each.stored.language or _NO_LANGUAGE)
    )


def _save(warehouse: Warehouse, articles: Sequence[ArticleEntities], decision: Decision) -> None:
    found, moved, neighbours = decision.found, decision.moved, decision.neighbours
    own = {article.article_id for article in articles}
    identities = {node: entity_id for node, entity_id in found.identities.items() if node[0] in own}
    carried = _with_their_likes(warehouse, moved, neighbours)
    others = {node[0] for node in carried} - own
    if others:
        identities.update(warehouse.identities_of(others))
        identities.update(carried)
    before = {(each.stored.article_id, n): old for each in neighbours for n, old in each.identities.items()}
    merges = {(entity_id, before[node]) for node, entity_id in moved.items() if node in before}
    touched = {*found.identities.values(), *before.values()}
    warehouse.save_resolution(
        [(*node, entity_id) for node, entity_id in identities.items()],
        found.entities,
        decision.keys,
        others,
        touched,
        [(pair.entity_a, pair.entity_b, pair.reason, pair.score) for pair in found.unsure],
        [(kept, gone, "names-agree") for kept, gone in sorted(merges) if gone not in found.identities.values()],
    )


def _with_their_likes(
    warehouse: Warehouse, moved: Mapping[Node, EntityId], neighbours: Sequence[NeighbourEntities]
) -> dict[Node, EntityId]:
    """The entities that have moved, and those in other articles that are just like them."""
    bare = {
        (each.stored.article_id, entity.number)
        for each in neighbours
        for entity in each.stored.entities
        if any(key.role is KeyRole.BARE for key in blocking_keys(entity, each.stored.language or _NO_LANGUAGE))
    }
    carried = dict(moved)
    for node, entity_id in moved.items():
        if node not in bare:
            carried.update(dict.fromkeys(warehouse.alike(node), entity_id))
    return carried
