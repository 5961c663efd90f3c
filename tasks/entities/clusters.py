"""Which entities of articles are one real thing: by known key, by equal keys, by full names, by evidence.

Pure functions over named entities; the partition depends on what is given, not on its order. A bare family name joins a
person only with support (the same office or country, or names that occur beside both); two people with different
given names are never one. Names and identifiers of the clusters are the business of `resolution`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from tasks.entities.components import Components
from tasks.entities.keys import all_thing_keys, family_keys, letter_keys, numbered, short_names
from tasks.entities.names import PersonName
from tasks.entities.people import bare_forms
from tasks.entities.person_matching import match_people, may_match, without_arabic_article
from tasks.entities.spelling import part_similarity
from tasks.records import ArticleEntity, ArticleId, EntityId, EntityNumber, Language

Node = tuple[ArticleId, EntityNumber]

_SAME_PERSON = 0.7
_ENOUGH_SUPPORT = 2.0
_SOME_SUPPORT = 0.5
_MOST_WITNESSES = 50
_MOST_DOUBTS = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article names besides, as numbers of keys: full names of people, and known things."""

    people: frozenset[int] = frozenset()
    known: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one article, with all that comparing needs.

    Attributes:
        settled: its identity, if neither it nor any neighbour that it had has changed since that was found.
    """

    node: Node
    entity: ArticleEntity
    language: Language
    key: str | None
    person: PersonName | None
    around: Surroundings = Surroundings()
    settled: EntityId | None = None


@dataclass(slots=True)
class Cluster:
    """Named things taken for one."""

    members: list[Named] = field(default_factory=list)
    key: str | None = None

    @property
    def settled(self) -> EntityId | None:
        """The identity that every member is settled in; None if it is not one."""
        first = None if self.key else self.members[0].settled
        return first if first and all(one.settled == first for one in self.members) else None

    @property
    def order(self) -> tuple[str, Node]:
        """A sort key that does not depend on the order of the articles."""
        return (min(member.entity.name for member in self.members), min(member.node for member in self.members))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A bare name that may be a person of a cluster, but has too little support; nodes stand for their clusters."""

    bare: Node
    other: Node
    support: float


def cluster(named: Sequence[Named]) -> tuple[list[Cluster], list[Doubt]]:
    """The clusters of `named` in a fixed order, and what could not be decided."""
    ordered = sorted(named, key=lambda one: one.node)
    people, doubts = _people(ordered)
    things = list(_other_things(ordered))
    clusters = [*_known_things(ordered), *_mislabelled_joined(people, things)]
    return sorted(clusters, key=lambda each: each.order), doubts


def _known_things(named: Sequence[Named]) -> Iterator[Cluster]:
    found: dict[str, Cluster] = {}
    for one in named:
        if one.key:
            found.setdefault(one.key, Cluster(key=one.key)).members.append(one)
    yield from found.values()


def _other_things(named: Sequence[Named]) -> Iterator[Cluster]:
    """Names that are neither known nor a person's: one thing where they share a key."""
    things = [one for one in named if not one.key and one.person is None]
    groups = Components[Node]()
    first: dict[str, Node] = {}
    for one in things:
        groups.add(one.node)
        for key in all_thing_keys(one.entity, one.language):
            groups.join(first.setdefault(key, one.node), one.node)
    yield from _clusters(things, groups)


def _clusters(named: Sequence[Named], groups: Components[Node]) -> Iterator[Cluster]:
    by_node = {one.node: one for one in named}
    for members in groups.groups():
        yield Cluster([by_node[node] for node in sorted(members)])


def _people(named: Sequence[Named]) -> tuple[list[Cluster], list[Doubt]]:
    """Full names first, then family names alone, each with the evidence that it needs."""
    people = [one for one in named if one.person is not None]
    full = [one for one in people if one.person and one.person.given]
    bare = [one for one in people if one.person and not one.person.given]
    clusters = _full_names(full, bare)
    doubts = _attach_bare(bare, clusters)
    return clusters, doubts


def _mislabelled_joined(people: Sequence[Cluster], things: Sequence[Cluster]) -> Iterator[Cluster]:
    """All clusters, those joined between which nothing but a label stands.

    One engine takes a shop or a street for a person, another a person for a company. A name of several words that is
    the same to the letter is one thing; a bare name of a person only where nothing says that it is a person's.
    """
    if not things:
        yield from people
        return
    everything = [*things, *people]
    groups = Components[int]()
    holders: dict[str, int] = {}
    for at, each in enumerate(everything):
        groups.add(at)
        for key in {
            key
            for one in each.members
            for key in letter_keys(one.entity.name)
            if at < len(things) or _may_be_thing(one, key)
        }:
            if at < len(things):
                holders.setdefault(key, at)
            elif key in holders:
                groups.join(holders[key], at)
    for members in groups.groups():
        yield Cluster([one for at in members for one in everything[at].members])


