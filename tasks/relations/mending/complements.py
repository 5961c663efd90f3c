"""Bare complements of Italian verbs that are their objects, and objects that hang on a phrase of an idiom.

Small taggers do not know a noun without article behind its verb: `inviato caccia`, `posizionato missili`, `ha sede`.
English sums of money that take the name before them into their phrase are parted here, too.
Subjects belong to subjects.py, perfects to perfects.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import inflected, noun_forms, verb_forms
from tasks.relations.mending.draft import Draft

_LIGHT = frozenset({"rendere", "fare", "dare", "prendere", "avere"})
"""Verbs that make one predicate with a bare noun (`rendere omaggio`), but also take an adjective."""
_BESIDE_VERB = frozenset({"obj", "iobj", "ccomp", "cop", "expl"})
_MEANS = frozenset({"telefono", "telefonino", "cellulare", "incarico"})
_SEIZED = frozenset({"ostaggio", "custodia", "consegna"})
"""What somebody is taken into by force: `prendere in giro`, `in considerazione` tell other things."""
_PLURALS = ("i", "e")
_PARTICIPLES = ("to", "ta", "ti", "te", "so", "sa", "si", "se")
_IN_IDIOM = frozenset({"in", "a", "da", "di", "sotto"})


def find_objects_of_verbs(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`ha promesso vendetta a ...`, `ha inviato caccia`: a bare Italian complement is an infinitive or a noun.

    Right behind a verb that takes an object and has none: a form of a lexicon noun, a word written large, or a plural
    that no adjective of a subject in the singular can be.
    """
    if language != "it":
        return
    _part_from_have(draft, language)
    for word in draft.having("xcomp"):
        head = draft.word(word.head)
        if head is None or word.index - head.index not in {1, 2} or word.text.endswith("re"):
            continue
        if draft.child(word.index, "mark", "aux", "case") is not None or head.upos != "VERB":
            continue
        if any(each.relation in _BESIDE_VERB for each in draft.children(head.index)):
            continue
        lemma = noun_forms(language).get(word.text.lower())
        if word.upos in {"VERB", "NOUN"} and lemma is not None:
            _make_object(draft, word, lemma)
        elif (
            word.upos in {"VERB", "ADJ", "NOUN"}
            and _takes_nouns(draft, head, lexicon)
            and _is_noun(draft, word, head, lexicon)
        ):
            _make_object(draft, word, word.lemma if word.upos != "VERB" else word.text.lower())


def _make_object(draft: Draft, word: Word, lemma: str) -> None:
    """Make a noun of the complement; what hung on it as on a verb belongs to the verb above it, or to the noun."""
    verb = word.head
    name = word.text[:1].isupper()
    draft.change(word.index, upos="PROPN" if name else "NOUN", deprel="obj", lemma=lemma, features={})
    for child in draft.children(word.index):
        if child.relation == "obl":
            draft.change(child.index, head=verb)
        elif child.relation == "obj" and child.index > word.index:
            if draft.is_marked(child.index):
                draft.change(child.index, head=verb, deprel="obl")
            elif child.upos == "PROPN":
                draft.change(child.index, deprel="nmod")


