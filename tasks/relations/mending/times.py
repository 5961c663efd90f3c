"""Phrases of time: a weekday is no subject or object, and takes no phrase of its own.

Other phrases belong to attachment.py.
"""

from __future__ import annotations

import re

from tasks.records import Language, Word
from tasks.relations.entries import Words
from tasks.relations.mending.draft import Draft
from tasks.relations.mending.phrases import move_phrases

_OF = frozenset({"of", "di", "von"})
_CORE = frozenset({"nsubj", "obj", "iobj"})
_VERBAL = frozenset({"VERB", "AUX"})
_GLUED = frozenset({"flat", "appos", "compound"})
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_AFTER_TIME = frozenset({"später", "zuvor", "lang", "danach", "darauf", "vorher", "früher"})
_AFTERWARDS = frozenset({"dopo", "prima"})
_UNITS = frozenset(
    {"ora", "ore", "minuti", "giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "anni"}
)


def _is_point(word: Word, words: Words) -> bool:
    """A weekday, or a day such as `yesterday`."""
    form = word.text.lower()
    return form in words.weekdays or form in words.relative_days


def _is_time(word: Word, words: Words) -> bool:
    form = word.text.lower()
    return _is_point(word, words) or form in words.relative_units or (len(form) > 2 and form in words.months)


def _is_deictic(draft: Draft, word: Word, words: Words) -> bool:
    """`last week`, `nächstes Jahr`, `l'anno prossimo`."""
    near = words.last_words | words.next_words | words.this_words
    return any(
        each.text.lower() in near or each.lemma.lower() in near
        for each in draft.children(word.index)
        if each.relation in {"amod", "det", "acl", "advmod"}
    )


def _free_year(draft: Draft, word: Word) -> None:
    """A German year without adposition counts no noun behind it: `wurde 1992 Mitglied`."""
    head = draft.word(word.head)
    if not _YEAR.fullmatch(word.text) or head is None or word.index > head.index or head.upos not in {"NOUN", "PROPN"}:
        return
    above = draft.word(head.head)
    if draft.child(head.index, "cop", "aux") is not None:
        draft.change(word.index, deprel="obl")
    elif above is not None and above.upos in _VERBAL and word.relation == "nummod":
        draft.change(word.index, head=above.index, deprel="obl")


def _has_article_of_its_own(draft: Draft, noun: Word) -> bool:
    """`am Freitag seinen Kollegen`: a phrase with an article in the nominative or accusative qualifies no weekday."""
    if noun.upos != "NOUN" or noun.relation not in {"nmod", *_GLUED} or draft.is_marked(noun.index):
        return False
    articles = [each for each in draft.children(noun.index) if each.relation == "det" and each.index < noun.index]
    return any(each.features.get("Case") in {"Nom", "Acc"} for each in articles)


def _part_from_names(draft: Draft, word: Word, head: Word, words: Words) -> None:
    """A name or phrase right behind a weekday is no part of it (`am Freitag Petro`), nor the other way round."""
    if head.upos in _VERBAL:
        for child in draft.children(word.index):
            if child.index > word.index and (
                (child.relation in _GLUED and child.upos == "PROPN") or _has_article_of_its_own(draft, child)
            ):
                taken = {each.relation for each in draft.children(head.index) if each.index != word.index}
                draft.change(child.index, head=head.index, deprel="obj" if "nsubj" in taken else "nsubj")
    elif _is_point(word, words) and word.index > head.index and word.relation in {*_GLUED, "amod", "nmod"}:
        above = draft.word(head.head)
        if above is not None and above.upos in _VERBAL and not draft.is_marked(word.index):
            draft.change(word.index, head=above.index, deprel="obl")


def _free_subjects(draft: Draft) -> None:
    """`poche ore dopo la Corea lo ha accusato`: where an Italian time is the subject, the name behind it is."""
    for word in draft.having("nsubj"):
        head = draft.word(word.head)
        if word.text.lower() not in _UNITS or head is None or head.upos not in _VERBAL:
            continue
        for name in draft.children(word.index):
            marker = next((each for each in draft.children(name.index) if each.relation == "case"), None)
            if marker is None or marker.text.lower() not in _AFTERWARDS or marker.index != word.index + 1:
                continue
            if name.upos == "PROPN" and name.relation == "nmod":
                draft.change(marker.index, head=word.index, deprel="advmod")
                draft.change(name.index, head=head.index, deprel="nsubj")
                draft.change(word.index, deprel="obl")


def mark_times(draft: Draft, words: Words, language: Language) -> None:
    """Weekdays and phrases such as `last week` without adposition are no subject or object beside a real one."""
    known = words.times
    if language == "it":
        _free_subjects(draft)
    if language != "de" and known.isdisjoint([word.text.lower() for word in draft.words]):
        return
    for word in draft.words:
        if word.upos == "NUM" and language == "de":
            _free_year(draft, word)
        if word.text.lower() not in known or not _is_time(word, words) or word.upos == "AUX":
            continue
        head = draft.word(word.head)
        if head is None:
            continue
        _part_from_names(draft, word, head, words)
        if word.upos not in {"NOUN", "PROPN", "ADV"} and _is_point(word, words) and head.upos in _VERBAL:
            draft.change(word.index, upos="NOUN", deprel="obl")
        elif word.relation in _CORE and head.upos in _VERBAL and not draft.is_marked(word.index):
            rivals = [c for c in draft.children(head.index) if c.relation in _CORE and c.index != word.index]
            certain = _is_point(word, words) or _is_deictic(draft, word, words)
            alike = any(rival.relation == word.relation for rival in rivals)
            if alike or (certain and word.relation != "nsubj" and (rivals or _is_point(word, words))):
                draft.change(word.index, deprel="obl")
        move_phrases(draft, word, keep=_OF if word.text.lower() in words.relative_units else frozenset())


def join_time_adverbs(draft: Draft, words: Words, language: Language) -> None:
    """`Einige Jahre später`, `fünf Stunden lang`: the adverb belongs to the German phrase of time before it."""
    if language != "de":
        return
    for word in draft.words:
        before = draft.word(word.index - 1)
        if word.text.lower() not in _AFTER_TIME or before is None or before.text.lower() not in words.relative_units:
            continue
        if word.head == before.head and before.upos == "NOUN" and not draft.is_marked(before.index):
            draft.change(word.index, head=before.index, deprel="advmod")
