"""One identity per real thing, across articles and languages.

`resolve` is a pure function whose partition depends on the articles alone, not on their order: known names go by
their key, other names by equal keys, people by full names that agree, and a bare family name joins a person only with
support (the same office or country, or names that occur beside both). Two people with different given names are never
one. How names are compared belongs to `matching`, what an article says of a name to `article`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations

from tasks.entities import gazetteers
from tasks.entities.components import Components
from tasks.entities.gazetteers import slugify, straight
from tasks.entities.keys import known_key, person_keys, thing_keys
from tasks.entities.names import PersonName, parse_person
from tasks.entities.people import bare_forms
from tasks.entities.person_matching import match_people
from tasks.entities.spelling import part_similarity
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

Node = tuple[ArticleId, EntityNumber]

_SAME_PERSON = 0.7
_ENOUGH_SUPPORT = 2.0
_ENGLISH = Language("en")


@dataclass(frozen=True, slots=True)
class ArticleEntities:
    """The entities of one article, as `article.name_entities` found them."""

    article_id: ArticleId
    language: Language
    published_at: datetime | None
    entities: tuple[ArticleEntity, ...]


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
class Resolution:
    """The identity of every entity of every article, and the entities themselves, sorted by identifier."""

    identities: Mapping[Node, EntityId]
    entities: tuple[ResolvedEntity, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """One entity of one article, with all that comparing needs."""

    node: Node
    entity: ArticleEntity
    language: Language
    key: str | None
    person: PersonName | None


@dataclass(slots=True)
class _Cluster:
    """Named things taken for one."""

    members: list[_Named] = field(default_factory=list)
    key: str | None = None

    @property
    def order(self) -> tuple[str, Node]:
        """A sort key that does not depend on the order of the articles."""
        return (min(member.entity.name for member in self.members), min(member.node for member in self.members))


def resolve(articles: Iterable[ArticleEntities], known: Sequence[KnownEntity] = ()) -> Resolution:
    """Give each entity of each article its identity.

    Args:
        articles: every article once; their order does not matter.
        known: identities given before; they keep their identifiers.
    """
    named = sorted((one for article in articles for one in _named(article)), key=lambda one: one.node)
    people = _people(named)
    things = list(_other_things(named))
    clusters = [*_known_things(named), *_mislabelled_joined(people, things)]
    return _identified(sorted(clusters, key=lambda cluster: cluster.order), known)


def _named(article: ArticleEntities) -> Iterator[_Named]:
    for entity in article.entities:
        key = _key_of(entity, article.language)
        person = parse_person(entity.name) if entity.label is Label.PER and key is None else None
        yield _Named((article.article_id, entity.number), entity, article.language, key, person)


def _key_of(entity: ArticleEntity, language: Language) -> str | None:
    if entity.kind is EntityKind.COUNTRY and entity.country_code:
        return f"country:{entity.country_code}"
    return known_key(entity.name, language, entity.label)


def _known_things(named: Sequence[_Named]) -> Iterator[_Cluster]:
    found: dict[str, _Cluster] = {}
    for one in named:
        if one.key:
            found.setdefault(one.key, _Cluster(key=one.key)).members.append(one)
    yield from found.values()


def _other_things(named: Sequence[_Named]) -> Iterator[_Cluster]:
    """Names that are neither known nor a person's: one thing where they share a key."""
    things = [one for one in named if not one.key and one.person is None]
    groups = Components[Node]()
    first: dict[str, Node] = {}
    for one in things:
        groups.add(one.node)
        for form in {one.entity.name, *(alias.text for alias in one.entity.aliases if " " in alias.text)}:
            for key in thing_keys(form, one.language):
                groups.join(first.setdefault(key, one.node), one.node)
    yield from _clusters(things, groups)


def _clusters(named: Sequence[_Named], groups: Components[Node]) -> Iterator[_Cluster]:
    by_node = {one.node: one for one in named}
    for members in groups.groups():
        yield _Cluster([by_node[node] for node in sorted(members)])


