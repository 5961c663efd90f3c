"""Rules that read the noun right before a name, which tells what it names: `die Direktbank ING`.

A name in quotation marks is read the same way (`die Zeitung „Wedomosti“`). Words that make a name an organisation from
within (`Deutsche Bank`) belong to `organizations`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from tasks.entities import vocabulary
from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Language, Mention, Span

_LONGEST_NAME = 3
_LONGEST_QUOTED = 6
_SHORTEST_TAIL = 4
_SHORTEST_PLACE = 7
"""Letters of a noun that ends German compounds, too; shorter ones for places end names (`Düsseldorf`)."""
_SHORTEST_FRONT = 3
"""Fewest letters before such a noun that make a compound of it."""
_NEAR = 3
_SURE_COMPOUND = 9
"""Letters of a noun of the list that is itself a compound (`Brokerhaus`)."""
_REMEMBERED = 20_000
"""Nouns whose kind is kept: the same ones come back in every article."""
_NAMING = frozenset({"PROPN", "X"})
_IN_NAMES = (
    "bank",
    "verein",
    "klub",
    "stiftung",
    "gewerkschaft",
    "verband",
    "institut",
    "brauerei",
    "werft",
    "universität",
    "initiative",
)
"""Nouns that belong to the name before a place or a person: `Raiffeisenbank Rulfingen`."""
_QUOTES = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘", "›": "‹"}
"""What opens a quoted name, and what closes it."""
_ENDINGS = ("es", "s", "en", "n")
"""Of a German noun in other cases and in the plural."""
_ANY_QUOTES = frozenset({'"', "«", "“", "„", "”", "‘", "'"})
_KIND_IN_NAME = re.compile(
    r"(?:provincia|frazione|comune|quartiere|rione|borgata|zona|regione|località|contrada|cittadina"
    r"|città(?= (?:metrop|di )))"
    r" (?:metropolitana )?(?:di |del |della |dell['’]|dei )?(?=[A-ZÀ-Ý])"
)
"""What an Italian place is, written small in front of its own name: `provincia di Como`, `zona Torrenova`."""


def without_kind(text: str) -> str:
    """An Italian place's own name, without what kind of place it is: a province goes by the name of its seat."""
    found = _KIND_IN_NAME.match(text)
    return text[found.end() :] if found else text


def part_from_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German compound that tells what a name names is no part of it: `Brokerhaus Aton`.

    Only compounds: a plain word may belong to the name (`Gruppe Wagner`).
    """
    if scene.language != "de":
        return list(mentions)
    return [
        scene.resized(mention, Span(scene.tokens(mention.span)[1].span.start, mention.span.end))
        if " " in mention.text and _begins_with_kind(scene, mention)
        else mention
        for mention in mentions
    ]


def _begins_with_kind(scene: Scene, mention: Mention) -> bool:
    first, *rest = scene.tokens(mention.span)
    if not rest or not rest[0].is_capital or first.span.end >= rest[0].span.start or scene.known(mention.span):
        return False
    low = first.text.lower()
    compound = any(
        low.endswith(kind) and (len(low) >= len(kind) + _SHORTEST_FRONT or len(low) >= _SURE_COMPOUND)
        for kind in scene.vocabulary.kinds_of_organization
        if len(kind) >= _SHORTEST_TAIL
    )
    entry = scene.known(scene.span_of(rest))
    sure = rest[0].text.isupper() or (entry is not None and entry.label is Label.ORG)
    return compound and _is_name(scene, rest[0]) and (sure or not low.endswith(_IN_NAMES))


def label_by_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name right behind `Autobauer` or `azienda` is an organisation's, behind `Ortsteil` a place's.

    A full name of a person is left alone, as is what the gazetteer knows, and a town behind the word for a company.
    What an engine took for a work's name is an organisation's in quotation marks behind such a noun.
    """
    bearers = families(mentions)
    changed = []
    for mention in mentions:
        kind = _kind_before(scene, mention.span)
        work = mention.label is Label.MISC and not (kind is Label.ORG and _is_quoted_kind(scene, mention.span))
        if kind is None or mention.label is kind or work or scene.known(mention.span):
            changed.append(mention)
            continue
        full = " " in mention.text and (scene.language != "it" or _begins_with_given_name(scene, mention))
        person = mention.label is Label.PER and (full or mention.text in bearers)
        town = mention.label is Label.LOC and mention.text in scene.vocabulary.towns
        changed.append(mention if person or town else replace(mention, label=kind))
    return changed


