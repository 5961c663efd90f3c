"""Subjects that parsers take for something else, where form or grammar leaves no doubt.

Phrases with an adposition belong to attachment.py, verbs that were not seen to verbs.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon, Words
from tasks.relations.mending.draft import Draft

_HAVE = frozenset({"have", "haben", "avere"})
_BE = frozenset({"be", "get", "sein", "werden", "essere", "venire"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OBJECTS = frozenset({"obj", "iobj"})
_NO_NOMINATIVE = frozenset({"den", "dem", "des", "einen", "einem", "eines", "keinen", "keinem", "ihm", "ihn", "mich"})
_NO_ACCUSATIVE = frozenset({"der", "dem", "des", "ein", "einem", "kein", "keinem"})
_DATIVE = frozenset({"dem", "der", "einem", "einer", "diesem", "dieser", "seinem", "seiner", "ihrem", "ihrer"})
_ADVERBS = frozenset(
    {
        "unterdessen", "indessen", "währenddessen", "inzwischen", "mittlerweile", "zudem", "außerdem", "daraufhin",
        "anschließend", "hingegen", "dagegen", "jedoch", "erneut", "indes", "bereits", "zuletzt", "zunächst",
        "offenbar",
    }
)  # fmt: skip
_FREE = frozenset({"root", "ccomp", "advcl", "parataxis"})


def make_active(draft: Draft) -> None:
    """A verb with `have` alone is active: its subject is no patient (`Polen hat die Lieferung angekündigt`)."""
    for word in draft.having("nsubj"):
        if word.deprel != "nsubj:pass":
            continue
        auxiliaries = {each.lemma.lower() for each in draft.children(word.head) if each.relation == "aux"}
        if auxiliaries & _HAVE and not auxiliaries & _BE:
            draft.change(word.index, deprel="nsubj")


def mark_dative_objects(draft: Draft, words: Words, mentions: Sequence[Mention], language: Language) -> None:
    """A German argument without adposition that is called oblique is a dative (`dankte dem Präsidenten`)."""
    if language != "de":
        return
    _free_adverbs(draft)
    for word in draft.having("obl"):
        if word.upos not in _NOMINAL or draft.is_marked(word.index):
            continue
        dative = (_article(draft, word) in _DATIVE or _is_named(word, mentions)) and not _is_time(word, words)
        if word.deprel == "obl:arg" or (dative and _has_verb(draft, word)):
            draft.change(word.index, deprel="iobj")


def _is_named(word: Word, mentions: Sequence[Mention]) -> bool:
    return any(each.span.contains(word.span) and each.label is not Label.MISC for each in mentions)


def _free_adverbs(draft: Draft) -> None:
    """`drohte unterdessen Polen`: a German word that is not inflected is no adjective of the noun behind it."""
    for word in draft.having("amod"):
        head = draft.word(word.head)
        verb = draft.word(head.head) if head is not None else None
        if word.text.lower() in _ADVERBS and head is not None and verb is not None and verb.upos in _VERBAL:
            draft.change(word.index, head=verb.index, deprel="advmod", upos="ADV")


def _has_verb(draft: Draft, word: Word) -> bool:
    head = draft.word(word.head)
    return head is not None and head.upos == "VERB"


def _is_time(word: Word, words: Words) -> bool:
    form = word.text.lower()
    return form in words.relative_units or form in words.weekdays or form in words.months


def find_missing_subject(draft: Draft, language: Language) -> None:
    """A finite German verb has a subject: with `sich` beside it or as one of two, a bare `object` is that subject."""
    if language != "de":
        return
    for verb in list(draft.words):
        apart = verb.relation == "conj" and _stands_after_stop(draft, verb)
        if verb.upos != "VERB" or not (verb.relation in _FREE or apart) or not _is_finite(draft, verb):
            continue
        children = draft.children(verb.index)
        if any(each.relation in {"nsubj", "csubj", "expl", "cop"} for each in children):
            continue
        reflexive = any(each.text.lower() == "sich" for each in children)
        bare = [
            each
            for each in children
            if each.relation in _OBJECTS and each.upos in {"NOUN", "PROPN"} and not draft.is_marked(each.index)
        ]
        opening = next((each for each in children if each.upos == "PROPN" and each.index == _first(draft, verb)), None)
        if opening is not None and opening.relation == "obl" and not draft.is_marked(opening.index):
            draft.change(opening.index, deprel="nsubj")
            continue
        able = [
            each
            for each in bare
            if _may_be_nominative(draft, each) and (_agrees(draft, each, verb) or (reflexive and len(bare) == 1))
        ]
        if able and (reflexive or len(bare) > 1 or _follows_finite(draft, able[0], verb)):
            draft.change(able[0].index, deprel="nsubj")


def _follows_finite(draft: Draft, noun: Word, verb: Word) -> bool:
    """`Im Streit müsse Moskau nachgeben`: a name right behind a finite verb that does not open its clause."""
    finite = next((each for each in (verb, *draft.children(verb.index)) if _is_finite_word(each)), None)
    return finite is not None and _first(draft, verb) < finite.index == noun.index - 1 and noun.upos == "PROPN"


def _first(draft: Draft, verb: Word) -> int:
    """Index of the first word of a clause that is no punctuation."""
    return min((each.index for each in draft.children(verb.index) if each.upos != "PUNCT"), default=verb.index)


def _stands_after_stop(draft: Draft, verb: Word) -> bool:
    before = draft.word(_first(draft, verb) - 1)
    return before is not None and before.text in {".", "!", "?"}


def mark_named_recipients(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """Of two German objects behind a verb a bare name before a noun is the recipient: `erteilte Brüssel eine Absage`.

    A noun that hangs on the name as a part of it, but is none, is the other object: `überließ Kiew Haubitzen`.
    """
    if language != "de":
        return
    for mention in mentions:
        words = draft.under(mention.span)
        name, last = (words[0], words[-1]) if words else (None, None)
        verb = draft.word(name.head) if name is not None else None
        if name is None or last is None or verb is None or verb.upos != "VERB" or verb.index > name.index:
            continue
        part = draft.word(last.index + 1)
        if part is not None and part.relation == "flat" and part.head in {word.index for word in words}:
            if name.relation in {"nsubj", "obj"} and not any(each.span.overlaps(part.span) for each in mentions):
                draft.change(part.index, head=verb.index, deprel="obj", upos="NOUN")
                draft.change(name.index, deprel="iobj")
        elif name.relation == "obj" and not draft.is_marked(name.index):
            second = [each for each in draft.children(verb.index) if each.relation == "obj" and each.index > name.index]
            if second and second[0].upos == "NOUN" and draft.child(name.index, "conj", "det") is None:
                draft.change(name.index, deprel="iobj")


def part_second_subject(draft: Draft, language: Language) -> None:
    """Of two bare German `subjects` before a verb the second is its recipient or its object.

    In the dative beside an object the recipient (`weil Rom der Uno Geld gab`), else the object (`Der IS hat Teile
    Syriens erobert`), if its article allows it.
    """
    if language != "de":
        return
    for verb in list(draft.words):
        if verb.upos != "VERB":
            continue
        children = draft.children(verb.index)
        subjects = [each for each in children if each.deprel == "nsubj" and each.upos in _NOMINAL]
        if len(subjects) < 2 or subjects[1].index > verb.index:
            continue
        second, article = subjects[1], _article(draft, subjects[1])
        if any(each.relation == "obj" for each in children):
            if article in _DATIVE:
                draft.change(second.index, deprel="iobj")
            continue
        cases = article not in _NO_ACCUSATIVE and _article(draft, subjects[0]) not in _NO_NOMINATIVE
        if cases and not any(each.deprel in {"aux:pass", "cop", "iobj"} for each in children):
            draft.change(second.index, deprel="obj")


def _article(draft: Draft, word: Word) -> str:
    return next((each.text.lower() for each in draft.children(word.index) if each.relation == "det"), "")


def _may_be_nominative(draft: Draft, word: Word) -> bool:
    return _article(draft, word) not in _NO_NOMINATIVE


def _agrees(draft: Draft, word: Word, verb: Word) -> bool:
    """Whether the number of a noun and of the finite verb are the same, where both are told."""
    finite = next((each for each in (verb, *draft.children(verb.index)) if _is_finite_word(each)), None)
    number = word.features.get("Number")
    if any(each.relation == "conj" for each in draft.children(word.index)):
        number = "Plur"
    wanted = finite.features.get("Number") if finite is not None else None
    return not number or not wanted or number == wanted


def _is_finite_word(word: Word) -> bool:
    return word.upos in _VERBAL and word.features.get("VerbForm") == "Fin"


def _is_finite(draft: Draft, verb: Word) -> bool:
    return _is_finite_word(verb) or any(
        each.relation == "aux" and _is_finite_word(each) for each in draft.children(verb.index)
    )


def mark_bare_objects(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`Ha incontrato Zelensky`: behind an Italian perfect with `avere` that opens its clause a bare name is the object.

    Subjects stand there behind verbs of speech and verbs without an object (`ha detto Rossi`, `ha vinto Biden`).
    """
    if language != "it":
        return
    for verb in list(draft.words):
        children = draft.children(verb.index) if verb.upos == "VERB" else []
        have = next((each for each in children if each.relation == "aux" and each.lemma.lower() == "avere"), None)
        subjects = [each for each in children if each.relation in {"nsubj", "csubj"}]
        if have is None or not subjects or any(each.relation in {"obj", "ccomp", "expl"} for each in children):
            continue
        name = subjects[-1]
        if len(subjects) > 2 or (len(subjects) == 2 and subjects[0].index > verb.index):
            continue
        if name.upos == "PROPN" and name.index == verb.index + 1 and _takes_objects(lexicon, verb):
            draft.change(name.index, deprel="obj")


def _takes_objects(lexicon: Lexicon, verb: Word) -> bool:
    """Whether a verb says nothing and has a typed frame with an object and none without."""
    lemma = verb.lemma.lower()
    slots = [frame.objects[0].kind for frame in lexicon.verbs.get(lemma, ()) if frame.type and frame.objects]
    return lemma not in lexicon.speech_verbs and "obj" in slots and not {"none", "clause"} & set(slots)
