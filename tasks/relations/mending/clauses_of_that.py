"""Clauses with `che` or `dass` that are what somebody says or wants, where a tagger took them for relative clauses.

`ha puntualizzato che giocherà`: a relative clause hangs on no verb. `Merkel will, dass Athen spart`: a modal alone is
the verb. What other German clauses with `dass` are belongs to attachment.py.
"""

from __future__ import annotations

from tasks.records import Language, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_WISHING = frozenset({"wollen", "möchten"})


def find_verbs_before_that(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`L'Unhcr teme che ...`: between a nominal that heads all and `che` a verb of speech is the verb."""
    if language == "de" and any(word.text == "dass" for word in draft.words):
        _find_wishes(draft)
    if language != "it":
        return
    forms = verb_forms(language)
    for that in draft.words:
        verb, clause = draft.word(that.index - 1), draft.word(that.head)
        if that.text.lower() != "che" or that.relation != "mark" or verb is None or clause is None:
            continue
        noun = draft.word(verb.head)
        lemma = forms.get(verb.text.lower(), "")
        if verb.upos in {"VERB", "AUX"} or verb.text[:1].isupper() or lemma not in lexicon.speech_verbs:
            continue
        if noun is None or noun.upos not in _NOMINAL or noun.relation != "root" or noun.index > verb.index:
            continue
        if clause.head != noun.index or draft.child(noun.index, "cop", "case") is not None:
            continue
        features = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres"}
        draft.change(verb.index, upos="VERB", lemma=lemma, head=0, deprel="root", features=features)
        draft.change(noun.index, head=verb.index, deprel="nsubj")
        draft.change(clause.index, head=verb.index, deprel="ccomp")
        for child in draft.children(noun.index):
            if child.index > verb.index:
                draft.change(child.index, head=verb.index)


def _find_wishes(draft: Draft) -> None:
    """A German `wollen` right behind the nominal that heads all, a clause with `dass` behind it, is the verb."""
    for modal in draft.having("aux"):
        noun = draft.word(modal.head)
        if modal.lemma.lower() not in _WISHING or noun is None or noun.upos not in _NOMINAL or noun.index > modal.index:
            continue
        clause = next((each for each in draft.children(noun.index) if each.index > modal.index + 1), None)
        that = draft.child(clause.index, "mark") if clause is not None else None
        if clause is None or that is None or that.text != "dass" or draft.child(noun.index, "cop", "case") is not None:
            continue
        draft.change(modal.index, upos="VERB", head=noun.head, deprel=noun.deprel)
        draft.change(noun.index, head=modal.index, deprel="nsubj")
        for child in draft.children(noun.index):
            if child.index > modal.index:
                draft.change(child.index, head=modal.index)
        draft.change(clause.index, deprel="ccomp")


def mark_clauses_of_che(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """Right behind a verb of speech or control `che` begins what it is about."""
    if language != "it":
        return
    for clause in draft.having("acl"):
        verb = draft.word(clause.head)
        if verb is None or verb.upos != "VERB" or verb.index > clause.index or clause.upos not in {"VERB", "AUX"}:
            continue
        that = draft.word(verb.index + 1)
        if that is None or that.text.lower() != "che" or that.head != clause.index:
            continue
        if draft.child(verb.index, "ccomp") is None and _is_about(verb, lexicon):
            draft.change(clause.index, deprel="ccomp")
            draft.change(that.index, upos="SCONJ", deprel="mark", features={})


def _is_about(verb: Word, lexicon: Lexicon) -> bool:
    lemma = verb.lemma.lower()
    return lemma in lexicon.speech_verbs or lemma in lexicon.controls
