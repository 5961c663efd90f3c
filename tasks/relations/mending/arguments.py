"""What Italian nominals without adposition are to their verb, by where they stand and by agreement.

`Singh ha chiamato` with the name as object, `invierà una forza armata` with an oblique, `Parlando alla CNN, Portman ha
ribadito` with an object across a comma. Bare complements belong to complements.py, speakers to attachment.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.draft import Draft

_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"obj", "ccomp", "xcomp", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})


def read_bare_nominals(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """Subjects before a verb, objects behind it."""
    if language != "it":
        return
    join_perfects_across_phrases(draft)
    for word in draft.having("obj", "obl"):
        verb = draft.word(word.head)
        if verb is None or verb.upos != "VERB" or word.upos not in _NOMINAL or draft.is_marked(word.index):
            continue
        if word.relation == "obj" and word.index < verb.index:
            _make_subject(draft, word, verb, mentions)
        elif word.relation == "obj":
            _free_from_gerund(draft, word, verb, mentions)
        elif word.index > verb.index:
            _make_object(draft, word, verb, lexicon)


def _make_subject(draft: Draft, word: Word, verb: Word, mentions: Sequence[Mention]) -> None:
    """A name before a finite verb that has neither subject nor clitic is its subject: objects stand behind."""
    children = draft.children(verb.index)
    named = any(each.span.contains(word.span) and each.label is not Label.MISC for each in mentions)
    others = any(each.relation in _SUBJECTS or each.deprel == "aux:pass" for each in children)
    clitic = any(each.upos == "PRON" and each.index < verb.index for each in children)
    finite = any(each.features.get("VerbForm") == "Fin" for each in (verb, *children))
    if named and finite and not others and not clitic and draft.child(verb.index, "mark") is None:
        draft.change(word.index, deprel="nsubj")


def _free_from_gerund(draft: Draft, word: Word, verb: Word, mentions: Sequence[Mention]) -> None:
    """`Parlando alla CNN, Portman ha ribadito`: a name across a comma from a gerund is the main verb's subject."""
    main = draft.word(verb.head)
    if verb.relation != "advcl" or verb.features.get("VerbForm") not in {"Ger", "Part"} or main is None:
        return
    before = draft.word(min([word.index, *(each.index for each in draft.children(word.index))]) - 1)
    first = draft.words[word.index - 2] if word.index > 1 else None
    comma = (first is not None and first.text == ",") or (before is not None and before.text == ",")
    named = any(each.span.contains(word.span) and each.label is not Label.MISC for each in mentions)
    if not comma or not named or main.index < word.index or main.upos != "VERB":
        return
    if not any(each.relation in _SUBJECTS for each in draft.children(main.index)):
        draft.change(word.index, head=main.index, deprel="nsubj")


def _make_object(draft: Draft, word: Word, verb: Word, lexicon: Lexicon) -> None:
    """`invierà in Libano una forza armata`: behind its subject's verb a noun with an article that is no time."""
    children = draft.children(verb.index)
    if any(each.relation in _OBJECTS or each.deprel in {"aux:pass", "nsubj:pass"} for each in children):
        return
    article = draft.child(word.index, "det")
    if article is None or article.lemma.lower() not in {"il", "uno", "un"} or _is_time(draft, word, lexicon):
        return
    typed = [frame for frame in lexicon.verbs.get(verb.lemma.lower(), ()) if frame.type is not None]
    takes = any(slot.kind == "obj" for frame in typed for slot in frame.objects)
    if takes and any(each.relation == "nsubj" and each.index < verb.index for each in children):
        draft.change(word.index, deprel="obj")


def _is_time(draft: Draft, word: Word, lexicon: Lexicon) -> bool:
    words = lexicon.words
    known = {*words.weekdays, *words.months, *words.relative_units, *words.relative_days, *_TIMES}
    forms = {word.text.lower(), word.lemma.lower()}
    return bool(forms & known) or draft.child(word.index, "nummod") is not None or word.text.isdigit()


