"""German infinitives and participles that parsers miss: `um ... zu`, `getötet zu haben`, `der von X geführte Y`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tasks.records import Language, Word
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_WITH_TO = re.compile(
    r"(?:ab|an|auf|aus|bei|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|statt|teil|über|um|unter|vor|weg|wieder|zu|zurück"
    r"|zusammen|herbei|heraus|hinaus|durch|entgegen|bereit|bekannt|hoch|dar)zu\w{3,}e?n"
)
"""An infinitive whose `zu` stands behind its particle (`abzubrechen`)."""
_OPENING = frozenset({"um", "ohne", "statt", "anstatt"})
_ENDINGS = ("en", "em", "er", "es", "e")
_PHRASE = frozenset({"nmod", "obl"})


def mark_purpose(draft: Draft, language: Language) -> None:
    """`um Juncker zu treffen`, `ohne ihn zu treffen`: such a word with a later `zu` opens a clause, governs no noun."""
    if language != "de":
        return
    for word in draft.words:
        noun = draft.word(word.head)
        if word.text.lower() not in _OPENING or word.relation != "case" or noun is None or noun.index < word.index:
            continue
        verb = draft.word(noun.head)
        if verb is None or verb.upos != "VERB" or verb.index < noun.index:
            continue
        if not any(each.relation == "mark" and each.text.lower() == "zu" for each in draft.children(verb.index)):
            continue
        draft.change(word.index, head=verb.index, deprel="mark", upos="SCONJ")
        if verb.relation == "xcomp":
            draft.change(verb.index, deprel="advcl")
        if noun.relation == "obl" and not draft.is_marked(noun.index):
            draft.change(noun.index, deprel="obj")


def mark_complements(draft: Draft, language: Language) -> None:
    """`forderte die EU auf, die Gespräche abzubrechen`: an infinitive that no `um` opens completes its verb."""
    if language != "de":
        return
    for verb in draft.having("advcl", "parataxis", "conj"):
        above = draft.word(verb.head)
        if verb.upos != "VERB" or above is None or above.upos != "VERB" or above.index > verb.index:
            continue
        children = draft.children(verb.index)
        marks = {each.text.lower() for each in children if each.relation == "mark"}
        infinitive = _WITH_TO.fullmatch(verb.text) is not None or (marks == {"zu"} and verb.text.endswith("n"))
        other = any(each.relation in {"nsubj", "cc", "aux"} for each in children)
        first = min(each.index for each in (*children, verb) if each.relation != "punct")
        comma = any(each.text == "," and above.index < each.index < first for each in draft.words)
        if infinitive and marks <= {"zu"} and not other and comma:
            draft.change(verb.index, deprel="xcomp")


def give_infinitives_their_objects(draft: Draft, language: Language) -> None:
    """`versucht, den Senator zu treffen`: what stands between the comma and a German infinitive is its object."""
    if language != "de":
        return
    for verb in draft.having("xcomp", "ccomp"):
        above = draft.word(verb.head)
        if verb.upos != "VERB" or above is None or above.upos != "VERB" or above.index > verb.index:
            continue
        children = draft.children(verb.index)
        if not any(each.relation == "mark" and each.text.lower() == "zu" for each in children):
            continue
        comma = draft.word(above.index + 1)
        if comma is None or comma.text != "," or any(each.relation in {"obj", "iobj", "nsubj"} for each in children):
            continue
        for child in draft.children(above.index):
            if child.relation == "obj" and comma.index < child.index < verb.index and not draft.is_marked(child.index):
                draft.change(child.index, head=verb.index)


def mark_perfect_infinitives(draft: Draft, language: Language) -> None:
    """`beschuldigt, Smith getötet zu haben`: `haben` is the auxiliary of an infinitive, which has no subject."""
    if language != "de":
        return
    for have in draft.words:
        verb = draft.word(have.head)
        if have.text.lower() != "haben" or verb is None or verb.upos != "VERB" or verb.index != have.index - 2:
            continue
        to = next((each for each in draft.children(have.index) if each.text.lower() == "zu"), None)
        if to is None or have.relation not in {"xcomp", "aux", "ccomp"}:
            continue
        draft.change(have.index, upos="AUX", deprel="aux")
        draft.change(to.index, head=verb.index, deprel="mark")
        features = {**verb.features, "VerbForm": "Inf"}
        relation = "xcomp" if verb.relation in {"conj", "ccomp", "parataxis", "advcl"} else verb.deprel
        draft.change(verb.index, features=features, deprel=relation)
        children = draft.children(verb.index)
        if any(each.relation == "obj" for each in children):
            continue
        bare = next((each for each in children if each.relation == "nsubj" and each.index < verb.index), None)
        if bare is not None:
            draft.change(bare.index, deprel="obj")


def read_participles(draft: Draft, language: Language) -> None:
    """`der von Trump nominierte Richter`: an adjective with an agent's phrase is the participle of a passive."""
    if language != "de":
        return
    forms = verb_forms(language)
    for word in draft.having("amod"):
        noun = draft.word(word.head)
        if word.upos != "ADJ" or noun is None or noun.index < word.index:
            continue
        agent = next((each for each in draft.children(word.index) if _is_agent(draft, each, word)), None)
        lemma = _participle_of(word.text.lower(), forms) if agent is not None else None
        if agent is None or lemma is None:
            continue
        features = {"VerbForm": "Part", "Tense": "Past"}
        draft.change(word.index, upos="VERB", lemma=lemma, features=features)
        draft.change(agent.index, deprel="obl")


def _is_agent(draft: Draft, phrase: Word, participle: Word) -> bool:
    return (
        phrase.relation in _PHRASE
        and phrase.index < participle.index
        and any(each.lemma.lower() == "von" and each.relation == "case" for each in draft.children(phrase.index))
    )


def _participle_of(form: str, forms: Mapping[str, str]) -> str | None:
    """The verb of an inflected participle."""
    for ending in _ENDINGS:
        if form.endswith(ending) and form.removesuffix(ending) in forms:
            return forms[form.removesuffix(ending)]
    return None


def mark_clefts(draft: Draft, language: Language) -> None:
    """`A criticare Renzi è stato Berlusconi`: the infinitive in front is what the noun behind the copula does."""
    if language != "it":
        return
    for word in draft.having("advcl", "csubj", "acl", "ccomp"):
        noun = draft.word(word.head)
        if noun is None or noun.index < word.index or word.features.get("VerbForm") != "Inf":
            continue
        marked = any(
            each.text.lower() in {"a", "ad"} and each.index < word.index for each in draft.children(word.index)
        )
        copula = any(each.relation == "cop" and each.index > word.index for each in draft.children(noun.index))
        if marked and copula and noun.upos in {"NOUN", "PROPN", "PRON"}:
            draft.change(word.index, deprel="xcomp")
