"""German datives by their form: `dem` marks no genitive, an infinitive with `zu` has no subject.

Datives that parsers hang on the name before a verb of speech belong to addressees.py, bare subjects and objects to
subjects.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.mending.draft import Draft

_DATIVE = frozenset({"dem", "einem", "seinem", "ihrem", "diesem", "jenem", "unserem", "keinem"})
_MAYBE_DATIVE = _DATIVE | frozenset({"der", "den", "einer", "seiner", "ihrer"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_WILLING = frozenset({"bereit", "willens", "entschlossen", "gewillt", "gezwungen", "verpflichtet", "imstande"})
_NAMED = frozenset({Label.ORG, Label.LOC})


def free_datives(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """Hang on their verb datives that a parser took for genitives, subjects or parts of the noun behind."""
    if language != "de":
        return
    for word in draft.having("nmod", "appos"):
        if word.upos in _NOMINAL and _article(draft, word) in _DATIVE and not draft.is_marked(word.index):
            _hang_on_verb(draft, word)
    for word in draft.having("nsubj"):
        verb = draft.word(word.head)
        if verb is not None and verb.features.get("VerbForm") == "Inf" and _is_marked_infinitive(draft, verb):
            _free_from_infinitive(draft, word, verb)
    for word in draft.having("compound"):
        _part_from_noun(draft, word, mentions)


def mark_willing(draft: Draft, language: Language) -> None:
    """`ist bereit, Kiew zu helfen`: what somebody is ready to do they do themselves."""
    if language != "de":
        return
    for verb in draft.having("csubj", "advcl", "ccomp"):
        head = draft.word(verb.head)
        if head is None or head.lemma.lower() not in _WILLING or head.index > verb.index:
            continue
        if verb.features.get("VerbForm") == "Inf" and draft.child(head.index, "nsubj") is not None:
            draft.change(verb.index, deprel="xcomp")


def _article(draft: Draft, word: Word) -> str:
    return next((each.text.lower() for each in draft.children(word.index) if each.relation == "det"), "")


def _is_marked_infinitive(draft: Draft, verb: Word) -> bool:
    if any(each.text.lower() == "zu" for each in draft.children(verb.index)):
        return True
    return "zu" in verb.text[2:-2] and not any(each.relation == "aux" for each in draft.children(verb.index))


def _free_from_infinitive(draft: Draft, word: Word, verb: Word) -> None:
    """`der Ukraine einen Rabatt einzuräumen`: beside an object it is who gets it, else it is the object."""
    taken = {each.relation for each in draft.children(verb.index) if each.index != word.index}
    if "obj" in taken and "iobj" not in taken and _article(draft, word) in _MAYBE_DATIVE | {""}:
        draft.change(word.index, deprel="iobj")
    elif "obj" not in taken and not draft.is_marked(word.index):
        draft.change(word.index, deprel="obj")


def _hang_on_verb(draft: Draft, word: Word) -> None:
    """`die Bank VEB dem Konzern Rosneft geliehen`: such a nominal is no part of what stands before it."""
    above, steps = draft.word(word.head), 0
    if above is None or above.index > word.index or above.upos not in _NOMINAL or draft.is_marked(above.index):
        return
    while above is not None and above.upos in _NOMINAL and steps < len(draft.words):
        above, steps = draft.word(above.head), steps + 1
    article = draft.child(word.index, "det")
    before = draft.word(article.index - 1) if article is not None else None
    if above is None or above.upos != "VERB" or before is None or before.text == ",":
        return
    if not any(each.relation == "iobj" for each in draft.children(above.index)):
        draft.change(word.index, head=above.index, deprel="iobj")


def _part_from_noun(draft: Draft, name: Word, mentions: Sequence[Mention]) -> None:
    """`erhält von der CNPC Kredite`: a name behind an adposition is no part of the subject or object behind it."""
    noun, behind = draft.word(name.head), draft.word(name.index + 1)
    if noun is None or behind is not noun or noun.upos != "NOUN" or noun.relation not in {"obj", "nsubj"}:
        return
    children = [each for each in draft.children(noun.index) if each.index < name.index]
    marker = next((each for each in children if each.relation == "case"), None)
    if marker is None or not any(m.label in _NAMED and m.span.contains(name.span) for m in mentions):
        return
    if any(m.span.contains(noun.span) for m in mentions):
        return
    draft.change(name.index, head=noun.head, deprel="obl")
    for each in children:
        draft.change(each.index, head=name.index)