_TIMES = frozenset(
    {
        "mattina", "mattinata", "pomeriggio", "sera", "serata", "notte", "volta", "momento", "stagione", "secolo",
        "decennio", "ora", "minuto", "estate", "inverno", "autunno", "primavera", "weekend", "anno", "giorno", "mese",
        "settimana", "secondo", "giornata", "periodo", "parte",
    }
)  # fmt: skip


def join_perfects_across_phrases(draft: Draft) -> None:
    """`ha a sua volta esaltato l'Unione`: `avere` without an object before a participle is its auxiliary."""
    for have in list(draft.words):
        if have.upos not in _VERBAL or have.lemma.lower() != "avere" or have.relation in {"aux", "cop"}:
            continue
        children = draft.children(have.index)
        if any(each.relation == "obj" for each in children):
            continue
        verb = next((each for each in children if _is_bare_participle(draft, each, have)), None)
        if verb is None:
            continue
        draft.change(verb.index, head=have.head, deprel=have.deprel)
        for child in children:
            if child.index != verb.index:
                draft.change(child.index, head=verb.index)
        draft.change(have.index, head=verb.index, deprel="aux", upos="AUX")
        for child in draft.children(verb.index):
            if child.deprel == "nsubj:pass":
                draft.change(child.index, deprel="obj" if child.index > verb.index else "nsubj")


def _is_bare_participle(draft: Draft, word: Word, have: Word) -> bool:
    between = draft.words[have.index : word.index - 1]
    return (
        word.index > have.index
        and word.upos == "VERB"
        and word.features.get("VerbForm") == "Part"
        and word.relation in {"advcl", "xcomp", "acl", "conj", "ccomp"}
        and draft.child(word.index, "aux", "cop") is None
        and not any(each.upos in {"PUNCT", "VERB", "CCONJ", "SCONJ"} for each in between)
    )


def free_participles_of_names(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """`L'esecuzione di Morales, condannato a morte`: a participle explains the name that it agrees with.

    Behind a comma right after a person's name, where the noun above the name has another gender or number.
    """
    if language != "it":
        return
    for participle in draft.having("acl"):
        noun, comma = draft.word(participle.head), draft.word(participle.index - 1)
        if noun is None or comma is None or comma.text != "," or participle.features.get("VerbForm") != "Part":
            continue
        last = draft.word(comma.index - 1)
        person = next(
            (
                each
                for each in mentions
                if last is not None and each.label is Label.PER and each.span.contains(last.span)
            ),
            None,
        )
        name = next(iter(draft.under(person.span)), None) if person is not None else None
        if name is None or name.index <= noun.index or not draft.hangs_below(name.index, noun.index):
            continue
        told = [(each.features.get("Gender"), each.features.get("Number")) for each in (noun, participle)]
        if all(None not in each for each in told) and told[0] != told[1]:
            draft.change(participle.index, head=name.index)


def part_sources(draft: Draft, language: Language) -> None:
    """`La situazione, secondo quanto ha riferito X, è grave`: who reports is no subject of what is reported.

    The verb of the source hangs on the main predicate, and what stood before it is that one's subject.
    """
    if language != "it":
        return
    for what in list(draft.words):
        before, verb = draft.word(what.index - 1), draft.word(what.head)
        if what.text.lower() != "quanto" or before is None or before.text.lower() not in {"secondo", "a", "da"}:
            continue
        if verb is None or verb.upos != "VERB" or verb.index < what.index:
            continue
        children = draft.children(verb.index)
        front = [each for each in children if each.index < before.index and each.relation in _SUBJECTS]
        behind = [each for each in children if each.index > verb.index and each.relation in {"nsubj", "obj"}]
        if behind and not draft.is_marked(behind[0].index):
            draft.change(behind[0].index, deprel="nsubj")
        main = next(
            (each for each in children if each.relation in {"parataxis", "conj"} and each.index > verb.index), None
        )
        if not front or main is None:
            continue
        draft.change(main.index, head=verb.head, deprel=verb.deprel)
        draft.change(verb.index, head=main.index, deprel="advcl")
        for each in front:
            draft.change(each.index, head=main.index)
