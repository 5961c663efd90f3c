"""German names in the genitive before their noun: `Boris Johnsons Kritik an Theresa May`.

Genitives behind a noun belong to coordination.py, offices and who holds them to titles.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.mending.draft import Draft

_ENDINGS = ("s", "’", "'")
_GLUED = frozenset({"flat", "appos", "compound"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})


def hang_names_on_nouns(draft: Draft, mentions: Sequence[Mention], language: Language) -> None:
    """A name in -s right before a noun without article is its genitive; parsers take the two for two arguments.

    Behind the finite verb a name can end like that by itself (`sieht Paris Chancen`): there only a full name counts, or
    one that the parser glues to the noun.
    """
    if language != "de":
        return
    finite = next((each for each in draft.words if each.features.get("VerbForm") == "Fin"), None)
    for mention in mentions:
        if mention.label is Label.MISC or not mention.text.endswith(_ENDINGS) or mention.text.endswith("ss"):
            continue
        words = draft.under(mention.span)
        inside = {word.index for word in words}
        top = next((word for word in words if word.head not in inside), None)
        noun = _noun_behind(draft, words[-1], mentions) if words else None
        title = _title(draft, top) if top is not None and mention.label is Label.PER else None
        top = title or top
        if top is None or noun is None or any(each.relation == "det" for each in draft.children(top.index)):
            continue
        glued = noun.head in inside and noun.relation in _GLUED
        beside = noun.head == top.head and {noun.relation, top.relation} <= _ARGUMENTS
        sure = (
            title is not None
            or (finite is not None and noun.index < finite.index)
            or (mention.label is Label.PER and " " in mention.text)
        )
        others = [each for each in draft.children(noun.index) if each.relation == "nsubj"]
        below = top.head == noun.index and top.relation == "nsubj" and len(others) > 1
        if below or (top.head == noun.index and top.relation == "dep"):
            draft.change(top.index, deprel="nmod")
        elif glued or (beside and sure):
            _hang(draft, top, noun, inside)


def _title(draft: Draft, name: Word) -> Word | None:
    """The title right before a name, without an article of its own: `Präsident Erdogans Besuch`."""
    title = draft.word(name.head)
    if title is None or title.index != name.index - 1 or title.upos != "NOUN" or name.relation not in _GLUED:
        return None
    return title


def _noun_behind(draft: Draft, last: Word, mentions: Sequence[Mention]) -> Word | None:
    noun = draft.word(last.index + 1)
    while noun is not None and noun.upos == "ADJ" and noun.text.islower():
        noun = draft.word(noun.index + 1)
    if noun is None or noun.upos not in {"NOUN", "PROPN"} or not noun.text[:1].isupper():
        return None
    there = next((each for each in mentions if each.span.overlaps(noun.span)), None)
    if there is not None and (there.label is not Label.ORG or there.span.start != noun.span.start):
        return None
    glued = noun.relation in _GLUED and noun.head <= last.index
    return noun if glued or (noun.upos == "NOUN" and there is None) else None


def _hang(draft: Draft, name: Word, noun: Word, inside: set[int]) -> None:
    """Make the noun, or the body behind the name, the argument and the name its genitive."""
    first = name.relation == "nsubj" or noun.head in inside
    others = [each for index in inside for each in draft.children(index) if each.index not in inside | {noun.index}]
    draft.change(noun.index, head=name.head, deprel=name.deprel if first else noun.deprel)
    draft.change(name.index, head=noun.index, deprel="nmod")
    for child in others:
        draft.change(child.index, head=noun.index)
