"""Italian prepositions of several words are one: `sanzioni nei confronti della Russia`, `lavora insieme alla Nasa`.

What they mark hangs where the whole phrase hangs. The short preposition that says the same becomes their lemma; for
`nei confronti di`, which can be `contro` or `verso`, frames with one of these hold it as well (lexicon_format.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tasks.records import Language, Word
from tasks.relations.mending.draft import Draft

TOWARDS = "nei confronti di"
_LONG: Mapping[tuple[str, str, str], str] = MappingProxyType(
    {
        ("in", "confronti", "di"): TOWARDS,
        ("a", "danni", "di"): "contro",
        ("a", "carico", "di"): "contro",
        ("a", "indirizzo", "di"): "contro",
        ("a", "volta", "di"): "a",
        ("a", "microfoni", "di"): "a",
        ("a", "telecamere", "di"): "a",
        ("da", "microfoni", "di"): "a",
        ("da", "colonne", "di"): "a",
        ("da", "pagine", "di"): "a",
        ("in", "direzione", "di"): "verso",
        ("in", "occasione", "di"): "davanti",
        ("di", "concerto", "con"): "con",
        ("di", "intesa", "con"): "con",
        ("d'", "intesa", "con"): "con",
        ("in", "presenza", "di"): "con",
    }
)
_AROUND = frozenset({"attorno", "intorno"})
_TOGETHER = frozenset({"insieme", "assieme", "unitamente"})
_NOUNS = frozenset({word for _, word, _ in _LONG})
_REACH = 3


def read_prepositions(draft: Draft, language: Language) -> None:
    """Give what such a preposition marks to what the preposition belongs to."""
    if language != "it":
        return
    for word in draft.words:
        form = word.text.lower()
        if form in _NOUNS:
            _read_long(draft, word)
        elif form in _TOGETHER and any(each.text.lower() in {"a", "con"} for each in draft.children(word.index)):
            draft.change(word.index, lemma="con", upos="ADP")
        elif form in _AROUND and word.relation == "case":
            draft.change(word.index, lemma="su", upos="ADP")


def _read_long(draft: Draft, noun: Word) -> None:
    children = draft.children(noun.index)
    before = next((each for each in children if each.relation == "case" and each.index < noun.index), None)
    marked = next((each for each in children if each.relation in {"nmod", "obl"} and each.index > noun.index), None)
    if before is None or marked is None or any(each.relation == "amod" for each in children):
        return
    behind = draft.words[noun.index] if noun.index < len(draft.words) else None
    lemma = _LONG.get((before.lemma.lower(), noun.text.lower(), behind.lemma.lower() if behind is not None else ""))
    if behind is None or lemma is None or marked.index - noun.index > _REACH:
        return
    head = draft.word(noun.head)
    relation = noun.deprel if noun.relation in {"obl", "nmod"} else "obl"
    nominal = head is not None and head.upos in {"NOUN", "PROPN"}
    draft.change(marked.index, head=noun.head, deprel="nmod" if nominal else relation)
    draft.change(before.index, head=marked.index, deprel="case", lemma=lemma)
    for each in [noun, behind, *(child for child in children if child.relation == "det")]:
        if each.index < marked.index:
            draft.change(each.index, head=before.index, deprel="fixed", upos="ADP")
