"""Rules for what German word order puts right beside a person's name, and a tagger takes for part of it.

`hatte Fox Blair vorgeworfen`, `sagte Castaignède BBC Sport`, `den Kader der British and Irish Lions`; and for teams
that stand behind a person without any word for them: `Steve Jones von den Dragons`. Two names parted by a word belong
to `joints`, roles beside a name to `role_labels` and `team_players`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.holders import is_role
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention

_OF = frozenset({"der", "des"})
_NO_NAMES = frozenset({"VERB", "AUX", "SCONJ", "PRON"})
_TEAM_PREPOSITIONS = frozenset({"von", "bei"})
_SHORTEST_TEAM = 5


def part_neighbours(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The family names of two people of the article are two names; so are one and a known body behind it.

    A noun and its article before a name in the genitive are no part of it (`Kader der British and Irish Lions`).
    """
    if scene.language != "de":
        return list(mentions)
    whole = [mention for mention in mentions if mention.label is Label.PER]
    full = {mention.text for mention in whole if mention.text.split(" ")[0] in scene.vocabulary.given_names}
    borne = {text.rpartition(" ")[2] for text in full if " " in text}
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        if mention.label is not Label.PER or len(tokens) < 2 or scene.known(mention.span):
            kept.append(mention)
        elif len(tokens) > 2 and tokens[1].text in _OF and tokens[0].upos == "NOUN":
            kept.append(_behind_article(scene, mention, tokens))
        elif tokens[0].first and tokens[0].upos in _NO_NAMES and scene.span_of(tokens[1:]).of(scene.body) in borne:
            kept.append(scene.resized(mention, scene.span_of(tokens[1:])))
        elif _are_two_full_names(scene, tokens):
            kept += [scene.resized(mention, scene.span_of(part)) for part in (tokens[:2], tokens[2:])]
        elif _are_two(scene, tokens, borne):
            rest = scene.span_of(tokens[1:])
            entry = scene.known(tokens[1].span) if len(tokens) > 2 else scene.known(rest)
            kept.append(scene.resized(mention, tokens[0].span))
            kept.append(replace(scene.resized(mention, rest), label=entry.label if entry else Label.PER))
        else:
            kept.append(mention)
    return kept


def _behind_article(scene: Scene, mention: Mention, tokens: Sequence[Token]) -> Mention:
    rest = scene.span_of(tokens[2:])
    person = tokens[2].text in scene.vocabulary.given_names
    return replace(scene.resized(mention, rest), label=Label.PER if person else Label.ORG)


def _are_two(scene: Scene, tokens: Sequence[Token], borne: Collection[str]) -> bool:
    """Whether the first word is one person's family name, and the rest another's or a known body's."""
    first, second = tokens[0], tokens[1]
    if first.text not in borne or first.text in scene.vocabulary.given_names:
        return False
    entry = scene.known(second.span) or scene.known(scene.span_of(tokens[1:]))
    body = entry is not None and entry.label is Label.ORG
    return body or (len(tokens) == 2 and second.text in borne and second.text != first.text)


def _are_two_full_names(scene: Scene, tokens: Sequence[Token]) -> bool:
    """`Pep Guardiola Erling Haaland`: two given names of the list, each with one more word that is none."""
    given = [token.text in scene.vocabulary.given_names for token in tokens]
    return given == [True, False, True, False] and all(token.is_capital for token in tokens)


def people_before_roles(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Shami Chakrabarti, Direktorin ...`: a word that no mention covers behind one completes a person's name.

    A role stands behind the comma, and neither word is in the dictionary.
    """
    if scene.language != "de":
        return list(mentions)
    cover = Cover(mentions)
    changed = []
    for mention in mentions:
        at = scene.row.within(mention.span).stop
        changed.append(
            replace(scene.resized(mention, mention.span.cover(scene.row.tokens[at].span)), label=Label.PER)
            if " " not in mention.text and mention.label is not Label.MISC and _is_completed(scene, mention, at, cover)
            else mention
        )
    return changed


def _is_completed(scene: Scene, mention: Mention, at: int, cover: Cover) -> bool:
    tokens = scene.row.tokens
    if not scene.row.same_sentence(at - 1, at + 2) or tokens[at + 1].text != "," or not is_role(scene, tokens[at + 2]):
        return False
    last = tokens[at]
    named = last.is_capital and last.upos == "PROPN" and cover.is_free(last.span)
    if not named or last.span.start != mention.span.end + 1 or scene.known(mention.span):
        return False
    return not any(is_common_noun(scene.vocabulary.common_nouns, word) for word in (mention.text, last.text))


def teams_of_players(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A foreign plural behind a full name and `von den`: `Steve Jones von den Dragons`."""
    if scene.language != "de":
        return list(mentions)
    bearers = families(mentions)
    found = list(mentions)
    cover = Cover(found)
    tokens = scene.row.tokens
    for mention in mentions:
        at = scene.row.within(mention.span).stop
        if mention.label is not Label.PER or " " not in mention.text or not scene.row.same_sentence(at - 1, at + 2):
            continue
        preposition, article, team = tokens[at : at + 3]
        plural = team.is_capital and team.text.endswith("s") and len(team.text) >= _SHORTEST_TEAM
        if preposition.text not in _TEAM_PREPOSITIONS or article.text != "den" or not plural:
            continue
        word = is_common_noun(scene.vocabulary.common_nouns, team.text) or team.text in bearers
        followed = scene.row.same_sentence(at, at + 3) and tokens[at + 3].text == "-"
        added = (
            None if word or followed or not cover.is_free(team.span) else scene.mention(team.span, Label.ORG, "team")
        )
        if added:
            found.append(added)
            cover.add(added)
    return found
