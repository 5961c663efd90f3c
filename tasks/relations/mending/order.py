"""What the order of German words tells: one constituent before the finite verb, one subject a clause.

Case of articles belongs to cases.py, verbs that no tagger saw to verbs.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, RelationType, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.attachment import is_speech
from tasks.relations.mending.draft import Draft

_NOMINAL = frozenset({"NOUN", "PROPN"})
_OPENING = frozenset({"„", "»", "«", '"', "“", "-", "–", "(", ")"})
_NO_PASSIVE = frozenset({"haben", "wollen", "sollen", "können", "müssen", "dürfen", "mögen"})
_ARTICLES = frozenset({"der", "dem", "einem", "einer"})
_DATIVE = frozenset({"dem", "der", "den", "einem", "einer", "seinem", "seiner", "ihrem", "ihrer"})
_OPPOSITE = frozenset({"stehen", "stellen", "liegen", "sitzen", "treten", "sehen"})
"""Verbs that take `gegenüber` as their particle."""
_DEMONSTRATIVES = frozenset({"das", "dies", "dieses"})
_AGENT = "von"
_MAKING = frozenset({"zu", "als", "von", "seit", "bis"})
"""Adpositions of what somebody is made (`zum Präsidenten von Polen gewählt`), and of spans of time."""
_MEASURES = frozenset({"nähe", "umkreis", "alter", "höhe", "wert", "rahmen", "abstand", "entfernung"})
_BEFORE_VERB = frozenset({"ADV", "ADJ", "PART", "AUX", "PUNCT"})
_DEFINITE = frozenset({"der", "dem", "den", "ihrem", "ihrer", "seinem", "seiner"})
_THINKING = frozenset(
    {RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REJECT, RelationType.REQUEST, RelationType.STATE}
)


def join_first_constituent(draft: Draft, language: Language) -> None:
    """`Hazard vom FC Chelsea traf`: before the finite verb stands one constituent, so the phrase is of the subject."""
    if language != "de":
        return
    finite = next((word for word in draft.words if word.features.get("VerbForm") == "Fin"), None)
    if finite is None or finite.upos not in {"VERB", "AUX"}:
        return
    before = draft.words[: finite.index - 1]
    if any(word.upos in {"VERB", "SCONJ", "CCONJ"} or _is_break(word) for word in before):
        return
    predicate = draft.word(finite.head) if finite.relation in {"aux", "cop"} else finite
    if predicate is None or predicate.head != 0:
        return
    first = next((each for each in draft.children(predicate.index) if each.relation == "nsubj"), None)
    if first is None or first.index > finite.index or first.upos not in _NOMINAL or not _opens(draft, first):
        return
    for child in draft.children(predicate.index):
        if child.relation == "obl" and first.index < child.index < finite.index and draft.is_marked(child.index):
            draft.change(child.index, head=first.index, deprel="nmod")


def _is_break(word: Word) -> bool:
    return word.upos == "PUNCT" and word.text not in _OPENING


def _opens(draft: Draft, head: Word) -> bool:
    """Whether nothing but a mark stands before the phrase of a word."""
    first = min([head.index, *(each.index for each in draft.children(head.index) if each.upos != "PUNCT")])
    return all(word.upos == "PUNCT" for word in draft.words[: first - 1])


def part_subjects(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """Of two `subjects` of a German verb the second is an object: `hat Paul Manafort angeklagt`.

    Between the finite verb and the other part of the predicate, or before a verb that closes its clause; names have
    no case. `sagte der BBC` has a recipient.
    """
    if language != "de":
        return
    for verb in list(draft.words):
        if verb.upos != "VERB":
            continue
        _turn_demonstrative(draft, verb, lexicon)
        children = draft.children(verb.index)
        subjects = [each for each in children if each.relation == "nsubj" and each.upos in _NOMINAL]
        if len(subjects) != 2 or any(each.relation == "cc" for each in draft.children(subjects[1].index)):
            continue
        second = subjects[1]
        article = next((each.text.lower() for each in draft.children(second.index) if each.relation == "det"), "")
        last = second.index > verb.index or subjects[0].index < second.index
        if article in _ARTICLES and last and is_speech(draft, verb, lexicon):
            draft.change(second.index, deprel="iobj")
        elif not article and second.upos == "PROPN" and _takes_object(draft, verb, subjects[0], second):
            taken = any(each.relation == "obj" for each in children)
            draft.change(second.index, deprel="iobj" if taken else "obj")
            draft.change(subjects[0].index, deprel="nsubj")


def _turn_demonstrative(draft: Draft, verb: Word, lexicon: Lexicon) -> None:
    """`Das teilte Karner mit`: what somebody says is no speaker, so the name behind a verb of speech is."""
    if not is_speech(draft, verb, lexicon):
        return
    children = draft.children(verb.index)
    said = next((each for each in children if each.relation == "nsubj"), None)
    if said is None or said.index > verb.index or said.text.lower() not in _DEMONSTRATIVES:
        return
    speaker = next((each for each in children if each.relation in {"nsubj", "obj"} and each.index > verb.index), None)
    if speaker is not None and speaker.upos in _NOMINAL:
        draft.change(said.index, deprel="obj", features={**said.features, "Case": "Acc"})
        draft.change(speaker.index, deprel="nsubj", features={**speaker.features, "Case": "Nom"})


def _takes_object(draft: Draft, verb: Word, first: Word, second: Word) -> bool:
    """Whether a verb that closes its clause can have the second nominal as its object."""
    if second.index > verb.index:
        return False
    children = draft.children(verb.index)
    finite = next(
        (each for each in children if each.relation == "aux" and each.features.get("VerbForm") == "Fin"), None
    )
    if finite is not None and first.index < finite.index < second.index:
        return finite.lemma.lower() in _NO_PASSIVE or (
            finite.lemma.lower() == "werden" and verb.features.get("VerbForm") == "Inf"
        )
    subordinate = verb.relation == "acl" or any(each.relation == "mark" for each in children)
    return subordinate and not any(each.deprel == "aux:pass" for each in children)


def mark_postpositions(draft: Draft, language: Language) -> None:
    """`gab dem Ausschuss gegenüber an`: `gegenüber` right behind a German dative belongs to it, as `zufolge` does."""
    if language != "de":
        return
    for word in draft.words:
        if word.text.lower() == "zufolge":
            _mark_source(draft, word)
    for word in draft.having("compound"):
        verb = draft.word(word.head)
        if word.text.lower() != "gegenüber" or verb is None or verb.lemma.lower() in _OPPOSITE:
            continue
        for noun in draft.children(verb.index):
            article = next((each.text.lower() for each in draft.children(noun.index) if each.relation == "det"), "")
            dative = article in _DATIVE or (noun.upos == "PROPN" and not article)
            if noun.upos in _NOMINAL and dative and draft.last_below(noun.index) == word.index - 1:
                draft.change(word.index, head=noun.index, deprel="case", upos="ADP")
                draft.change(noun.index, deprel="obl")
                break


def _mark_source(draft: Draft, postposition: Word) -> None:
    """`Kiew zufolge griff Russland an`: the nominal right before is a phrase of the verb, no subject or object."""
    noun = draft.word(postposition.index - 1)
    while noun is not None and (noun.upos not in _NOMINAL or noun.relation in {"flat", "compound", "nmod", "appos"}):
        above = draft.word(noun.head)
        noun = above if above is not None and above.index < postposition.index else None
    if noun is None or noun.relation not in {"nsubj", "obj", "iobj", "obl", "advmod", "dep"}:
        return
    draft.change(postposition.index, head=noun.index, deprel="case", upos="ADP")
    draft.change(noun.index, deprel="obl")


_AT_OCCASIONS = frozenset({"at", "on", "outside", "near"})
_ENGLISH_PLACES = frozenset({"at", "in", "on", "during", "outside", "near", "after", "before"})


def free_agents(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """`wurde im Parlament von John Brown kritisiert`: who does it is no part of where it is done, or what it makes.

    With an article (`auf dem Festival von der Hamas entführt`) the phrase can only be the agent: German has a genitive
    for the other reading. A bare name is the agent behind a name, a time, or where the verb says what is thought of
    somebody; elsewhere it may belong to the place (`im Haus von Trump gefunden`).
    """
    if language != "de":
        return
    for verb in draft.words:
        children = draft.children(verb.index)
        if verb.upos != "VERB" or not any(each.deprel in {"aux:pass", "nsubj:pass"} for each in children):
            continue
        if any(_marker(draft, each) == _AGENT for each in children):
            continue
        for place in children:
            agent = _agent_below(draft, place, verb) if place.relation in {"obl", "xcomp"} else None
            if agent is not None and _is_agent(draft, agent, verb, lexicon, mentions):
                draft.change(agent.index, head=verb.index, deprel="obl")
                break


def free_english_agents(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`was joined at the launch by Prescott`: a name with `by` that hangs on where a passive happens is its agent.

    Not behind what somebody does (`was killed in an attack by Hamas`), which that phrase may tell the doer of.
    """
    if language != "en":
        return
    for verb in draft.having("nsubj"):
        passive = draft.word(verb.head) if verb.deprel == "nsubj:pass" else None
        children = draft.children(passive.index) if passive is not None else []
        if passive is None or any(_marker(draft, each) == "by" for each in children):
            continue
        for place in children:
            if place.relation != "obl" or place.index < passive.index or _marker(draft, place) not in _ENGLISH_PLACES:
                continue
            agent = draft.child(place.index, "nmod")
            act = place.lemma.lower() in lexicon.nouns and _marker(draft, place) not in _AT_OCCASIONS
            if agent is not None and agent.upos == "PROPN" and not act and _marker(draft, agent) == "by":
                draft.change(agent.index, head=passive.index, deprel="obl:agent")
                break


