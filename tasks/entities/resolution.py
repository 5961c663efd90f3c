"""One identity per real thing, across articles and languages: clusters get identifiers and names.

`resolve` is a pure function: the partition depends on what is given, not on its order. Which names are one thing is
decided in `clusters`, what people have judged in `judgements`; here identifiers given before are kept, judgements
applied, and each identity described. Which articles are to be looked at again is decided in `tasks.identification`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType

from tasks.entities import gazetteers, judgements
from tasks.entities.clusters import Cluster, Doubt, Named, Node, Surroundings, cluster
from tasks.entities.gazetteers import slugify, straight
from tasks.entities.judgements import Judgement
from tasks.entities.keys import KeyRole, blocking_keys, key_of
from tasks.entities.names import parse_person
from tasks.records import (
    ArticleEntity,
    ArticleId,
    CountryCode,
    EntityId,
    EntityKind,
    EntityNumber,
    Label,
    Language,
)

__all__ = ["ArticleEntities", "KnownEntity", "Node", "Resolution", "ResolvedEntity", "Surroundings", "UnsurePair"]

_ENGLISH = Language("en")


@dataclass(frozen=True, slots=True)
class ArticleEntities:
    """The entities of one article, as `article.name_entities` found them.

    Attributes:
        entities: all of them, or those that are neighbours of others.
        around: what the whole article names; None if `entities` are all of them.
        identities: the identities that they have had so far, by number.
        settled: those of them that were found among the neighbours that they still have.
    """

    article_id: ArticleId
    language: Language
    published_at: datetime | None
    entities: tuple[ArticleEntity, ...]
    around: Surroundings | None = None
    identities: Mapping[EntityNumber, EntityId] | None = None
    settled: Mapping[EntityNumber, EntityId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An identity given before: its identifier is kept for the group that shares most of its names."""

    entity_id: EntityId
    name: str
    label: Label
    kind: EntityKind
    country_code: CountryCode | None = None
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedEntity:
    """A row of the table of entities, without its counts."""

    entity_id: EntityId
    name: str
    label: Label
    kind: EntityKind
    country_code: CountryCode | None = None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """Two identities that may be one; `score` is the support found."""

    entity_a: EntityId
    entity_b: EntityId
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The identity of every entity of every article, and the entities themselves, sorted by identifier.

    An entity that is settled with all it was compared with has its identity here, but no row among `entities`.
    """

    identities: Mapping[Node, EntityId]
    entities: tuple[ResolvedEntity, ...]
    unsure: tuple[UnsurePair, ...] = ()


@dataclass(slots=True)
class _Group:
    """A cluster, or the part of one that a judgement has cut off, with the identifier that is settled for it."""

    cluster: Cluster
    entity_id: EntityId | None = None


def resolve(
    articles: Iterable[ArticleEntities],
    known: Sequence[KnownEntity] = (),
    judged: Sequence[Judgement] = (),
    taken: Collection[EntityId] = (),
) -> Resolution:
    """Give each entity of each article its identity.

    Args:
        articles: every article once; their order does not matter.
        known: identities given before that share a name with one of the articles; they keep their identifiers.
        judged: what users have decided, oldest first.
        taken: further identifiers that must not be given to new things.
    """
    listed = list(articles)
    before = {(each.article_id, number): old for each in listed for number, old in (each.identities or {}).items()}
    clusters, doubts = cluster([one for article in listed for one in _named(article)])
    unmoved: Mapping[Node, EntityId] = {}
    if not judged:
        clusters, unmoved = _without_unmoved(clusters)
    groups = list(_divided(clusters, judgements.bans(judged), before, known))
    _identify_judged(groups, judgements.own_names(judged))
    _identify(groups, known, before, taken, unmoved.values())
    return _described(_joined(groups, judgements.canonical(judged)), known, doubts, unmoved)


def _without_unmoved(clusters: Sequence[Cluster]) -> tuple[list[Cluster], Mapping[Node, EntityId]]:
    """The clusters that a changed name may move, and the entities of the others with the identities they keep.

    An identity keeps what it has where one cluster holds all its settled names, and nothing else.
    """
    homes: dict[EntityId | None, int] = Counter(
        settled for each in clusters for settled in {one.settled for one in each.members}
    )
    rest: list[Cluster] = []
    kept: dict[Node, EntityId] = {}
    for each in clusters:
        if each.settled is None or homes[each.settled] > 1:
            rest.append(each)
        else:
            kept.update(dict.fromkeys((one.node for one in each.members), each.settled))
    return rest, kept


def _named(article: ArticleEntities) -> Iterator[Named]:
    around = surroundings(article.entities, article.language) if article.around is None else article.around
    for entity in article.entities:
        key = key_of(entity, article.language)
        person = parse_person(entity.name) if entity.label is Label.PER and key is None else None
        settled = article.settled.get(entity.number)
        yield Named((article.article_id, entity.number), entity, article.language, key, person, around, settled)


def surroundings(entities: Iterable[ArticleEntity], language: Language) -> Surroundings:
    """What an article with these entities is evidence of."""
    keys = {key for entity in entities for key in blocking_keys(entity, language)}
    return Surroundings(
        frozenset(key.number for key in keys if key.role is KeyRole.PERSON),
        frozenset(key.number for key in keys if key.role is KeyRole.KNOWN),
    )


def _divided(
    clusters: Iterable[Cluster],
    bans: Sequence[judgements.Ban],
    before: Mapping[Node, EntityId],
    known: Sequence[KnownEntity],
) -> Iterator[_Group]:
    """The clusters, each without the names that a judgement gives to another identity."""
    holders = _holders(known) if bans else {}
    for each in clusters:
        rest = each
        for ban in bans:
            banned = [one for one in rest.members if ban.covers(one.entity.name)]
            if banned and {ban.entity, ban.other} & _homes(rest, before, holders):
                yield _Group(Cluster(banned), ban.other)
                rest = Cluster([one for one in rest.members if not ban.covers(one.entity.name)], rest.key)
        if rest.members:
            yield _Group(rest)


def _homes(
    each: Cluster, before: Mapping[Node, EntityId], holders: Mapping[str, Sequence[KnownEntity]]
) -> frozenset[EntityId]:
    """The identities that a cluster may get: its fixed one, those that members have had, those that share names."""
    found = {known_identifier(each.key)} if each.key else set(_votes(each, before))
    for member in each.members:
        found.update(one.entity_id for name in _forms(member) for one in holders.get(straight(name), ()))
    return frozenset(found)


def _votes(each: Cluster, before: Mapping[Node, EntityId]) -> Counter[EntityId]:
    return Counter(before[one.node] for one in each.members if one.node in before)


def _identify_judged(groups: Sequence[_Group], names: Mapping[EntityId, frozenset[str]]) -> None:
    """Give an identity that a judgement has made another the group that has nothing but its names."""
    for entity_id, own in names.items():
        for group in groups:
            members = group.cluster.members
            if group.entity_id is None and all(straight(one.entity.name).casefold() in own for one in members):
                group.entity_id = entity_id
                break


def _identify(
    groups: Sequence[_Group],
    known: Sequence[KnownEntity],
    before: Mapping[Node, EntityId],
    taken: Collection[EntityId],
    held: Collection[EntityId],
) -> None:
    """Settle the identifier of each group: fixed, that of most of its members, that of its names, or a new one.

    `held` are the identifiers of things that are no group here.
    """
    for group in groups:
        if group.cluster.key and group.entity_id is None:
            group.entity_id = known_identifier(group.cluster.key)
    used = {*held, *(group.entity_id for group in groups if group.entity_id)}
    fixed = _all_fixed_identifiers()
    _settle(groups, _claims_by_members(groups, before), used, fixed)
    _settle(groups, _claims_by_names(groups, known), used, fixed)
    reserved = _known_slugs()
    occupied = {*used, *taken, *(one.entity_id for one in known), *before.values()}
    for group in groups:
        if group.entity_id is None:
            group.entity_id = _new_identifier(_best_name(group.cluster.members), reserved, occupied)
            occupied.add(group.entity_id)


Claim = tuple[int, EntityId, int]
"""Strength (less is stronger), identifier, and the place of the group that claims it."""


def _settle(
    groups: Sequence[_Group], claims: Iterable[Claim], used: set[EntityId], fixed: Collection[EntityId]
) -> None:
    """Give identifiers to the strongest claims; no group gets two and no identifier goes twice."""
    for _, entity_id, at in sorted(claims):
        if groups[at].entity_id is None and entity_id not in used and entity_id not in fixed:
            groups[at].entity_id = entity_id
            used.add(entity_id)


def _claims_by_members(groups: Sequence[_Group], before: Mapping[Node, EntityId]) -> Iterator[Claim]:
    for at, group in enumerate(groups):
        for entity_id, votes in _votes(group.cluster, before).items():
            yield -votes, entity_id, at


def _claims_by_names(groups: Sequence[_Group], known: Sequence[KnownEntity]) -> Iterator[Claim]:
    """Claims of groups to identities whose names they share, as where all articles have been read anew."""
    holders = _holders(known)
    for at, group in enumerate(groups):
        is_person = group.cluster.members[0].entity.label is Label.PER
        shared: Counter[EntityId] = Counter()
        for name in {straight(text) for member in group.cluster.members for text in _forms(member)}:
            for one in holders.get(name, ()):
                if (one.label is Label.PER) == is_person:
                    shared[one.entity_id] += (3 if " " in name else 1) + (name == straight(one.name))
        for entity_id, points in shared.items():
            yield -points, entity_id, at


def _holders(known: Sequence[KnownEntity]) -> Mapping[str, Sequence[KnownEntity]]:
    """The identities given before, by each of their names."""
    holders: dict[str, list[KnownEntity]] = defaultdict(list)
    for one in known:
        for name in {one.name, *one.aliases}:
            holders[straight(name)].append(one)
    return holders


def _forms(member: Named) -> set[str]:
    return {member.entity.name, *(alias.text for alias in member.entity.aliases)}


def _new_identifier(name: str, reserved: Collection[str], occupied: Collection[EntityId]) -> EntityId:
    """A slug of the name, numbered if it is taken."""
    for slug in identifiers_for(name):
        if slug not in occupied and slug not in reserved:
            return slug
    raise LookupError(name)


def identifiers_for(name: str, first: int = 1) -> Iterator[EntityId]:
    """The identifiers that a new thing of this name may get, in order of preference, without end."""
    base = slugify(name) or "entity"
    number = first
    while True:
        yield EntityId(base if number == 1 else f"{base}-{number}")
        number += 1


def known_identifier(key: str) -> EntityId:
    """The fixed identifier of a gazetteer entry; one whose slug a country has carries its kind, too."""
    return _fixed_identifiers()[key]


@cache
def _fixed_identifiers() -> Mapping[str, EntityId]:
    first: dict[str, str] = {}
    found = {}
    for key, entry in gazetteers.by_key().items():
        holder = first.setdefault(entry.slug, key)
        kind = key.partition(":")[0]
        found[key] = EntityId(entry.slug if holder == key else f"{entry.slug}-{kind}")
    return MappingProxyType(found)


@cache
def _all_fixed_identifiers() -> frozenset[EntityId]:
    return frozenset(_fixed_identifiers().values())


@cache
def _known_slugs() -> frozenset[str]:
    return frozenset(entry.slug for entry in gazetteers.by_key().values())


def _joined(groups: Iterable[_Group], canonical: Mapping[EntityId, EntityId]) -> Mapping[EntityId, list[Cluster]]:
    """The clusters of each identity, after positive judgements; the one that gave it its identifier first."""
    found: dict[EntityId, list[tuple[bool, Cluster]]] = defaultdict(list)
    for group in groups:
        if group.entity_id:
            final = canonical.get(group.entity_id, group.entity_id)
            found[final].append((final != group.entity_id, group.cluster))
    return {
        entity_id: [each for _, each in sorted(parts, key=lambda part: (part[0], part[1].order))]
        for entity_id, parts in found.items()
    }


def _described(
    identities: Mapping[EntityId, Sequence[Cluster]],
    known: Sequence[KnownEntity],
    doubts: Sequence[Doubt],
    unmoved: Mapping[Node, EntityId],
) -> Resolution:
    wikidata = {one.entity_id: one.wikidata_id for one in known}
    nodes = dict(unmoved)
    entities = []
    for entity_id, clusters in identities.items():
        nodes.update((member.node, entity_id) for each in clusters for member in each.members)
        key = next((each.key for each in clusters if each.key), None)
        members = [member for each in clusters for member in each.members]
        name, label, kind, country = _of_key(key) if key else _of_members(members)
        entities.append(ResolvedEntity(entity_id, name, label, kind, country, wikidata.get(entity_id)))
    unsure: dict[tuple[EntityId, EntityId], float] = {}
    for doubt in doubts:
        pair = (nodes[doubt.other], nodes[doubt.bare])
        if pair[0] != pair[1]:
            unsure[pair] = max(doubt.support, unsure.get(pair, 0.0))
    return Resolution(
        nodes,
        tuple(sorted(entities, key=lambda entity: entity.entity_id)),
        tuple(UnsurePair(a, b, "family-name-alone", score) for (a, b), score in sorted(unsure.items())),
    )


Description = tuple[str, Label, EntityKind, CountryCode | None]


def _of_key(key: str) -> Description:
    entry = gazetteers.by_key()[key]
    return entry.name, entry.label, entry.kind, entry.country


def _of_members(members: Sequence[Named]) -> Description:
    votes = Counter((member.entity.label, member.entity.kind) for member in members)
    (label, kind), _ = max(votes.items(), key=lambda item: (item[1], item[0]))
    codes = Counter(member.entity.country_code for member in members if member.entity.country_code)
    country = max(codes.items(), key=lambda item: (item[1], item[0]))[0] if codes else None
    return _best_name(members), label, kind, country


def _best_name(members: Sequence[Named]) -> str:
    """The commonest full English form, else the commonest full form; of equals the longest."""
    counts: Counter[tuple[bool, bool, str]] = Counter()
    for member in members:
        full = " " in member.entity.name
        counts[(full, member.language == _ENGLISH, member.entity.name)] += sum(
            alias.count for alias in member.entity.aliases
        )
    return max(counts.items(), key=lambda item: (item[0][0], item[0][1], item[1], len(item[0][2]), item[0][2]))[0][2]
