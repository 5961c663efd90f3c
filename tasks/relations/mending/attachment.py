"""Where phrases hang: phrases beside a name, recipients, phrases that an event noun asks for, speakers."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft
from tasks.relations.mending.phrases import move_phrases

_ITALIAN_ENDINGS = ("a", "e", "i", "o")
_OF = frozenset({"of", "di", "von"})
_CLOSING_MARKS = frozenset({"»", "”", "“", '"'})
_BESIDE_SPEAKER = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADV", "ADJ", "PRON"})
"""What may stand between a verb of speech and who speaks: whom it is said to, and when."""


def free_names_of_phrases(draft: Draft, mentions: Sequence[Mention]) -> None:
    """A person's or place's name takes no adverbial phrase: `met Abiy Ahmed in Nairobi`, `attacco di Israele a Rafah`.

    Phrases with `of` stay (`King Felipe of Spain`), and so does whatever stands inside the name.
    """
    for mention in mentions:
        if mention.label not in {Label.PER, Label.LOC}:
            continue
        for word in draft.under(mention.span):
            if word.upos not in {"PROPN", "NOUN"}:
                continue
            for child in draft.children(word.index):
                inside = mention.span.contains(child.span)
                if not inside and child.relation == "nummod" and child.index > word.index:
                    _pass_number_on(draft, child)
                if not inside and child.relation in {"nmod", "obl"} and child.index > word.index:
                    move_phrases(draft, word, keep=_OF)
                    break


def join_nationalities(draft: Draft, mentions: Sequence[Mention]) -> None:
    """A nationality written small right behind a noun is its adjective: `hacker cinesi`, `ministero vietnamita`."""
    for mention in mentions:
        if mention.label is not Label.MISC or not mention.text[:1].islower():
            continue
        word = next((each for each in draft.words if each.span == mention.span), None)
        before = draft.word(word.index - 1) if word else None
        if word is not None and before is not None and _is_noun_between(draft, before, word):
            _put_above(draft, before, word)
            continue
        if word is None or before is None or before.upos not in {"NOUN", "PROPN"} or word.upos not in {"NOUN", "ADJ"}:
            continue
        if word.relation in {"amod", "conj"} or draft.hangs_below(before.index, word.index):
            continue
        draft.change(word.index, upos="ADJ", head=before.index, deprel="amod")


def _is_noun_between(draft: Draft, before: Word, nationality: Word) -> bool:
    """`i rifugiati sudanesi`: an Italian word between article and nationality is the noun, whatever its tag."""
    article = draft.word(before.index - 1)
    return (
        before.upos == "ADJ"
        and before.head == nationality.index
        and nationality.upos == "NOUN"
        and nationality.text.endswith(_ITALIAN_ENDINGS)
        and article is not None
        and article.upos == "DET"
        and article.head in {before.index, nationality.index}
    )


def _put_above(draft: Draft, noun: Word, nationality: Word) -> None:
    others = [each for each in draft.children(nationality.index) if each.index != noun.index]
    draft.change(noun.index, upos="NOUN", head=nationality.head, deprel=nationality.deprel)
    draft.change(nationality.index, upos="ADJ", head=noun.index, deprel="amod")
    for each in others:
        draft.change(each.index, head=noun.index)


def part_names(draft: Draft, mentions: Sequence[Mention]) -> None:
    """A name is no part of another: `il presidente della Macedonia Gjorge Ivanov` names the president."""
    for mention in mentions:
        first = next(iter(draft.under(mention.span)), None)
        if first is None or first.relation not in {"flat", "compound"}:
            continue
        head = draft.word(first.head)
        if head is None or mention.span.overlaps(head.span) or head.index > first.index:
            continue
        if not any(other.span.overlaps(head.span) for other in mentions) or mention.label is not Label.PER:
            continue
        above = draft.word(head.head)
        if above is None or above.upos not in {"NOUN", "PROPN"}:
            continue
        for word in draft.words:
            if word.index > first.index and word.head == head.index and mention.span.contains(word.span):
                draft.change(word.index, head=first.index)
        draft.change(first.index, head=above.index, deprel="flat")


def _pass_number_on(draft: Draft, number: Word) -> None:
    """A number behind a name counts what follows: `alle Filippine 200 milioni`."""
    following = draft.word(number.index + 1)
    if following is not None and following.upos in {"NOUN", "NUM", "SYM"}:
        draft.change(number.index, head=following.index)


def mark_recipients(draft: Draft, language: Language) -> None:
    """A German dative beside another object is the recipient."""
    if language != "de":
        return
    for word in draft.words:
        if word.deprel != "obj" or word.features.get("Case") != "Dat" or draft.is_marked(word.index):
            continue
        others = [c for c in draft.children(word.head) if c.deprel == "obj" and c.index != word.index]
        if any(other.features.get("Case") != "Dat" for other in others):
            draft.change(word.index, deprel="iobj")


def _give_events_their_agents(draft: Draft, lexicon: Lexicon) -> None:
    """`la ratifica del trattato da parte della Turchia`: an Italian agent belongs to the event that asks for one."""
    for word in list(draft.words):
        if word.text.lower() != "parte" or word.relation not in {"nmod", "obl"}:
            continue
        thing = draft.word(word.head)
        event = draft.word(thing.head) if thing is not None and thing.relation == "nmod" else None
        marked = any(each.lemma.lower() == "da" for each in draft.children(word.index) if each.relation == "case")
        if event is None or thing is None or not marked or thing.index < event.index:
            continue
        if _asks_for_agent(event, lexicon) and not _asks_for_agent(thing, lexicon):
            draft.change(word.index, head=event.index, deprel="nmod")


def _asks_for_agent(noun: Word, lexicon: Lexicon) -> bool:
    frames = lexicon.nouns.get(noun.lemma.lower(), ())
    return any(slot.adposition == "da" for frame in frames for slot in frame.subjects)


def give_nouns_their_phrases(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """A phrase right behind an event noun belongs to it if the noun asks for its adposition: `Angriff auf Rafah`.

    Unless the verb asks for it, too.
    """
    if language == "it":
        _give_events_their_agents(draft, lexicon)
    for word in draft.having("obl"):
        head = draft.word(word.head)
        if head is None or head.upos != "VERB":
            continue
        marker = next((each for each in draft.children(word.index) if each.relation == "case"), None)
        if marker is None:
            continue
        adposition = marker.lemma.lower()
        noun = next(
            (
                each
                for each in draft.children(head.index)
                if each.relation in {"obj", "nsubj"}
                and each.upos == "NOUN"
                and each.index < marker.index
                and draft.last_below(each.index) == marker.index - 1
            ),
            None,
        )
        if noun is None or not _noun_takes(noun, adposition, lexicon) or _verb_takes(head, adposition, lexicon):
            continue
        draft.change(word.index, head=noun.index, deprel="nmod")


def _noun_takes(noun: Word, adposition: str, lexicon: Lexicon) -> bool:
    return any(
        slot.kind == "obl" and slot.adposition == adposition
        for frame in lexicon.nouns.get(noun.lemma.lower(), ())
        for slot in frame.objects
    )


def _verb_takes(verb: Word, adposition: str, lexicon: Lexicon) -> bool:
    return any(
        slot.kind == "obl" and slot.adposition == adposition
        for frame in lexicon.verbs.get(verb.lemma.lower(), ())
        for slot in frame.objects
    )


def mark_reported_speech(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`teilte mit, Biden sei gesund`: a clause behind the comma of a German verb of speech is what was said.

    Parsers take it for a second predicate or, with a copula, for an oblique.
    """
    if language != "de":
        return
    for word in draft.words:
        verb = draft.word(word.head)
        if word.relation not in {"conj", "obl", "parataxis", "xcomp"} or verb is None or verb.index > word.index:
            continue
        if verb.upos != "VERB" or not is_speech(draft, verb, lexicon):
            continue
        children = draft.children(word.index)
        subject = next((each for each in children if each.relation == "nsubj"), None)
        finite = [
            each for each in (word, *children) if each.features.get("VerbForm") == "Fin" and each.index > verb.index
        ]
        if subject is None or not finite or any(each.relation in {"cc", "mark"} for each in children):
            continue
        if draft.child(verb.index, "ccomp") is not None or draft.child(verb.index, "nsubj") is None:
            continue
        start = min(each.index for each in children)
        comma = draft.word(start) if draft.words[start - 1].text in {",", ":"} else draft.word(start - 1)
        if comma is not None and comma.text in {",", ":"} and subject.index > comma.index:
            draft.change(word.index, deprel="ccomp")


