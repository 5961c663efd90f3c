"""German objects in front of their verb that parsers take for subjects: `Den Vorschlag lehnte Merkel ab`.

The article, the number of the verb or the kind of noun tells: nothing that is done, planned or said rejects or
praises anybody. Case of articles where no name follows belongs to cases.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, RelationType, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.draft import Draft

_ACCUSATIVE = frozenset({"den", "einen", "diesen", "jenen", "keinen", "seinen", "ihren"})
_PLURAL = frozenset({"die", "diese", "seine", "ihre", "alle"})
_JUDGING = frozenset({RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REJECT})
_VERBAL = frozenset({"VERB", "AUX"})


def turn_fronted_objects(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """Swap such an object with the name right behind the finite verb, which is the subject."""
    if language != "de":
        return
    for noun in draft.having("nsubj"):
        verb = draft.word(noun.head)
        if noun.deprel != "nsubj" or noun.upos != "NOUN" or verb is None or verb.upos != "VERB":
            continue
        others = (each for each in draft.children(verb.index) if each.relation in {"obj", "nsubj"})
        name = next((each for each in others if each.index > noun.index), None)
        if name is None or not _is_named(name, mentions) or draft.is_marked(name.index):
            continue
        finite = _finite(draft, verb)
        if finite is None or not noun.index < finite.index < name.index or draft.child(name.index, "det") is not None:
            continue
        if finite.index == _first(draft, name) - 1 and _is_object(draft, noun, finite, verb, lexicon):
            draft.change(noun.index, deprel="obj", features={**noun.features, "Case": "Acc"})
            draft.change(name.index, deprel="nsubj", features={**name.features, "Case": "Nom"})


def turn_relative_objects(draft: Draft, language: Language) -> None:
    """`Milliarden, die die Bank geliehen hat`: a verb in the singular has no plural subject.

    The relative pronoun is the object, the nominal behind it the subject.
    """
    if language != "de":
        return
    for verb in draft.having("acl"):
        children = draft.children(verb.index)
        pronoun = next((each for each in children if each.relation == "nsubj"), None)
        noun = next((each for each in children if each.relation == "obj"), None)
        antecedent, finite = draft.word(verb.head), _finite(draft, verb)
        if pronoun is None or noun is None or antecedent is None or finite is None or pronoun.text.lower() != "die":
            continue
        plural = antecedent.features.get("Number") == "Plur" and noun.features.get("Number") != "Plur"
        if plural and finite.features.get("Number") == "Sing" and pronoun.index < noun.index < verb.index:
            draft.change(pronoun.index, deprel="obj", features={**pronoun.features, "Case": "Acc"})
            draft.change(noun.index, deprel="nsubj", features={**noun.features, "Case": "Nom"})


def _is_object(draft: Draft, noun: Word, finite: Word, verb: Word, lexicon: Lexicon) -> bool:
    article = next((each.text.lower() for each in draft.children(noun.index) if each.relation == "det"), "")
    if article in _ACCUSATIVE and noun.features.get("Number") != "Plur":
        return True
    joined = draft.child(noun.index, "conj") is not None
    if article in _PLURAL and noun.features.get("Number") == "Plur" and finite.features.get("Number") == "Sing":
        return not joined
    lemma = noun.lemma.lower()
    if article == "der" or lemma in lexicon.words.work_nouns:
        return False
    if lemma not in lexicon.words.act_nouns and all(
        frame.type.scheme != "plover" for frame in lexicon.nouns.get(lemma, ())
    ):
        return False
    parts = [each.text.lower() for each in draft.children(verb.index) if each.deprel == "compound:prt"]
    types = {
        frame.type for part in ("", *parts) for frame in lexicon.verbs.get(part + verb.lemma.lower(), ()) if frame.type
    }
    return bool(types & _JUDGING)


def _finite(draft: Draft, verb: Word) -> Word | None:
    words = (verb, *(each for each in draft.children(verb.index) if each.relation == "aux"))
    return next((each for each in words if each.upos in _VERBAL and each.features.get("VerbForm") == "Fin"), None)


def _first(draft: Draft, name: Word) -> int:
    return min([name.index, *(each.index for each in draft.children(name.index) if each.index < name.index)])


def _is_named(word: Word, mentions: Sequence[Mention]) -> bool:
    return any(each.label is not Label.MISC and each.span.contains(word.span) for each in mentions)
