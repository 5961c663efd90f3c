"""Relations and quotations of one article: runs the rules in order and keeps each row once.

Every rule is a method that yields rows and whose name ends in the row's `rule` column. How a row is filled belongs to
rows.py, what words mean to the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.records import Quote, Relation
from tasks.relations.adjacency import AdjacencyFinder
from tasks.relations.attribution import QuoteReader
from tasks.relations.calibration import calibrated
from tasks.relations.clause_finder import find_clauses
from tasks.relations.described_people import DescribedPeople
from tasks.relations.document import Document, Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.homes import HomeFinder
from tasks.relations.italian_homes import ItalianHomes
from tasks.relations.lexicon import empty, lexicon
from tasks.relations.linked_names import LinkFinder
from tasks.relations.nominal import nominal_events
from tasks.relations.noun_rules import NounRules
from tasks.relations.office_rules import OfficeRules
from tasks.relations.office_words import office_words
from tasks.relations.offices import OfficeFinder, without_rivals
from tasks.relations.once import between_two, once
from tasks.relations.placed_names import PlacedFinder
from tasks.relations.possible import possible
from tasks.relations.quotes import find_quotes
from tasks.relations.references import ReferenceResolver
from tasks.relations.said_of import said_of
from tasks.relations.sentence import SentenceParts
from tasks.relations.so_said import so_said
from tasks.relations.staff import StaffFinder, without_offices
from tasks.relations.verb_rules import VerbRules
from tasks.relations.visits import abroad


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an article says: rows by place in the text, and quotations."""

    relations: tuple[Relation, ...]
    quotes: tuple[Quote, ...]


def extract(document: Document) -> Extraction:
    """All relations and quotations of an annotated article; `confidence` is a probability.

    Raises:
        LexiconInvalid: if the language's lexicon does not follow its format.
    """
    found = uncalibrated(document)
    return replace(found, relations=tuple(calibrated(row, document.language) for row in found.relations))


def uncalibrated(document: Document) -> Extraction:
    """The same with the rules' own scores in place of probabilities: what the factors are fitted on.

    Raises:
        LexiconInvalid: if the language's lexicon does not follow its format.
    """
    words = lexicon(document.language) or empty(document.language)
    reading = Reading(document, words)
    ends = EndFinder(reading, words)
    offices = OfficeFinder(reading, ends, words)
    holders = without_rivals({graph.number: list(offices.find(graph)) for graph in reading.sentences})
    references = ReferenceResolver(
        reading, ends, words, [(number, fact) for number, facts in holders.items() for fact in facts]
    )
    for graph in reading.sentences:
        references.resolve(graph)
    clauses = {
        graph.number: find_clauses(graph, words.words, _names(graph, reading, words), words.intransitive)
        for graph in reading.sentences
    }
    quotes = QuoteReader(reading, words, ends, clauses).read(find_quotes(document.body, document.blocks))
    references.speakers_of(quotes)
    adjacent = AdjacencyFinder(reading, ends, words)
    staff = StaffFinder(reading, words)
    linked = LinkFinder(reading, words)
    homes, italian_homes = HomeFinder(reading, ends, words), ItalianHomes(reading, words)
    placed = PlacedFinder(reading)
    described = DescribedPeople(reading, ends, words, holders)
    relations: list[Relation] = []
    for graph in reading.sentences:
        sentence = SentenceParts(graph, clauses[graph.number], words, ends, quotes, references)
        offices_of_sentence = OfficeRules(sentence)
        held = [(fact.person.entity, fact.body.entity) for fact in holders[graph.number] if fact.body is not None]
        names = [
            *placed.beside(graph, adjacent.find(graph)),
            *(links := list(linked.find(graph))),
            *homes.find(graph),
            *italian_homes.find(graph),
            *without_offices(
                staff.find(graph), [*held, *((each.subject.entity, each.object.entity) for each in links)]
            ),
        ]
        sure = [
            *offices_of_sentence.offices([*holders[graph.number], *described.find(graph)]),
            *offices_of_sentence.beside(names),
        ]
        told = abroad(between_two(_by_rules(sentence, offices_of_sentence)), reading)
        relations.extend(possible(once([*sure, *told]), reading))
    return Extraction(tuple(relations), tuple(quotes))


def _by_rules(sentence: SentenceParts, offices_of_sentence: OfficeRules) -> Iterator[Relation]:
    """Rows of all rules but titles and names side by side, likelier ones first."""
    verbs, nouns = VerbRules(sentence), NounRules(sentence)
    for clause in sentence.clauses.values():
        yield from said_of(sentence, clause)
        if clause.copula is not None:
            yield from offices_of_sentence.rule_office_copula(clause)
            yield from verbs.rule_adjective(clause)
            yield from verbs.open.rule_copula(clause)
        else:
            yield from verbs.rules_of_verb(clause)
            yield from offices_of_sentence.rule_appointed(clause)
    yield from so_said(sentence)
    for event in nominal_events(sentence.graph, sentence.clauses, sentence.lexicon, sentence.ends):
        yield from nouns.rule_nominal_event(event)


def _names(graph: SentenceGraph, reading: Reading, words: Lexicon) -> frozenset[int]:
    """Words inside names and offices, and German words written large after the first: no verbs, whatever their tag."""
    found = {
        word.index
        for mention in reading.mentions_in(graph.span)
        if mention.text != graph.text(graph.span)
        for word in graph.words_in(mention.span)
    }
    for office in office_words(graph, words):
        if office.last > office.first:
            found.update(range(office.first + 1, office.last + 2))
    if words.language == "de":
        found.update(
            word.index
            for before, word in pairwise(graph.words)
            if word.text[:1].isupper() and before.text not in {":", "„", "“", '"', "»", ".", "–", "-"}
        )
    return frozenset(found)
