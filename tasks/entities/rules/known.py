"""Rules that know names beforehand: gazetteer names, nationalities, and names within German compounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.entities.gazetteers import Entry, straight
from tasks.entities.officials import is_full_name
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_NATIONALITY_TAGS = frozenset({"ADJ", "NOUN", "PROPN", "X", "ADV", "VERB"})
_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "nach",
        "aus",
        "bei",
        "from",
        "to",
        "near",
        "im",
        "a",
        "ad",
        "di",
        "da",
        "dal",
        "dalla",
        "nel",
        "nella",
        "verso",
        "fra",
        "tra",
        "between",
    ]
)
_HYPHENS = re.compile(r"[-‐‑–]")


def relabel_known(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name of the gazetteers has the label of its entry; a nationality is MISC.

    Of names that need company those of bodies are no people either, unless a person of the article bears them.
    """
    borne = {
        mention.text.rpartition(" ")[2] for mention in mentions if mention.label is Label.PER and " " in mention.text
    }
    changed = []
    for mention in mentions:
        entry = scene.known(mention.span)
        if entry and scene.needs_company(mention.text):
            wrong = entry.label is Label.ORG and mention.label is Label.PER and mention.text not in borne
            entry = entry if wrong and mention.text not in scene.vocabulary.given_names else None
        if entry is None and _is_nationality(scene, mention.text):
            changed.append(replace(mention, label=Label.MISC))
        else:
            changed.append(replace(mention, label=entry.label) if entry else mention)
    return changed


