"""Rules for words beside an office that tell whose it is: `il senatore leghista`, `il pm milanese`, `il tecnico viola`.

Such a word names the party, the town or the club, as a nationality names its country, and is MISC as nationalities
are. German adjectives of towns belong to local.py, words for the members of a party to bodies.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from tasks.entities.gazetteers import straight
from tasks.entities.rules.local import LOCAL
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.vocabulary import Vocabulary
from tasks.records import Label, Mention, Span

OWNER_LABELS: Final = {"place": LOCAL, "party": "partisan", "club": "colours"}
"""What a mention is called in `native_label` by the kind of thing that its word tells."""
_KINDS: Final = {label: kind for kind, label in OWNER_LABELS.items()}
_OF_SEVERAL = frozenset(
    {"i", "gli", "dei", "degli", "ai", "agli", "dai", "dagli", "sui", "sugli", "coi", "nei", "negli"}
)
_CLOSING = frozenset({",", ".", "–", "—", "-", ")", ";", ":"})
_FURTHEST = 2
"""Words between an office and such a word: `pubblico ministero di turno milanese` is too far."""


def add_owners(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Such a word right behind an office, or past one adjective, if its owner is known or the article names it.

    Of parties and clubs also before a person's name (`il leghista Borghi`) and for their people (`i bianconeri`). The
    short name of a party behind an office (`il senatore Fi Gasparri`) is the party's name, out of the holder's, too.
    """
    if not scene.vocabulary.owners:
        return list(mentions)
    found = list(mentions)
    cover = Cover(found)
    named: _Named | None = None
    for at, token in enumerate(scene.row.tokens):
        if token.text in scene.vocabulary.party_names and _kind_beside(scene, at) == "party":
            found = _part_party(scene, found, cover.at(token.span), token.span)
            continue
        if token.text in scene.vocabulary.party_names and _is_beside_person(scene, cover, at):
            label = OWNER_LABELS["party"]
            found = [replace(each, native_label=label) if each.span == token.span else each for each in found]
            continue
        kinds = scene.vocabulary.owners.get(token.text)
        if kinds is None:
            continue
        there = cover.at(token.span)
        kind = _kind_beside(scene, at, among=kinds) or _kind_of_people(scene, cover, at, kinds)
        if kind is None:
            continue
        named = named or _Named(scene, mentions)
        if not named.has(token.text, kinds[kind], kind):
            continue
        if not there:
            added = scene.mention(token.span, Label.MISC, OWNER_LABELS[kind])
            found += [added] if added else []
        elif there[0].native_label == "party":
            found = [replace(each, native_label=OWNER_LABELS[kind]) if each is there[0] else each for each in found]
    return found


def owner_of(mention: Mention, words: Vocabulary, texts: Collection[str]) -> str | None:
    """The name of what such a mention tells, of several the one that the article names; None for other mentions.

    A party's short name tells its full one.
    """
    if mention.label is Label.ORG and mention.text in words.party_names:
        return words.party_names[mention.text]
    kind = _KINDS.get(mention.native_label)
    named = words.owners.get(mention.text, {}).get(kind, ()) if kind else ()
    return next((name for name in named if name.casefold() in texts), named[0] if named else None)


def _kind_beside(scene: Scene, at: int, *, among: Collection[str] = ("party",)) -> str | None:
    """The kind of owner that the noun before a word can have, of the kinds that the word can tell."""
    nearest = range(at - 1, at - 1 - _FURTHEST, -1)
    for place in nearest:
        if not scene.row.same_sentence(place, at):
            return None
        token = scene.row.tokens[place]
        low = token.text.lower()
        kind = next((kind for kind in among if low in scene.vocabulary.owned[kind]), None)
        if kind is not None or token.upos != "ADJ":
            return kind
    return None


class _Named:
    """What an article names, to tell whose a word is."""

    def __init__(self, scene: Scene, mentions: Sequence[Mention]) -> None:
        self.scene = scene
        self.texts = {straight(mention.text).casefold() for mention in mentions}
        entries = (scene.known(mention.span) for mention in mentions)
        self.entries = {entry.key for entry in entries if entry is not None}

    def has(self, word: str, names: Sequence[str], kind: str) -> bool:
        """Whether it is clear which of the names is meant: the only one of the article, or that the tables have."""
        named = [name for name in names if name.casefold() in self.texts]
        if named or kind == "club":
            return len(named) == 1
        entry = self.scene.gazetteer.name(names[0]) if len(names) == 1 else None
        if entry is None:
            return False
        return entry.key in self.entries or word not in self.scene.vocabulary.owners_named


def _kind_of_people(scene: Scene, cover: Cover, at: int, among: Collection[str]) -> str | None:
    """The kind of owner where an article stands before a word, and a person's name or nothing of its own behind."""
    token = scene.row.tokens[at]
    kind = next((kind for kind in among if kind != "place"), None)
    if kind is None or token.text in scene.vocabulary.owners_beside or not scene.row.same_sentence(at - 1, at):
        return None
    article = scene.row.tokens[at - 1].text.lower()
    if article in _OF_SEVERAL:
        follows = scene.row.tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
        return kind if follows is None or follows.upos != "NOUN" else None
    if article not in scene.vocabulary.definite or not scene.row.same_sentence(at, at + 1):
        return None
    behind = cover.at(scene.row.tokens[at + 1].span)
    return kind if behind and behind[0].label is Label.PER else None


def _is_beside_person(scene: Scene, cover: Cover, at: int) -> bool:
    """`la Pd Tatjana Rojc`, `Tony Ricciardi, Pd,`: a party's short name that calls a person one of its people."""
    row = scene.row
    before = row.tokens[at - 1] if row.same_sentence(at - 1, at) else None
    after = row.tokens[at + 1] if row.same_sentence(at, at + 1) else None
    if before is None or after is None:
        return False
    if before.text.lower() in scene.vocabulary.definite:
        named = [] if _is_of(scene, at - 1) else cover.at(after.span)
        return bool(named) and named[0].label is Label.PER
    if before.text != "," or not row.same_sentence(at - 2, at) or after.text not in _CLOSING:
        return False
    named = cover.at(row.tokens[at - 2].span)
    return bool(named) and named[0].label is Label.PER and " " in named[0].text


def _is_of(scene: Scene, at: int) -> bool:
    """Whether an article has `di` in it or before it: `il segretario della Lega Salvini` calls nobody by the party."""
    article = scene.row.tokens[at].text.lower()
    before = scene.row.tokens[at - 1].text.lower() if scene.row.same_sentence(at - 1, at) else ""
    return article.startswith(("del", "dell")) or before in {"di", "del", "della"}


def _part_party(scene: Scene, mentions: list[Mention], there: Sequence[Mention], span: Span) -> list[Mention]:
    """The party's short name as a mention, cut off the name of a person that begins with it."""
    if not there:
        added = scene.mention(span, Label.ORG, "party")
        return [*mentions, added] if added else mentions
    person = there[0]
    if person.label is not Label.PER or person.span.start != span.start or person.span == span:
        return mentions
    party = scene.mention(span, Label.ORG, "party")
    start = next(token.span.start for token in scene.tokens(person.span) if token.span.start >= span.end)
    rest = scene.resized(person, Span(start, person.span.end))
    return [*(each for each in mentions if each is not person), *([party] if party else []), rest]
