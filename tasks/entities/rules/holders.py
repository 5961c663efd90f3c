"""Organisations and their people, told by the role that one has in the other: `Lakers coach Luke Walton`.

A name that no engine saw, or took for a person, between a role and its holder is what the role is of. The roles are
data (`organization_words.toml`). Bodies told by their own words belong to `bodies` and `organizations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_RULE = "holder"
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_QUOTES = frozenset({'"', "“", "”", "„", "«", "»"})
_OF = frozenset(
    {
        "of", "for", "at", "with", "from", "di", "del", "dello", "della", "dell'", "dell’", "dei", "degli", "delle",
        "presso", "per", "von", "vom", "bei", "beim", "für", "der", "des",
    }
)  # fmt: skip
_NAME_TAGS = frozenset({"PROPN", "NOUN", "X", "ADJ", "VERB"})
_FILLERS = frozenset({"NOUN", "ADJ", "DET", "ADP"})
_COMMON_ENDING = re.compile(r"(?:schaft|ung|heit|keit|tion|tät|behörde|amt)(?:s|en|n|es)?$")
"""Ends of German nouns that are no names, of which no dictionary has all compounds."""
_PLURAL_ARTICLES = frozenset({"die", "den"})
_SINGULAR_ARTICLES = frozenset({"des", "das", "dem", "ein", "eines", "einem"})
_NOUN_ENDINGS = ("en", "n", "es", "s", "e")
_REACH = 7
_LONGEST = 5
_SHORTEST_ROLE = 5
"""Letters of a role that may end a German compound (`Torhüter`)."""


def organizations_by_holder(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """What a role beside a person's name is of is an organisation, where nothing known stands there."""
    if not scene.vocabulary.roles:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    people = [mention for mention in mentions if mention.label is Label.PER]
    for person in people:
        for span in _bodies_of(scene, person, people):
            there = cover.at(span)
            if any(not _may_be_body(scene, mention, span) for mention in there):
                continue
            if there:
                found = [replace(each, label=Label.ORG) if each in there else each for each in found]
                continue
            added = scene.mention(span, Label.ORG, _RULE)
            if added:
                found.append(added)
                cover.add(added)
    return found


def _may_be_body(scene: Scene, mention: Mention, span: Span) -> bool:
    """Whether what an engine saw there is only a wrong label: a person without a given name where a body stands."""
    words = mention.text.split(" ")
    unnamed = not any(word in scene.vocabulary.given_names for word in words)
    several = len(words) > 1 or mention.text.isupper()
    return mention.span == span and mention.label is Label.PER and several and unnamed


def _bodies_of(scene: Scene, person: Mention, people: Sequence[Mention]) -> Iterator[Span]:
    """Stretches that name the body of a role of the person, before the name and behind it."""
    within = scene.row.within(person.span)
    if not len(within):
        return
    for found in (_in_front(scene, within.start), _between(scene, within.start, people), _behind(scene, within.stop)):
        if found is not None:
            yield found


def _in_front(scene: Scene, first: int) -> Span | None:
    """`Lakers coach Luke Walton`, `der Lakers-Trainer Luke Walton`: a name right before the role.

    In German a comma may stand behind the role (`dem letzten ÖIAG-Chef, Rudolf Kemler`).
    """
    place = first - 1
    if scene.language == "de" and scene.row.same_sentence(place, first) and scene.row.tokens[place].text == ",":
        first, place = place, place - 1
    while scene.row.same_sentence(place, first) and is_role(scene, scene.row.tokens[place]):
        place -= 1
    if place == first - 1 or not scene.row.same_sentence(place, first):
        return None
    token = scene.row.tokens[place]
    if scene.language == "de":
        if token.text not in _HYPHENS:
            return None
        return _run_before(scene, place - 1, first) or _body_in_compound(scene, place - 1)
    if scene.language != "en":
        return None
    return _run_before(scene, place - 1 if token.text in _QUOTES else place, first)


