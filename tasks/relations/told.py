"""To whom somebody says something: a recipient, a phrase, whoever asked, the body before which it is said.

What was said, and by whom, belongs to statements.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.records import Label, Word
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.entries import Slot
from tasks.relations.frames import matches
from tasks.relations.noun_phrases import WITH, dependents, fill
from tasks.relations.sentence import SentenceParts

_ON = frozenset({"auf", "on", "upon", "su"})
_QUESTIONS = frozenset({"anfrage", "nachfrage", "rückfrage", "frage"})
"""Nouns for what makes somebody speak: `teilte auf Anfrage der APA mit`."""
_OF = frozenset({"von", "of", "di"})
_TALKS = frozenset({"gespräch", "interview", "telefonat", "podcast", "talk"})
"""Nouns of talks in which somebody says something to somebody: `sagte im Interview mit dem „Spiegel“`."""
_DIRECTIONS = frozenset({"richtung", "adresse"})
_CHANNELS = (
    "website",
    "sendung",
    "programm",
    "magazin",
    "ausgabe",
    "radio",
    "portal",
    "podcast",
    "redaktion",
    "dienst",
)
"""How nouns end that name what a body publishes or broadcasts: who speaks to it speaks to the body."""
_PEOPLE = frozenset({Label.PER, Label.ORG, Label.MISC})


def told_to(sentence: SentenceParts, clause: Clause) -> Iterator[tuple[Word, Oblique | None]]:
    """Heads of the people and organisations that something is said to, with the phrase that holds each."""
    words, graph, ends = sentence.lexicon.words, sentence.graph, sentence.ends
    clausal = clause.content is not None and clause.content.relation == "ccomp"
    german = sentence.lexicon.language == "de"
    told = [word for word in clause.objects if german and clausal and word.upos != "PRON"]
    phrases: list[tuple[Word, Oblique | None]] = [(word, None) for word in (*clause.recipients, *told)]
    phrases += [(each.head, each) for each in clause.obliques if each.adposition in words.addressee_prepositions]
    for head, oblique in phrases:
        if ends.label_of(graph, head) in _PEOPLE:
            yield head, oblique
        elif german and head.text.lower().endswith(_CHANNELS):
            yield from ((owner, oblique) for owner in fill(graph, head, Slot("gen"), ends) if _is_body(sentence, owner))
    for each in clause.obliques:
        if german and each.head.lemma.lower() in _TALKS | _DIRECTIONS:
            yield from _behind_noun(sentence, each)
        if matches(each, words.forum_prepositions) and ends.label_of(graph, each.head) is Label.ORG:
            yield each.head, each
        elif each.adposition in _ON and each.head.lemma.lower() in _QUESTIONS:
            for head in fill(graph, each.head, Slot("gen"), ends) or dependents(graph, each.head, _OF):
                if ends.label_of(graph, head) in _PEOPLE:
                    yield head, each


def _behind_noun(sentence: SentenceParts, phrase: Oblique) -> Iterator[tuple[Word, Oblique]]:
    """`sagte im Gespräch mit der APA`, `sagte in Richtung Moskau`: whom such a noun names besides."""
    graph, ends = sentence.graph, sentence.ends
    if phrase.head.lemma.lower() in _TALKS:
        found = dependents(graph, phrase.head, WITH)
    else:
        found = fill(graph, phrase.head, Slot("gen"), ends) or graph.children(phrase.head, "appos", "nmod", "flat")
    for head in found:
        if ends.mention_of(graph, head) is not None:
            yield head, phrase


def _is_body(sentence: SentenceParts, word: Word) -> bool:
    """`sagte Madden der Website der BBC`: who speaks to something of an organisation speaks to it."""
    return sentence.ends.label_of(sentence.graph, word) is Label.ORG
