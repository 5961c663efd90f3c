"""Statements without a verb in German: `..., so Karner zur APA`, `so Kogler (Grüne) im Gespräch mit dem „Standard“`.

Verbs of speech belong to statements.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.records import End, Label, Relation, RelationType, Span, Voice
from tasks.relations.clauses import Clause
from tasks.relations.sentence import SentenceParts
from tasks.relations.so_phrases import speakers_behind_so

_TO = re.compile(
    r"\s*(?:\([^)]*\) )?(?:zur|zum|gegenüber(?: der| dem)?|im (?:Gespräch|Interview) mit(?: der| dem)?) [„»\"]?"
)


def so_said(sentence: SentenceParts) -> Iterator[Relation]:
    """A row for each person or body that speaks so to another that is named right behind."""
    graph = sentence.graph
    if sentence.lexicon.language != "de" or "so" not in graph.forms:
        return
    mentions = [m for m in sentence.ends.reading.mentions_in(graph.span) if m.label in {Label.PER, Label.ORG}]
    for word, speaker in speakers_behind_so(graph, mentions):
        for hearer in [m for m in mentions if m.span.start > speaker.span.end][:2]:
            heard = next((each for each in graph.words_in(hearer.span)), None)
            if heard is not None and _TO.fullmatch(graph.text(Span(speaker.span.end, hearer.span.start))):
                clause = Clause(word, None, Voice.NONE, subject_source="own")
                subject = End(speaker.span, speaker.text, speaker.entity)
                yield sentence.rows.row(clause, "statement", RelationType.STATE, subject, heard)
                break
