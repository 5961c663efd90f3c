"""Names and the titles in front of them: the words of a name hang together, and a name hangs on its title.

Who holds which office belongs to offices.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.draft import Draft

_RANK = ("nsubj", "obj", "iobj", "obl", "nmod", "appos")
_GLUED = frozenset({"flat", "appos", "compound", "nmod"})
_LIFTED = frozenset({"conj", "cc", "acl", "appos"})
_BELOW_TITLE = frozenset({*_GLUED, "amod", "nsubj", "conj", "dep"})
_BETWEEN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP"})
_LONGEST_TITLE = 7
_VERBAL = frozenset({"VERB", "AUX"})


def hold_names_together(draft: Draft, mentions: Sequence[Mention]) -> None:
    """The words of a person's name have one head, and it holds what is joined to the name.

    None of them is a verb (`Erik ten Hag`), and in `Angela Merkel und Donald Trump` two people are joined, not a
    person and a surname.
    """
    for mention in mentions:
        if mention.label is not Label.PER or " " not in mention.text:
            continue
        words = draft.under(mention.span)
        inside = {word.index for word in words}
        tops = [word for word in words if word.head not in inside and word.upos != "PUNCT"]
        if len(tops) == 1:
            _lift_dependents(draft, tops[0], inside)
        if len(tops) < 2 or any(word.head == 0 and word.upos in _VERBAL for word in tops):
            continue
        best = min(tops, key=lambda word: _RANK.index(word.relation) if word.relation in _RANK else len(_RANK))
        first = tops[0]
        draft.change(first.index, head=best.head, deprel=best.deprel, upos="PROPN")
        for word in words:
            if word.index != first.index and (word.head not in inside or word.upos in _VERBAL):
                draft.change(word.index, head=first.index, deprel="flat", upos="PROPN")
        for child in [each for each in draft.words if each.head in inside and each.index not in inside]:
            if child.head != first.index:
                draft.change(child.index, head=first.index)


def _lift_dependents(draft: Draft, top: Word, inside: set[int]) -> None:
    """Hang what stands behind a name on its head, not on one of its other words."""
    for index in sorted(inside - {top.index}):
        for child in draft.children(index):
            if child.index not in inside and child.index > index and child.relation in _LIFTED:
                draft.change(child.index, head=top.index)


def put_titles_above_bodies(draft: Draft, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
    """In `mit Indiens Premierminister Narendra Modi` the office holds name and country, not the country the rest."""
    for mention in mentions:
        if mention.label is Label.PER:
            continue
        words = draft.under(mention.span)
        office = draft.word(words[-1].index + 1) if words else None
        body = draft.word(office.head) if office is not None else None
        if office is None or body is None or body not in words or office.relation not in _GLUED:
            continue
        if (office.lemma.lower(),) not in lexicon.offices or draft.is_marked(office.index):
            continue
        others = [child for child in draft.children(body.index) if child not in words and child.index != office.index]
        draft.change(office.index, head=body.head, deprel=body.deprel)
        draft.change(body.index, head=office.index, deprel="nmod")
        for child in others:
            draft.change(child.index, head=office.index)


def give_names_to_nouns(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """`Zusammenarbeit mit dem Konzern Samsung`: a bare name right behind a German noun belongs to it."""
    if language != "de":
        return
    for mention in mentions:
        name = next(iter(draft.under(mention.span)), None)
        noun = draft.word(name.index - 1) if name is not None else None
        if name is None or noun is None or noun.upos != "NOUN" or name.relation != "nmod" or name.head == noun.index:
            continue
        if name.head != noun.head or draft.is_marked(name.index) or mention.text.endswith("s"):
            continue
        draft.change(name.index, head=noun.index, deprel="appos")


def give_names_to_titles(draft: Draft, mentions: Sequence[Mention], lexicon: Lexicon, language: Language) -> None:
    """A person right behind a title belongs to it, also across what the office is of.

    `il segretario di Stato americano Marco Rubio`, `l'omologo algerino Ahmed Attaf`, `la premier danese Mette
    Frederiksen`.
    """
    for mention in mentions:
        if mention.label is not Label.PER:
            continue
        name = next(iter(draft.under(mention.span)), None)
        if name is None or name.relation not in _BELOW_TITLE or draft.is_marked(name.index):
            continue
        if any(child.relation == "cc" for child in draft.children(name.index)):
            continue
        title = _title_before(draft, name, lexicon, mentions)
        if title is None or name.head == title.index or title.head == name.index:
            continue
        _gather_phrases(draft, title, name)
        above = draft.word(name.head)
        inside = above is not None and title.index <= above.index < name.index
        twice = language != "de" and name.head == title.head and name.relation == title.relation == "nsubj"
        if inside or twice or (language != "de" and _is_second_subject(draft, name, title)):
            draft.change(name.index, head=title.index, deprel="appos")


def _gather_phrases(draft: Draft, title: Word, name: Word) -> None:
    """`del candidato alla Corte Suprema Brett Kavanaugh`: a phrase between title and name is of the title."""
    for word in draft.words[title.index : name.index - 1]:
        apart = not title.index <= word.head < name.index
        if apart and word.relation == "obl" and draft.is_marked(word.index) and title.head != word.index:
            draft.change(word.index, head=title.index, deprel="nmod")


def _is_second_subject(draft: Draft, name: Word, title: Word) -> bool:
    """Whether a name behind its title is taken for the subject of a verb that has one, or whose object the title is.

    `A ha espulso l'inviata B`, `ha elogiato il presidente degli Usa Donald Trump`.
    """
    if name.head != title.head or name.relation != "nsubj":
        return False
    if title.relation in {"obj", "obl"}:
        return True
    return any(child.relation == "nsubj" and child.index < title.index for child in draft.children(name.head))


def _title_before(draft: Draft, name: Word, lexicon: Lexicon, mentions: Sequence[Mention]) -> Word | None:
    """The office that stands before a name, with nothing between but what it is an office of."""
    for place in range(name.index - 1, max(0, name.index - 1 - _LONGEST_TITLE), -1):
        word = draft.words[place - 1]
        if word.upos not in _BETWEEN:
            return None
        if word.upos in {"NOUN", "PROPN"} and word.lemma.lower() in lexicon.office_beginnings:
            return word
        if any(each.label is Label.PER and each.span.contains(word.span) for each in mentions):
            return None
    return None
