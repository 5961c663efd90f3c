"""People whom a parser hangs on the place before them: `traf in Berlin Bundeskanzler Olaf Scholz`."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.mending.draft import Draft

_GLUED = frozenset({"flat", "appos", "compound", "nmod"})


def free_people_of_places(draft: Draft, mentions: Sequence[Mention]) -> None:
    """A person right behind a place with an adposition is the verb's object, or its subject if it has none.

    Between the two stands nothing but the person's office; a comma makes an apposition, which stays.
    """
    places = [mention for mention in mentions if mention.label is Label.LOC]
    for person in mentions:
        if person.label is not Label.PER:
            continue
        top = _top_below_place(draft, person, places)
        verb = _verb_above(draft, top) if top is not None else None
        if top is None or verb is None or verb.index > top.index:
            continue
        taken = {each.relation for each in draft.children(verb.index)}
        if "nsubj" not in taken:
            draft.change(top.index, head=verb.index, deprel="nsubj")
        elif not taken & {"obj", "ccomp"}:
            draft.change(top.index, head=verb.index, deprel="obj")


def lift_people_off_places(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """`den Kandidaten aus West Virginia, Patrick Morrisey,`: a person explains the candidate, not the place."""
    if language != "de":
        return
    places = [mention for mention in mentions if mention.label in {Label.LOC, Label.ORG}]
    for person in mentions:
        word = next(iter(draft.under(person.span)), None) if person.label is Label.PER else None
        comma, place = (draft.word(word.index - 1), draft.word(word.head)) if word is not None else (None, None)
        if word is None or word.relation != "appos" or comma is None or comma.text != "," or place is None:
            continue
        noun = draft.word(place.head)
        inside = any(each.span.contains(place.span) for each in places)
        if (
            inside
            and noun is not None
            and noun.upos == "NOUN"
            and place.relation == "nmod"
            and noun.index < place.index
        ):
            draft.change(word.index, head=noun.index)


def _top_below_place(draft: Draft, person: Mention, places: Sequence[Mention]) -> Word | None:
    """The word of the person's phrase that hangs on the place right before that phrase, if there is one."""
    word = next((each for each in draft.words if person.span.contains(each.span)), None)
    while word is not None and word.relation in _GLUED:
        head = draft.word(word.head)
        if head is None or head.index > word.index:
            return None
        place = any(each.span.contains(head.span) for each in places)
        last = draft.words[word.index - 2].span
        whole = any(each.span.contains(head.span) and each.span.contains(last) for each in places)
        if place and whole and draft.is_marked(head.index) and not draft.is_marked(word.index):
            return word
        word = head
    return None


def _verb_above(draft: Draft, word: Word) -> Word | None:
    for _ in draft.words:
        above = draft.word(word.head)
        if above is None or above.upos in {"VERB", "AUX"}:
            return above
        word = above
    return None