def _may_be_thing(one: Named, key: str) -> bool:
    """Whether a person may be a thing of the same letters."""
    bare = one.person is not None and not one.person.given
    return (bare and not one.entity.offices) or (not bare and " " in key)


def _full_names(full: Sequence[Named], bare: Sequence[Named]) -> list[Cluster]:
    """Full names that agree part by part are one person.

    A shorter or abbreviated one joins where only one person fits. Settled names are compared with others only as far as
    changed ones lead to them: who was the same or near before still is, so nothing changes for the rest.
    """
    alike = Components[Node]()
    near: dict[Node, set[Node]] = defaultdict(set)
    for one in full:
        alike.add(one.node)
    blocks = {key: _distinct(block, alike) for key, block in _blocks(full).items()}
    doubtful = _blocks(bare)
    keys: dict[Node, list[str]] = defaultdict(list)
    waiting: dict[Node, Named] = {}
    for key, block in blocks.items():
        for one in block:
            keys[one.node].append(key)
            if one.settled is None or key in doubtful:
                waiting[one.node] = one
    reached = dict(waiting)
    compared: set[tuple[Node, Node]] = set()
    while waiting:
        _, a = waiting.popitem()
        for b in (other for key in keys[a.node] for other in blocks[key]):
            pair = (a.node, b.node) if a.node < b.node else (b.node, a.node)
            if a is b or pair in compared:
                continue
            compared.add(pair)
            if not _join_or_note(a, b, alike, near):
                continue
            if b.node not in reached:
                reached[b.node] = waiting[b.node] = b
    _join_settled(full, alike, frozenset(map(alike.root, reached)))
    return _join_near(list(_clusters(full, alike)), near)


def _join_or_note(a: Named, b: Named, alike: Components[Node], near: dict[Node, set[Node]]) -> bool:
    """Join two full names that are one person's, note two that may be; whether they are either."""
    if a.person is None or b.person is None or not may_match(a.person, b.person):
        return False
    if _likeness(a.person, a.language, b.person, b.language) < _SAME_PERSON:
        return False
    if _same_shape(a.person, b.person):
        alike.join(a.node, b.node)
    else:
        near[a.node].add(b.node)
        near[b.node].add(a.node)
    return True


def _join_settled(full: Sequence[Named], alike: Components[Node], reached: frozenset[Node]) -> None:
    """Join the names of each identity that no changed name leads to."""
    first: dict[EntityId, Node] = {}
    for one in full:
        if one.settled is not None and alike.root(one.node) not in reached:
            alike.join(first.setdefault(one.settled, one.node), one.node)


def _likeness(a: PersonName, language_a: Language, b: PersonName, language_b: Language) -> float:
    """The score of two names, either of which may end in a German genitive s."""
    return max(
        match_people(one, language_a, other, language_b)[0]
        for one in _bare_names(a, language_a)
        for other in _bare_names(b, language_b)
    )


def _bare_names(name: PersonName, language: Language) -> tuple[PersonName, ...]:
    forms = tuple(bare_forms(name.family, language))
    return (name,) if len(forms) == 1 else tuple(replace(name, family=form) for form in forms)


def _distinct(block: Sequence[Named], alike: Components[Node]) -> list[Named]:
    """One member of the block for each name in each language, a changed one if there is one; equal names are joined."""
    first: dict[tuple[str, Language], Named] = {}
    for one in sorted(block, key=lambda one: one.settled is not None):
        name = one.person.full.casefold() if one.person else ""
        kept = first.setdefault((name, one.language), one)
        alike.join(kept.node, one.node)
    return list(first.values())


def _same_shape(a: PersonName, b: PersonName) -> bool:
    """Whether both names have as many given names and none is an initial."""
    initials = any(len(part.rstrip(".")) == 1 for part in (*a.given, *b.given))
    return len(a.without_patronymic) == len(b.without_patronymic) and not initials


def _join_near(clusters: list[Cluster], near: Mapping[Node, set[Node]]) -> list[Cluster]:
    """Join clusters that could be one person, unless one of them could be two others that cannot be each other."""
    home = {member.node: at for at, each in enumerate(clusters) for member in each.members}
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
    return [Cluster([member for at in sorted(group) for member in clusters[at].members]) for group in groups.groups()]


