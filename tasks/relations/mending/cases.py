"""What German articles and relative pronouns tell of case: `dem` is never a subject, `der` never an accusative.

Parsers go by the order of words where the case speaks against it. Names without article belong to subjects.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Mention, Word
from tasks.relations.mending.draft import Draft

_DATIVE = frozenset(
    {"dem", "einem", "diesem", "jenem", "keinem", "seinem", "ihrem", "unserem", "jedem", "denen", "ihm"}
)
_ACCUSATIVE = frozenset({"den", "einen", "diesen", "jenen", "keinen", "seinen", "ihren", "unseren", "jeden", "ihn"})
_RELATIVE = frozenset({"der", "die", "das", "dem", "den", "denen"})
_PRONOUNS = frozenset({"der", "die", "das", "den"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_MASCULINE_PLACES = frozenset(
    {
        "Iran", "Irak", "Sudan", "Südsudan", "Jemen", "Libanon", "Kongo", "Tschad", "Niger", "Senegal", "Vatikan",
        "Kreml", "Kosovo", "Oman", "Westen", "Osten", "Norden", "Süden", "Balkan", "Kaukasus", "Gazastreifen",
    }
)  # fmt: skip
_WEAK = ("en", "em", "er", "es")
_MASCULINE_NOMINATIVE = frozenset({"der", "ein", "kein", "dieser", "jener", "jeder", "sein", "ihr"})
_FEMININE_ENDS = (
    "e", "ung", "heit", "keit", "schaft", "ion", "tät", "in", "ik", "ei", "enz", "anz", "ur", "iz", "post", "bank",
    "welt", "zeit", "wehr", "macht", "kraft", "wahl", "frau",
)  # fmt: skip
_WITH_DATIVE = frozenset(
    {
        "sagen", "erklären", "mitteilen", "berichten", "erzählen", "schreiben", "bestätigen", "versichern", "verraten",
        "antworten", "stehen", "gehören", "folgen", "dienen", "helfen", "danken", "drohen", "gratulieren", "geben",
    }
)  # fmt: skip
_MASCULINE_ENDS = (
    "rat", "tag", "hof", "bund", "verband", "verein", "klub", "club", "konzern", "senat", "sender", "dienst",
    "ausschuss", "kongress", "vorstand", "fonds",
)  # fmt: skip


def read_articles(draft: Draft) -> None:
    """Put right subjects and objects whose article or pronoun has another case."""
    for word in draft.having("nsubj", "obj"):
        verb = draft.word(word.head)
        if verb is None or verb.upos not in {"VERB", "AUX"} or draft.is_marked(word.index):
            continue
        form = _article(draft, word)
        if word.relation == "nsubj" and form in _DATIVE:
            draft.change(word.index, deprel="iobj")
        elif word.relation == "nsubj" and form in _ACCUSATIVE and draft.child(verb.index, "obj") is None:
            if _is_singular(word) or word.upos == "PRON":
                draft.change(word.index, deprel="obj")
        elif word.relation == "obj" and form == "der" and word.upos in _NOMINAL and _is_singular(word):
            _object_with_der(draft, word, verb)


def read_feminine_antecedents(draft: Draft) -> None:
    """`die Nato, der auch Finnland angehört`: behind a feminine noun `der` is a dative, the other end the subject."""
    for word in draft.having("nsubj"):
        verb, before = draft.word(word.head), draft.word(word.index - 1)
        if word.upos != "PRON" or word.text.lower() != "der" or verb is None or verb.relation != "acl":
            continue
        noun = draft.word(verb.head)
        if noun is None or before is None or before.text != "," or _article(draft, noun) != "die":
            continue
        bare = next((each for each in draft.children(verb.index) if each.relation == "obj"), None)
        if bare is not None and bare.upos in _NOMINAL and not draft.is_marked(bare.index):
            draft.change(word.index, deprel="iobj")
            draft.change(bare.index, deprel="nsubj")


def _article(draft: Draft, word: Word) -> str:
    """The form that shows a nominal's case: its article, or a pronoun itself."""
    if word.upos in {"PRON", "DET"}:
        return word.text.lower()
    return next((each.text.lower() for each in draft.children(word.index) if each.relation == "det"), "")


def _is_singular(word: Word) -> bool:
    return word.features.get("Number", "Sing") == "Sing"


