"""Names that a tagger takes for verbs.

German and Italian verbs are written small inside a sentence. A word written large that the tagger calls a verb and
that has no subject of its own is therefore a name or noun, and its place follows from its adposition and position.
"""

from __future__ import annotations

from tasks.records import Word
from tasks.relations.mending.draft import Draft

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "dep"})
_AFTER_STOP = frozenset({":", "„", "“", '"', "»", "«", ".", "–", "-", "!", "?", "(", "•"})


def names_are_no_verbs(draft: Draft) -> None:
    """Make names of verbs written large."""
    words = draft.words
    subjects = {word.head for word in words if word.relation in {"nsubj", "cop", "aux", "expl"}}
    for place, word in enumerate(words):
        if word.upos not in {"VERB", "AUX"} or word.index in subjects or not word.text[:1].isupper() or word.head == 0:
            continue
        opens = place == 0 or words[place - 1].text in _AFTER_STOP
        if opens and not _stands_before_verb(words, place):
            continue
        marker = next((w for w in words if w.head == word.index and w.upos == "ADP" and w.index < word.index), None)
        if marker is not None and marker.relation == "mark":
            draft.change(marker.index, deprel="case")
        relation = _relation_of_name(words, word, marked=marker is not None, opens=opens)
        draft.change(word.index, upos="PROPN", deprel=relation, lemma=word.text)


def _relation_of_name(words: list[Word], word: Word, *, marked: bool, opens: bool) -> str:
    """What a name is to its governor, from its adposition and its place."""
    if word.relation not in _CLAUSES:
        return word.deprel
    governor = words[word.head - 1]
    verbal = governor.upos in {"VERB", "AUX"}
    if marked:
        return "obl" if verbal or governor.upos == "ADJ" else "nmod"
    has_subject = any(other.deprel == "nsubj" and other.head == word.head for other in words)
    if opens or (governor.index > word.index and not has_subject):
        return "nsubj"
    if verbal:
        return "obj"
    return "flat" if governor.index == word.index - 1 else "nmod"


def _stands_before_verb(words: list[Word], place: int) -> bool:
    """Whether the next word is the finite verb or auxiliary of the governor: the place of a subject."""
    following = words[place + 1] if place + 1 < len(words) else None
    head = words[place].head
    return following is not None and (
        (following.index == head and following.features.get("VerbForm") == "Fin")
        or (following.relation in {"aux", "cop"} and following.head == head)
    )