def _blocks(named: Sequence[Named]) -> Mapping[str, list[Named]]:
    blocks: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        if one.person:
            for key in family_keys(one.person, one.language):
                blocks[key].append(one)
    return blocks


def _attach_bare(bare: Sequence[Named], clusters: list[Cluster]) -> list[Doubt]:
    """Put each family name alone with the one person that it has most support for; the rest among themselves."""
    by_key: dict[str, list[Cluster]] = defaultdict(list)
    for each in clusters:
        for key in {key for one in each.members for name in _names(one) for key in family_keys(name, one.language)}:
            by_key[key].append(each)
    joins: list[tuple[Cluster, Named]] = []
    left: list[Named] = []
    doubts: list[Doubt] = []
    for one in bare:
        scored = _supports(one, _candidates(one, by_key))
        target = _supported(scored)
        if target:
            joins.append((target, one))
        else:
            left.append(one)
            doubts += [
                Doubt(one.node, min(member.node for member in each.members), support)
                for support, each in scored[:_MOST_DOUBTS]
                if support >= _SOME_SUPPORT
            ]
    for each, one in joins:
        each.members.append(one)
    clusters += _bare_alone(left)
    return doubts


def _candidates(one: Named, by_key: Mapping[str, Sequence[Cluster]]) -> list[Cluster]:
    found: dict[int, Cluster] = {}
    if one.person:
        for key in family_keys(one.person, one.language):
            found.update({id(each): each for each in by_key.get(key, ())})
    return [each for each in found.values() if any(_same_family(one, member) for member in each.members)]


def _same_family(a: Named, b: Named) -> bool:
    """Whether `a`, a family name alone, is that of `b`, or a given name by which `b` goes alone."""
    if a.person is None:
        return False
    bare = [without_arabic_article(form) for form in bare_forms(a.person.family, a.language)]
    others = [
        without_arabic_article(form)
        for name in _names(b)
        for form in bare_forms(name.family.split(" ")[-1] or name.full, b.language)
    ]
    return any(part_similarity(form, a.language, other, b.language) for form in bare for other in others)


def _names(one: Named) -> tuple[PersonName, ...]:
    """The full name, and those by which the article calls the person besides."""
    return () if one.person is None else (one.person, *short_names(one.entity, one.person))


def _supports(one: Named, candidates: Sequence[Cluster]) -> list[tuple[float, Cluster]]:
    """The candidates with the support that each has, most first; those that the same article names are none."""
    scored = [
        (max(_support(one, member) for member in _witnesses(each)), each)
        for each in candidates
        if not any(member.node[0] == one.node[0] for member in each.members)
    ]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].order))


def _witnesses(each: Cluster) -> Sequence[Named]:
    """The first members of each name in each language: enough for evidence, however often a person is named."""
    counts: dict[tuple[str, Language], int] = defaultdict(int)
    found = []
    for member in sorted(each.members, key=lambda one: one.node):
        counts[(member.entity.name, member.language)] += 1
        if counts[(member.entity.name, member.language)] <= _MOST_WITNESSES:
            found.append(member)
    return found


def _supported(scored: Sequence[tuple[float, Cluster]]) -> Cluster | None:
    """The candidate with most support, if that is enough and no other has as much."""
    if not scored or scored[0][0] < _ENOUGH_SUPPORT or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _support(a: Named, b: Named) -> float:
    """Points for one person behind a family name in two articles: office, country, and names beside both."""
    points = 0.0
    offices = set(a.entity.offices) & set(b.entity.offices)
    countries = set(a.entity.countries) & set(b.entity.countries)
    if a.entity.countries and b.entity.countries and not countries:
        points -= 1.0
    points += 1.5 * bool(countries) + 1.0 * bool(offices)
    own = frozenset() if a.person is None else frozenset(map(numbered, family_keys(a.person, a.language)))
    points += 1.0 * len((a.around.people & b.around.people) - own)
    return points + 0.5 * len(a.around.known & b.around.known)


def _bare_alone(left: Sequence[Named]) -> Iterator[Cluster]:
    groups = Components[Node]()
    for one in left:
        groups.add(one.node)
    for block in _blocks(left).values():
        for a, b in combinations(block, 2):
            if a.node[0] != b.node[0] and _same_family(a, b) and _support(a, b) >= _ENOUGH_SUPPORT:
                groups.join(a.node, b.node)
    yield from _clusters(left, groups)
