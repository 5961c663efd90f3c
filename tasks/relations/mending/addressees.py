"""German datives that parsers read as genitives of the name before them: `sagte Söder der „Welt“`, `am Freitag der X`.

A person's name and a weekday take no genitive with an article. Phrases with an adposition belong to attachment.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Label, Language, Mention, Word
from tasks.relations.entries import Lexicon
from tasks.relations.mending.attachment import is_speech
from tasks.relations.mending.draft import Draft

_DATIVE = frozenset({"der", "dem", "den", "einer", "einem"})
_NOMINATIVE = frozenset({"der", "die", "das", "ein", "eine"})


def free_addressees(draft: Draft, lexicon: Lexicon, mentions: Sequence[Mention], language: Language) -> None:
    """Hang such a phrase on the verb of speech: behind a person it is told to it, behind a weekday it speaks."""
    if language != "de":
        return
    for word in draft.having("nmod", "appos", "conj"):
        article = draft.child(word.index, "det")
        if article is None or draft.is_marked(word.index) or article.index > word.index:
            continue
        if draft.child(word.index, "cc") is not None:
            continue
        verb = _speech_above(draft, word, lexicon)
        head = draft.word(word.head)
        if verb is None or head is None or head.index > article.index or not _may_follow(draft, word, verb, mentions):
            continue
        taken = {each.relation for each in draft.children(verb.index)}
        if head.text.lower() in lexicon.words.weekdays and article.text.lower() in _NOMINATIVE:
            if "nsubj" not in taken:
                draft.change(word.index, head=verb.index, deprel="nsubj")
        elif article.text.lower() in _DATIVE and "iobj" not in taken and _behind_person(draft, head, article, mentions):
            draft.change(word.index, head=verb.index, deprel="iobj")


def _may_follow(draft: Draft, word: Word, verb: Word, mentions: Sequence[Mention]) -> bool:
    """Behind its verb any phrase; before it only a name without a comma (`wie Nehammer der APA mitteilte`)."""
    if verb.index < word.head:
        return word.relation == "nmod"
    named = any(each.label is Label.ORG and each.span.contains(word.span) for each in mentions)
    article = draft.child(word.index, "det")
    before = draft.word(article.index - 1) if article is not None else None
    return named and word.index < verb.index and before is not None and before.text != ","


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