def _object_with_der(draft: Draft, word: Word, verb: Word) -> None:
    """`die Union, der der Sudan angehört`: an object with `der` is a subject or a dative.

    The gender of names is too uncertain to tell the two apart.
    """
    subject = draft.child(verb.index, "nsubj")
    if subject is not None and subject.upos == "PRON" and subject.text.lower() in _RELATIVE:
        draft.change(word.index, deprel="nsubj")
        draft.change(subject.index, deprel="iobj" if subject.text.lower() == "der" else "obj")
    elif (
        subject is not None
        and subject.index < verb.index < word.index
        and verb.lemma.lower() not in _WITH_DATIVE
        and _is_nominative(draft, word, subject)
    ):
        draft.change(word.index, deprel="nsubj")
        draft.change(subject.index, deprel="obj")
    elif subject is not None:
        draft.change(word.index, deprel="iobj")


def _is_nominative(draft: Draft, word: Word, front: Word) -> bool:
    """`Scharfe Kritik übte der Europarat`: `der` before a masculine noun, behind a verb with no other nominative.

    Of names only those whose last part is a masculine noun.
    """
    article, form = draft.child(word.index, "det"), word.text.lower()
    masculine = word.features.get("Gender") == "Masc" and not word.text.isupper() and not form.endswith(_FEMININE_ENDS)
    masculine = masculine and (word.upos == "NOUN" or form.endswith(_MASCULINE_ENDS))
    agrees = article is not None and article.features.get("Case") == "Nom" and article.features.get("Gender") == "Masc"
    return masculine and agrees and front.upos in _NOMINAL and _article(draft, front) not in _MASCULINE_NOMINATIVE


def find_relative_pronouns(draft: Draft, mentions: Sequence[Mention]) -> None:
    """`Frankreich, das enge Beziehungen zu Armenien unterhält`: no article of what follows, but the subject.

    Neither is `die` in `die Frau, die Brett Kavanaugh beschuldigt`: people's names have no article.
    An article agrees with its noun in number, and after it an adjective ends in -en in the plural.
    """
    for word in draft.having("det"):
        noun, before = draft.word(word.head), draft.word(word.index - 1)
        if noun is None or before is None or before.text != "," or word.text.lower() not in _PRONOUNS:
            continue
        verb = draft.word(noun.head)
        if verb is None or verb.relation != "acl" or verb.index < noun.index or noun.relation not in {"obj", "nsubj"}:
            continue
        if word.text.lower() == "den":
            _read_accusative(draft, word, noun, verb, mentions)
            continue
        bare = _is_person(noun, mentions) or (word.text.lower() == "der" and _is_bare_place(noun, mentions))
        if noun.index == word.index + 1 and bare and not _has_subject(draft, verb, noun):
            draft.change(word.index, upos="PRON", head=verb.index, deprel="nsubj", features={"PronType": "Rel"})
            others = [
                each for each in draft.children(verb.index) if each.relation == "obj" and each.index != noun.index
            ]
            draft.change(noun.index, deprel="iobj" if others else "obj")
            continue
        adjective = next((each for each in draft.children(noun.index) if each.relation == "amod"), None)
        strong = adjective is not None and adjective.index == word.index + 1 and not adjective.text.endswith(_WEAK)
        plural = noun.features.get("Number") == "Plur"
        if not plural or (word.text.lower() == "die" and not strong) or _has_subject(draft, verb, noun):
            continue
        draft.change(word.index, upos="PRON", head=verb.index, deprel="nsubj", features={"PronType": "Rel"})
        draft.change(noun.index, deprel="obj")


def _read_accusative(draft: Draft, word: Word, noun: Word, verb: Word, mentions: Sequence[Mention]) -> None:
    """`Maas, den Orban kritisiert hatte`: of a clause without subject `den` is the object, the name the subject."""
    named = any(each.span.contains(noun.span) for each in mentions)
    if noun.index != word.index + 1 or not named or _has_subject(draft, verb, noun):
        return
    if any(each.relation == "mark" or each.features.get("PronType") == "Rel" for each in draft.children(verb.index)):
        return
    draft.change(word.index, upos="PRON", head=verb.index, deprel="obj", features={"PronType": "Rel", "Case": "Acc"})
    draft.change(noun.index, deprel="nsubj", features={**noun.features, "Case": "Nom"})


def _is_person(noun: Word, mentions: Sequence[Mention]) -> bool:
    return any(each.label is Label.PER and each.span.contains(noun.span) for each in mentions)


def _is_bare_place(noun: Word, mentions: Sequence[Mention]) -> bool:
    """Whether a noun names a place that takes no masculine article (`der Mazedonien regiert`)."""
    place = any(each.label is Label.LOC and each.span == noun.span for each in mentions)
    return place and noun.text not in _MASCULINE_PLACES


def _has_subject(draft: Draft, verb: Word, noun: Word) -> bool:
    return any(each.relation == "nsubj" and each.index != noun.index for each in draft.children(verb.index))
