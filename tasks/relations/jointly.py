"""With whom somebody does something: `Gemeinsam mit Siemens baut die Voest ...`, `together with`, `insieme a`.

Bodies and countries that do something together work together; of people it says only that both are there. Verbs that
ask for a partner belong to frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.records import Label, Voice, Word
from tasks.relations.clauses import Clause, Oblique
from tasks.relations.sentence import SentenceParts

_TOGETHER = frozenset({"gemeinsam", "zusammen", "together", "jointly", "insieme"})
_WITH = frozenset({"mit", "with", "con", "a"})
_BODIES = frozenset({Label.ORG, Label.LOC})


def partners(sentence: SentenceParts, clause: Clause) -> Iterator[tuple[Word, Oblique]]:
    """The subject and the phrase with its partner, where both name bodies or countries."""
    graph, ends = sentence.graph, sentence.ends
    if clause.voice is not Voice.ACTIVE or not graph.forms & _TOGETHER or len(clause.subjects) != 1:
        return
    subject = clause.subjects[0]
    if ends.label_of(graph, subject) not in _BODIES:
        return
    for each in clause.obliques:
        before = graph.word(each.markers[0].index - 1) if each.markers and each.adposition in _WITH else None
        if before is not None and before.text.lower() in _TOGETHER and ends.label_of(graph, each.head) in _BODIES:
            yield subject, each
