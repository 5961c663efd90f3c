"""Moving phrases from a word that takes none to what that word hangs on."""

from __future__ import annotations

from tasks.records import Word
from tasks.relations.mending.draft import Draft

_VERBAL = frozenset({"VERB", "AUX"})


def move_phrases(draft: Draft, word: Word, keep: frozenset[str]) -> None:
    """Phrases with an adposition behind a word that takes none belong to what the word hangs on."""
    for child in draft.children(word.index):
        if child.relation not in {"nmod", "obl"} or child.index < word.index:
            continue
        marker = next((each for each in draft.children(child.index) if each.relation == "case"), None)
        if marker is None or marker.lemma.lower() in keep or marker.index > child.index:
            continue
        head = draft.word(word.head)
        above = head
        if word.relation in {"flat", "appos", "conj"} and head is not None:
            above = draft.word(head.head)
        if above is None:
            continue
        verbal = above.upos in _VERBAL or draft.child(above.index, "cop") is not None
        if verbal or above.upos in {"NOUN", "PROPN"}:
            draft.change(child.index, head=above.index, deprel="obl" if verbal else "nmod")
