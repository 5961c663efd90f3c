"""German attributes with phrases of their own in front of a noun: `die von der EU gegen Minsk verhängten Sanktionen`.

An article right before an adposition or another article opens one, and the inflected participle or adjective before
the noun ends it. Parsers hang what stands between wherever they like, or take the participle for a finite verb.
Participles whose agent the parser hung right belong to infinitives.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tasks.records import Language, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_ARTICLES = frozenset(
    {
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "dieser", "diese",
        "dieses", "diesen", "diesem", "seine", "seinen", "seinem", "seiner", "ihre", "ihren", "ihrem", "ihrer",
    }
)  # fmt: skip
_INNER = frozenset({"dem", "der", "den", "einem", "einer"})
_ENDINGS = ("en", "em", "er", "es", "e")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NEVER_INSIDE = frozenset({",", ";", ":", ".", "und", "oder"})
_LONGEST = 12
_PAST: Mapping[str, str] = MappingProxyType({"VerbForm": "Part", "Tense": "Past"})
_PRESENT: Mapping[str, str] = MappingProxyType({"VerbForm": "Part", "Tense": "Pres"})
_TO_VERB = frozenset({"gegen", "an", "zu", "nach", "mit", "für", "über"})


@dataclass(frozen=True, slots=True)
class _Attribute:
    """Where an attribute stands: its article, the words between, its participle, the noun; the verb it is of."""

    article: Word
    between: Sequence[Word]
    participle: Word
    noun: Word
    lemma: str
    features: Mapping[str, str]


def join_attributes(draft: Draft, language: Language, lexicon: Lexicon) -> None:
    """Hang participle, phrases and article of each such attribute where they belong."""
    if language != "de":
        return
    for article in list(draft.words):
        found = _attribute_from(draft, article, lexicon)
        if found is not None:
            _hand_over(draft, found)
            _hang(draft, found)


def _attribute_from(draft: Draft, article: Word, lexicon: Lexicon) -> _Attribute | None:
    """The attribute that an article opens, if its participle is one of a verb of the lexicon."""
    following = draft.word(article.index + 1)
    if article.text.lower() not in _ARTICLES or article.upos not in {"DET", "PRON"} or following is None:
        return None
    opens = following.upos == "ADP" and not following.text[:1].isupper()
    if not opens and not (following.upos == "DET" and following.text in _INNER):
        return None
    for place in range(article.index + 2, min(article.index + _LONGEST, len(draft.words))):
        word, noun = draft.words[place - 1], _noun_after(draft, place)
        if word.text in _NEVER_INSIDE:
            return None
        found = _verb_of(word, lexicon) if noun is not None and place > article.index + 2 else None
        if noun is not None and found is not None and draft.words[place - 2].upos in {*_NOMINAL, "ADV", "ADJ", "NUM"}:
            return _Attribute(article, draft.words[article.index : place - 1], word, noun, *found)
    return None


def _noun_after(draft: Draft, place: int) -> Word | None:
    """The head of the nominal right behind a place, further adjectives between."""
    word = draft.word(place + 1)
    while word is not None and word.upos == "ADJ" and word.text.islower():
        word = draft.word(word.index + 1)
    if word is None or not (word.upos in _NOMINAL and word.text[:1].isupper()):
        return None
    while word.relation in {"compound", "flat"} or word.text == "-":
        behind = draft.word(word.index + 1)
        if behind is None or not (behind.text == "-" or behind.text[:1].isupper()) or word.relation == "flat":
            break
        word = behind
    return word if word.text != "-" else None


def _verb_of(word: Word, lexicon: Lexicon) -> tuple[str, Mapping[str, str]] | None:
    """The verb of an inflected participle and its features; an adjective that has a frame counts, too."""
    form = word.text
    if not form.islower() or word.upos not in {"ADJ", "VERB", "NOUN", "PROPN", "ADV"}:
        return None
    for ending in _ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form:
            continue
        lemma = stem if stem in lexicon.verbs else verb_forms(lexicon.language).get(stem)
        if lemma is not None:
            return lemma, _PAST if lemma.endswith("n") else _PRESENT
        if stem.endswith("nd") and stem.removesuffix("d") in lexicon.verbs:
            return stem.removesuffix("d"), _PRESENT
    return None


def _hand_over(draft: Draft, found: _Attribute) -> None:
    """Where the parser took the participle for the sentence's verb, the next finite verb takes its place."""
    participle = found.participle
    if participle.relation == "amod":
        return
    behind = [
        word
        for word in draft.children(participle.index)
        if word.index > found.noun.index and word.upos in {"VERB", "AUX"}
    ]
    if found.noun.index != participle.index and draft.hangs_below(participle.index, found.noun.index):
        draft.change(participle.index, head=found.noun.index, deprel="amod")
        return
    if not behind:
        draft.change(found.noun.index, head=participle.head, deprel=participle.deprel)
        return
    verb = behind[0]
    draft.change(verb.index, head=participle.head, deprel=participle.deprel)
    for child in draft.children(participle.index):
        if child.index > found.noun.index:
            draft.change(child.index, head=verb.index)
    draft.change(found.noun.index, head=verb.index, deprel="nsubj")


def _hang(draft: Draft, found: _Attribute) -> None:
    participle, noun = found.participle, found.noun
    draft.change(
        participle.index, upos="VERB", lemma=found.lemma, features=dict(found.features), head=noun.index, deprel="amod"
    )
    inside = {word.index for word in found.between}
    for word in found.between:
        if word.upos in _NOMINAL and not (
            word.relation in {"flat", "compound", "nmod", "conj"} and word.head in inside
        ):
            relation = "obl" if draft.is_marked(word.index) or _has_adposition(draft, word) else "iobj"
            draft.change(word.index, head=participle.index, deprel=relation)
    for word in found.between:
        noun_of = next((w for w in draft.words[word.index : participle.index - 1] if w.upos in _NOMINAL), None)
        if noun_of is None or word.upos not in {"ADP", "DET"}:
            continue
        while noun_of.relation == "compound" and noun_of.head in inside:
            noun_of = draft.words[noun_of.head - 1]
        draft.change(word.index, head=noun_of.index, deprel="case" if word.upos == "ADP" else "det")
    for word in found.between:
        marker = next((w for w in draft.children(word.index) if w.relation == "case"), None)
        if word.relation == "nmod" and marker is not None and marker.lemma.lower() in _TO_VERB:
            draft.change(word.index, head=participle.index, deprel="obl")
    draft.change(found.article.index, head=noun.index, deprel="det", upos="DET")


def _has_adposition(draft: Draft, word: Word) -> bool:
    """Whether an adposition stands before a nominal, articles and adjectives between."""
    place = word.index - 1
    while place > 0 and draft.words[place - 1].upos in {"DET", "ADJ", "NUM"}:
        place -= 1
    return place > 0 and draft.words[place - 1].upos == "ADP"