def _body_in_compound(scene: Scene, at: int) -> Span | None:
    """`Wirtschaftskammer-Präsident`, `Ufa-Chef`: a dictionary word for a kind of body, or one tagged as a name."""
    token = scene.row.tokens[at]
    low = token.text.lower()
    if not token.is_capital or is_role(scene, token) or low in scene.vocabulary.no_bodies:
        return None
    kind = scene.is_organization_word(token.text) and low not in scene.vocabulary.organization_heads
    named = token.upos == "PROPN" and not scene.vocabulary.is_title(token.text)
    return token.span if kind or named else None


def _run_before(scene: Scene, last: int, first: int) -> Span | None:
    """The capitalised words that end at `last`."""
    tokens = scene.row.tokens
    place = last
    german = scene.language == "de"
    while (
        scene.row.same_sentence(place, first)
        and last - place < _LONGEST
        and _is_name_word(scene, tokens[place])
        and (place == last or not german or tokens[place].upos == "PROPN")
    ):
        place -= 1
    run = tokens[place + 1 : last + 1]
    if not run:
        return None
    if scene.row.same_sentence(place, first) and tokens[place].text.isdigit():
        run = tokens[place : last + 1]
    return scene.span_of(run) if len(run) > 1 or _is_name_elsewhere(scene, run[0]) else None


def _is_team(scene: Scene, token: Token) -> bool:
    """`Rangers` of `Rangers-Torhüter` where the article speaks of `die Rangers`: no German noun that links with s."""
    if scene.language != "de" or not token.text.endswith("s") or token.upos != "PROPN":
        return False
    tokens = scene.row.tokens
    alone = [at for at in range(1, len(tokens) - 1) if tokens[at].text == token.text and tokens[at + 1].text != "-"]
    before = {tokens[at - 1].text.lower() for at in alone}
    return bool(before & _PLURAL_ARTICLES) and not before & _SINGULAR_ARTICLES


def _is_name_elsewhere(scene: Scene, word: Token) -> bool:
    """Whether a word is large elsewhere inside a sentence, and never small: the first word of one tells nothing."""
    seen = not word.first or scene.language == "de"
    for token in scene.row.tokens:
        if token.text == word.text.lower():
            return False
        seen |= token.text == word.text and not token.first
    return seen


def _between(scene: Scene, first: int, people: Sequence[Mention]) -> Span | None:
    """`il reporter dei Lakers Mike Trudell`, `il capo del gruppo TPUSA, Candace Turner`: between role and name."""
    tokens = scene.row.tokens
    last = first - 1
    while scene.row.same_sentence(last, first) and tokens[last].text in {",", *_QUOTES}:
        last -= 1
    role = next(
        (
            at
            for at in range(last, max(-1, last - _REACH), -1)
            if scene.row.same_sentence(at, first) and is_role(scene, tokens[at])
        ),
        None,
    )
    found = _named_behind(scene, role) if role is not None else None
    if found is None or scene.row.within(found).stop != last + 1:
        return None
    return found if not any(found.overlaps(each.span) and each.span.end > found.end for each in people) else None


def _behind(scene: Scene, after: int) -> Span | None:
    """`Guy Cecil, director of Priorities USA`, `Sprecherin für die Gruppe MoveOn`: behind comma and role."""
    tokens = scene.row.tokens
    if not scene.row.same_sentence(after, after - 1) or tokens[after].text not in {",", "(", "–"}:
        return None
    for at in range(after + 1, after + 1 + _REACH):
        if not scene.row.same_sentence(at, after) or tokens[at].text == ",":
            return None
        if is_role(scene, tokens[at]):
            found = _named_behind(scene, at)
            if found is not None:
                return found
        elif tokens[at].upos in {"VERB", "AUX", "PRON", "SCONJ"}:
            return None
    return None


