"""Italian perfects whose participle a tagger took for a noun, and names that it took for another part of speech.

`I russi hanno accerchiato Pokrovsk`, `Tajani si è recato a Gerusalemme`: a participle that a verb of the lexicon has,
right behind `avere`, or behind `si è`, is the verb; a name before a verb without a subject is its subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_NO_NAMES = frozenset({"amod", "mark", "advmod", "cc", "discourse", "vocative"})
_BARE = frozenset({"nmod", "flat", "appos", "obj", "amod"})


def read_perfects(draft: Draft, language: Language) -> None:
    """Make a verb of a participle right behind its auxiliary."""
    if language != "it":
        return
    forms = verb_forms(language)
    for word in list(draft.words):
        lemma = forms.get(word.text.lower(), "")
        if word.upos not in {"NOUN", "PROPN", "ADJ"} or not lemma.endswith(("are", "ere", "ire")):
            continue
        have = draft.word(word.index - 1)
        if have is None or word.text[:1].isupper() or draft.is_marked(word.index):
            continue
        if word.relation == "obj" and word.head == have.index and have.lemma.lower() == "avere":
            _make_verb(draft, word, have, lemma)
        elif have.relation == "cop" and draft.child(word.index, "expl") is not None:
            draft.change(have.index, upos="AUX", deprel="aux")
            draft.change(word.index, upos="VERB", lemma=lemma, features={**word.features, "VerbForm": "Part"})
            _free_phrases(draft, word)


def _make_verb(draft: Draft, participle: Word, have: Word, lemma: str) -> None:
    """The participle takes the place of `avere`, which becomes its auxiliary."""
    features = {**participle.features, "VerbForm": "Part", "Tense": "Past"}
    draft.change(participle.index, head=have.head, deprel=have.deprel, upos="VERB", lemma=lemma, features=features)
    for child in draft.children(have.index):
        if child.index != participle.index:
            draft.change(child.index, head=participle.index)
    draft.change(have.index, head=participle.index, deprel="aux", upos="AUX")
    _free_phrases(draft, participle)


def _free_phrases(draft: Draft, verb: Word) -> None:
    """What hung on the verb as if it were a noun: a bare name is its object, a phrase its own."""
    for child in draft.children(verb.index):
        if child.index > verb.index and child.relation in _BARE and child.upos in {"PROPN", "NOUN"}:
            draft.change(child.index, deprel="obl" if draft.is_marked(child.index) else "obj")


def read_names(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """A name of one word that hangs on a verb as no name does is its subject, if it stands before and no other does."""
    if language != "it":
        return
    for mention in mentions:
        name = next(iter(draft.under(mention.span)), None)
        verb = draft.word(name.head) if name is not None else None
        if name is None or verb is None or verb.upos != "VERB" or verb.index < name.index:
            continue
        if " " in mention.text or mention.label is Label.MISC or name.relation not in _NO_NAMES:
            continue
        subjects = [each for each in draft.children(verb.index) if each.relation in {"nsubj", "csubj"}]
        if any(each.index < verb.index for each in subjects):
            continue
        draft.change(name.index, upos="PROPN", deprel="nsubj")
        for each in subjects:
            if draft.child(verb.index, "obj") is None:
                draft.change(each.index, deprel="obj")