def _people(named: Sequence[_Named]) -> list[_Cluster]:
    """Full names first, then family names alone, each with the evidence that it needs."""
    people = [one for one in named if one.person is not None]
    full = [one for one in people if one.person and one.person.given]
    bare = [one for one in people if one.person and not one.person.given]
    surroundings = _surroundings(named)
    clusters = _full_names(full)
    _attach_bare(bare, clusters, surroundings)
    return clusters


def _mislabelled_joined(people: Sequence[_Cluster], things: Sequence[_Cluster]) -> Iterator[_Cluster]:
    """All clusters; a bare name of a person joins the thing of the same letters if nothing but a label parts them."""
    by_letters = {key: thing for thing in things for member in thing.members for key in _letters(member)}
    yield from things
    for person in people:
        loose = not any(one.person is None or one.person.given or one.entity.offices for one in person.members)
        keys = sorted({key for member in person.members for key in _letters(member)})
        thing = next((by_letters[key] for key in keys if key in by_letters), None) if loose else None
        if thing is None:
            yield person
        else:
            thing.members += person.members


def _letters(member: _Named) -> frozenset[str]:
    return frozenset(key for key in thing_keys(member.entity.name, member.language) if key.startswith("name:"))


def _full_names(full: Sequence[_Named]) -> list[_Cluster]:
    """Full names that agree part by part are one person.

    A shorter or abbreviated one joins where only one person fits.
    """
    blocks = _blocks(full)
    alike, near = Components[Node](), defaultdict(set)
    for one in full:
        alike.add(one.node)
    for block in blocks.values():
        for a, b in combinations(_distinct(block, alike), 2):
            match a.person, b.person:
                case PersonName() as first, PersonName() as second:
                    score = _likeness(first, a.language, second, b.language)
                    if score >= _SAME_PERSON and _same_shape(first, second):
                        alike.join(a.node, b.node)
                    elif score >= _SAME_PERSON:
                        near[a.node].add(b.node)
                        near[b.node].add(a.node)
    return _join_near(list(_clusters(full, alike)), near)


def _likeness(a: PersonName, language_a: Language, b: PersonName, language_b: Language) -> float:
    """The score of two names, either of which may end in a German genitive s."""
    return max(
        match_people(replace(a, family=one), language_a, replace(b, family=other), language_b)[0]
        for one in bare_forms(a.family, language_a)
        for other in bare_forms(b.family, language_b)
    )


def _distinct(block: Sequence[_Named], alike: Components[Node]) -> list[_Named]:
    """One member of the block for each name in each language; those with an equal name are joined at once."""
    first: dict[tuple[str, Language], _Named] = {}
    for one in block:
        name = one.person.full.casefold() if one.person else ""
        kept = first.setdefault((name, one.language), one)
        alike.join(kept.node, one.node)
    return list(first.values())


def _same_shape(a: PersonName, b: PersonName) -> bool:
    """Whether both names have as many given names and none is an initial."""
    initials = any(len(part.rstrip(".")) == 1 for part in (*a.given, *b.given))
    return len(a.without_patronymic) == len(b.without_patronymic) and not initials


def _join_near(clusters: list[_Cluster], near: Mapping[Node, set[Node]]) -> list[_Cluster]:
    """Join clusters that could be one person, unless one of them could be two others that cannot be each other."""
    home = {member.node: at for at, cluster in enumerate(clusters) for member in cluster.members}
    friends: dict[int, set[int]] = defaultdict(set)
    for node, others in near.items():
        friends[home[node]].update(home[other] for other in others if home[other] != home[node])
    groups = Components[int]()
    for at in range(len(clusters)):
        groups.add(at)
        circle = friends[at]
        if all(other in friends[one] for one, other in combinations(sorted(circle), 2)):
            for other in circle:
                rivals = friends[other]
                if all(x in friends[y] for x, y in combinations(sorted(rivals), 2)):
                    groups.join(at, other)
    return [_Cluster([member for at in sorted(group) for member in clusters[at].members]) for group in groups.groups()]


