"""Verbs that a tagger did not see, and full verbs that a parser took for auxiliaries of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_AFTER_SPEECH = frozenset({",", "“", '"', "«", "»"})
_STOPS = frozenset({".", "!", "?", ";"})
_WEAK_PAST = ("te", "ten")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FINITE: Mapping[str, str] = MappingProxyType({"VerbForm": "Fin"})
_NEVER_VERBS = ("haft", "lich", "recht", "ig", "isch")
_OPENING = frozenset({"einen", "anderen", "anderem", "allem", "zudem", "außerdem", "auch", "später", "zuvor", "dann"})
"""What a German main clause can open with before its verb: `zum einen`, `unter anderem`, `vor allem`, adverbs."""
_HAVE = frozenset({"have", "haben", "avere"})
_OF_PHRASE = frozenset({"det", "amod", "nmod", "flat", "compound", "case", "appos", "nummod", "acl"})


def find_missing_verb(draft: Draft, language: Language) -> None:
    """In a sentence without any verb, a word between two nominals with a verb's form is the verb.

    `Indien evakuierte Studenten` with an adjective, `Der Tschad grenzt an den Sudan` with an adverb, `Chad borders
    Sudan` with a noun. A form counts if a verb of the lexicon has it, or if it is an inflected German adjective with
    a weak past's ending where no adjective can stand.
    """
    words = draft.words
    forms = verb_forms(language)
    if any(_is_seen(word, language, forms) for word in words):
        return
    for place in range(1, len(words) - 1):
        word, before = words[place], words[place - 1]
        opened = language == "de" and before.upos in {"ADV", "DET", "ADJ"} and before.text.lower() in _OPENING
        nominal = (
            opened or before.upos in _NOMINAL or (before.text == "," and any(w.text == "," for w in words[: place - 1]))
        )
        if word.text[:1].isupper() or not nominal or word.upos in {"DET", "PRON", "PUNCT", "CCONJ"}:
            continue
        lemma = _separated(draft, word, forms) if language == "de" else None
        lemma = lemma or forms.get(word.text.lower())
        if language == "de" and lemma is None and word.upos == "ADJ" and word.relation == "amod":
            lemma = _weak_lemma(word)
        if lemma is not None and (language != "en" or _is_third_person(word, before)):
            _make_root(draft, word, lemma)
            return


def read_roots(draft: Draft, language: Language) -> None:
    """`Bouchard glich für Dundee aus, bevor ...`: what a German sentence hangs on is a verb if its form is a verb's.

    A word that a tagger took for an adjective, with a subject before it and neither copula nor auxiliary.
    """
    if language != "de":
        return
    forms = verb_forms(language)
    for word in draft.having("root", "conj"):
        if word.upos not in {"ADJ", "ADV"} or not word.text.islower():
            continue
        children = draft.children(word.index)
        if any(each.relation in {"cop", "aux", "case", "det"} for each in children):
            continue
        if not any(each.relation == "nsubj" and each.index == word.index - 1 for each in _last_words(draft, children)):
            continue
        particle = next((each.text.lower() for each in children if each.deprel == "compound:prt"), "")
        whole = forms.get(particle + word.text.lower())
        if whole is not None and (particle or word.text.endswith(_WEAK_PAST)):
            draft.change(word.index, upos="VERB", lemma=whole.removeprefix(particle), features={**_FINITE})


def _last_words(draft: Draft, children: Sequence[Word]) -> list[Word]:
    """The children with the index of the last word of each one's phrase."""
    return [replace(each, index=draft.last_below(each.index)) for each in children]


def _is_seen(word: Word, language: Language, forms: Mapping[str, str]) -> bool:
    """Whether a word that is tagged as a verb can be one: in German not one that no verb ends like (`zurecht`)."""
    if word.upos not in {"VERB", "AUX"}:
        return False
    form = word.text.lower()
    return (
        language != "de" or form in forms or not form.endswith(_NEVER_VERBS) or word.features.get("VerbForm") != "Fin"
    )


