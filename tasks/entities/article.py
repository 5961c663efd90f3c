"""The entities of one article: its refined mentions, grouped into the things they stand for.

Names are refined in `naming`; one thing across articles is the business of `resolution`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.entities import gazetteers, naming, vocabulary
from tasks.entities.gazetteers import Entry, straight
from tasks.entities.names import parse_person
from tasks.entities.offices import standing
from tasks.entities.people import Person, bare_forms, people_of
from tasks.entities.rules.expansions import ACRONYM
from tasks.entities.rules.kinds import without_kind
from tasks.entities.rules.local import LOCAL, town_of
from tasks.entities.rules.owners import OWNER_LABELS, owner_of
from tasks.entities.rules.scene import Scene
from tasks.entities.thing_matching import is_acronym_of
from tasks.records import (
    Alias,
    Annotation,
    ArticleEntity,
    Block,
    CountryCode,
    EntityKind,
    EntityNumber,
    Label,
    Language,
    Mention,
    Span,
)

_KINDS = {
    Label.PER: EntityKind.PERSON,
    Label.ORG: EntityKind.ORGANIZATION,
    Label.LOC: EntityKind.PLACE,
    Label.MISC: EntityKind.OTHER,
}
_EVENT = re.compile(
    r"war\b|krieg|guerra|crisis|krise\b|crisi\b|election|wahl\b|wahlen\b|elezioni|summit|gipfel|vertice|games\b|spiele\b|giochi|cup\b|pokal|coppa|"
    r"championship|meisterschaft|campionat|pandemi|revolution|rivoluzione|battle|schlacht|battaglia|conference|konferenz|conferenza|"
    r"festival|olympi|olimpi|uprising|aufstand|rivolta|massacre|massaker|strage|earthquake|erdbeben|terremoto",
    re.IGNORECASE,
)
_SHORTEST_CLUB = 5
_PARTY_STEM = 7
"""Letters of a last word by which a body goes: `Giants`."""
_SHORTEST_ACRONYM, _LONGEST_ACRONYM, _FEWEST_EXPANDED = 3, 6, 3
_FRONTS = frozenset({"compound", *OWNER_LABELS.values()})
"""Names that stand beside a noun: what they are is told by those that stand alone."""
_GROUP_LABELS = frozenset({"NORP", "party"})


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """The mentions of an article, each with the number of its entity, and the entities in order of first mention."""

    mentions: tuple[Mention, ...]
    entities: tuple[ArticleEntity, ...]


def name_entities(body: str, blocks: Sequence[Block], annotation: Annotation) -> NamedArticle:
    """Refine the names of `annotation` and group them into entities.

    A country and its nationalities are one entity, known by its code; people are grouped by `people_of`, other names by
    their words, an acronym with its expansion, a bare institution with the only one of that kind in the article.
    """
    scene = naming.scene_of(body, blocks, annotation)
    mentions = naming.apply(scene, annotation.mentions)
    groups = _groups(mentions, annotation.language, body)
    entities: list[ArticleEntity] = []
    numbers: dict[int, EntityNumber] = {}
    people = [mention.span for mention in mentions if mention.label is Label.PER]
    for group in sorted(groups, key=lambda g: g.members[0]):
        number = EntityNumber(len(entities))
        numbers.update(dict.fromkeys(group.members, number))
        members = [mentions[at] for at in group.members]
        entities.append(_entity(number, group, members, annotation.language, scene, people))
    numbered = tuple(replace(mention, entity=numbers[at]) for at, mention in enumerate(mentions))
    return NamedArticle(numbered, tuple(entities))


@dataclass(slots=True)
class _Group:
    """Mentions of one thing by their position, and what is known of it beforehand."""

    members: list[int]
    entry: Entry | None = None
    person: Person | None = None


def _groups(mentions: Sequence[Mention], language: Language, body: str) -> list[_Group]:
    people_at = [at for at, mention in enumerate(mentions) if mention.label is Label.PER]
    people = people_of([mentions[at].text for at in people_at], language)
    groups = [_Group([people_at[m] for m in person.mentions], person=person) for person in people]
    families = {family: group for group in groups if group.person for family in group.person.families}
    known: dict[str, _Group] = {}
    strings: dict[str, _Group] = {}
    homes = _homes(mentions, language)
    texts = {straight(mention.text).casefold() for mention in mentions}
    gazetteer, words = gazetteers.load(language), vocabulary.load(language)
    for at, mention in enumerate(mentions):
        if mention.label is Label.PER:
            continue
        owner = owner_of(mention, words, texts) or _own_name(mention, language)
        entry = _meant(entry_of(mention, language), mention.text, homes) if owner is None else gazetteer.name(owner)
        if entry:
            known.setdefault(entry.key or entry.name, _Group([], entry)).members.append(at)
        elif mention.native_label == "compound" and mention.text in families:
            families[mention.text].members.append(at)
        else:
            place = owner or _place_of(mention, language, texts)
            key = _party_key(mention, language) or _string_key(place, language, texts)
            strings.setdefault(key, _Group([])).members.append(at)
    others = _join_short_forms([*known.values(), *strings.values()], mentions, body)
    for group in (*groups, *others):
        group.members.sort()
    return [*groups, *others]


def _homes(mentions: Sequence[Mention], language: Language) -> Counter[CountryCode]:
    """How often the article names each country, itself or by its people, places and bodies; shared names left out."""
    plain = (mention for mention in mentions if not gazetteers.is_shared(mention.text))
    entries = (entry_of(mention, language) for mention in plain)
    return Counter(code for entry in entries if entry for code in (entry.country or entry.home,) if code)


def _meant(entry: Entry | None, text: str, homes: Counter[CountryCode]) -> Entry | None:
    """The entry, unless things of several countries have the name and the article is about another country."""
    if entry is None or not gazetteers.is_shared(text):
        return entry
    if entry.kind is EntityKind.COUNTRY and entry.country:
        other = gazetteers.other_home(text)
        if other is None or homes[entry.country] or not homes[other]:
            return entry
        return Entry("", straight(text), "", Label.LOC, EntityKind.PLACE, other)
    most = max(homes.values(), default=0)
    return entry if entry.home and homes[entry.home] == most > 0 else None


def entry_of(mention: Mention, language: Language) -> Entry | None:
    """The gazetteer entry that a mention names; for a nationality its country. People have none."""
    if mention.label is Label.PER:
        return None
    gazetteer = gazetteers.load(language)
    return (
        gazetteer.name(mention.text)
        or gazetteer.nationality(mention.text)
        or (gazetteer.name(mention.text.replace("-", " ")) if mention.native_label == "compound" else None)
        or (gazetteer.local.get(gazetteers.straight(mention.text)) if mention.label is Label.MISC else None)
        or gazetteer.name(gazetteers.without_english_article(mention.text))
    )


def _own_name(mention: Mention, language: Language) -> str | None:
    """An Italian place's name without what it is (`provincia di Como`), None if it has nothing in front."""
    if language != "it" or mention.label is not Label.LOC:
        return None
    own = without_kind(mention.text)
    return own if own != mention.text else None