def _blocks(named: Sequence[_Named]) -> Mapping[str, list[_Named]]:
    blocks: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        if one.person:
            forms = bare_forms(one.person.family, one.language)
            for key in {key for form in forms for key in person_keys(replace(one.person, family=form), one.language)}:
                blocks[key].append(one)
    return blocks


def _surroundings(named: Sequence[_Named]) -> Mapping[ArticleId, frozenset[str]]:
    """What each article names besides: keys of known things, and the full names of people by sound."""
    found: dict[ArticleId, set[str]] = defaultdict(set)
    for one in named:
        if one.key:
            found[one.node[0]].add(one.key)
        elif one.person and one.person.given:
            found[one.node[0]].update(person_keys(one.person, one.language))
    return {article: frozenset(keys) for article, keys in found.items()}


def _attach_bare(bare: Sequence[_Named], clusters: list[_Cluster], around: Mapping[ArticleId, frozenset[str]]) -> None:
    """Put each family name alone with the one person that it has most support for; the rest among themselves."""
    by_key: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for key in {
            key for member in cluster.members if member.person for key in person_keys(member.person, member.language)
        }:
            by_key[key].append(cluster)
    joins: list[tuple[_Cluster, _Named]] = []
    left: list[_Named] = []
    for one in bare:
        target = _supported(one, _candidates(one, by_key), around)
        if target:
            joins.append((target, one))
        else:
            left.append(one)
    for cluster, one in joins:
        cluster.members.append(one)
    clusters += _bare_alone(left, around)


def _candidates(one: _Named, by_key: Mapping[str, Sequence[_Cluster]]) -> list[_Cluster]:
    found: dict[int, _Cluster] = {}
    if one.person:
        for key in person_keys(one.person, one.language):
            found.update({id(cluster): cluster for cluster in by_key.get(key, ())})
    return [cluster for cluster in found.values() if any(_same_family(one, member) for member in cluster.members)]


def _same_family(a: _Named, b: _Named) -> bool:
    if a.person is None or b.person is None:
        return False
    last = b.person.family.split(" ")[-1] or b.person.full
    return bool(part_similarity(a.person.family, a.language, last, b.language))


def _supported(
    one: _Named, candidates: Sequence[_Cluster], around: Mapping[ArticleId, frozenset[str]]
) -> _Cluster | None:
    """The candidate with most support, if that is enough and no other has as much; not one of the same article."""
    scored = []
    for cluster in candidates:
        if any(member.node[0] == one.node[0] for member in cluster.members):
            continue
        scored.append((max(_support(one, member, around) for member in cluster.members), cluster))
    scored.sort(key=lambda pair: (-pair[0], pair[1].order))
    if not scored or scored[0][0] < _ENOUGH_SUPPORT or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _support(a: _Named, b: _Named, around: Mapping[ArticleId, frozenset[str]]) -> float:
    """Points for one person behind a family name in two articles: office, country, and names beside both."""
    points = 0.0
    offices = set(a.entity.offices) & set(b.entity.offices)
    countries = set(a.entity.countries) & set(b.entity.countries)
    if a.entity.countries and b.entity.countries and not countries:
        points -= 1.0
    points += 1.5 * bool(countries) + 1.0 * bool(offices)
    own = set() if a.person is None else person_keys(a.person, a.language)
    shared = (around.get(a.node[0], frozenset()) & around.get(b.node[0], frozenset())) - own
    points += sum(1.0 if key.startswith("person:") else 0.5 for key in shared)
    return points


def _bare_alone(left: Sequence[_Named], around: Mapping[ArticleId, frozenset[str]]) -> Iterator[_Cluster]:
    groups = Components[Node]()
    for one in left:
        groups.add(one.node)
    for block in _blocks(left).values():
        for a, b in combinations(block, 2):
            if a.node[0] != b.node[0] and _same_family(a, b) and _support(a, b, around) >= _ENOUGH_SUPPORT:
                groups.join(a.node, b.node)
    yield from _clusters(left, groups)