def _named_behind(scene: Scene, role: int) -> Span | None:
    """The capitalised words that a role is `of`, with an article, adjectives and a noun for their kind before them."""
    tokens = scene.row.tokens
    belongs = False
    for at in range(role + 1, role + 1 + _REACH):
        if not scene.row.same_sentence(at, role):
            return None
        token = tokens[at]
        if belongs and _begins_name(scene, at):
            stop = at + 1
            while scene.row.same_sentence(stop, role) and stop - at < _LONGEST and _goes_on(scene, tokens[stop]):
                stop += 1
            return scene.span_of(_without_person(scene, tokens[at:stop]))
        belongs |= token.text.lower() in _OF
        if token.text in _QUOTES:
            continue
        common = token.upos == "PROPN" and not _is_name_word(scene, token)
        if token.upos not in _FILLERS and not common and token.text.lower() not in _OF:
            return None
    return None


def _begins_name(scene: Scene, at: int) -> bool:
    token = scene.row.tokens[at]
    if scene.language == "de" and _bends(scene, token, at):
        return False
    return _is_name_word(scene, token) or _is_number_of(scene, at)


def _goes_on(scene: Scene, token: Token) -> bool:
    """Whether a word can stand in a name behind its first: a name's word, or one for a kind of body (`School`)."""
    return _is_name_word(scene, token) or (token.is_capital and scene.is_organization_word(token.text))


def _is_number_of(scene: Scene, at: int) -> bool:
    """`60 Minutes`: a number right before a word of a name."""
    tokens = scene.row.tokens
    return tokens[at].text.isdigit() and scene.row.same_sentence(at, at + 1) and _is_name_word(scene, tokens[at + 1])


def _bends(scene: Scene, token: Token, at: int) -> bool:
    """Whether a large word is bent like an adjective before a noun: `des Roten Kreuzes`."""
    following = scene.row.tokens[at + 1] if scene.row.same_sentence(at + 1, at) else None
    return token.text.endswith(("en", "er", "es")) and following is not None and following.upos == "NOUN"


def _without_person(scene: Scene, run: Sequence[Token]) -> Sequence[Token]:
    """A run of capitalised words up to the given name of whoever holds the role."""
    cut = next((at for at, token in enumerate(run) if at and token.text in scene.vocabulary.given_names), len(run))
    return run[:cut]


def is_role(scene: Scene, token: Token) -> bool:
    """Whether a word names somebody's part in an organisation, in German also at the end of a compound."""
    low = token.text.lower()
    roles = scene.vocabulary.roles
    return low in roles or (scene.language == "de" and low.endswith(_ends(roles)))


@cache
def _ends(roles: frozenset[str]) -> tuple[str, ...]:
    """The roles that are long enough to end compounds, worked out once a language."""
    return tuple(role for role in roles if len(role) >= _SHORTEST_ROLE)


def _is_name_word(scene: Scene, token: Token) -> bool:
    """Whether a word can be part of a name: large, and in German no common noun or office."""
    text = token.text
    if not token.is_capital or not text[-1].isalnum() or token.upos not in _NAME_TAGS or is_role(scene, token):
        return False
    if scene.vocabulary.is_title(text) or scene.nationality(text) is not None or text in scene.vocabulary.never_names:
        return False
    if text.lower() in scene.vocabulary.no_bodies:
        return False
    common = is_common_noun(scene.vocabulary.common_nouns, text) or (
        scene.language == "de" and _COMMON_ENDING.search(text) is not None
    )
    return text.isupper() or not common or _is_listed_firm(scene, token) or _is_team(scene, token)


def _is_listed_firm(scene: Scene, token: Token) -> bool:
    """`Apple`, `Thyssenkrupp`: a name that the dictionary lists, too.

    The gazetteers know it, or a tagger that sees it inside a sentence takes it for a name, and it is no form of a noun.
    """
    entry = scene.gazetteer.name(token.text)
    if entry is not None:
        return entry.label is Label.ORG
    inflected = any(
        token.text.endswith(ending) and token.text.removesuffix(ending) in scene.vocabulary.common_nouns
        for ending in _NOUN_ENDINGS
    )
    return token.upos == "PROPN" and not token.first and not inflected