def _agent_below(draft: Draft, place: Word, verb: Word) -> Word | None:
    """The phrase with `von` that hangs on a phrase of a verb or below it, and ends right before the verb."""
    stack = [place]
    while stack:
        for child in draft.children(stack.pop().index):
            wanted = {"nmod", "obl"} if place.relation == "xcomp" else {"nmod"}
            if child.relation not in {"nmod", "appos", "conj", *wanted} or child.index > verb.index:
                continue
            if _marker(draft, child) == _AGENT and child.relation in wanted and _closes(draft, child, verb):
                return child
            stack.append(child)
    return None


def _closes(draft: Draft, phrase: Word, verb: Word) -> bool:
    """Whether nothing but adverbs and further phrases of the verb stands between a phrase and the verb."""
    children = draft.children(verb.index)
    inside = {
        phrase.index,
        *(each.index for each in children if each.relation == "xcomp" or draft.is_marked(each.index)),
    }
    return all(
        word.upos in _BEFORE_VERB or any(draft.hangs_below(word.index, index) for index in inside)
        for word in draft.words[phrase.index : verb.index - 1]
    )


def _is_agent(draft: Draft, agent: Word, verb: Word, lexicon: Lexicon, mentions: Sequence[Mention]) -> bool:
    """Whether a phrase with `von` says who does what the verb tells, not whose the noun before is."""
    host = draft.word(agent.head)
    if host is None or _marker(draft, host) in _MAKING or host.lemma.lower() in _MEASURES:
        return False
    if host.upos == "VERB":
        return True
    article = next((each.text.lower() for each in draft.children(agent.index) if each.relation == "det"), "")
    if article in _DEFINITE or _is_named(host, mentions) or host.text.lower() in lexicon.words.months:
        return article in _DEFINITE or _is_named(agent, mentions)
    of_person = any(each.span.contains(agent.span) and each.label is not Label.LOC for each in mentions)
    types = {frame.type for frame in lexicon.verbs.get(verb.lemma.lower(), ())}
    return of_person and bool(types & _THINKING) and (host.lemma.lower(),) not in lexicon.offices


def _marker(draft: Draft, word: Word) -> str:
    return next((each.lemma.lower() for each in draft.children(word.index) if each.relation == "case"), "")


def _is_named(word: Word, mentions: Sequence[Mention]) -> bool:
    return any(each.span.contains(word.span) for each in mentions)
