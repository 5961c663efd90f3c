"""What is joined to what: names with names, and what looks joined but is an apposition.

Where phrases hang belongs to attachment.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from tasks.records import Label, Language, Mention, Word
from tasks.relations.mending.draft import Draft

_NOMINAL = frozenset({"NOUN", "PROPN"})
_BOTH: Mapping[str, tuple[str, str]] = MappingProxyType({"de": ("sowohl", "als"), "it": ("sia", "sia")})
_DATIVE = frozenset({"dem", "einem", "den", "seinem", "ihrem"})


def join_heads(draft: Draft) -> None:
    """`Regisseur Ron Howard und Produzent Grazer`: what follows is joined to the head, not to the name it bears."""
    for word in draft.having("conj"):
        head = draft.word(word.head)
        if head is None or head.relation != "flat" or word.index < head.index:
            continue
        while head is not None and head.relation == "flat":
            head = draft.word(head.head)
        if head is not None and head.upos in _NOMINAL:
            draft.change(word.index, head=head.index)


def join_people(draft: Draft, mentions: Sequence[Mention]) -> None:
    """`Begg aus Birmingham sowie Mubanga, Belmar und Abbasi`: people are joined to people.

    Not to the place that one of them comes from, and a second person behind a comma is no apposition.
    """
    if sum(each.label is Label.PER for each in mentions) < 2:
        return
    for word in draft.having("conj", "appos"):
        head = draft.word(word.head)
        if head is None or head.index > word.index or not _is_person(word, mentions):
            continue
        if word.relation == "conj":
            name = _from_there(draft, head, mentions)
            if name is not None:
                draft.change(word.index, head=name.index)
        elif _is_person(head, mentions) and _mention_at(word, mentions) is not _mention_at(head, mentions):
            before = draft.word(word.index - 1)
            if before is not None and before.text == ",":
                draft.change(word.index, deprel="conj")


def _from_there(draft: Draft, place: Word, mentions: Sequence[Mention]) -> Word | None:
    """The person named right before a phrase of place (`Begg aus Birmingham`)."""
    mention = _mention_at(place, mentions)
    marker = next((each for each in draft.children(place.index) if each.relation == "case"), None)
    if mention is None or mention.label is not Label.LOC or marker is None:
        return None
    before = draft.word(marker.index - 1)
    while before is not None and before.relation == "flat":
        before = draft.word(before.head)
    return before if before is not None and before.index < marker.index and _is_person(before, mentions) else None


def _is_person(word: Word, mentions: Sequence[Mention]) -> bool:
    mention = _mention_at(word, mentions)
    return mention is not None and mention.label is Label.PER


def join_names_with_names(draft: Draft, mentions: Sequence[Mention]) -> None:
    """A bare name behind `and` is joined to the name before it: `i leader di Armenia e Azerbaigian`."""
    for word in draft.having("conj"):
        head = draft.word(word.head)
        if head is None or head.upos != "NOUN" or word.index < head.index:
            continue
        joint = draft.child(word.index, "cc")
        mention = _mention_at(word, mentions)
        if joint is None or mention is None or mention.label is Label.PER or joint.index != word.index - 1:
            continue
        before = draft.word(joint.index - 1)
        if before is None or _mention_at(before, mentions) is None:
            continue
        while before.head != head.index:
            above = draft.word(before.head)
            if above is None or above.index >= joint.index or not draft.hangs_below(above.index, head.index):
                break
            before = above
        if before.head == head.index and before.relation in {"nmod", "appos", "flat"}:
            draft.change(word.index, head=before.index)


def join_both(draft: Draft, language: Language) -> None:
    """`sowohl mit A als auch mit B`, `sia A sia B`: B is joined to A, and A to nothing before it."""
    if language not in _BOTH:
        return
    first_form, second_form = _BOTH[language]
    places = [word for word in draft.words if word.text.lower() in {first_form, second_form}]
    for opening, closing in pairwise(places):
        following = draft.word(closing.index + 1)
        if opening.text.lower() != first_form or following is None or closing.text.lower() != second_form:
            continue
        if language == "de" and following.text.lower() != "auch":
            continue
        first, second = _nominal_behind(draft, opening), _nominal_behind(draft, following)
        if language != "de" or first is None or second is None:
            first, second = draft.word(opening.head), draft.word(closing.head)
        if first is None or second is None or not {first.upos, second.upos} <= _NOMINAL or second.index < closing.index:
            continue
        above = draft.word(first.head)
        if first.relation == "conj" and above is not None and above.index < opening.index:
            first = draft.change(first.index, head=above.head, deprel=above.deprel)
        if first.relation == "obl" and not draft.is_marked(first.index):
            draft.change(first.index, deprel="obj")
        draft.change(closing.index, upos="CCONJ", deprel="cc")
        draft.change(closing.index, head=second.index)
        if language == "de":
            draft.change(following.index, head=closing.index, deprel="fixed")
        draft.change(second.index, head=first.index, deprel="conj")


def _nominal_behind(draft: Draft, word: Word) -> Word | None:
    """The head of the phrase with an adposition that begins right behind a word: `mit A` of `sowohl mit A`."""
    marker = draft.word(word.index + 1)
    if marker is None or marker.upos != "ADP" or marker.relation != "case":
        return None
    return draft.word(marker.head)


def join_datives(draft: Draft, language: Language) -> None:
    """What is joined in the dative is joined to no German subject: `der Minister sprach von A und dem B`.

    It belongs to the phrase with an adposition right before the conjunction.
    """
    if language != "de":
        return
    for word in draft.having("conj"):
        head = draft.word(word.head)
        if head is None or head.relation != "nsubj" or word.upos not in _NOMINAL:
            continue
        children = draft.children(word.index)
        joint = next((each for each in children if each.relation == "cc"), None)
        article = next((each.text.lower() for each in children if each.relation == "det"), "")
        before = draft.word(joint.index - 1) if joint is not None else None
        while before is not None and before.relation in {"flat", "compound"}:
            before = draft.word(before.head)
        if article in _DATIVE and before is not None and before.upos in _NOMINAL and draft.is_marked(before.index):
            draft.change(word.index, head=before.index)


def hang_genitives(draft: Draft, language: Language) -> None:
    """`Das Lob Trumps`, `Das Drängen Polens`: a bare word in -s right behind a German noun is its genitive.

    Parsers take the noun for a part of the name, or both for subjects.
    """
    if language != "de":
        return
    for word in draft.words:
        noun = draft.word(word.index - 1)
        if noun is None or noun.upos != "NOUN" or word.upos not in _NOMINAL or not word.text.endswith("s"):
            continue
        if not word.text[0].isupper() or (draft.child(noun.index, "det") is None and noun.relation != "compound"):
            continue
        if noun.head == word.index and noun.relation == "compound":
            others = [each for each in draft.children(word.index) if each.index != noun.index]
            draft.change(noun.index, head=word.head, deprel=word.deprel)
            draft.change(word.index, head=noun.index, deprel="nmod")
            for child in others:
                draft.change(child.index, head=noun.index)
        elif word.head == noun.head and word.deprel == noun.deprel and word.relation in {"nsubj", "obj"}:
            for child in draft.children(word.index):
                if child.relation in {"nmod", "obl"}:
                    draft.change(child.index, head=noun.index, deprel="nmod")
            draft.change(word.index, head=noun.index, deprel="nmod")


def part_appositions(draft: Draft) -> None:
    """Two nominals with a comma and no conjunction are no list: `la città di Macallè, capoluogo del Tigrai`."""
    for word in draft.having("nsubj", "conj"):
        head = draft.word(word.head)
        if word.deprel == "nsubj" and word.upos == "NOUN" and head is not None:
            _part_second_subject(draft, word, head)
        if word.relation != "conj" or head is None or not {word.upos, head.upos} <= _NOMINAL:
            continue
        if _is_role(draft, word, head):
            _make_apposition(draft, word, head)
            continue
        joined = [each for each in draft.children(head.index) if each.relation == "conj"]
        inner = [each for each in draft.children(word.index) if each.relation == "conj"]
        if len(joined) != 1 or inner or head.relation == "conj" or word.index < head.index:
            continue
        if any(each.relation == "cc" for each in (*draft.children(word.index), *draft.children(head.index))):
            continue
        between = draft.words[head.index : word.index - 1]
        if any(each.text == "," for each in between) and not any(each.upos == "CCONJ" for each in between):
            draft.change(word.index, deprel="appos")


def _is_role(draft: Draft, word: Word, name: Word) -> bool:
    """`Elon Musk, Gründer und CEO von Tesla`: a bare singular noun behind a name and comma tells who that is."""
    if name.upos != "PROPN" or word.upos != "NOUN" or word.features.get("Number") != "Sing":
        return False
    comma = draft.word(word.index - 1)
    bare = not any(each.relation in {"det", "cc", "case"} for each in draft.children(word.index))
    return bare and comma is not None and comma.text == "," and draft.last_below(word.index) >= word.index


def _make_apposition(draft: Draft, role: Word, name: Word) -> None:
    """Hang a role on the name, and roles joined to the name behind it on the first role."""
    for child in draft.children(name.index):
        if child.relation == "conj" and child.index > role.index and child.upos in _NOMINAL:
            draft.change(child.index, head=role.index)
    draft.change(role.index, deprel="appos")


def _part_second_subject(draft: Draft, word: Word, verb: Word) -> None:
    """`Ri Yong Ho, der oberste Diplomat Nordkoreas, sagte`: a second subject right behind a comma is an apposition."""
    start = min([word.index, *(each.index for each in draft.children(word.index) if each.upos in {"DET", "ADJ"})])
    comma = draft.word(start - 1)
    first = next(
        (each for each in draft.children(verb.index) if each.deprel == "nsubj" and each.index < word.index), None
    )
    if first is not None and comma is not None and comma.text == "," and draft.last_below(first.index) == start - 2:
        draft.change(word.index, head=first.index, deprel="appos")


def _mention_at(word: Word, mentions: Sequence[Mention]) -> Mention | None:
    return next((each for each in mentions if each.span.contains(word.span)), None)
