"""German datives that parsers read as part of what stands before them: `sagte Söder der „Welt“`, `am Freitag der X`.

A person's name and a weekday take no genitive with an article, a sum of money no name. Phrases with an adposition
belong to attachment.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, RelationType, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.attachment import is_speech
from tasks.relations.mending.draft import Draft

_DATIVE = frozenset({"der", "dem", "den", "einer", "einem"})
_CLOSING = frozenset({",", "“", "«", "”", '"', "‘"})
_PERSONS = frozenset({"er", "sie", "ich"})
_NOMINATIVE = frozenset({"der", "die", "das", "ein", "eine"})


def free_addressees(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """Hang such a phrase on the verb of speech: behind a person it is told to it, behind a weekday it speaks."""
    if language != "de":
        return
    for word in draft.having("nmod", "appos", "conj"):
        if _free_opposite(draft, word, lexicon):
            continue
        article = draft.child(word.index, "det")
        if article is None or article.index > word.index or draft.is_marked(word.index):
            continue
        if draft.child(word.index, "cc") is not None:
            continue
        verb, head = _speech_above(draft, word, lexicon), draft.word(word.head)
        if verb is None or head is None or head.index > article.index or not _may_follow(draft, word, verb, mentions):
            continue
        taken = {each.relation for each in draft.children(verb.index)}
        weekday = head.text.lower() in lexicon.words.weekdays
        if weekday and article.text.lower() in _NOMINATIVE and "nsubj" not in taken:
            draft.change(word.index, head=verb.index, deprel="nsubj")
            continue
        told = _is_hearer(word, mentions) if weekday else _behind_person(draft, head, article, mentions)
        if told and article.text.lower() in _DATIVE and "iobj" not in taken:
            draft.change(word.index, head=verb.index, deprel="iobj")


def _free_opposite(draft: Draft, word: Word, lexicon: Lexicon) -> bool:
    """`meinte Milborn gegenüber der APA`: to whom something is said is no part of who says it."""
    if word.relation != "nmod" or all(each.text != "gegenüber" for each in draft.children(word.index)):
        return False
    verb = _speech_above(draft, word, lexicon)
    if verb is None or verb.index > word.index:
        return False
    draft.change(word.index, head=verb.index, deprel="obl")
    return True


def _may_follow(draft: Draft, word: Word, verb: Word, mentions: Sequence[Mention]) -> bool:
    """Behind its verb any phrase; before it only a name without a comma (`wie Nehammer der APA mitteilte`)."""
    article = draft.child(word.index, "det")
    before = draft.word(article.index - 1) if article is not None else None
    comma = before is None or before.text == ","
    if verb.index < word.head:
        return word.relation == "nmod" or (word.relation == "appos" and not comma)
    named = any(each.label is Label.ORG and each.span.contains(word.span) for each in mentions)
    return named and word.index < verb.index and not comma


def _is_hearer(word: Word, mentions: Sequence[Mention]) -> bool:
    """Whether a word belongs to the name of a person or organisation."""
    return any(each.label in {Label.ORG, Label.PER} and each.span.contains(word.span) for each in mentions)


def mark_inverted_speakers(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """`..., sei Defra langsam gewesen, sagte er`: a person right behind a German verb of speech is who speaks.

    What stands before the comma is part of what is said. Verbs that also judge may have the person as their object.
    """
    if language != "de":
        return
    for verb in draft.words:
        if verb.upos != "VERB":
            continue
        comma, speaker = draft.word(verb.index - 1), draft.word(verb.index + 1)
        if comma is None or comma.text not in _CLOSING or speaker is None:
            continue
        children = draft.children(verb.index)
        before = [each for each in children if each.relation in {"nsubj", "obj"} and each.index < verb.index]
        if not any(each.relation == "nsubj" for each in before) or not _only_speaks(draft, verb, lexicon):
            continue
        behind = next(
            (each for each in children if each.relation in {"nsubj", "obj"} and each.index > verb.index), None
        )
        if (
            behind is None
            or min([behind.index, *(each.index for each in draft.children(behind.index))]) != verb.index + 1
        ):
            continue
        person = any(each.label is Label.PER and each.span.overlaps(speaker.span) for each in mentions)
        if speaker.text in _PERSONS or person:
            for each in before:
                draft.change(each.index, deprel="dep")
            draft.change(behind.index, deprel="nsubj")


def _only_speaks(draft: Draft, verb: Word, lexicon: Lexicon) -> bool:
    frames = lexicon.verbs.get(verb.lemma.lower(), ())
    types = {frame.type for frame in frames if not frame.beside and not frame.object_lemmas}
    return types <= {RelationType.STATE, None} and is_speech(draft, verb, lexicon)


def free_names_of_sums(draft: Draft, language: Language) -> None:
    """`stellt der Ukraine 500 Millionen Euro bereit`: who gets a sum is no part of its number."""
    if language != "de":
        return
    for number in draft.having("nummod"):
        name = draft.word(number.index - 1)
        if name is None or name.head != number.index or name.upos not in {"PROPN", "NOUN"}:
            continue
        article, verb = draft.word(name.index - 1), draft.word(number.head)
        while verb is not None and verb.upos in {"NOUN", "NUM", "SYM"}:
            verb = draft.word(verb.head)
        if article is None or article.text.lower() not in _DATIVE or verb is None or verb.upos != "VERB":
            continue
        draft.change(name.index, head=verb.index, deprel="iobj")
        draft.change(article.index, head=name.index, deprel="det")


def _behind_person(draft: Draft, head: Word, article: Word, mentions: Sequence[Mention]) -> bool:
    """Whether a person's name that the head begins or stands before ends right before the article.

    Only a party or place in brackets may stand between (`sagte Merkel (CDU) der „Zeit“`).
    """
    for mention in mentions:
        if mention.label is not Label.PER or not head.span.start <= mention.span.start < article.span.start:
            continue
        between = [word for word in draft.words[head.index : article.index - 1] if word.span.start >= mention.span.end]
        if not between or (between[0].text == "(" and between[-1].text == ")"):
            return True
    return False


def _speech_above(draft: Draft, word: Word, lexicon: Lexicon) -> Word | None:
    """The verb of speech that a phrase hangs below, other nominals between."""
    above = draft.word(word.head)
    for _ in range(3):
        if above is None or above.upos == "VERB":
            break
        above = draft.word(above.head)
    return above if above is not None and above.upos == "VERB" and is_speech(draft, above, lexicon) else None
