"""Word lists of the name layer: titles, organisation words, given names, and words that are names only in company.

Reads and checks the tables under `data/`. How the words are used belongs to `naming`, `article` and `matching`.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from tasks.entities.gazetteers import DATA, LANGUAGES, italian_forms, straight
from tasks.records import Language

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_SHORTEST_GIVEN = 3
"""Letters of a given name: shorter ones are words, too (`Al`, `Ed`)."""
OWNER_KINDS = ("party", "club", "place")
"""What a word beside an office can tell the owner of; a party before a club that has its colours."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of one language, all of them empty for a language that has none.

    Attributes:
        courtesy: titles that tell only that a person follows (`mr`, `dr.`), lower case.
        royal: titles after which a given name alone is a whole name.
        governments: words that stand beside the name of a head of government (`administration`).
        offices: title in lower case, one word or several, to the office's English lemma.
        organization_heads: words that make the name they stand in an organisation, lower case.
        organization_suffixes: ends of German compounds that do the same.
        english_heads: English words that make names in this language's texts organisations, lower case.
        english_places: last words of English names of places (`Hills`), in texts of other languages.
        english_places_or_families: the same, of those that families bear, too (`Park`).
        adjective_heads: ends of nouns that an adjective with a capital makes the name of a body (`Hilfswerk`).
        no_acronyms: words of capitals that stand for things (`DNA`).
        compound_heads: nouns that are with a name before a hyphen the name of an organisation (`ifo-Institut`).
        compound_places: nouns that are with a name before a hyphen the name of a place (`Imam-Khomeini-Flughafen`).
        compound_events: nouns for what happens at a place, or to it, behind its name and a hyphen (`Irak-Krieg`).
        deals: nouns for what only firms have, before `von` and a name (`Aktien`), lower case.
        press: last words of the names of newspapers and broadcasters (`Times`, `Tagblatt`), lower case.
        legal_forms: `gmbh`, `inc.`: they end a company's name.
        institutions: bare capitalised words that name an institution (`Parliament`).
        institutions_in_debate: words that do so only where a parliament speaks (`der Rat`).
        debate_cues: words, and pairs of words, by which a debate is told.
        bodies: head words of public bodies, as written, to the words that may link them with what they are for.
        body_links: all those linking words.
        body_inside: small words inside the name of a body.
        roles: words for people by their part in an organisation (`coach`, `spokesman`), lower case.
        leaders: roles that only a body has (`chairman`): nobody is the chairman of a person. Lower case.
        no_bodies: words before a role that name no organisation (`former`, `head`), lower case.
        parties: words for the members of a party that are a name by themselves (`i Repubblicani`).
        partisan: words that tell whose party an office holder is of (`repubblicano`).
        seats: what the people of a party in a parliament are called that is no office (`backbencher`).
        kinds_of_organization: nouns right before the name of one (`azienda`), in German also as ends of compounds.
        kinds_of_place: the same for places (`Ortsteil`).
        pair_heads: nouns for what two sides do, right before both names (`lo scontro Meloni-Schlein`).
        conjunctions: those that close a list.
        definite: definite articles, also those with a preposition in them, lower case.
        given_names: given names of any language, less those that are also words of this one.
        names_in_company: gazetteer names that need company.
        never_names: strings that are never a name.
        place_prepositions: prepositions before which a town stands more often than anything else.
        towns: names of towns; False for those that are also names of people, or words.
        common_nouns: words with a capital that are no names; German alone has them.
        owners: words beside an office that tell whose it is (`leghista`): kind of owner to the names it can be.
        owned: by kind of owner, the nouns that such a word stands behind, lower case.
        owners_beside: of these words, those that tell nothing where no office stands before.
        owners_named: of these words, those that count only where the article names whose they are.
        party_names: short names of parties that stand there as they are (`il senatore Pd X`) to their names.
    """

    language: Language
    courtesy: frozenset[str]
    royal: frozenset[str]
    governments: frozenset[str]
    offices: Mapping[str, str]
    organization_heads: frozenset[str]
    organization_suffixes: tuple[str, ...]
    english_heads: frozenset[str]
    english_places: frozenset[str]
    english_places_or_families: frozenset[str]
    adjective_heads: tuple[str, ...]
    no_acronyms: frozenset[str]
    compound_heads: frozenset[str]
    compound_places: frozenset[str]
    compound_events: frozenset[str]
    deals: frozenset[str]
    press: frozenset[str]
    legal_forms: frozenset[str]
    institutions: frozenset[str]
    institutions_in_debate: frozenset[str]
    debate_cues: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    body_links: frozenset[str]
    body_inside: frozenset[str]
    roles: frozenset[str]
    leaders: frozenset[str]
    no_bodies: frozenset[str]
    parties: frozenset[str]
    partisan: frozenset[str]
    seats: frozenset[str]
    kinds_of_organization: frozenset[str]
    kinds_of_place: frozenset[str]
    pair_heads: frozenset[str]
    conjunctions: frozenset[str]
    definite: frozenset[str]
    given_names: frozenset[str]
    names_in_company: frozenset[str]
    never_names: frozenset[str]
    place_prepositions: frozenset[str]
    towns: Mapping[str, bool]
    common_nouns: frozenset[str]
    owners: Mapping[str, Mapping[str, tuple[str, ...]]]
    owned: Mapping[str, frozenset[str]]
    owners_beside: frozenset[str]
    owners_named: frozenset[str]
    party_names: Mapping[str, str]

    def is_title(self, word: str) -> bool:
        """Whether `word` is a title of any sort."""
        low = straight(word).lower()
        return low in self.courtesy or low in self.royal or self.office(word) is not None

    def office(self, word: str) -> str | None:
        """The office that `word` names; for German also as the end of a compound (`Vize-Außenminister`.

        `US-Präsident`).
        """
        low = straight(word).lower()
        found = self.offices.get(low)
        if found is None and "-" in low:
            found = self.offices.get(low.rpartition("-")[2])
        return found


@cache
def load(language: Language) -> Vocabulary:
    """The word lists of `language`."""
    titles = _table("titles.toml").get(language, _EMPTY)
    organizations = _table("organization_words.toml").get(language, _EMPTY)
    bodies: Mapping[str, list[str]] = organizations.get("body", _EMPTY)
    common = _table("common_words.toml").get(language, _EMPTY)
    owners = _table("owners.toml").get(language, _EMPTY)
    return Vocabulary(
        language=language,
        courtesy=frozenset(titles.get("courtesy", ())),
        royal=frozenset(titles.get("royal", ())),
        governments=frozenset(titles.get("government", ())),
        offices=MappingProxyType(dict(titles.get("office", _EMPTY))),
        organization_heads=frozenset(organizations.get("head", ())),
        organization_suffixes=tuple(organizations.get("suffix", ())),
        english_heads=frozenset(organizations.get("english", ())),
        english_places=frozenset(organizations.get("english_place", ())),
        english_places_or_families=frozenset(organizations.get("english_place_or_family", ())),
        adjective_heads=tuple(organizations.get("adjective_head", ())),
        no_acronyms=frozenset(organizations.get("no_acronym", ())),
        compound_heads=frozenset(organizations.get("compound_head", ())),
        compound_places=frozenset(organizations.get("compound_place", ())),
        compound_events=frozenset(organizations.get("compound_event", ())),
        deals=frozenset(organizations.get("deal", ())),
        press=frozenset(organizations.get("press", ())),
        legal_forms=frozenset(organizations.get("legal", ())),
        institutions=frozenset(organizations.get("institution", ())),
        institutions_in_debate=frozenset(organizations.get("institution_in_debate", ())),
        debate_cues=frozenset(organizations.get("debate", ())),
        bodies=MappingProxyType({head: frozenset(links) for head, links in bodies.items()}),
        body_links=frozenset(link for links in bodies.values() for link in links),
        body_inside=frozenset(organizations.get("body_inside", ())),
        roles=frozenset(organizations.get("role", ())),
        leaders=frozenset(organizations.get("leader", ())),
        no_bodies=frozenset(organizations.get("no_body", ())),
        parties=frozenset(organizations.get("party_members", ())),
        partisan=frozenset(organizations.get("partisan", ())),
        seats=frozenset(organizations.get("seat", ())),
        kinds_of_organization=frozenset(organizations.get("kind", ())),
        kinds_of_place=frozenset(organizations.get("kind_of_place", ())),
        pair_heads=frozenset(organizations.get("pair_head", ())),
        conjunctions=frozenset(organizations.get("conjunction", ())),
        definite=frozenset(organizations.get("definite", ())),
        given_names=given_names() - frozenset(common.get("given_names", ())),
        names_in_company=frozenset(common.get("names", ())),
        never_names=frozenset(common.get("never", ())),
        place_prepositions=frozenset(common.get("place_prepositions", ())),
        towns=_towns() if language in LANGUAGES else _EMPTY,
        common_nouns=_common_nouns() if language == "de" else frozenset(),
        owners=_owners(owners),
        owned=MappingProxyType({kind: frozenset(owners.get(f"beside_{kind}", ())) for kind in OWNER_KINDS}),
        owners_beside=frozenset(owners.get("only_beside", ())),
        owners_named=frozenset(owners.get("only_named", ())),
        party_names=MappingProxyType(
            {short: name for name, shorts in owners.get("short", _EMPTY).items() for short in shorts}
        ),
    )


def _owners(table: Mapping[str, Any]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Each form of each adjective, to the kinds of owner and the names that it can tell."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in OWNER_KINDS:
        for name, words in table.get(kind, _EMPTY).items():
            for form in (form for word in words for form in italian_forms(word)):
                kinds = found.setdefault(form, {})
                kinds[kind] = (*kinds.get(kind, ()), name)
    return MappingProxyType(found)


@cache
def all_titles() -> Mapping[str, tuple[str, bool]]:
    """Titles of all languages in lower case: the office's English lemma (empty for courtesy), and whether royal."""
    found: dict[str, tuple[str, bool]] = {}
    for lists in _table("titles.toml").values():
        found.update(dict.fromkeys((*lists["courtesy"], *lists["saint"]), ("", False)))
        found.update(dict.fromkeys(lists["royal"], ("", True)))
        found.update({word: (office, False) for word, office in lists["office"].items()})
    return MappingProxyType(found)