def _separated(draft: Draft, word: Word, forms: Mapping[str, str]) -> str | None:
    """The lemma of `schob` in `Deutschland schob Afghanen ab`: the particle that closes the sentence makes a verb."""
    last = next((each for each in reversed(draft.words) if each.upos != "PUNCT"), None)
    whole = forms.get(last.text.lower() + word.text.lower()) if last is not None else None
    if last is None or whole is None or last.index <= word.index:
        return None
    draft.change(last.index, head=word.index, deprel="compound:prt")
    return whole.removeprefix(last.text.lower())


def _weak_lemma(word: Word) -> str | None:
    return word.text.removesuffix("n").removesuffix("te") + "en" if word.text.endswith(_WEAK_PAST) else None


def _is_third_person(word: Word, before: Word) -> bool:
    """An English noun in -s behind a name in the singular can be its verb."""
    return word.upos == "NOUN" and word.text.endswith("s") and before.upos == "PROPN"


def _make_root(draft: Draft, verb: Word, lemma: str) -> None:
    """Hang the sentence on the verb: nominals before it are its subject, those behind it objects or obliques."""
    root = next((word for word in draft.words if word.head == 0), None)
    if root is None:
        return
    features = {**_FINITE, "Tense": "Past" if verb.text.endswith(_WEAK_PAST) else "Pres"}
    above = verb.index == root.index
    parts = [child for child in draft.children(root.index) if child.index != verb.index]
    own = [child for child in draft.children(verb.index) if child.index != root.index]
    draft.change(verb.index, upos="VERB", lemma=lemma, head=0, deprel="root", features=features)
    if not above:
        _hang(draft, root, verb, is_root=True)
        parts = [child for child in parts if _is_apart(child, root, verb)]
    across = [each for each in draft.words if each.head < verb.index < each.index and each.upos in _NOMINAL]
    for child in (*parts, *own, *(each for each in across if each not in parts)):
        _hang(draft, draft.words[child.index - 1], verb)


def _is_apart(child: Word, root: Word, verb: Word) -> bool:
    """Whether a dependent of the old root belongs to the verb: it stands beyond it, or is no part of a phrase."""
    beyond = (child.index < verb.index) != (root.index < verb.index)
    return beyond or child.relation not in _OF_PHRASE | {"conj", "cc"}


def _hang(draft: Draft, word: Word, verb: Word, *, is_root: bool = False) -> None:
    relation = word.deprel
    if word.upos in _NOMINAL and (is_root or word.relation in {*_OF_PHRASE, "nsubj", "obj", "dep", "parataxis"}):
        if draft.is_marked(word.index):
            relation = "obl"
        elif word.index < verb.index:
            relation = "nsubj"
        elif word.relation != "nsubj" or draft.child(verb.index, "nsubj") is not None:
            relation = "obj"
    elif is_root or word.relation == "amod":
        relation = "advmod"
    draft.change(word.index, head=verb.index, deprel=relation)


def find_inverted_verb(draft: Draft, language: Language, mentions: Sequence[Mention]) -> None:
    """`..., kritisierte EU-Ratspräsident Costa`: behind a comma no German adjective can end like a weak past.

    Only with a form of a lexicon verb, right before a phrase without article that holds a name.
    """
    if language != "de":
        return
    forms = verb_forms(language)
    for word in list(draft.words):
        before, head = draft.word(word.index - 1), draft.word(word.head)
        if word.upos != "ADJ" or not word.text.endswith(_WEAK_PAST) or head is None or head.index < word.index:
            continue
        lemma = forms.get(word.text.lower())
        if lemma is None or before is None or before.text not in _AFTER_SPEECH or not word.text.islower():
            continue
        children = draft.children(head.index)
        if any(each.relation in {"det", "case"} for each in children):
            continue
        named = any(each.span.start >= head.span.start and each.label is Label.PER for each in mentions)
        root = next((each for each in draft.words if each.head == 0), None)
        if not named or root is None or root.index == head.index or draft.hangs_below(root.index, head.index):
            continue
        features = {**_FINITE, "Tense": "Past"}
        draft.change(word.index, upos="VERB", lemma=lemma, head=root.index, deprel="parataxis", features=features)
        draft.change(head.index, head=word.index, deprel="nsubj")


