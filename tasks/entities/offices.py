"""What an article says of a person beside the name: the office held, and the country it belongs to.

`the Kazakh president X`, `X, Präsident der Republik Kasachstan`, `il segretario di Stato americano X`. The rows of
such facts are made by the relations; here they are evidence for one identity across articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.entities.rules.scene import Scene
from tasks.entities.tokens import Token
from tasks.records import CountryCode, Span

_FURTHEST = 7
_STOPS = frozenset({"VERB", "AUX", "PRON", "SCONJ", "CCONJ"})
_LONGEST_OFFICE = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """Offices (English lemmas) and countries that one mention of a person comes with."""

    offices: tuple[str, ...] = ()
    countries: tuple[CountryCode, ...] = ()


def standing(scene: Scene, span: Span, people: Sequence[Span]) -> Standing:
    """The office and country beside the person's name at `span`; `people` are the spans of all people's names."""
    within = scene.row.within(span)
    if not len(within):
        return Standing()
    before = _before(scene, within.start, people)
    offices, countries = _read(scene, before)
    if not offices:
        after = _after(scene, within.stop, people)
        offices, found = _read(scene, after)
        countries = (*countries, *found) if offices else ()
    return Standing(offices, tuple(dict.fromkeys(countries)))


def _before(scene: Scene, at: int, people: Sequence[Span]) -> list[Token]:
    found: list[Token] = []
    while len(found) < _FURTHEST and scene.row.same_sentence(at - 1, at):
        token = scene.row.tokens[at - 1]
        if (
            not found
            and token.text == ","
            and scene.row.same_sentence(at - 2, at)
            and scene.vocabulary.is_title(_title_before(scene, at - 1))
        ):
            at -= 1
            continue
        if (
            token.upos in _STOPS
            or (token.upos == "PUNCT" and token.text not in {"-", "."})
            or _inside(token.span, people)
        ):
            break
        found.insert(0, token)
        at -= 1
    return found


def _title_before(scene: Scene, at: int) -> str:
    """The longest title of up to three words that ends before the token at `at`, else the word before it."""
    for size in (3, 2):
        if scene.row.same_sentence(at - size, at):
            text = scene.span_of(scene.row.tokens[at - size : at]).of(scene.body)
            if scene.vocabulary.is_title(text):
                return text
    return scene.row.tokens[at - 1].text


def _after(scene: Scene, at: int, people: Sequence[Span]) -> list[Token]:
    """The apposition after the name: from a comma or bracket to the next stop."""
    if not scene.row.same_sentence(at - 1, at) or scene.row.tokens[at].text not in {",", "(", "–", "-"}:
        return []
    found: list[Token] = []
    at += 1
    while len(found) < _FURTHEST + 1 and scene.row.same_sentence(at - 1, at):
        token = scene.row.tokens[at]
        if token.upos in _STOPS or token.upos == "PUNCT" or _inside(token.span, people):
            break
        found.append(token)
        at += 1
    return found


def _inside(span: Span, people: Sequence[Span]) -> bool:
    return any(other.overlaps(span) for other in people)


def _read(scene: Scene, tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[CountryCode, ...]]:
    """Offices, longest first at each place, and countries; countries only where an office is."""
    offices: list[str] = []
    countries: list[CountryCode] = []
    at = 0
    while at < len(tokens):
        size, office = _office(scene, tokens[at:])
        if office:
            offices.append(office)
        for token in tokens[at : at + size]:
            countries += _countries(scene, token)
        at += size
    return tuple(dict.fromkeys(offices)), tuple(dict.fromkeys(countries)) if offices else ()


def _office(scene: Scene, tokens: Sequence[Token]) -> tuple[int, str | None]:
    for size in range(min(_LONGEST_OFFICE, len(tokens)), 0, -1):
        text = scene.span_of(tokens[:size]).of(scene.body)
        office = scene.vocabulary.office(text) or (scene.vocabulary.office(tokens[0].lemma) if size == 1 else None)
        if office:
            return size, office
    return 1, None


def _countries(scene: Scene, token: Token) -> list[CountryCode]:
    words = [token.text, *(token.text.split("-")[:1] if "-" in token.text else ())]
    entries = [scene.gazetteer.nationality(word) or scene.gazetteer.name(word) for word in words]
    return [entry.country for entry in entries if entry and entry.country]