_BEFORE_THAT = frozenset({"so", "ohne", "statt", "anstatt", "außer", "als", "nur", "dadurch", "damit", "dafür"})
"""With one of these before it, a German clause with `dass` says how or in spite of what."""


def mark_clauses_of_that(draft: Draft, lexicon: Lexicon, language: Language) -> None:
    """`gefordert wird, dass Moskau geht`: a German clause with `dass` is what the verb above it is about."""
    if language != "de":
        return
    for word in draft.words:
        verb = draft.word(word.head)
        if word.relation != "advcl" or verb is None or verb.index > word.index:
            continue
        mark = draft.child(word.index, "mark")
        if mark is None or mark.text.lower() not in {"dass", "daß"}:
            continue
        before = draft.word(mark.index - 1)
        told = verb.lemma.lower() in lexicon.controls or is_speech(draft, verb, lexicon)
        if (
            told
            and draft.child(verb.index, "ccomp") is None
            and (before is None or before.text.lower() not in _BEFORE_THAT)
        ):
            draft.change(word.index, deprel="ccomp")


def is_speech(draft: Draft, verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb of a draft is one of speech, by its lemma or form, its particle in front."""
    lemma = verb.lemma.lower()
    if lemma not in lexicon.verbs and lemma not in lexicon.speech_verbs:
        lemma = verb_forms(lexicon.language).get(verb.text.lower(), lemma)
    parts = [each.text.lower() for each in draft.children(verb.index) if each.deprel == "compound:prt"]
    return any(each + lemma in lexicon.speech_verbs for each in ("", *parts))


def mark_speakers(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
    """Right behind a verb that follows what was said stands who said it: `..., ha detto la ministra`.

    After a comma that is a verb of speech; after a closing quotation mark any verb (`«...», ha attaccato Schlein`).
    """
    for verb in draft.words:
        if verb.upos != "VERB":
            continue
        children = draft.children(verb.index)
        if any(each.relation in {"nsubj", "csubj"} for each in children):
            continue
        first = min([verb.index, *(each.index for each in children if each.relation == "aux")])
        before = draft.word(first - 1)
        if before is None or before.upos != "PUNCT":
            continue
        if verb.lemma.lower() not in lexicon.speech_verbs and not _follows_quotation(draft, before):
            continue
        behind = [
            each
            for each in children
            if each.relation in {"obj", "obl"} and each.index > verb.index and not draft.is_marked(each.index)
        ]
        if not behind or not _can_speak(behind[0], lexicon, mentions):
            continue
        start = min([behind[0].index, *(each.index for each in draft.children(behind[0].index))])
        if all(each.upos in _BESIDE_SPEAKER for each in draft.words[verb.index : start - 1]):
            draft.change(behind[0].index, deprel="nsubj")


def _follows_quotation(draft: Draft, comma: Word) -> bool:
    """Whether a mark closes a quotation right before a comma, or the mark itself is one."""
    before = draft.word(comma.index - 1)
    return comma.text in _CLOSING_MARKS or (comma.text == "," and before is not None and before.text in _CLOSING_MARKS)


def _can_speak(word: Word, lexicon: Lexicon, mentions: Sequence[Mention]) -> bool:
    if any(each.span.overlaps(word.span) for each in mentions):
        return True
    lemma = word.lemma.lower()
    return (
        word.upos == "PROPN"
        or (lemma,) in lexicon.offices
        or lemma in lexicon.words.actor_nouns
        or lemma in lexicon.words.organisation_nouns
    )