def free_particles(draft: Draft, language: Language, lexicon: Lexicon) -> None:
    """`zeichnete Machado aus`: what closes a German clause behind a nominal is the verb's particle, no postposition.

    If it makes a verb of the lexicon with the verb that the nominal hangs on.
    """
    if language != "de":
        return
    for word in draft.words:
        noun = draft.word(word.head)
        if noun is None or noun.index > word.index:
            continue
        if word.relation in {"xcomp", "advmod", "mark"} and noun.upos == "VERB":
            _close_clause(draft, word, noun, lexicon)
        if word.deprel == "compound:prt" and noun.upos == "VERB":
            _give_to_last_verb(draft, word, noun)
        if word.deprel not in {"case", "compound:prt"} or noun.upos not in _NOMINAL:
            continue
        verb, after = draft.word(noun.head), draft.word(word.index + 1)
        if verb is None or verb.upos != "VERB" or verb.index > noun.index or (after and after.upos != "PUNCT"):
            continue
        if (
            word.text.lower() + verb.lemma.lower() not in lexicon.verbs
            and verb_forms(language).get(word.text.lower() + verb.text.lower()) is None
        ):
            continue
        draft.change(word.index, head=verb.index, deprel="compound:prt")
        if noun.relation == "obl" and not draft.is_marked(noun.index):
            taken = {each.relation for each in draft.children(verb.index)}
            draft.change(noun.index, deprel="iobj" if "obj" in taken else "obj")


def _give_to_last_verb(draft: Draft, particle: Word, verb: Word) -> None:
    """`stellte sich hinter Clinton und rief zur Wahl auf`: a particle belongs to the last of two joined verbs."""
    last = next(
        (
            each
            for each in reversed(draft.words[verb.index : particle.index - 1])
            if _is_finite(each) and each.relation == "conj" and each.head == verb.index
        ),
        None,
    )
    if last is not None and draft.child(last.index, "compound") is None and draft.child(last.index, "aux") is None:
        draft.change(particle.index, head=last.index)


def close_at_stop(draft: Draft, language: Language) -> None:
    """`sicherte Hilfe zu. Ankara ...`: a bare word before a full stop governs no German phrase behind it."""
    if language != "de":
        return
    for word in draft.having("case", "mark"):
        after, head = draft.word(word.index + 1), draft.word(word.head)
        if after is None or head is None or after.text not in _STOPS or head.index < after.index:
            continue
        verb = next(
            (each for each in reversed(draft.words[: word.index - 1]) if each.features.get("VerbForm") == "Fin"), None
        )
        if verb is not None:
            draft.change(word.index, head=verb.index, deprel="compound:prt")


def _close_clause(draft: Draft, word: Word, verb: Word, lexicon: Lexicon) -> None:
    """`stellt eine Gefahr dar`: a bare word that closes the clause and makes a lexicon verb, whatever its tag."""
    after = draft.word(word.index + 1)
    bare = not draft.children(word.index) and word.text.islower() and word.index > verb.index + 1
    if bare and (after is None or after.upos == "PUNCT") and word.text + verb.lemma.lower() in lexicon.verbs:
        draft.change(word.index, deprel="compound:prt", upos="ADP", features={})


def part_auxiliaries(draft: Draft) -> None:
    """A finite `have` with an object of its own is a verb, not the auxiliary of a noun or of the verb joined to it.

    `hat ihren Sitz in Brüssel und wird ... geleitet`, `ha sede a Bruxelles`.
    """
    for word in draft.having("aux"):
        if word.upos != "AUX" or word.lemma.lower() not in _HAVE:
            continue
        head = draft.word(word.head)
        if head is None or word.index > head.index:
            continue
        if head.upos == "NOUN" and head.features.get("VerbForm") is None and draft.child(head.index, "cop") is None:
            _take_over(draft, word, head)
        elif head.upos == "VERB":
            _split_at_conjunction(draft, word, head)


def free_auxiliaries(draft: Draft, language: Language) -> None:
    """`sagte dem Blatt: „Cromwell wird ... betrachtet“`: a finite verb takes no finite auxiliary behind it.

    The auxiliary belongs to the next participle or infinitive below the verb.
    """
    if language != "de":
        return
    for word in draft.having("aux"):
        head = draft.word(word.head)
        if head is None or head.index > word.index or not (_is_finite(word) and _is_finite(head)):
            continue
        behind = draft.words[word.index :]
        verbs = [w for w in behind if w.upos == "VERB" and w.text.islower()]
        verb = next((w for w in verbs if not _is_finite(w)), None) or next(
            (w for w in verbs if w.text.endswith(("t", "en")) and draft.child(w.index, "aux", "nsubj") is None), None
        )
        if verb is not None:
            draft.change(word.index, head=verb.index)
            if verb.head == head.index and verb.relation not in {"ccomp", "parataxis"}:
                draft.change(verb.index, deprel="ccomp")


