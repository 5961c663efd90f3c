"""Rules that read German capitals: an adjective that has one belongs to a name, and so does a word of capitals alone.

`das Technische Hilfswerk`, `die Sozialistische Jugend`, `der DTB`. Acronyms in brackets behind the words whose initials
they are belong to `expansions`, bodies with a complement to `bodies`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.expansions import ACRONYM
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_SINGULAR = frozenset({"der", "die", "das", "dem", "den", "des", "vom", "zum", "zur", "beim", "im", "am", "ans"})
_PLACES = frozenset({"im", "am", "ans"})
"""Articles behind a preposition that bodies seldom have before an acronym: `im ICE`."""
_BENT = ("e", "en", "es")
_FIRST_BENT = ("er", "es", "e")
_CASES = ("es", "s", "en")
_FEWEST, _MOST = 3, 6


def join_capital_adjectives(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German adjective with a capital inside a sentence, and the noun for a body behind it, are an organisation."""
    if scene.language != "de":
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for at in range(2, len(tokens)):
        if not _is_body(scene, at):
            continue
        span = tokens[at - 1].span.cover(tokens[at].span)
        there = cover.at(span)
        if scene.known(span) or any(not span.contains(each.span) or each.span == span for each in there):
            continue
        added = scene.mention(span, Label.ORG, "body")
        if added:
            found = [each for each in found if each not in there] + [added]
            cover = Cover(found)
    return found


def _is_body(scene: Scene, at: int) -> bool:
    """Whether an article, a bent adjective with a capital and a noun for a body end at the token."""
    before, adjective, noun = scene.row.tokens[at - 2 : at + 1]
    if adjective.upos != "ADJ" or not adjective.is_capital or not adjective.text.endswith(_BENT):
        return False
    if noun.upos not in {"NOUN", "PROPN"} or not noun.is_capital or not scene.row.same_sentence(at - 2, at):
        return False
    if before.text.lower() not in _SINGULAR or adjective.text.isupper():
        return False
    low = noun.text.lower()
    return any(low.removesuffix(case).endswith(scene.vocabulary.adjective_heads) for case in ("", *_CASES))


def reject_capital_of_sentence(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Rauer Seegang`: a bent first word of a sentence before a noun of the dictionary has its capital from there."""
    if scene.language != "de":
        return list(mentions)
    return [mention for mention in mentions if not _is_first_adjective(scene, mention)]


def _is_first_adjective(scene: Scene, mention: Mention) -> bool:
    tokens = scene.tokens(mention.span)
    if len(tokens) != 2 or not tokens[0].first or scene.known(mention.span):
        return False
    adjective, noun = tokens
    bent = adjective.text.endswith(_FIRST_BENT) and adjective.text[1:].islower() and adjective.upos != "NOUN"
    if not bent or adjective.text in scene.vocabulary.given_names or adjective.text in scene.gazetteer.local:
        return False
    body = scene.is_organization_word(noun.text) or noun.text.lower().endswith(scene.vocabulary.adjective_heads)
    nationality = scene.nationality(adjective.text) is not None or noun.text in scene.vocabulary.given_names
    return not body and not nationality and is_common_noun(scene.vocabulary.common_nouns, noun.text)


def add_acronyms(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A word of capitals behind a German definite article is a body: `der DTB`, `die chinesische CNPC`.

    So is one that an engine took for a person, and one in brackets right behind a body's name, whose acronym it is.
    """
    if scene.language != "de":
        return list(mentions)
    found = [
        replace(each, label=Label.ORG)
        if each.label is Label.PER
        and _is_acronym(scene, each.text)
        and each.text.title() not in scene.vocabulary.given_names
        else each
        for each in mentions
    ]
    cover = Cover(found)
    bodies = {each.span.end: each for each in found if each.label is Label.ORG}
    for at, token in enumerate(scene.row.tokens):
        if (
            not _is_acronym(scene, token.text)
            or not cover.is_free(token.span)
            or not scene.row.same_sentence(at - 1, at)
        ):
            continue
        body = bodies.get(scene.row.tokens[at - 2].span.end) if _is_bracketed(scene, at) else None
        if body is not None and " " in body.text and body.text[:1] == token.text[:1]:
            added = scene.mention(token.span, Label.ORG, ACRONYM)
        elif _follows_article(scene, at):
            added = scene.mention(token.span, Label.ORG, "acronym-alone")
        else:
            continue
        if added:
            found.append(added)
            cover.add(added)
    return found


def _is_acronym(scene: Scene, text: str) -> bool:
    """Whether a word is of capitals alone, as long as acronyms of bodies are, and not listed as one of a thing."""
    long = _FEWEST <= len(text) <= _MOST
    return long and text.isalpha() and text.isupper() and text not in scene.vocabulary.no_acronyms


def _is_bracketed(scene: Scene, at: int) -> bool:
    tokens = scene.row.tokens
    inside = scene.row.same_sentence(at - 2, at) and scene.row.same_sentence(at, at + 1)
    return inside and tokens[at - 1].text == "(" and tokens[at + 1].text == ")"


def _follows_article(scene: Scene, at: int) -> bool:
    """Whether a singular article, perhaps an adjective after it, stands before, and no compound follows."""
    tokens = scene.row.tokens
    following: Token | None = tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
    if following is not None and (following.text in {"-", "‐", "‑", "/"} or following.upos == "PROPN"):
        return False
    place = at - 1
    if tokens[place].upos == "ADJ" and tokens[place].text.islower():
        place -= 1
    if not scene.row.same_sentence(place, at):
        return False
    article = tokens[place]
    return article.text.lower() in _SINGULAR - _PLACES and "Number=Plur" not in article.features
