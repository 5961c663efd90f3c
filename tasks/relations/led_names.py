"""What an Italian name and `di` tell of a leader: `la Russia di Putin`, `il Napoli di Conte`, `l'Udc di Casini`.

The same in other languages belongs to adjacency.py; bodies that a verb says somebody leads to the verb's frame.
"""

from __future__ import annotations

import re

from tasks.records import EntityKind, Label, Mention
from tasks.relations.document import Reading
from tasks.relations.graph import SentenceGraph

_NOBODY_LEADS = re.compile(
    r"\b(?:corte|tribunale|università|istituto|ospedale|clinica|hotel|teatro|museo|chiesa|liceo|scuola|procura|camera"
    r"|senato|parlamento|consiglio|commissione|comune|instagram|facebook|twitter|tiktok|youtube|serie|premio|coppa"
    r"|nazionale|via|viale|piazza|stadio|aeroporto|stazione|carcere)\b",
    re.IGNORECASE,
)
"""Names of bodies that are not called by whoever leads them, and of places that nobody leads."""
_DEFINITE = frozenset({"il", "lo", "la", "l'", "l’", "i", "gli", "le"})
_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})


def is_led_by(reading: Reading, graph: SentenceGraph, body: Mention, person: Mention) -> bool:
    """Whether a body, land or club is a person's whose full name the article has.

    A town stands with an article where its club is meant, a land where it is somebody's.
    """
    what, who = reading.entity(body.entity), reading.entity(person.entity)
    if what is None or who is None or who.kind is not EntityKind.PERSON or " " not in who.name:
        return False
    if person.label is not Label.PER or body.label is Label.MISC or _NOBODY_LEADS.search(body.text):
        return False
    if body.label is Label.ORG and what.kind is EntityKind.ORGANIZATION:
        return True
    before = next((word for word in reversed(graph.words) if word.span.end <= body.span.start), None)
    return what.kind in _LANDS and before is not None and before.text.lower() in _DEFINITE
