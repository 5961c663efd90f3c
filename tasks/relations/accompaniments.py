"""Who helps or asks whoever does something: `won with the support of X`, `came at the invitation of X`.

An event noun with ends of its own belongs to nominal.py, an occasion that both take part in to occasions.py.
"""

from __future__ import annotations

from tasks.records import RelationType, Word
from tasks.relations.clauses import logical_surface_subject
from tasks.relations.event_noun import EventNoun

_WITH = frozenset({"with", "mit", "con", "thanks", "dank", "grazie"})
_AT = frozenset({"at", "auf", "su", "dietro"})
_GIVERS = frozenset({"of", "from", "by", "von", "di", "da"})
_HELPING = frozenset({RelationType.SUPPORT, RelationType.AID})


def given_beside(noun: EventNoun) -> tuple[list[Word], list[Word]]:
    """Those who support or ask, and whom: the only named subject of the verb that the noun stands beside."""
    type_, graph = noun.frame.type, noun.graph
    wanted = _WITH if type_ in _HELPING else _AT if type_ is RelationType.REQUEST else frozenset()
    markers = graph.case_words(noun.word)
    head = graph.head(noun.word)
    if not markers or markers[0].text.lower() not in wanted or head is None or noun.word.relation != "obl":
        return [], []
    clause = noun.clauses.get(head.index)
    if clause is None or clause.subject_source in {"participle", "adverbial"}:
        return [], []
    owner = graph.child(noun.word, "nmod:poss")
    givers = [owner] if owner is not None else noun.phrases(_GIVERS)
    receivers = [word for word in logical_surface_subject(clause) if noun.ends.label_of(graph, word) is not None]
    named = [word for word in givers if noun.ends.label_of(graph, word) is not None and word not in receivers]
    return (named, receivers) if len(receivers) == 1 and named else ([], [])
