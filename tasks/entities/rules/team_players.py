"""What a German genitive before a role tells: `Chelseas Flügelstürmer Arjen Robben` is a club, a word and a person.

Taggers take the club, and often the role, for part of a person's name. Roles with a hyphen belong to role_labels.py,
German words that are no roles to words.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.holders import is_role
from tasks.entities.rules.scene import Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_PLAYERS = (
    "stürmer", "stürmerin", "torhüter", "torhüterin", "torwart", "tormann", "innenverteidiger", "außenverteidiger",
    "linksverteidiger", "rechtsverteidiger", "mittelfeldspieler", "mittelfeldspielerin", "flügelspieler", "angreifer",
    "torjäger", "schlussmann", "neuzugang", "quarterback", "linebacker", "sportdirektor", "sportchef", "goalie",
    "keeper", "abwehrspieler", "abwehrchef", "spielmacher", "mittelfeldmann", "verbinder", "flanker", "prop",
    "hakler", "linksaußen", "rechtsaußen", "kapitän",
)  # fmt: skip
"""Ends of nouns for people whom only a team has."""
_CHIEFS = ("chef", "chefin")
_SHORTEST_OWNER = 4
_MOST_WORDS = 3
"""Words of a team's name before a role."""


def part_owners(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A genitive, a role and a person's name in one span are two names; a role in front of a name goes."""
    if scene.language != "de":
        return list(mentions)
    kept: list[Mention] = []
    starts = {mention.span.start for mention in mentions if mention.label is Label.PER}
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = _place_of_role(scene, tokens) if mention.label is Label.PER and len(tokens) > 1 else None
        if mention.label is Label.PER and len(tokens) > 2 and at is None and _has_owner(scene, tokens):
            entry = scene.known(tokens[0].span)
            label = entry.label if entry is not None else Label.ORG
            kept.append(replace(scene.resized(mention, tokens[0].span), label=label))
            kept.append(scene.resized(mention, scene.span_of(tokens[1:])))
            continue
        if at is None or scene.known(mention.span):
            kept.append(mention)
            continue
        owner, holder = tokens[:at], tokens[at + 1 :]
        if not holder and mention.span.end + 1 not in starts:
            kept.append(mention)
            continue
        if owner:
            kept.append(scene.resized(mention, scene.span_of(owner)))
        if holder:
            kept.append(scene.resized(mention, scene.span_of(holder)))
    return kept


def teams_by_player(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Blackburns Kapitän Lucas Neill`: who has players is no person, if nobody in the text bears the name."""
    if scene.language != "de":
        return list(mentions)
    bearers = families(mentions)
    starts = {mention.span.start for mention in mentions if mention.label is Label.PER}
    return [
        replace(mention, label=Label.ORG)
        if mention.label is Label.PER and _has_player(scene, mention, starts) and not _is_borne(scene, mention, bearers)
        else mention
        for mention in mentions
    ]


def _has_owner(scene: Scene, tokens: Sequence[Token]) -> bool:
    """`Arsenals Thierry Henry`: a genitive that is a name without its s, in the article or the lists, and a full name.

    Not a person's first name (`James Earl Jones`), nor before a word that is no given name.
    """
    first, second = tokens[0].text, tokens[1].text
    if not _is_genitive(scene, tokens[0]) or second not in scene.vocabulary.given_names:
        return False
    bare = first[:-1]
    entry = scene.gazetteer.name(bare)
    named = entry is not None and entry.label in {Label.ORG, Label.LOC}
    return named or any(token.text == bare for token in scene.row.tokens)


def _place_of_role(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """Where a role stands in a span: in front of a full name, or behind a genitive."""
    if len(tokens) > 2 and _is_plain_role(scene, tokens[0]) and tokens[1].text in scene.vocabulary.given_names:
        return 0
    if _is_compound_role(scene, tokens[0]) and tokens[1].is_capital and not _is_plain_role(scene, tokens[1]):
        return 0
    for at in range(1, min(len(tokens), _MOST_WORDS + 1)):
        if _is_plain_role(scene, tokens[at]) and _is_genitive(scene, tokens[at - 1]):
            return at
    return None


def _is_plain_role(scene: Scene, token: Token) -> bool:
    return is_role(scene, token) and token.text not in scene.vocabulary.given_names and token.is_capital


def _is_compound_role(scene: Scene, token: Token) -> bool:
    """`Kremlchef` of `Kremlchef Putin`: a role with a word before it, which is nobody's given name."""
    low = token.text.lower()
    if low.endswith(_CHIEFS) and low not in _CHIEFS and token.is_capital:
        return True
    return _is_plain_role(scene, token) and low not in scene.vocabulary.roles and low not in _PLAYERS


def _is_genitive(scene: Scene, token: Token) -> bool:
    text = token.text
    return text.endswith("s") and len(text) >= _SHORTEST_OWNER and text not in scene.vocabulary.given_names


def _has_player(scene: Scene, mention: Mention, starts: Collection[int]) -> bool:
    """Whether a noun for a player and a person's name follow a genitive."""
    if not mention.text.endswith("s"):
        return False
    within = scene.row.within(mention.span)
    if not scene.row.same_sentence(within.stop, within.start):
        return False
    role = scene.row.tokens[within.stop]
    return role.text.lower().endswith(_PLAYERS) and role.span.end + 1 in starts


def _is_borne(scene: Scene, mention: Mention, bearers: Collection[str]) -> bool:
    """Whether the name is that of a person of the article, or begins with a given name."""
    last = mention.text.rpartition(" ")[2]
    given = mention.text.split(" ")[0] in scene.vocabulary.given_names
    return given or last in bearers or last[:-1] in bearers
