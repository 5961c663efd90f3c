"""Rules that find public bodies by their words: committees and groups by their complement, institutions by register.

`the Committee on Fisheries`, `der Ausschuss für Umwelt und Gesundheit`, `la commissione per la pesca`; and `die
Kommission` in a debate of a parliament, where a bare word names one body. The words are data
(`organization_words.toml`); organisations told by a word in a name that stands already belong to `organizations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.entities.gazetteers import straight
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_LONGEST = 16
"""Most tokens of a body's name."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_ENOUGH_CUES = 2
_STEM = 3
"""Letters in which the forms of an institution agree (`Rat`, `Rates`)."""


def add_bodies(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies named by a head word and what it is for are organisations, with their whole complement.

    What lay inside such a name goes; a person never does.
    """
    found = list(mentions)
    cover = Cover(found)
    for span in _bodies(scene):
        inside = cover.at(span)
        if any(m.label is Label.PER or not span.contains(m.span) for m in inside if m.native_label != "PERSON"):
            continue
        added = scene.mention(span, Label.ORG, "body")
        if added:
            found = [mention for mention in found if mention not in inside] + [added]
    return found


def add_institutions(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Bare words that name one institution: with a capital alone, or only where the text is of a parliament."""
    found = list(mentions)
    cover = Cover(found)
    debate = is_debate(scene)
    words = scene.vocabulary.institutions | (scene.vocabulary.institutions_in_debate if debate else frozenset())
    for at, token in enumerate(scene.row.tokens):
        if straight(token.text) not in words or not cover.is_free(token.span) or not _is_bare(scene, at, debate=debate):
            continue
        added = scene.mention(token.span, Label.ORG, "institution")
        if added:
            found.append(added)
            cover.add(added)
    return found


def add_parties(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The members of a party as a name (`i Repubblicani`), written small where the word is a noun in the plural.

    Whose party is told by a word beside an office (`il senatore repubblicano`) names it, too.
    """
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        if not cover.is_free(token.span):
            continue
        people = token.text.capitalize() in scene.vocabulary.parties and (token.is_capital or token.upos == "NOUN")
        if people or (token.text in scene.vocabulary.partisan and _is_beside_office(scene, at)):
            added = scene.mention(token.span, Label.MISC, "party")
            if added:
                found.append(added)
    return found


def _is_beside_office(scene: Scene, at: int) -> bool:
    """`il senatore repubblicano`, `Labour MP`: whether a word stands right before or behind an office or a role."""
    vocabulary = scene.vocabulary
    for place in (at - 1, at + 1):
        if scene.row.same_sentence(min(at, place), max(at, place)):
            word = _whole(scene, place)
            low = word.lower()
            if vocabulary.office(word) is not None or low in vocabulary.roles or low in vocabulary.seats:
                return True
    return False


def _whole(scene: Scene, at: int) -> str:
    """The word at a place, with what a hyphen joins to it (`co-chairman`)."""
    tokens = scene.row.tokens
    joined = scene.row.same_sentence(at, at + 2) and tokens[at + 1].text == "-"
    return f"{tokens[at].text}-{tokens[at + 2].text}" if joined else tokens[at].text


def is_debate(scene: Scene) -> bool:
    """Whether the text speaks as a parliament does: it has two cues, or two of its institutions side by side."""
    cues, institutions = scene.vocabulary.debate_cues, scene.vocabulary.institutions_in_debate
    tokens = scene.row.tokens
    hits = 0
    seen: set[str] = set()
    for at, token in enumerate(tokens):
        pair = f"{token.text} {tokens[at + 1].text}" if at + 1 < len(tokens) else ""
        hits += token.text in cues or pair in cues
        if token.text in institutions:
            seen.add(token.text[:_STEM])
        if max(hits, len(seen)) >= _ENOUGH_CUES:
            return True
    return False


def _is_bare(scene: Scene, at: int, *, debate: bool) -> bool:
    """Whether the word at `at` stands alone: after an article, and with no name or complement that makes it another."""
    tokens = scene.row.tokens
    token = tokens[at]
    before = tokens[at - 1] if scene.row.same_sentence(at - 1, at) else None
    after = tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
    low = before.text.lower() if before else ""
    if after and (after.text in scene.vocabulary.body_links or (after.is_capital and after.upos == "PROPN")):
        return False
    if scene.language == "de":
        return low in scene.vocabulary.definite and not (after and after.text in {"der", "des"})
    if token.first and not (debate and token.text in scene.vocabulary.institutions):
        return False
    return not (
        before and (before.upos == "ADJ" or (before.is_capital and before.upos == "PROPN" and not before.first))
    )


def _bodies(scene: Scene) -> Iterator[Span]:
    tokens = scene.row.tokens
    at = 0
    while at < len(tokens):
        end = _end_of_body(scene, at)
        if end:
            yield scene.span_of(tokens[at:end])
        at = max(end, at + 1)


def _end_of_body(scene: Scene, at: int) -> int:
    """The index after the body that begins at `at`; 0 if none does."""
    tokens = scene.row.tokens
    links = scene.vocabulary.bodies.get(straight(tokens[at].text))
    if links is None or not scene.row.same_sentence(at, at + 1) or tokens[at + 1].text not in links:
        return 0
    end = cursor = at + 2
    while cursor < min(at + _LONGEST, len(tokens)) and scene.row.same_sentence(at, cursor):
        token = tokens[cursor]
        if _is_content(scene, token, cursor) or (cursor == at + 2 and _is_plural_office(scene, token)):
            end = cursor = cursor + 1
        elif token.text in scene.vocabulary.body_inside or (token.text in {",", "/"} and _list_goes_on(scene, cursor)):
            cursor += 1
        else:
            break
    return end if end > at + 2 else 0


def _is_content(scene: Scene, token: Token, at: int) -> bool:
    """Whether a token is a word of a body's complement."""
    if scene.vocabulary.is_title(token.text) or straight(token.text) in scene.vocabulary.institutions:
        return False
    if scene.language == "en":
        return token.is_capital and token.upos not in {"PRON", "DET"}
    if scene.language == "de":
        return token.upos in _NOMINAL and (token.is_capital or _leads_to_noun(scene, at))
    return token.upos in _NOMINAL and not (token.is_capital and token.upos == "PROPN")


def _is_plural_office(scene: Scene, token: Token) -> bool:
    """Whether a body is named after those who sit in it (`Konferenz der Präsidenten`)."""
    return scene.vocabulary.is_title(token.text) and token.upos == "NOUN" and "Number=Plur" in token.features


def _leads_to_noun(scene: Scene, at: int) -> bool:
    following = scene.row.tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
    return scene.row.tokens[at].upos == "ADJ" and following is not None and following.is_capital


def _list_goes_on(scene: Scene, comma: int) -> bool:
    """Whether the comma is inside a list that a conjunction closes before anything but its own words comes."""
    tokens = scene.row.tokens
    at = comma + 1
    while scene.row.same_sentence(comma, at) and at - comma < _LONGEST:
        token = tokens[at]
        if token.text in scene.vocabulary.conjunctions:
            return at > comma + 1 and scene.row.same_sentence(at, at + 1) and _may_follow(scene, at + 1)
        if not (_is_content(scene, token, at) or token.text in scene.vocabulary.body_inside or token.text == ","):
            return False
        at += 1
    return False


def _may_follow(scene: Scene, at: int) -> bool:
    token = scene.row.tokens[at]
    return _is_content(scene, token, at) or token.text in scene.vocabulary.body_inside