def label_politicians(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The full name of a politician whom the tables know is a person's, whatever an engine takes it for."""
    return [
        replace(mention, label=Label.PER)
        if mention.label is not Label.PER and " " in mention.text and is_full_name(mention.text, scene.language)
        else mention
        for mention in mentions
    ]


def add_known(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Names of the gazetteers that no mention covers; a mention that lies inside a longer known name grows to it."""
    cover = Cover(mentions)
    found = list(mentions)
    for span, entry in _known_spans(scene):
        there = cover.at(span)
        if any(not span.contains(mention.span) or mention.span == span for mention in there):
            continue
        if scene.needs_company(span.of(scene.body)) and not there and not _has_company(scene, span, found):
            continue
        in_compound = begins_compound(scene, span)
        added = scene.mention(
            span, Label.MISC if in_compound else entry.label, "compound" if in_compound else "gazetteer"
        )
        if added:
            found = [mention for mention in found if mention not in there] + [added]
            cover.add(added)
    return found


def add_nationalities(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Nationality adjectives and nouns, written large or small, that no mention covers."""
    cover = Cover(mentions)
    found = list(mentions)
    for at, token in enumerate(scene.row.tokens):
        if token.upos not in _NATIONALITY_TAGS:
            continue
        pair = scene.row.tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
        candidates = [Span(token.span.start, pair.span.end)] if pair else []
        for span in (*candidates, token.span):
            if cover.is_free(span) and _is_nationality(scene, span.of(scene.body)):
                added = scene.mention(span, Label.MISC, "nationality")
                if added:
                    found.append(added)
                    cover.add(added)
                break
    return found


def split_compounds(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The name at the front of a hyphenated compound: `US` of `US-Präsident`, `Trump` of `Trump-Regierung`.

    Such a name is MISC.
    """
    people = {mention.text.split(" ")[-1] for mention in mentions if mention.label is Label.PER}
    cover = Cover(mentions)
    found = list(mentions)
    for token in scene.row.tokens:
        hyphen = _HYPHENS.search(token.text)
        if not hyphen or not hyphen.start() > 1 or not token.is_capital:
            continue
        there = cover.at(token.span)
        first = token.text[: hyphen.start()]
        rest = token.text[hyphen.end() :]
        if any(mention.span != token.span for mention in there) or scene.known(token.span):
            continue
        entry = scene.gazetteer.name(first)
        if (
            entry is None or (first in scene.vocabulary.names_in_company and not first.isupper())
        ) and first not in people:
            continue
        if there and not scene.vocabulary.is_title(rest) and not _is_plain_noun(rest):
            continue
        span = Span(token.span.start, token.span.start + hyphen.start())
        added = scene.mention(span, Label.MISC, "compound")
        if added:
            found = [mention for mention in found if mention not in there] + [added]
    return found


def mark_compounds(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """What an engine called a name is MISC where it is only the front of a German compound (`Trump-Regierung`).

    The same holds for a country's name in front (`US-Beamte`).
    """
    return [
        replace(mention, label=Label.MISC, native_label="compound") if begins_compound(scene, mention.span) else mention
        for mention in mentions
    ]


def begins_compound(scene: Scene, span: Span) -> bool:
    """Whether a hyphen and the rest of a compound, or of an `EU- und`, follow directly in German."""
    if scene.language != "de" or not _HYPHENS.match(scene.body[span.end : span.end + 1]):
        return False
    rest = scene.body[span.end + 1 : span.end + 2]
    return rest.isalpha() or rest.isspace()


def _is_plain_noun(rest: str) -> bool:
    """Whether the second part of a compound tells a kind of people or thing that is no name of its own."""
    kinds = [
        "regierung",
        "staaten",
        "länder",
        "staat",
        "land",
        "bürger",
        "beamte",
        "beamten",
        "truppen",
        "hilfe",
        "politik",
        "politiker",
        "chef",
        "administration",
    ]
    return rest.lower() in kinds


def _known_spans(scene: Scene) -> Iterator[tuple[Span, Entry]]:
    """Longest matches of the gazetteer, left to right, within sentences."""
    tokens = scene.row.tokens
    at = 0
    while at < len(tokens):
        hit = _longest(scene, tokens, at)
        if hit is None:
            at += 1
            continue
        size, span, entry = hit
        yield span, entry
        at += size


def _longest(scene: Scene, tokens: Sequence[Token], at: int) -> tuple[int, Span, Entry] | None:
    if not scene.gazetteer.may_begin(tokens[at].text):
        return None
    start = tokens[at].span.start
    for size in range(min(scene.gazetteer.longest + 2, len(tokens) - at), 0, -1):
        if not scene.row.same_sentence(at, at + size - 1):
            continue
        span = Span(start, tokens[at + size - 1].span.end)
        entry = scene.gazetteer.name(span.of(scene.body))
        if entry and not _POSSESSIVE.search(span.of(scene.body)):
            return size, span, entry
    return None


_POSSESSIVE = re.compile(r"['’][sS]$")


def _has_company(scene: Scene, span: Span, mentions: Sequence[Mention]) -> bool:
    """Whether something speaks for a name that is also a word: the engine, or a preposition.

    The engine must have seen it elsewhere, or the preposition be one of place.
    """
    text = span.of(scene.body)
    if any(mention.text == text for mention in mentions):
        return True
    within = scene.row.within(span)
    token = scene.row.tokens[within.start]
    if token.upos != "PROPN":
        return False
    before = within.start - 1
    if scene.row.same_sentence(before, within.start) and scene.row.tokens[before].text.lower() in _PLACE_PREPOSITIONS:
        return True
    return len(text) <= 3 and text.isupper()


def _is_nationality(scene: Scene, text: str) -> bool:
    """Whether `text` is a nationality as its language writes it.

    Names of languages (`auf Deutsch`) and words in need of company are none.
    """
    plain = straight(text)
    if scene.nationality(plain) is None or plain in scene.vocabulary.names_in_company:
        return False
    if scene.language == "de" and plain[:1].isupper():
        lowered = plain[:1].lower() + plain[1:]
        is_noun = plain in scene.gazetteer.nationalities
        return is_noun or (lowered in scene.gazetteer.nationalities and lowered.endswith(("e", "en", "er", "es", "em")))
    return scene.language != "en" or plain[:1].isupper()