def _takes_nouns(draft: Draft, verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb has a typed frame with an object, is no verb of speech, and is not in the passive."""
    lemma = verb.lemma.lower()
    typed = [frame for frame in lexicon.verbs.get(lemma, ()) if frame.type is not None]
    objects = any(slot.kind == "obj" for frame in typed for slot in frame.objects)
    given = any(frame.object_lemmas for frame in typed)
    passive = any(each.lemma.lower() == "essere" for each in draft.children(verb.index) if each.relation == "aux")
    return (objects or given) and not passive


def _is_noun(draft: Draft, word: Word, verb: Word, lexicon: Lexicon) -> bool:
    """Whether the complement can only be a noun: by its article or capital, by the verb, or as no subject agrees."""
    if word.text[:1].isupper() or draft.child(word.index, "det", "nummod") is not None or word.upos == "NOUN":
        return True
    if verb.lemma.lower() in _LIGHT:
        return False
    asked = (frame.object_lemmas for frame in lexicon.verbs.get(verb.lemma.lower(), ()))
    if any(word.text.lower() in inflected(lemmas, lexicon.language) for lemmas in asked):
        return True
    subject = draft.child(verb.index, "nsubj")
    finite = next((each for each in (verb, *draft.children(verb.index)) if each.features.get("Number")), None)
    one = subject is not None and subject.upos == "PROPN" and draft.child(subject.index, "conj") is None
    singular = one and (finite is None or finite.features.get("Number") != "Plur")
    return singular and word.text.lower().endswith(_PLURALS)


def _part_from_have(draft: Draft, language: Language) -> None:
    """`ha sede ad Amsterdam`: a word behind `avere` that is no participle but a lexicon noun is its object."""
    for have in draft.having("aux"):
        noun = draft.word(have.head)
        if noun is None or have.lemma.lower() != "avere" or noun.index != have.index + 1 or noun.upos != "VERB":
            continue
        form = noun.text.lower()
        lemma = noun_forms(language).get(form)
        if lemma is None or form.endswith(_PARTICIPLES) or noun.features.get("VerbForm") == "Inf":
            continue
        draft.change(have.index, upos="VERB", head=noun.head, deprel=noun.deprel)
        for child in draft.children(noun.index):
            if child.relation not in {"det", "amod"}:
                draft.change(child.index, head=have.index)
        draft.change(noun.index, upos="NOUN", head=have.index, deprel="obj", lemma=lemma, features={})


def free_objects_of_idioms(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """`ha preso in ostaggio Noa Argamani`, `ha citato in giudizio OpenAI`: a bare name behind an Italian idiom.

    A name right behind a noun that has an adposition but no article cannot belong to it, unless the noun calls a place
    or an office: it is the object of a verb that has none.
    """
    if language != "it":
        return
    for mention in mentions:
        name = next(iter(draft.under(mention.span)), None)
        noun = draft.word(name.head) if name is not None else None
        if name is None or noun is None or noun.upos != "NOUN" or noun.index != name.index - 1:
            continue
        verb = draft.word(noun.head)
        if verb is None or verb.upos != "VERB" or noun.relation != "obl" or mention.label is Label.MISC:
            continue
        children = [each for each in draft.children(noun.index) if each.index != name.index]
        marked = [each.lemma.lower() for each in children if each.relation == "case"]
        bare = not any(each.relation in {"det", "amod"} for each in children) or noun.lemma.lower() in _MEANS
        if len(marked) != 1 or marked[0] not in _IN_IDIOM or not bare:
            continue
        if draft.is_marked(name.index) or draft.child(verb.index, "obj", "ccomp") is not None:
            continue
        lemma = noun.lemma.lower()
        calls = lemma in lexicon.words.place_nouns or lemma in lexicon.office_beginnings
        if verb.lemma.lower() == "prendere" and lemma not in _SEIZED:
            continue
        if not calls and noun.index - verb.index <= 3 and _takes_nouns(draft, verb, lexicon):
            draft.change(name.index, head=verb.index, deprel="obj", upos="PROPN")


def free_phrases_of_participles(
    draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language
) -> None:
    """`il braccio armato di Hamas`: a name with `di` behind a participle that asks for none is of the noun."""
    if language != "it":
        return
    for mention in mentions:
        name = next(iter(draft.under(mention.span)), None)
        participle = draft.word(name.head) if name is not None else None
        if name is None or participle is None or name.relation != "obl" or participle.relation != "acl":
            continue
        marker = draft.child(name.index, "case")
        if marker is None or marker.lemma.lower() != "di" or participle.features.get("VerbForm") != "Part":
            continue
        lemma = verb_forms(language).get(participle.text.lower(), participle.lemma.lower())
        asks = any(slot.adposition == "di" for frame in lexicon.verbs.get(lemma, ()) for slot in frame.objects)
        noun = draft.word(participle.head)
        if not asks and noun is not None and noun.index == participle.index - 1:
            draft.change(name.index, head=noun.index, deprel="nmod")
            draft.change(participle.index, deprel="amod", upos="ADJ", features={})


def part_names_from_sums(draft: Draft, language: Language) -> None:
    """`fined Google €2.4bn`: an English name before a sum of money is the verb's object, the sum an adverbial."""
    if language != "en":
        return
    for amount in draft.having("obj"):
        sign = draft.word(amount.index - 1)
        name = draft.word(amount.index - 2)
        if not amount.text[0].isdigit() or sign is None or sign.upos != "SYM" or name is None:
            continue
        if name.upos == "PROPN" and name.head == amount.index:
            draft.change(name.index, head=amount.head, deprel="obj")
            draft.change(amount.index, deprel="obl")
