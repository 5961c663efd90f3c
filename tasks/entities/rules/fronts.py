"""Rules for names of several words in front of German compounds: `Real-Madrid-Stürmer`, `Telekom-Austria-Tochter`.

A front is all that hyphens join to a noun for somebody's part in a body. What of a compound the gazetteers know
belongs to `known`, a front of one word and what a role is of behind a preposition to `holders`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.entities.rules.holders import is_role
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_HYPHENS = frozenset({"-", "‐", "‑"})
_NO_FRONTS = frozenset(
    {"Ex", "Neo", "Vize", "Noch", "Alt", "Top", "Star", "Chef", "Interims", "Langzeit", "Co", "Rekord"}
)
"""What tells in front of a compound what kind of role it is, and is no part of the body's name."""
_PARTS = frozenset({"tochter", "töchter", "ableger", "sparte", "mutter", "mutterkonzern"})
"""What the rest of a compound is that belongs to the body in front."""
_REACH = 3


def name_fronts(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The front of a compound is one name: grown from what covers its end, new where a person follows."""
    if scene.language != "de":
        return list(mentions)
    people = {mention.span.start for mention in mentions if mention.label is Label.PER}
    found = list(mentions)
    cover = Cover(found)
    for first, hyphen in _fronts(scene):
        tokens = scene.row.tokens
        span = Span(tokens[first].span.start, tokens[hyphen - 1].span.end)
        there = cover.at(span)
        grows = there and all(mention.span.start > span.start for mention in there)
        new = not there and _is_name(scene, span) and _names_person(scene, hyphen + 1, people)
        if hyphen - first == 1 or not (grows or new):
            continue
        if any(mention.label is Label.PER and not span.contains(mention.span) for mention in there):
            continue
        added = scene.mention(span, Label.MISC, "compound")
        if added:
            found = [mention for mention in found if mention not in there] + [added]
            cover.add(added)
    return found


def _fronts(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where the front of each compound with a role begins, and where its last hyphen stands."""
    tokens = scene.row.tokens
    for hyphen in range(1, len(tokens) - 1):
        if tokens[hyphen].text not in _HYPHENS or not _touches(scene, hyphen) or not _touches(scene, hyphen + 1):
            continue
        tail = tokens[hyphen + 1]
        if not tail.is_capital or not _is_role_or_part(scene, tail):
            continue
        first = hyphen - 1
        while (
            first > 1 and tokens[first - 1].text in _HYPHENS and _touches(scene, first) and _touches(scene, first - 1)
        ):
            first -= 2
        while first < hyphen - 1 and tokens[first].text in _NO_FRONTS:
            first += 2
        if all(tokens[at].is_capital or tokens[at].text.isdigit() for at in range(first, hyphen, 2)):
            yield first, hyphen


def _is_role_or_part(scene: Scene, tail: Token) -> bool:
    """Whether a word can end a compound with a body in front."""
    title = scene.vocabulary.is_title(tail.text) or scene.vocabulary.office(tail.text) is not None
    return title or is_role(scene, tail) or tail.text.lower() in _PARTS


def _touches(scene: Scene, at: int) -> bool:
    """Whether no space is before a token of the same sentence."""
    tokens = scene.row.tokens
    return scene.row.same_sentence(at - 1, at) and tokens[at - 1].span.end == tokens[at].span.start


def _is_name(scene: Scene, span: Span) -> bool:
    """Whether a front of several parts is known, or no part of it is a word of the dictionary."""
    parts = span.of(scene.body).split("-")
    known = scene.gazetteer.name(" ".join(parts)) is not None
    return known or not any(is_common_noun(scene.vocabulary.common_nouns, part) for part in parts)


def _names_person(scene: Scene, tail: int, people: set[int]) -> bool:
    """Whether a person's name follows the compound, perhaps behind a comma."""
    return any(
        scene.row.same_sentence(tail, at) and scene.row.tokens[at].span.start in people
        for at in range(tail + 1, tail + _REACH)
    )
