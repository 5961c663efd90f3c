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
_INFINITIVES = ("are", "ere", "ire", "rre")
_PARTICIPLES = tuple(consonant + vowel for consonant in "ts" for vowel in "oaie")
_BELOW_NOUN = frozenset({"amod", "case", "mark", "advmod"})
_BARE = frozenset({"nmod", "flat", "appos", "obj", "amod"})


def read_perfects(draft: Draft, language: Language, intransitive: frozenset[str]) -> None:
    """Make a verb of a participle right behind its auxiliary.

    Behind `avere` whatever its tag; behind `essere` where it is reflexive, or where the verb takes no object and the
    tagger did not know the word (`è capitolata`).
    """
    if language != "it":
        return
    forms = verb_forms(language)
    for word in list(draft.words):
        lemma = forms.get(word.text.lower(), "")
        if word.upos == "VERB" or word.text[:1].isupper() or not lemma.endswith(_INFINITIVES):
            continue
        have = draft.word(word.index - 1)
        if have is None or not word.text.lower().endswith(_PARTICIPLES):
            continue
        if have.lemma.lower() == "avere" and have.upos in {"VERB", "AUX"}:
            _take_place(draft, word, have, lemma)
        elif have.relation == "cop" and have.head == word.index and not draft.is_marked(word.index):
            reflexive = draft.child(word.index, "expl") is not None
            unknown = word.lemma.lower() == word.text.lower() and lemma in intransitive
            if reflexive or (unknown and draft.child(word.index, "det") is None):
                draft.change(have.index, upos="AUX", deprel="aux")
                draft.change(word.index, upos="VERB", lemma=lemma, features={**word.features, "VerbForm": "Part"})
                _free_phrases(draft, word)


def _take_place(draft: Draft, word: Word, have: Word, lemma: str) -> None:
    """Put the participle where it belongs: in the place of `avere`, or of the noun that it was hung on."""
    noun = draft.word(word.head)
    below_noun = noun is not None and noun.index > word.index and word.relation in _BELOW_NOUN
    if word.relation == "obj" and word.head == have.index and not draft.is_marked(word.index):
        _make_verb(draft, word, have, lemma)
    elif noun is not None and below_noun and noun.head == have.index and noun.relation in {"obj", "obl"}:
        _make_verb(draft, word, have, lemma)
        draft.change(noun.index, head=word.index, deprel=_phrase(draft, noun, word))
    elif have.head == word.index and have.relation == "aux":
        features = {**word.features, "VerbForm": "Part", "Tense": "Past"}
        draft.change(have.index, upos="AUX")
        if noun is None or not below_noun:
            draft.change(word.index, upos="VERB", lemma=lemma, features=features)
            _free_phrases(draft, word)
            return
        draft.change(word.index, head=noun.head, deprel=noun.deprel, upos="VERB", lemma=lemma, features=features)
        for child in draft.children(noun.index):
            if child.index < have.index or child.upos == "PUNCT":
                draft.change(child.index, head=word.index)
        draft.change(noun.index, head=word.index, deprel=_phrase(draft, noun, word))


def _phrase(draft: Draft, noun: Word, participle: Word) -> str:
    """What a nominal behind a participle is to it, by its adposition."""
    marked = any(each.relation == "case" and each.index != participle.index for each in draft.children(noun.index))
    return "obl" if marked else "obj"


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