def add_by_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Words with a capital right behind such a noun that no mention covers, and that no dictionary has, are a name.

    In quotation marks all that stands between them is the name, dictionary or not.
    """
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at in range(1, len(tokens)):
        kind = _kind_of(scene, at - 1) if scene.row.same_sentence(at - 1, at) else None
        if kind is None:
            continue
        quoted = _quoted(scene, at)
        there = cover.at(quoted) if quoted else []
        if quoted and kind is Label.ORG and all(quoted.contains(each.span) and each.span != quoted for each in there):
            added = scene.mention(quoted, kind, "kind")
            found = [each for each in found if each not in there] + ([added] if added else [])
            cover = Cover(found)
            continue
        end = at
        while end < len(tokens) and end - at < _LONGEST_NAME and scene.row.same_sentence(at, end):
            if not _is_name(scene, tokens[end]) or not cover.is_free(tokens[end].span):
                break
            end += 1
        touches = end < len(tokens) and not cover.is_free(tokens[end].span) and scene.row.same_sentence(at, end)
        span = Span(tokens[at].span.start, tokens[end - 1].span.end) if end > at else None
        added = scene.mention(span, kind, "kind") if span and len(span) > 1 and not touches else None
        if added:
            found.append(added)
            cover.add(added)
    return found


def _quoted(scene: Scene, at: int) -> Span | None:
    """What stands in the quotation marks that open at the token, if it can be a name: few words, the first large."""
    tokens = scene.row.tokens
    closing = _QUOTES.get(tokens[at].text)
    if closing is None or scene.language != "de" or not scene.row.same_sentence(at, at + 1):
        return None
    for end in range(at + 1, at + 2 + _LONGEST_QUOTED):
        if not scene.row.same_sentence(at, end):
            return None
        if tokens[end].text in closing:
            named = end > at + 1 and (tokens[at + 1].is_capital or tokens[at + 1].text.isdigit())
            return scene.span_of(tokens[at + 1 : end]) if named else None
    return None


def _kind_before(scene: Scene, span: Span) -> Label | None:
    """What the noun before `span`, or before the quotation mark before it, says that the name is."""
    at = scene.row.within(span).start
    if not scene.row.same_sentence(at - 1, at):
        return None
    if scene.language == "it":
        at = _behind_kind(scene, at)
    elif scene.row.tokens[at - 1].text in _QUOTES and scene.row.same_sentence(at - 2, at) and scene.language == "de":
        at -= 1
    return _kind_of(scene, at - 1) if scene.row.same_sentence(at - 1, at) else None


def _behind_kind(scene: Scene, at: int) -> int:
    """Where an Italian noun ends that a nationality or a quotation mark parts from a name: `il giornale russo «X»`."""
    place = at
    while scene.row.same_sentence(place - 1, at) and at - place < _NEAR:
        token = scene.row.tokens[place - 1]
        if token.text not in _ANY_QUOTES and not (token.text.islower() and scene.nationality(token.text)):
            break
        place -= 1
    return place


def _begins_with_given_name(scene: Scene, mention: Mention) -> bool:
    return mention.text.partition(" ")[0] in scene.vocabulary.given_names


def cut_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """What an Italian organisation is, and whose, is no part of its name: `banca statale russa | Veb`."""
    if scene.language != "it":
        return list(mentions)
    kept = []
    for mention in mentions:
        first = mention.text.partition(" ")[0]
        if mention.label is not Label.ORG or not first.islower() or first not in scene.vocabulary.kinds_of_organization:
            kept.append(mention)
            continue
        tokens = scene.tokens(mention.span)
        cut = next((n for n, token in enumerate(tokens) if not token.text.islower()), 0)
        told = all(token.upos in {"NOUN", "ADJ"} for token in tokens[:cut]) and any(
            scene.nationality(token.text) for token in tokens[1:cut]
        )
        whole = not cut or not told or not tokens[cut].is_capital
        kept.append(mention if whole else scene.resized(mention, Span(tokens[cut].span.start, mention.span.end)))
    return kept


def _is_quoted_kind(scene: Scene, span: Span) -> bool:
    """Whether all that stands in quotation marks is `span`."""
    at = scene.row.within(span).start
    return at > 0 and _quoted(scene, at - 1) == span


def _kind_of(scene: Scene, at: int) -> Label | None:
    token = scene.row.tokens[at]
    german = scene.language == "de"
    if token.upos not in {"NOUN", "PROPN"} or (not german and token.is_capital):
        return None
    return _kind_told_by(scene.language, token.text.lower())


@lru_cache(maxsize=_REMEMBERED)
def _kind_told_by(language: Language, noun: str) -> Label | None:
    """What a noun in lower case says that a name is, in German also as the end of a compound, in any case."""
    words = vocabulary.load(language)
    german = language == "de"
    forms = {noun, *(noun.removesuffix(ending) for ending in _ENDINGS)} if german else {noun}
    for label, kinds, shortest in (
        (Label.ORG, words.kinds_of_organization, _SHORTEST_TAIL),
        (Label.LOC, words.kinds_of_place, _SHORTEST_PLACE),
    ):
        if not kinds.isdisjoint(forms):
            return label
        if german and any(form.endswith(_tails(kinds, shortest)) for form in forms):
            return label
    return None


@cache
def _tails(kinds: frozenset[str], shortest: int) -> tuple[str, ...]:
    """The nouns that are long enough to end compounds, worked out once a language."""
    return tuple(kind for kind in kinds if len(kind) >= shortest)


def _is_name(scene: Scene, token: Token) -> bool:
    """Whether a word can only be part of a name."""
    if not token.is_capital or not any(letter.isalpha() for letter in token.text):
        return False
    if scene.language == "de":
        return token.upos in _NAMING and not is_common_noun(scene.vocabulary.common_nouns, token.text)
    return token.upos in _NAMING