def _identified(clusters: Sequence[_Cluster], known: Sequence[KnownEntity]) -> Resolution:
    """Names and identifiers for the clusters; identifiers of known entities stay with their names."""
    reserved = {entry.slug: key for key, entry in gazetteers.by_key().items()}
    kept = _kept_identifiers(clusters, known)
    taken = {*kept.values(), *(one.entity_id for one in known)}
    identities: dict[Node, EntityId] = {}
    entities = []
    before = {one.entity_id: one for one in known}
    for at, cluster in enumerate(clusters):
        name, label, kind, country = _described(cluster)
        entity_id = kept.get(at) or _new_identifier(cluster, name, reserved, taken)
        taken.add(entity_id)
        identities.update((member.node, entity_id) for member in cluster.members)
        wikidata = before[entity_id].wikidata_id if entity_id in before else None
        entities.append(ResolvedEntity(entity_id, name, label, kind, country, wikidata))
    return Resolution(identities, tuple(sorted(entities, key=lambda entity: entity.entity_id)))


def _kept_identifiers(clusters: Sequence[_Cluster], known: Sequence[KnownEntity]) -> Mapping[int, EntityId]:
    """The cluster that keeps each known identifier: the one that shares most names with it.

    No cluster keeps more than one identifier.
    """
    holders: dict[str, list[KnownEntity]] = defaultdict(list)
    for one in known:
        for name in {one.name, *one.aliases}:
            holders[straight(name)].append(one)
    claims = []
    for at, cluster in enumerate(clusters):
        if cluster.key:
            continue
        shared: Counter[EntityId] = Counter()
        for name in {straight(text) for member in cluster.members for text in _forms(member)}:
            for one in holders.get(name, ()):
                if (one.label is Label.PER) == (cluster.members[0].entity.label is Label.PER):
                    shared[one.entity_id] += 3 if " " in name else 1
        claims += [(-points, entity_id, at) for entity_id, points in shared.items()]
    kept: dict[int, EntityId] = {}
    for _, entity_id, at in sorted(claims):
        if at not in kept and entity_id not in kept.values():
            kept[at] = entity_id
    return kept


def _forms(member: _Named) -> set[str]:
    return {member.entity.name, *(alias.text for alias in member.entity.aliases)}


def _new_identifier(cluster: _Cluster, name: str, reserved: Mapping[str, str], taken: Collection[EntityId]) -> EntityId:
    """A slug of the name, numbered if it is taken; a known thing has that of the tables in every warehouse."""
    if cluster.key:
        return known_identifier(cluster.key)
    base = slugify(name) or "entity"
    slug, number = base, 1
    while slug in taken or slug in reserved:
        number += 1
        slug = f"{base}-{number}"
    return EntityId(slug)


def known_identifier(key: str) -> EntityId:
    """The fixed identifier of a gazetteer entry; one whose slug a country has carries its kind, too."""
    entry = gazetteers.by_key()[key]
    kind = key.partition(":")[0]
    clash = [other for other, one in gazetteers.by_key().items() if one.slug == entry.slug]
    return EntityId(entry.slug if clash[0] == key else f"{entry.slug}-{kind}")


def _described(cluster: _Cluster) -> tuple[str, Label, EntityKind, CountryCode | None]:
    if cluster.key:
        entry = gazetteers.by_key()[cluster.key]
        return entry.name, entry.label, entry.kind, entry.country
    votes = Counter((member.entity.label, member.entity.kind) for member in cluster.members)
    (label, kind), _ = max(votes.items(), key=lambda item: (item[1], item[0]))
    codes = Counter(member.entity.country_code for member in cluster.members if member.entity.country_code)
    country = max(codes.items(), key=lambda item: (item[1], item[0]))[0] if codes else None
    return _best_name(cluster.members), label, kind, country


def _best_name(members: Sequence[_Named]) -> str:
    """The commonest full English form, else the commonest full form; of equals the longest."""
    counts: Counter[tuple[bool, bool, str]] = Counter()
    for member in members:
        full = " " in member.entity.name
        counts[(full, member.language == _ENGLISH, member.entity.name)] += sum(
            alias.count for alias in member.entity.aliases
        )
    return max(counts.items(), key=lambda item: (item[0][0], item[0][1], item[1], len(item[0][2]), item[0][2]))[0][2]
