"""Rules that read the noun right before a name, which tells what it names: `die Direktbank ING`.

Words that make a name an organisation from within (`Deutsche Bank`) belong to `organizations`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_LONGEST_NAME = 3
_SHORTEST_TAIL = 4
_SHORTEST_PLACE = 7
"""Letters of a noun that ends German compounds, too; shorter ones for places end names (`Düsseldorf`)."""
_NEAR = 3
_QUOTES = frozenset({'"', "«", "“", "„", "”", "‘", "'"})
_NAMING = frozenset({"PROPN", "X"})
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


def label_by_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name right behind `Autobauer` or `azienda` is an organisation's, behind `Ortsteil` a place's.

    A full name of a person is left alone, as is what the gazetteer knows, and a town behind the word for a company.
    """
    bearers = families(mentions)
    changed = []
    for mention in mentions:
        kind = _kind_before(scene, mention.span)
        if kind is None or mention.label in {kind, Label.MISC} or scene.known(mention.span):
            changed.append(mention)
            continue
        full = " " in mention.text and (scene.language != "it" or _begins_with_given_name(scene, mention))
        person = mention.label is Label.PER and (full or mention.text in bearers)
        town = mention.label is Label.LOC and mention.text in scene.vocabulary.towns
        changed.append(mention if person or town else replace(mention, label=kind))
    return changed


def add_by_kind(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Words with a capital right behind such a noun that no mention covers, and that no dictionary has, are a name."""
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at in range(1, len(tokens)):
        kind = _kind_of(scene, at - 1)
        if kind is None or not scene.row.same_sentence(at - 1, at):
            continue
        end = at
        while end < len(tokens) and end - at < _LONGEST_NAME and scene.row.same_sentence(at, end):
            if not _names(scene, tokens[end]) or not cover.is_free(tokens[end].span):
                break
            end += 1
        touches = end < len(tokens) and not cover.is_free(tokens[end].span) and scene.row.same_sentence(at, end)
        added = (
            scene.mention(Span(tokens[at].span.start, tokens[end - 1].span.end), kind, "kind")
            if end > at and not touches
            else None
        )
        if added:
            found.append(added)
            cover.add(added)
    return found


def _kind_before(scene: Scene, span: Span) -> Label | None:
    """What the noun before `span` says that the name is."""
    at = scene.row.within(span).start
    if scene.language == "it":
        at = _behind_kind(scene, at)
    return _kind_of(scene, at - 1) if scene.row.same_sentence(at - 1, at) else None


def _behind_kind(scene: Scene, at: int) -> int:
    """Where an Italian noun ends that a nationality or a quotation mark parts from a name: `il giornale russo «X»`."""
    place = at
    while scene.row.same_sentence(place - 1, at) and at - place < _NEAR:
        token = scene.row.tokens[place - 1]
        if token.text not in _QUOTES and not (token.text.islower() and scene.nationality(token.text)):
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


def _kind_of(scene: Scene, at: int) -> Label | None:
    token = scene.row.tokens[at]
    german = scene.language == "de"
    if token.upos not in {"NOUN", "PROPN"} or (not german and token.is_capital):
        return None
    low = token.text.lower()
    for label, kinds, shortest in (
        (Label.ORG, scene.vocabulary.kinds_of_organization, _SHORTEST_TAIL),
        (Label.LOC, scene.vocabulary.kinds_of_place, _SHORTEST_PLACE),
    ):
        if low in kinds or (german and low.endswith(_tails(kinds, shortest))):
            return label
    return None


@cache
def _tails(kinds: frozenset[str], shortest: int) -> tuple[str, ...]:
    """The nouns that are long enough to end compounds, worked out once a language."""
    return tuple(kind for kind in kinds if len(kind) >= shortest)


def _names(scene: Scene, token: Token) -> bool:
    """Whether a word can only be part of a name."""
    if not token.is_capital or not any(letter.isalpha() for letter in token.text):
        return False
    if scene.language == "de":
        return token.upos in _NAMING and not is_common_noun(scene.vocabulary.common_nouns, token.text)
    return token.upos in _NAMING