def _is_finite(word: Word) -> bool:
    return word.features.get("VerbForm") == "Fin" and word.upos in {"VERB", "AUX"}


def _take_over(draft: Draft, verb: Word, noun: Word) -> None:
    """Make the auxiliary the predicate and the noun its object."""
    dependents = draft.children(noun.index)
    draft.change(verb.index, upos="VERB", head=noun.head, deprel=noun.deprel)
    draft.change(noun.index, head=verb.index, deprel="obj")
    for child in dependents:
        if child.index != verb.index and child.relation not in _OF_PHRASE:
            draft.change(child.index, head=verb.index)


def _split_at_conjunction(draft: Draft, verb: Word, head: Word) -> None:
    joint = next((c for c in draft.children(head.index) if c.relation == "cc" and verb.index < c.index), None)
    if joint is None or not any(
        child.relation in {"aux", "cop"} and joint.index < child.index < head.index
        for child in draft.children(head.index)
    ):
        return
    between = [child for child in draft.children(head.index) if child.index < joint.index and child.index != verb.index]
    if not any(child.relation in {"obj", "obl"} and child.index > verb.index for child in between):
        return
    draft.change(verb.index, upos="VERB", head=head.head, deprel=head.deprel)
    draft.change(head.index, head=verb.index, deprel="conj")
    for child in between:
        draft.change(child.index, head=verb.index, deprel=child.deprel.removesuffix(":pass"))


def find_verb_behind_participle(draft: Draft, language: Language) -> None:
    """An Italian participle between commas behind a name is no main verb where a finite verb follows.

    `Imran Khan, diventato premier ad agosto, ha visitato Riad`: the name is the subject of `ha visitato`.
    """
    if language != "it":
        return
    for participle in list(draft.words):
        name = _set_apart_behind(draft, participle)
        verb = _finite_behind_comma(draft, participle) if name is not None else None
        if name is None or verb is None:
            continue
        draft.change(verb.index, head=participle.head, deprel=participle.deprel)
        draft.change(name.index, head=verb.index, deprel="nsubj")
        draft.change(participle.index, head=name.index, deprel="acl")
        has_object = draft.child(verb.index, "obj") is not None
        for child in draft.children(verb.index):
            if child.relation == "nsubj" and child.index > verb.index and not has_object:
                draft.change(child.index, deprel="obj")


def _set_apart_behind(draft: Draft, participle: Word) -> Word | None:
    """The name before the comma that a participle without auxiliary stands behind, if it hangs on the participle."""
    before = draft.word(participle.index - 1)
    bare = participle.upos == "VERB" and participle.features.get("VerbForm") == "Part"
    if not bare or before is None or before.text != "," or draft.child(participle.index, "aux", "cop") is not None:
        return None
    names = [
        each
        for each in draft.children(participle.index)
        if each.index < before.index and each.upos in {"PROPN", "NOUN"} and not draft.is_marked(each.index)
    ]
    return names[0] if len(names) == 1 else None


def _finite_behind_comma(draft: Draft, participle: Word) -> Word | None:
    """The finite verb that hangs on a participle and follows a comma, without a subject before it."""
    for verb in draft.children(participle.index):
        if verb.index < participle.index or verb.upos != "VERB" or verb.relation not in {"parataxis", "conj", "dep"}:
            continue
        parts = [verb, *(each for each in draft.children(verb.index) if each.relation == "aux")]
        first = min(parts, key=lambda each: each.index)
        before = draft.word(first.index - 1)
        finite = any(each.features.get("VerbForm") == "Fin" for each in parts)
        own = any(each.relation == "nsubj" and each.index < verb.index for each in draft.children(verb.index))
        if finite and before is not None and before.text == "," and not own:
            return verb
    return None
