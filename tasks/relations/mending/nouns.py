"""Italian nouns that a tagger took for verbs, and verbs that it hung on the name that is their subject.

`La confisca dei beni`, `la corrispondente della Rai`: a word right behind an article that the lexicon has as a noun.
`Luka Modric milita nel Milan`: a finite verb without a relative pronoun explains no name. Names that taggers take for
verbs belong to names.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import actor_forms, noun_forms, verb_forms
from tasks.relations.mending.draft import Draft

_BEFORE_VERB = frozenset({"aux", "cop", "expl", "advmod"})
_SUBJECTS = frozenset({"csubj", "nsubj"})
_PHRASE = frozenset({"obl", "acl", "obj"})


def find_nouns_behind_articles(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """Make a noun of what stands as a finite verb right behind an article, if the lexicon has it as one."""
    if language != "it":
        return
    for article in list(draft.words):
        noun = draft.word(article.index + 1)
        if article.upos != "DET" or noun is None or noun.upos != "VERB" or article.head != noun.index:
            continue
        if draft.child(noun.index, "aux", "expl") is not None or noun.text.endswith("re"):
            continue
        lemma = _noun(noun, lexicon, language)
        if lemma is None:
            continue
        relation = "nsubj" if noun.relation in _SUBJECTS else noun.deprel
        draft.change(article.index, deprel="det")
        draft.change(noun.index, upos="NOUN", lemma=lemma, deprel=relation, features={})
        for child in draft.children(noun.index):
            if child.relation in _PHRASE and draft.is_marked(child.index):
                draft.change(child.index, deprel="nmod")


def _noun(word: Word, lexicon: Lexicon, language: Language) -> str | None:
    form = word.text.lower()
    lemma = noun_forms(language).get(form)
    if lemma is None and ((form,) in lexicon.offices or form in actor_forms(language)):
        return form
    return lemma


def find_verbs_behind_relatives(draft: Draft, language: Language) -> None:
    """`Musk, che guida Tesla`: right behind a name's comma and `che` stands a verb, whatever its tag."""
    if language != "it":
        return
    forms = verb_forms(language)
    for relative in list(draft.words):
        verb, comma, name = (
            draft.word(relative.index + 1),
            draft.word(relative.index - 1),
            draft.word(relative.index - 2),
        )
        if relative.text.lower() != "che" or verb is None or comma is None or name is None or comma.text != ",":
            continue
        lemma = forms.get(verb.text.lower())
        if verb.upos != "NOUN" or lemma is None or relative.head != verb.index or name.upos not in {"PROPN", "NOUN"}:
            continue
        while name.relation in {"flat", "compound"} and (above := draft.word(name.head)) is not None:
            name = above
        features = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Number": "Sing", "Person": "3"}
        draft.change(relative.index, upos="PRON", deprel="nsubj")
        draft.change(verb.index, upos="VERB", lemma=lemma, head=name.index, deprel="acl:relcl", features=features)
        for child in draft.children(verb.index):
            if child.index > verb.index and child.relation in {"nmod", "obj", "flat", "appos"}:
                draft.change(child.index, deprel="obl" if draft.is_marked(child.index) else "obj")


def find_bare_offices(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """`Oliverio, candidato del Pd`: a participle that is an office, between a person's comma and `di`, is a noun."""
    if language != "it":
        return
    for word in draft.having("acl"):
        comma, of = draft.word(word.index - 1), draft.word(word.index + 1)
        last = draft.word(word.index - 2)
        if word.upos != "VERB" or comma is None or comma.text != "," or of is None or of.lemma.lower() != "di":
            continue
        person = last is not None and any(
            each.label is Label.PER and each.span.contains(last.span) for each in mentions
        )
        if not person or (word.text.lower(),) not in lexicon.offices:
            continue
        draft.change(word.index, upos="NOUN", deprel="appos", lemma=word.text.lower())
        for child in draft.children(word.index):
            if child.relation == "obl":
                draft.change(child.index, deprel="nmod")


def free_verbs_of_names(draft: Draft, language: Language) -> None:
    """A finite verb right behind the name that heads the sentence is what it does."""
    if language != "it":
        return
    for verb in draft.having("acl"):
        name = draft.word(verb.head)
        if name is None or name.upos != "PROPN" or name.relation != "root" or verb.upos != "VERB":
            continue
        before = [each for each in draft.children(verb.index) if name.index < each.index < verb.index]
        finite = any(each.features.get("VerbForm") == "Fin" for each in (verb, *before))
        first = min([verb.index, *(each.index for each in before)])
        beside = all(each.relation in _BEFORE_VERB for each in before)
        if not finite or not beside or any(each.relation != "flat" for each in draft.words[name.index : first - 1]):
            continue
        others = [each for each in draft.children(name.index) if each.index > verb.index]
        draft.change(verb.index, head=0, deprel="root")
        draft.change(name.index, head=verb.index, deprel="nsubj")
        for each in others:
            draft.change(each.index, head=verb.index)
