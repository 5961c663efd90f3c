"""The people of one article: full names, family names alone, genitives and transliterations brought together.

Works on names and their order alone. Across articles more evidence is asked for: see `resolution`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.entities.names import PersonName, parse_person
from tasks.entities.person_matching import match_people, without_arabic_article
from tasks.entities.spelling import part_similarity
from tasks.records import Language

_FULL_MATCH = 0.7


@dataclass(slots=True)
class Person:
    """A person while the article is read: the names in full, and which mentions are theirs."""

    names: list[PersonName] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)

    @property
    def families(self) -> frozenset[str]:
        """Family names under which the person goes; of a ruler, the given names."""
        return frozenset(name.family or name.full for name in self.names)

    @property
    def given(self) -> frozenset[str]:
        """Given names of the full names."""
        return frozenset(part for name in self.names if name.family for part in name.given)

    @property
    def is_full(self) -> bool:
        """Whether a given name is known, or the name is a ruler's."""
        return any(name.given for name in self.names)


def people_of(names: Sequence[str], language: Language) -> list[Person]:
    """Group the mentions of people, given as their texts in order of place, into people.

    Full names first, by `match_people`; then a family name alone goes to the person of that family who went by it
    before any other was named, else to the one named last before it (to the first after it, if none), a given name
    alone to the only person who bears it. Two full names with different given names are never one person.
    """
    parsed = [parse_person(name) for name in names]
    people: list[Person] = []
    for at, name in enumerate(parsed):
        if name.given:
            _join_full(people, name, at, language)
    for at, name in enumerate(parsed):
        if not name.given:
            _join_bare(people, name, at, language, names[at])
    for person in people:
        person.mentions.sort()
    return sorted(people, key=lambda person: person.mentions[0])


def bare_forms(word: str, language: Language) -> Iterator[str]:
    """`word`, and without a German genitive ending."""
    yield word
    if language == "de" and len(word) > 3 and word.endswith("s"):
        yield word[:-1]
        if word.endswith("ens") and len(word) > 5:
            yield word[:-3]


def _join_full(people: list[Person], name: PersonName, at: int, language: Language) -> None:
    best, score = None, _FULL_MATCH
    for person in people:
        for other in person.names:
            found = max(
                match_people(
                    PersonName(name.given, form, name.particles, name.regnal, is_royal=name.is_royal),
                    language,
                    other,
                    language,
                )[0]
                for form in bare_forms(name.family, language)
            )
            if found > score:
                best, score = person, found
    if best is None:
        best = Person()
        people.append(best)
    best.names.append(name)
    best.mentions.append(at)


def _join_bare(people: list[Person], name: PersonName, at: int, language: Language, text: str) -> None:
    for form in bare_forms(name.family, language):
        same_family = [person for person in people if _bears(person.families, form, language)]
        if same_family:
            _add(_meant(same_family, at), PersonName((), form), at)
            return
    in_full = [
        person for person in people if _bears(_without_genitive(person.families, language), name.family, language)
    ]
    if in_full:
        _add(_meant(in_full, at), name, at)
        return
    for form in bare_forms(name.family, language):
        same_given = [person for person in people if person.is_full and form in person.given]
        if len(same_given) == 1:
            same_given[0].mentions.append(at)
            return
    person = Person([parse_person(text)], [at])
    people.append(person)


def _add(person: Person, name: PersonName, at: int) -> None:
    if not person.is_full:
        person.names.append(name)
    person.mentions.append(at)


def _bears(families: frozenset[str], form: str, language: Language) -> bool:
    last = frozenset(family.split(" ")[-1] for family in families) | families
    bare = without_arabic_article(form)
    return any(part_similarity(bare, language, without_arabic_article(family), language) for family in last)


def _without_genitive(families: frozenset[str], language: Language) -> frozenset[str]:
    """The family names as they are where an article has them in full only with a German genitive s."""
    return frozenset(form for family in families for form in list(bare_forms(family, language))[1:])


def _meant(people: Sequence[Person], at: int) -> Person:
    """Whom a family name alone means that several bear, at a place in the order of mentions.

    The one who was called by it before any other was named: a relative comes and goes with a given name (`Kast ... his
    father Michael Kast ... Kast`). Else the one mentioned last before `at`, else first after it.
    """
    by_first = sorted(people, key=lambda person: min(person.mentions))
    if len(by_first) > 1 and len([m for m in by_first[0].mentions if m < min(by_first[1].mentions)]) > 1:
        return by_first[0]
    before = [
        (max(m for m in person.mentions if m < at), n) for n, person in enumerate(people) if min(person.mentions) < at
    ]
    return people[max(before)[1]] if before else by_first[0]