@cache
def equivalents() -> Mapping[str, frozenset[int]]:
    """Given names that rulers, popes and saints bear translated, lower case, to the rows they stand in."""
    found: dict[str, set[int]] = {}
    with (DATA / "given_name_equivalents.csv").open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, strict=True)):
            for cell in row.values():
                for name in cell.split("|"):
                    found.setdefault(name.lower(), set()).add(number)
    return MappingProxyType({name: frozenset(rows) for name, rows in found.items()})


@cache
def given_names() -> frozenset[str]:
    """Given names of many people, of any language, with all the forms of those that have several (`Wolodymyr`)."""
    listed = (DATA / "given_names.txt").read_text(encoding="utf-8").split()
    with (DATA / "given_name_forms.csv").open(encoding="utf-8", newline="") as handle:
        forms = [form for row in csv.DictReader(handle, strict=True) for form in row["forms"].split("|")]
    return frozenset(listed) | frozenset(form for form in forms if form.isalpha() and len(form) >= _SHORTEST_GIVEN)


@cache
def _towns() -> Mapping[str, bool]:
    lines = (DATA / "places.txt").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({line.removesuffix(" ?"): not line.endswith(" ?") for line in lines})


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(gzip.decompress((DATA / "common_nouns_de.txt.gz").read_bytes()).decode().split("\n"))


@cache
def _table(file: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((DATA / file).read_text(encoding="utf-8")))
