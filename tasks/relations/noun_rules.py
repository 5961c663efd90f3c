"""Rows of events that a noun names, with or without a light verb. Which nouns name events belongs to nominal.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from tasks.records import Relation, Span, Voice, Word
from tasks.relations.acts import concerned
from tasks.relations.clauses import Clause
from tasks.relations.event_noun import NominalEvent
from tasks.relations.predicates import predicate_words, text_of
from tasks.relations.sentence import SentenceParts

_BEFORE_NOUN = ("det", "amod", "compound")


class NounRules:
    """The rule for event nouns, bound to one sentence."""

    def __init__(self, sentence: SentenceParts) -> None:
        """Bind the rules to what they read."""
        self.sentence = sentence
        self.graph = sentence.graph
        self.lexicon = sentence.lexicon
        self.ends = sentence.ends
        self.rows = sentence.rows

    def rule_nominal_event(self, event: NominalEvent) -> Iterator[Relation]:
        """A noun's event, with or without a light verb; commitment from the verb that carries or governs it."""
        clause = event.carrier or self._governing(event)
        rule = "light-verb" if event.carrier else "nominal-event"
        for subject in event.subjects:
            for obj in event.objects or (None,):
                if subject is obj:
                    continue
                row = self.rows.row(
                    clause, rule, event.frame.type, subject, obj, used=(event.noun,), predicate=event.noun.lemma
                )
                row = replace(row, voice=event.carrier.voice if event.carrier else Voice.NONE)
                if event.carrier is not None:
                    row = replace(row, predicate_text=self._with_noun(event, event.carrier, obj))
                else:
                    row = replace(
                        row,
                        predicate_text=self.graph.text(event.noun.span),
                        tense=None,
                        arguments=(),
                        event_date=None,
                        evidence=self._cover(event, row),
                    )
                yield from self._each_body(row, event) if obj is None and event.frame.reciprocal else (row,)
                for other in concerned(self.graph, obj, event.frame.type, self.ends, self.lexicon) if obj else ():
                    if other is not subject:
                        yield replace(row, rule="act-of", object=self.ends.end(self.graph, other))

    def _each_body(self, row: Relation, event: NominalEvent) -> Iterator[Relation]:
        """`the meeting of the leaders of A and B`: a row for each two of those who meet."""
        bodies = self.ends.each(self.graph, event.subjects[0]) if len(event.subjects) == 1 else ()
        if len(bodies) < 2:
            yield row
        for first, second in combinations(bodies, 2):
            yield replace(row, subject=first, object=second)

    def _with_noun(self, event: NominalEvent, carrier: Clause, obj: Word | None) -> str:
        """`paid a visit to`, `wurde Mitglied von`: the noun and its preposition belong to the predicate."""
        noun = [event.noun, *(c for c in self.graph.children(event.noun, *_BEFORE_NOUN) if c.index < event.noun.index)]
        verb = [word for word in predicate_words(self.graph, carrier, self.lexicon) if word not in noun]
        text = text_of(self.graph, sorted([*verb, *noun], key=lambda word: word.index))
        markers = self.graph.case_words(obj) if obj is not None else []
        return f"{text} {text_of(self.graph, markers)}" if markers else text

    def _governing(self, event: NominalEvent) -> Clause:
        """The noun as if it were a predicate, embedded in the verb whose object it is (`planned a visit to`)."""
        head = self.graph.head(event.noun)
        governors = (head,) if head is not None and event.noun.relation == "obj" else ()
        return Clause(event.noun, None, Voice.NONE, governors=governors, subject_source="own")

    def _cover(self, event: NominalEvent, row: Relation) -> Span:
        span = event.noun.span
        for end in (row.subject, row.object):
            if end is not None:
                span = span.cover(end.span)
        return span
