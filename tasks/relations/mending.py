"""Mends what a small parser gets wrong in German and Italian: a name taken for a verb, a verb taken for an adjective.

Verbs are written small inside a sentence. A word written large that the tagger calls a verb and that has no subject of
its own is therefore a name or noun, and its place follows from its adposition and position. A German sentence without
any verb, but with an inflected `adjective` between two nominals (`Indien evakuierte Studenten`), has its verb there.
"""

from __future__ import annotations

from dataclasses import replace

from tasks.records import Language, Sentence, Word

_LANGUAGES = frozenset({"de", "it"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "dep"})
_WEAK_PAST = ("te", "ten")
_AFTER_STOP = frozenset({":", "„", "“", '"', "»", "«", ".", "–", "-", "!", "?", "(", "•"})


def mended(sentence: Sentence, language: Language) -> Sentence:
    """The sentence with such words as names; the same object if there are none."""
    if language not in _LANGUAGES:
        return sentence
    if language == "de":
        sentence = _with_verb(sentence)
    words = list(sentence.words)
    subjects = {word.head for word in words if word.relation in {"nsubj", "cop", "aux", "expl"}}
    changed = False
    for place, word in enumerate(words):
        if word.upos not in {"VERB", "AUX"} or word.index in subjects or not word.text[:1].isupper() or word.head == 0:
            continue
        opens = place == 0 or words[place - 1].text in _AFTER_STOP
        if opens and not _stands_before_verb(words, place):
            continue
        marker = next((w for w in words if w.head == word.index and w.upos == "ADP" and w.index < word.index), None)
        if marker is not None and marker.relation == "mark":
            words[marker.index - 1] = replace(marker, deprel="case")
        relation = _relation_of_name(words, word, marked=marker is not None, opens=opens)
        words[place] = replace(word, upos="PROPN", deprel=relation, lemma=word.text)
        changed = True
    return Sentence(sentence.span, tuple(words)) if changed else sentence


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


def _with_verb(sentence: Sentence) -> Sentence:
    """Make the weak past form between two nominals the root, if the sentence has no verb."""
    words = list(sentence.words)
    if any(word.upos in {"VERB", "AUX"} for word in words):
        return sentence
    for place in range(1, len(words) - 1):
        word, before = words[place], words[place - 1]
        if (
            word.upos != "ADJ"
            or word.relation != "amod"
            or word.text[:1].isupper()
            or before.upos not in {"NOUN", "PROPN", "PRON"}
            or not word.text.endswith(_WEAK_PAST)
        ):
            continue
        head = words[word.head - 1]
        form = {"VerbForm": "Fin", "Tense": "Past"}
        lemma = word.text.removesuffix("n").removesuffix("te") + "en"
        words[place] = replace(word, upos="VERB", lemma=lemma, head=head.head, deprel=head.deprel, features=form)
        words[head.index - 1] = replace(head, head=word.index, deprel="obj" if head.index > word.index else "nsubj")
        for other in range(len(words)):
            child = words[other]
            if child.head == head.index and child.index < word.index and other != place:
                relation = "nsubj" if child.index == before.index or child.relation == "nsubj" else child.deprel
                words[other] = replace(child, head=word.index, deprel=relation)
            elif child.head == head.index and child.upos == "PUNCT":
                words[other] = replace(child, head=word.index)
        return Sentence(sentence.span, tuple(words))
    return sentence


def _stands_before_verb(words: list[Word], place: int) -> bool:
    """Whether the next word is the finite verb or auxiliary of the governor: the place of a subject."""
    following = words[place + 1] if place + 1 < len(words) else None
    head = words[place].head
    return following is not None and (
        (following.index == head and following.features.get("VerbForm") == "Fin")
        or (following.relation in {"aux", "cop"} and following.head == head)
    )
