"""Rules that find names by the word at their end: a legal form, or the head of a German compound.

`Zielpunkt GmbH`, `Pfeiffer HandelsgmbH`, `das ifo-Institut`, `die Qassam-Brigaden`, `der Imam-Khomeini-Flughafen`.
Names that stand already and only need another label belong to `organizations`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from tasks.entities.rules.agreement import families
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_RULE: Final = "firm"
_HYPHENS: Final = frozenset({"-", "‐", "‑"})
_JOINERS: Final = frozenset({"-", "&", "+"})
_LONGEST: Final = 5
_OF_FIRM: Final = frozenset({"von", "an", "der"})
_IN_NAMES: Final = frozenset({"NOUN", "PROPN", "X", "ADJ"})
_SHORTEST_FORM: Final = 4
"""Letters of a legal form that may end a compound (`HandelsgmbH`)."""


def organizations_by_legal_form(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The large words right before `GmbH`, `AG` or `S.p.A.` are with it the name of a firm."""
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        if not _is_legal_form(scene, token):
            continue
        span = scene.span_of(scene.row.tokens[_start_of_firm(scene, at) : at + 1])
        there = cover.at(span)
        longer = [each for each in there if not span.contains(each.span)]
        if span == token.span or longer or any(_is_person(scene, each) for each in there):
            continue
        if len(there) == 1 and there[0].span == span and there[0].label is Label.ORG:
            continue
        found = _with_name(scene, found, span, Label.ORG, there)
        cover = Cover(found)
    return found


def organizations_by_compound(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German compound of a name and a word such as `Institut` or `Brigaden` is the name of an organisation."""
    return _by_compound(scene, mentions, scene.vocabulary.compound_heads, Label.ORG)


def places_by_compound(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German compound of a name and a word such as `Flughafen` or `Platz` is the name of a place."""
    return _by_compound(scene, mentions, scene.vocabulary.compound_places, Label.LOC)


def firms_by_deal(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`der Anteil von Turkcell`, `Aktien der Zorwa`: one word that an engine took for a person has what firms have.

    All that stand in the same word are firms then, unless a person of the article bears it.
    """
    if not scene.vocabulary.deals:
        return list(mentions)
    bearers = families(mentions)
    firms = {
        mention.text
        for mention in mentions
        if mention.label is Label.PER and " " not in mention.text and _has_deal(scene, mention)
    }
    firms = {text for text in firms if text not in bearers and text not in scene.vocabulary.given_names}
    return [
        replace(mention, label=Label.ORG) if mention.label is Label.PER and mention.text in firms else mention
        for mention in mentions
    ]


def _has_deal(scene: Scene, mention: Mention) -> bool:
    at = scene.row.within(mention.span).start
    if scene.known(mention.span) or not scene.row.same_sentence(at - 2, at):
        return False
    noun, link = scene.row.tokens[at - 2 : at]
    return link.text in _OF_FIRM and noun.text.lower() in scene.vocabulary.deals


def cut_compounds(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Irak` of `Irak-Kriegs`: a place before a hyphen and what happens there is only the front of a compound."""
    events = scene.vocabulary.compound_events
    if not events:
        return list(mentions)
    changed = []
    for mention in mentions:
        front, _, word = mention.text.rpartition("-")
        event = word.lower() in events or word.lower().removesuffix("s") in events
        if mention.label is Label.LOC and front and event and not scene.known(mention.span):
            cut = scene.resized(mention, Span(mention.span.start, mention.span.start + len(front)))
            changed.append(replace(cut, label=Label.MISC, native_label="compound"))
        else:
            changed.append(mention)
    return changed


def _by_compound(scene: Scene, mentions: Sequence[Mention], heads: Collection[str], label: Label) -> list[Mention]:
    if not heads:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at in range(2, len(tokens)):
        if tokens[at].text.lower() not in heads or not _is_joined(scene, at):
            continue
        first = at - 2
        while _is_joined(scene, first) and first >= 2 and tokens[first - 2].upos == "PROPN":
            first -= 2
        person = first < at - 2 and tokens[first].text in scene.vocabulary.given_names
        if not person and not _is_name(scene, tokens[at - 2]):
            continue
        span = scene.span_of(tokens[first : at + 1])
        there = cover.at(span)
        if any(not span.contains(each.span) or each.span == span for each in there):
            found = [replace(each, label=label) if each.span == span else each for each in found]
            continue
        found = _with_name(scene, found, span, label, there)
        cover = Cover(found)
    return found


def _with_name(
    scene: Scene, found: list[Mention], span: Span, label: Label, inside: Sequence[Mention]
) -> list[Mention]:
    """The mentions with one of `label` at `span` in the place of those inside it."""
    added = scene.mention(span, label, _RULE)
    return found if added is None else [*(each for each in found if each not in inside), added]


def _is_legal_form(scene: Scene, token: Token) -> bool:
    low = token.text.lower()
    forms = scene.vocabulary.legal_forms
    if not token.is_capital:
        return low in forms and "." in low
    long = tuple(form for form in forms if len(form) >= _SHORTEST_FORM)
    return low in forms or (scene.language == "de" and bool(long) and low.endswith(long) and low not in forms)


def _start_of_firm(scene: Scene, at: int) -> int:
    """The index of the first word of a firm's name that ends with the legal form at `at`.

    The word right before the form is always part of it; in German those before only if no dictionary has them.
    """
    tokens = scene.row.tokens
    first = at
    while first and at - first < _LONGEST and scene.row.same_sentence(first - 1, at):
        token = tokens[first - 1]
        joined = token.text in _JOINERS and first >= 2 and tokens[first - 2].is_capital
        word = token.is_capital and token.upos in _IN_NAMES and not scene.vocabulary.is_title(token.text)
        if not joined and (not word or (first < at and _is_plain(scene, token))):
            break
        first -= 2 if joined else 1
    return first


def _is_plain(scene: Scene, token: Token) -> bool:
    """Whether a German word with a capital is no part of a name: `deren Tochter Zielpunkt GmbH`."""
    return scene.language == "de" and is_common_noun(scene.vocabulary.common_nouns, token.text)


def _is_joined(scene: Scene, at: int) -> bool:
    """Whether a hyphen without spaces stands between a token and the one before."""
    tokens = scene.row.tokens
    return (
        at >= 2
        and tokens[at - 1].text in _HYPHENS
        and scene.row.same_sentence(at - 2, at)
        and tokens[at - 2].span.end == tokens[at - 1].span.start
        and tokens[at - 1].span.end == tokens[at].span.start
    )


def _is_name(scene: Scene, token: Token) -> bool:
    """Whether the first part of a compound can only be a name: no dictionary word, and no country."""
    if not any(letter.isalpha() for letter in token.text) or scene.nationality(token.text) is not None:
        return False
    entry = scene.gazetteer.name(token.text)
    if entry is not None and entry.label is Label.LOC:
        return False
    if token.text.isupper() or token.upos == "PROPN":
        return token.text.lower() not in scene.vocabulary.no_bodies and not _is_word(scene, token)
    return token.is_capital and token.upos in _IN_NAMES and not _is_word(scene, token)


def _is_word(scene: Scene, token: Token) -> bool:
    return token.is_capital and is_common_noun(scene.vocabulary.common_nouns, token.text)


def _is_person(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is surely a person's name: with a given name of the lists."""
    return mention.label is Label.PER and mention.text.split(" ")[0] in scene.vocabulary.given_names
