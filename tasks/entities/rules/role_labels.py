"""What a role beside a name tells of it: a person holds one, a body has one: `coach Sven-Goran Eriksson`.

Names that no engine saw beside a role belong to holders.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.holders import is_role
from tasks.entities.rules.scene import Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_OF = frozenset(
    {
        "of", "for", "at", "with", "from", "di", "del", "dello", "della", "dell'", "dell’", "dei", "degli", "delle",
        "presso", "per", "von", "vom", "bei", "beim", "für", "der", "des",
    }
)  # fmt: skip
_BEHIND = frozenset({",", ")", ".", "–", "—"})
_REACH = 7


def part_roles(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Chelsea-Torhüter Petr Cech` is no name: the person's begins behind the role; `Analystin` alone is none."""
    changed = []
    for mention in mentions:
        if scene.language != "de":
            changed.append(mention)
        elif mention.label is not Label.PER:
            changed.append(_without_role(scene, mention))
        elif mention.text.lower() not in scene.vocabulary.roles:
            tokens = scene.tokens(mention.span)
            roles = [at for at in range(1, len(tokens) - 1) if _ends_with_role(scene, tokens[: at + 1])]
            changed.append(scene.resized(mention, scene.span_of(tokens[roles[-1] + 1 :])) if roles else mention)
    return changed


def _without_role(scene: Scene, mention: Mention) -> Mention:
    """`Tottenham` of `der Tottenham-Stürmer Harry Kane`, of which a recogniser made one name."""
    tokens = scene.tokens(mention.span)
    if not _ends_with_role(scene, tokens) or scene.known(mention.span):
        return mention
    return replace(scene.resized(mention, scene.span_of(tokens[:-2])), label=Label.ORG)


def _ends_with_role(scene: Scene, tokens: Sequence[Token]) -> bool:
    return len(tokens) > 2 and tokens[-2].text in _HYPHENS and is_role(scene, tokens[-1])


def people_by_role(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Guy Cecil, director of Priorities USA`: two or three large words before comma and role are a person."""
    return [
        replace(each, label=Label.PER)
        if each.label is not Label.PER
        and (_holds_role(scene, each) or _ends_office(scene, each) or _follows_role(scene, each))
        else each
        for each in mentions
    ]


def bodies_of_offices(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`il presidente di Assoutenti, Gabriele Melluso`: nobody holds an office of a person.

    A single word behind the head of a body and `of` is an organisation's name, if no list has it as a given name and
    it is nobody's family name in the text; it is one wherever the text has it.
    """
    bearers = families(mentions)
    bodies = {each.text for each in mentions if each.label is Label.PER and _is_body(scene, each, bearers)}
    return [replace(each, label=Label.ORG) if each.text in bodies else each for each in mentions]


def _is_body(scene: Scene, mention: Mention, bearers: Mapping[str, int]) -> bool:
    if " " in mention.text or mention.text in bearers or mention.text in scene.vocabulary.given_names:
        return False
    within = scene.row.within(mention.span)
    tokens = scene.row.tokens
    behind = tokens[within.stop] if scene.row.same_sentence(within.stop, within.start) else None
    if behind is not None and behind.text not in _BEHIND and behind.upos not in {"VERB", "AUX"}:
        return False
    place = within.start - 1
    if (
        scene.language == "it"
        and behind is not None
        and behind.text in _BEHIND - {"."}
        and _leads(scene, place, within.start)
    ):
        # `Giangiacomo Pierini, presidente Assobibe,`; `il presidente Obama,` has no comma before
        return (
            tokens[place].text.islower() and scene.row.same_sentence(place - 1, place) and tokens[place - 1].text == ","
        )
    if _is_kind(scene, place, within.start):
        place -= 1
    while (
        scene.row.same_sentence(place, within.start)
        and tokens[place].upos == "DET"
        and tokens[place].text.lower() not in _OF
    ):
        place -= 1
    belongs = scene.row.same_sentence(place, within.start) and tokens[place].text.lower() in _OF
    return belongs and _leads(scene, place - 1, within.start)


def _leads(scene: Scene, place: int, start: int) -> bool:
    return scene.row.same_sentence(place, start) and scene.row.tokens[place].text.lower() in scene.vocabulary.leaders


def _is_kind(scene: Scene, place: int, start: int) -> bool:
    """`an analyst at brokerage Aton`: a small English noun that tells what a body is."""
    token = scene.row.tokens[place]
    return (
        scene.language == "en"
        and scene.row.same_sentence(place, start)
        and token.upos == "NOUN"
        and token.text.islower()
    )


def _is_office(scene: Scene, token: Token) -> bool:
    return is_role(scene, token) or scene.vocabulary.office(token.text) is not None


def _follows_role(scene: Scene, mention: Mention) -> bool:
    """`coach Sven-Goran Eriksson`: two or three large words right behind a small English noun for a person."""
    words = scene.tokens(mention.span)
    if scene.language != "en" or not _is_full_name(scene, mention, words):
        return False
    start = scene.row.within(mention.span).start
    before = scene.row.tokens[start - 1] if scene.row.same_sentence(start - 1, start) else None
    return before is not None and before.upos == "NOUN" and before.text.islower() and is_role(scene, before)


def _is_full_name(scene: Scene, mention: Mention, words: Sequence[Token]) -> bool:
    """Whether words can be a person's name: two or three with capitals, and none that names a body."""
    large = [word for word in words if word.text not in _HYPHENS]
    if not 1 < len(large) < 5 or not all(word.is_capital and word.text.isalpha() for word in large):
        return False
    return not scene.known(mention.span) and not any(scene.is_organization_word(word.text) for word in large)


def _ends_office(scene: Scene, mention: Mention) -> bool:
    """`il governatore di Kharkiv, Oleh Synegubov`: two or three large words behind an office, its body and a comma."""
    if not _is_full_name(scene, mention, scene.tokens(mention.span)):
        return False
    start = scene.row.within(mention.span).start
    tokens = scene.row.tokens
    if not scene.row.same_sentence(start - 1, start) or tokens[start - 1].text != ",":
        return False
    belongs = False
    for place in range(start - 2, start - 2 - _REACH, -1):
        if not scene.row.same_sentence(place, start) or tokens[place].upos in {"VERB", "AUX", "PUNCT"}:
            return False
        if belongs and _is_office(scene, tokens[place]):
            return "Number=Plur" not in tokens[place].features
        belongs |= tokens[place].text.lower() in _OF
    return False


def _holds_role(scene: Scene, mention: Mention) -> bool:
    words = scene.tokens(mention.span)
    if not 1 < len(words) < 4 or not all(word.is_capital and word.text[-1].isalpha() for word in words):
        return False
    if scene.known(mention.span) or any(scene.is_organization_word(word.text) for word in words):
        return False
    after = scene.row.within(mention.span).stop
    tokens = scene.row.tokens
    if not scene.row.same_sentence(after, after - 1) or tokens[after].text != ",":
        return False
    role = after + 1
    while (
        scene.row.same_sentence(role, after)
        and tokens[role].upos in {"DET", "ADJ"}
        and not is_role(scene, tokens[role])
    ):
        role += 1
    if not scene.row.same_sentence(role + 1, after) or not is_role(scene, tokens[role]):
        return False
    return tokens[role + 1].text.lower() in _OF and "Number=Plur" not in tokens[role].features
