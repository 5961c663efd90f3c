"""What stands in front of a German noun hangs on it: `der Wiener Bürgermeister`, `Köln-Trainer`, `Frankreichs Chef`.

Parsers take a town's adjective, the front of a compound or a country in the genitive for the subject that the office
and the name hang on. Names and titles themselves belong to titles.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.draft import Draft

_NOUNS = frozenset({"NOUN", "PROPN"})
_PLACED = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "nsubj:pass", "root", "dep"})


def hang_fronts_on_nouns(draft: Draft, mentions: Sequence[Mention], lexicon: Lexicon, language: Language) -> None:
    """The noun behind such a front takes its place in the tree, and what hung on the front."""
    if language != "de":
        return
    for mention in mentions:
        words = draft.under(mention.span)
        if not words or words[-1].index >= len(draft.words):
            continue
        place = words[-1].index + 1
        following = draft.words[place - 1]
        if mention.native_label == "compound" and following.text == "-" and place < len(draft.words):
            _take_place(draft, words, draft.words[place], "compound")
        elif mention.label is Label.MISC and mention.native_label == "local":
            _take_place(draft, words, following, "amod")
        elif mention.label in {Label.LOC, Label.ORG} and mention.text.endswith("s") and _is_office(following, lexicon):
            _take_place(draft, words, following, "nmod")


def _is_office(word: Word, lexicon: Lexicon) -> bool:
    return word.upos in _NOUNS and (word.lemma.lower(),) in lexicon.offices


def _take_place(draft: Draft, front: Sequence[Word], noun: Word, relation: str) -> None:
    """Put a noun above the words in front of it, wherever the parser put it."""
    inside = {word.index for word in front}
    top = next((word for word in front if word.head not in inside), None)
    if top is None or noun.upos not in _NOUNS or top.head == noun.index:
        return
    below = draft.hangs_below(noun.index, top.index)
    beside = noun.head == top.head and noun.relation in _PLACED
    if not below and not beside:
        return
    children = [each for each in draft.children(top.index) if each.index not in inside and each.index != noun.index]
    if below:
        draft.change(noun.index, head=top.head, deprel=top.deprel)
    draft.change(top.index, head=noun.index, deprel=relation, upos="ADJ" if relation == "amod" else top.upos)
    for child in children:
        if child.text != "-":
            draft.change(child.index, head=noun.index)
