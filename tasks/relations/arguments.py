"""Further phrases of a relation: place, time, amount, instrument, topic, recipient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tasks.records import Argument, ArgumentRole, EventDate, Label, Span, Tense, Word
from tasks.relations.amounts import amount_in, amount_of, names_measure
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.dates import Period, is_time, resolve
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Words
from tasks.relations.graph import SentenceGraph

_FIGURE = re.compile(r"\d")


def arguments_of(
    graph: SentenceGraph,
    obliques: Iterable[Oblique],
    ends: EndFinder,
    words: Words,
    *,
    published: date | None,
    tense: Tense | None,
    language: str,
) -> list[Argument]:
    """Arguments for these phrases, in order; each text holds its adposition."""
    found: list[Argument] = []
    for oblique in obliques:
        inner = graph.phrase_span(oblique.head)
        own = [
            word
            for word in oblique.markers
            if word.index < oblique.head.index and not _stands_between(graph, word, inner)
        ]
        span = graph.span_of(own).cover(inner) if own else inner
        if len(span) > 3 * len(inner) + 40:
            span = inner
        text = graph.text(span)
        role, value = _role(graph, oblique, text, ends, words, published, tense, language)
        entity = None if role is ArgumentRole.TIME else ends.entity_of(graph, oblique.head)
        found.append(Argument(role, span, text, entity, value))
    return found


def _stands_between(graph: SentenceGraph, marker: Word, phrase: Span) -> bool:
    """Whether another noun stands between an adposition and the phrase: it is the adposition of that one."""
    for word in graph.words[marker.index :]:
        if word.span.end > phrase.start:
            return False
        if word.upos in {"NOUN", "PROPN"} and marker.span.end <= word.span.start:
            return True
    return False


def _role(
    graph: SentenceGraph,
    oblique: Oblique,
    text: str,
    ends: EndFinder,
    words: Words,
    published: date | None,
    tense: Tense | None,
    language: str,
) -> tuple[ArgumentRole, str | None]:
    label = ends.label_of(graph, oblique.head)
    if label is None and _names_time(graph, words) and is_time(text, words):
        period = resolve(text, published, tense, words)
        return ArgumentRole.TIME, period.iso() if period else None
    amount = amount_of(text, words, language) if _names_measure(graph, words) else None
    if amount is not None and label is None:
        return ArgumentRole.AMOUNT, amount
    return _role_of_adposition(oblique.adposition, label, words), None


def _role_of_adposition(adposition: str, label: Label | None, words: Words) -> ArgumentRole:
    if label is Label.LOC and adposition in words.location_prepositions:
        return ArgumentRole.LOCATION
    if adposition in words.topic_prepositions:
        return ArgumentRole.TOPIC
    if adposition in words.instrument_prepositions and label is None:
        return ArgumentRole.INSTRUMENT
    return ArgumentRole.RECIPIENT if adposition in words.recipient_prepositions else ArgumentRole.OTHER


def time_adverbs(graph: SentenceGraph, clause: Clause, words: Words) -> Iterator[Oblique]:
    """`yesterday`, `gestern`, `ieri`, and weekdays without adposition that hang on the predicate."""
    if words.day_names.isdisjoint(graph.forms):
        return
    for child in graph.children(clause.predicate, "advmod", "nmod", "obj"):
        form = child.text.lower()
        if form in words.relative_days or (form in words.weekdays and not graph.case_words(child)):
            yield Oblique(child, "")


def amounts_in(
    graph: SentenceGraph, heads: Iterable[Word], words: Words, language: str, taken: Iterable[Span]
) -> Iterator[Argument]:
    """The sum of money inside the phrase of each of these heads."""
    if not _names_measure(graph, words):
        return
    known = list(taken)
    for head in heads:
        phrase = graph.phrase_span(head)
        amount = amount_in(graph.text(phrase), words, language)
        if amount is None or not amount.is_money:
            continue
        span = amount.span.shift(phrase.start)
        if not any(span.overlaps(each) for each in known):
            known.append(span)
            yield Argument(ArgumentRole.AMOUNT, span, graph.text(span), None, amount.value)


def _names_measure(graph: SentenceGraph, words: Words) -> bool:
    """Whether the sentence has a number and a sign or word for a currency or percentage at all; looked for once."""
    known = graph.notes.get("measure")
    if known is None:
        number = _has_figure(graph) or not graph.forms.isdisjoint(words.number_words)
        known = graph.notes["measure"] = number and names_measure(graph.text(graph.span), words)
    return bool(known)


def _names_time(graph: SentenceGraph, words: Words) -> bool:
    """Whether the sentence has a figure or a word for a time at all; looked for once."""
    known = graph.notes.get("time")
    if known is None:
        known = graph.notes["time"] = _has_figure(graph) or not words.times.isdisjoint(graph.forms)
    return bool(known)


def _has_figure(graph: SentenceGraph) -> bool:
    known = graph.notes.get("figure")
    if known is None:
        known = graph.notes["figure"] = _FIGURE.search(graph.text(graph.span)) is not None
    return bool(known)


def event_date_of(arguments: Iterable[Argument]) -> EventDate | None:
    """The first time argument that resolves to days, else the first one with its words alone."""
    times = [argument for argument in arguments if argument.role is ArgumentRole.TIME]
    if not times:
        return None
    for argument in times:
        if argument.value is not None:
            period = Period.of_iso(argument.value)
            return EventDate(argument.text, period.start, period.end)
    return EventDate(times[0].text)