def _place_of(mention: Mention, language: Language, texts: Collection[str]) -> str:
    """The town that the article names beside its German adjective (`Villacher`), else the name itself."""
    plain = language == "de" and mention.label is Label.MISC and " " not in mention.text
    return (town_of(straight(mention.text).casefold(), texts) if plain else None) or mention.text


def _string_key(text: str, language: Language, texts: Iterable[str]) -> str:
    """Letters and digits of a name in lower case; without a genitive s where the article has the bare form too."""
    low = straight(text).casefold()
    bare = next((form for form in list(bare_forms(low, language))[1:] if form in texts), low)
    return re.sub(r"[^\w]+", " ", bare).strip() or bare


def _party_key(mention: Mention, language: Language) -> str | None:
    """One key for a party's people and its adjective: `Republikaner`, `republikanische`, `Republicans`."""
    words = vocabulary.load(language)
    if mention.label is not Label.MISC or " " in mention.text:
        return None
    if mention.text in words.partisan or mention.text.capitalize() in words.parties:
        return mention.text.lower()[:_PARTY_STEM]
    return None


def _join_short_forms(groups: list[_Group], mentions: Sequence[Mention], body: str) -> list[_Group]:
    """Acronyms join the expansion they stand beside or the only one that fits; `the Commission` the only such body.

    So does a name of several words with which the only longer one ends: `Judiciary Committee`.
    """
    kept = list(groups)
    for group in groups:
        if group.entry is not None:
            continue
        short = mentions[group.members[0]]
        if short.label not in {Label.ORG, Label.MISC}:
            continue
        targets = [other for other in kept if other is not group and _fits(group, other, mentions, body)]
        if len(targets) == 1:
            targets[0].members += group.members
            kept.remove(group)
    return kept


def _fits(group: _Group, other: _Group, mentions: Sequence[Mention], body: str) -> bool:
    """Whether one of a group's names, each form of it once, is a short form of the other."""
    forms = {mentions[at].text: mentions[at] for at in reversed(group.members)}
    return any(
        _is_end_of(form, other, mentions) if " " in text else _stands_for(form, other, mentions, body)
        for text, form in forms.items()
    )


