"""Where a sentence names an office: words of the lexicon in a row, and German compounds with the body in front.

Who holds an office, and of what, belongs to offices.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.records import Word
from tasks.relations.entries import Lexicon, Office
from tasks.relations.graph import SentenceGraph

ARTICLES = frozenset(
    {
        "the", "a", "an", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "il", "lo", "la",
        "l'", "l’", "i", "gli", "le", "un", "una", "un'", "uno",
    }
)  # fmt: skip
_CANDIDATES = ("kandidat", "bewerber")
"""Nobody belongs to what he or she only wants to get into (`Senatskandidat`)."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_INFLECTED = frozenset({"s", "n"})
_ENDINGS = ("en", "n", "s", "es")
"""Of German nouns in the plural, and in cases with an ending; the commonest first."""
_SHORTEST_NAME = 3
_SHORTEST_OFFICE = 5
_SHORT_OFFICES = ("chef", "boss", "arzt")
_OFFICE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_NEVER_OFFICE = frozenset({"PUNCT", "VERB", "AUX", "DET", "PRON", "ADV", "CCONJ", "SCONJ", "PART", "NUM", "INTJ"})
_AND_ALSO = frozenset({"nonché", "nonchè"})
_SHORT_TITLES = frozenset({"ad", "Ad", "AD"})


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """Words of a sentence that name an office."""

    first: int
    last: int
    office: Office
    prefix: str = ""


def office_words(graph: SentenceGraph, lexicon: Lexicon) -> list[OfficeWords]:
    """All places where an office is named, longest first at each place; positions count words from 0."""
    known: list[OfficeWords] | None = graph.notes.get("offices")
    if known is None:
        known = graph.notes["offices"] = _find_office_words(graph, lexicon)
    return known


def office_at(graph: SentenceGraph, word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is the last of those that name an office."""
    return any(office.last == word.index - 1 for office in office_words(graph, lexicon))


def office_behind_and(graph: SentenceGraph, place: int, lexicon: Lexicon) -> OfficeWords | None:
    """The office that a conjunction at a place joins to the one before it (`leader della Lega e ministro`)."""
    if place + 1 >= len(graph.words):
        return None
    if graph.words[place].upos != "CCONJ" and graph.words[place].text.lower() not in _AND_ALSO:
        return None
    first = place + 1
    while first < len(graph.words) - 1 and graph.words[first].upos == "ADJ":
        first += 1
    return next((office for office in office_words(graph, lexicon) if office.first == first), None)


def _find_office_words(graph: SentenceGraph, lexicon: Lexicon) -> list[OfficeWords]:
    found: list[OfficeWords] = []
    position = 0
    words = graph.words
    compounds = lexicon.language == "de" or "-" in graph.text(graph.span)
    if not compounds and lexicon.office_beginnings.isdisjoint(graph.forms):
        return found
    while position < len(words):
        if words[position].upos in _NEVER_OFFICE and not _is_participle(words[position]):
            position += 1
            continue
        hit = _office_at(words, position, lexicon)
        if hit is not None and _only_ranks_next(graph, hit):
            hit = None
        if hit is not None:
            found.append(hit)
            position = hit.last + 1
        else:
            position += 1
    return found


def _only_ranks_next(graph: SentenceGraph, office: OfficeWords) -> bool:
    """`the chief military spokesperson`: no chief, but the first of the body's spokespeople."""
    word = graph.words[office.last]
    head = graph.head(word)
    ranks = office.first == office.last and word.text.lower() == "chief" and word.relation in {"amod", "compound"}
    return ranks and head is not None and head.index > word.index and head.upos == "NOUN"


def _office_at(words: Sequence[Word], position: int, lexicon: Lexicon) -> OfficeWords | None:
    word = words[position]
    if word.upos not in _OFFICE_TAGS and not _is_participle(word):
        short = word.text in _SHORT_TITLES and _is_short_title(words, position)
        if not short:
            return None
    beginnings = lexicon.office_beginnings
    singulars = _singulars(word, lexicon)
    if (
        word.text.lower() not in beginnings
        and word.lemma.lower() not in beginnings
        and beginnings.isdisjoint(singulars)
    ):
        return _compound_at(word, position, lexicon)
    stretch = words[position : position + lexicon.longest_office]
    forms, lemmas = [each.text.lower() for each in stretch], [each.lemma.lower() for each in stretch]
    for length in range(len(stretch), 0, -1):
        for key in (
            *((singular,) for singular in singulars if length == 1),
            tuple(forms[:length]),
            tuple(lemmas[:length]),
            (*forms[: length - 1], lemmas[length - 1]),
            (lemmas[0], *forms[1:length]),
        ):
            office = lexicon.offices.get(key)
            if office is not None:
                return OfficeWords(position, position + length - 1, office)
    return _compound_at(word, position, lexicon)


def _singulars(word: Word, lexicon: Lexicon) -> tuple[str, ...]:
    """`Senatskandidat` of `Senatskandidaten`, `Stabschef` of `Stabschefs`: German forms that stand as lemmas.

    A name with s is an English plural more often (`Rangers-Torhüter`).
    """
    if lexicon.language != "de" or word.upos not in _NOUNS:
        return ()
    form = word.text.lower()
    if form[-1:] not in _INFLECTED or word.lemma.lower() != form or (form[-1] == "s" and word.upos == "PROPN"):
        return ()
    if form.endswith("innen"):
        return (form.removesuffix("nen"),)
    return tuple(form.removesuffix(ending) for ending in _ENDINGS if form.endswith(ending))


def _is_participle(word: Word) -> bool:
    """`attaccante`, `comandante`: Italian offices that taggers take for present participles, which are rare.

    So is the first word of `managing director`.
    """
    if word.upos != "VERB":
        return False
    part = word.text.endswith("nte") and word.features.get("VerbForm") == "Part"
    return part or (word.text.endswith("ing") and word.relation in {"amod", "compound"})


def _is_short_title(words: Sequence[Word], position: int) -> bool:
    """Italian `ad` behind an article is the chief executive, not a preposition."""
    return position > 0 and words[position - 1].text.lower() in ARTICLES


def _compound_at(word: Word, position: int, lexicon: Lexicon) -> OfficeWords | None:
    """`Kreml-Sprecher`, and in German `Kremlsprecher`: an office with the name of its body in front."""
    if lexicon.language != "de" and "-" not in word.text:
        return None
    for form in (word.lemma, word.text):
        prefix, dash, tail = form.rpartition("-")
        office = lexicon.offices.get((tail.lower(),)) if dash and prefix else None
        if office is not None:
            return OfficeWords(position, position, office, prefix)
    for lemma in (*_singulars(word, lexicon), word.lemma.lower()):
        shortest = _SHORTEST_OFFICE - lemma.endswith(_SHORT_OFFICES)
        for cut in range(_SHORTEST_NAME, len(lemma) - shortest + 1) if lexicon.language == "de" else ():
            office = lexicon.offices.get((lemma[cut:],))
            if office is not None:
                wanted = office.lemma.lower().startswith(_CANDIDATES)
                return OfficeWords(position, position, office, "" if wanted else lemma[:cut].removesuffix("s"))
    return None