def _is_end_of(first: Mention, other: _Group, mentions: Sequence[Mention]) -> bool:
    """Whether an organisation's name ends with another one."""
    short = first.text
    longer = (mentions[at] for at in other.members)
    return any(mention.label is Label.ORG and mention.text.endswith(f" {short}") for mention in longer)


def _stands_for(first: Mention, other: _Group, mentions: Sequence[Mention], body: str) -> bool:
    """Whether a single word is a short form of `other`."""
    short = first.text
    for at in other.members:
        mention = mentions[at]
        if mention.label is Label.PER or " " not in mention.text:
            continue
        between = body[mention.span.end : first.span.start].strip()
        bracketed = between == "(" and (first.native_label == ACRONYM or _is_bracketed(short, mention.text))
        if bracketed or is_acronym_of(short, mention.text):
            return True
        if (
            mention.label is Label.ORG
            and mention.text.split(" ")[-1] == short
            and (other.entry or len(short) >= _SHORTEST_CLUB)
        ):
            return True
        if mention.label is Label.ORG and mention.text.split(" ")[0] == short and other.entry is not None:
            return True
    return False


def _is_bracketed(short: str, long: str) -> bool:
    """Whether `short`, in brackets behind `long`, is its acronym, perhaps in the body's own language: `(BPPT)`."""
    foreign = short.isupper() and short.isalpha() and _SHORTEST_ACRONYM <= len(short) <= _LONGEST_ACRONYM
    return is_acronym_of(short, long, loosely=True) or (foreign and len(long.split(" ")) > _FEWEST_EXPANDED)


def _entity(
    number: EntityNumber,
    group: _Group,
    members: Sequence[Mention],
    language: Language,
    scene: Scene,
    people: Sequence[Span],
) -> ArticleEntity:
    aliases = _aliases(members)
    countries: tuple[CountryCode, ...] = ()
    offices: tuple[str, ...] = ()
    if group.entry:
        entry = group.entry
        name = _known_name(entry, members, language)
        countries = (entry.home,) if entry.home else ()
        return ArticleEntity(number, name, entry.label, entry.kind, aliases, entry.country, countries)
    if group.person:
        found = [standing(scene, mention.span, people) for mention in members if mention.label is Label.PER]
        countries = tuple(dict.fromkeys(code for one in found for code in one.countries))
        offices = tuple(dict.fromkeys(office for one in found for office in one.offices))
        name = _person_name(group.person, members)
        return ArticleEntity(number, name, Label.PER, EntityKind.PERSON, aliases, None, countries, offices)
    plain = [mention for mention in members if mention.native_label not in _FRONTS] or members
    label = Counter(mention.label for mention in plain).most_common(1)[0][0]
    name = max(_aliases([mention for mention in plain if mention.label is label]), key=_rank_of_name).text
    name = without_kind(name) if language == "it" and label is Label.LOC else name
    return ArticleEntity(number, name, label, _kind(label, name, members), aliases)


def _rank_of_name(alias: Alias) -> tuple[bool, bool, int, int]:
    """What an entity that no list knows is called: several words before one, a noun before an adjective."""
    return " " in alias.text, alias.text[:1].isupper(), alias.count, len(alias.text)


def _kind(label: Label, name: str, members: Sequence[Mention]) -> EntityKind:
    if all(mention.native_label == LOCAL for mention in members):
        return EntityKind.PLACE
    if label is Label.MISC and _EVENT.search(name):
        return EntityKind.EVENT
    if label is Label.MISC and any(mention.native_label in _GROUP_LABELS for mention in members):
        return EntityKind.GROUP
    return _KINDS[label]


def _aliases(members: Sequence[Mention]) -> tuple[Alias, ...]:
    counts = Counter(re.sub(r"\s+", " ", mention.text) for mention in members)
    return tuple(Alias(text, count) for text, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _known_name(entry: Entry, members: Sequence[Mention], language: Language) -> str:
    """The commonest form in the article that the tables list, else the first that they list in the language."""
    listed: Mapping[Language, tuple[str, ...]] = gazetteers.all_names(entry.key) if entry.key else {}
    own = listed.get(language, ()) or (entry.name,)
    counts = Counter(straight(mention.text) for mention in members)
    seen = [text for text, _ in counts.most_common() if text in own and (len(text) > 3 or text == own[0])]
    return seen[0] if seen else own[0]


def _person_name(person: Person, members: Sequence[Mention]) -> str:
    """The fullest form, the commonest of equals; of a family name alone the form without genitive if there is one."""
    texts = Counter(parse_person(mention.text).full for mention in members if mention.label is Label.PER)
    forms = Counter(name.full for name in person.names)
    full = {text: forms[text] for text in forms} or dict(texts)
    return max(full, key=lambda text: (len(text.split(" ")), full[text], -len(text), text))
