"""Events that somebody gets from somebody: `won backing from Meloni`, `Kritik an X kommt von Y`, `stößt auf Kritik`.

Events that a verb makes somebody do belong to nominal.py.
"""

from __future__ import annotations

from dataclasses import replace

from tasks.records import Label, RelationType
from tasks.relations.acts import doers
from tasks.relations.entries import Slot
from tasks.relations.event_noun import EventNoun, NominalEvent
from tasks.relations.noun_phrases import agents, fits

_GIVEN = frozenset(
    {
        RelationType.ACCUSE,
        RelationType.AID,
        RelationType.CONSULT,
        RelationType.REQUEST,
        RelationType.STATE,
        RelationType.SUPPORT,
        RelationType.THREATEN,
    }
)
_FROM = frozenset({"from", "by", "von", "aus", "da", "da parte di"})
_COMING = frozenset({"kommen", "come", "arrivare", "giungere", "venire", "ausgehen", "stammen"})
_BEING = frozenset({"herrschen", "wachsen", "zunehmen", "regen", "breitmachen", "aufkommen", "bestehen"})
"""Verbs that tell that a feeling is there: `in der CDU wächst der Unmut über Merz`."""
_THERE_IS = frozenset({"geben", "setzen", "hageln", "regnen"})
"""German verbs that with `es` tell that something comes: `von der SPÖ gab es Kritik`."""
_COUNTING_ON = frozenset({"zählen", "bauen", "verlassen", "rechnen"})
_MEETING = frozenset({"stoßen", "stossen", "treffen"})
_JUDGED = frozenset({RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REJECT})
_HELPING = frozenset({RelationType.SUPPORT, RelationType.AID})
_ON = frozenset({"auf"})
_AT = frozenset({"bei", "in"})
_UNDER = frozenset({"under", "after", "amid", "despite", "following", "facing"})
_WHERE = frozenset({"bei", "in", "unter", "innerhalb", *_FROM})


def given_event(noun: EventNoun) -> NominalEvent | None:
    """The event of a noun that somebody receives, that comes from somebody, or that something meets with."""
    return _received(noun) or _coming(noun) or _met_with(noun) or _under(noun) or _counted_on(noun)


def _received(noun: EventNoun) -> NominalEvent | None:
    """`won backing from Meloni`, `erhielt Drohungen von Orban`: who receives an event is whom it concerns."""
    above = noun.verb_above("obj", "nsubj")
    if above is None or noun.frame.type not in _GIVEN:
        return None
    lemma, clause = above
    if lemma not in noun.lexicon.words.receiving_verbs:
        return None
    if clause.subjects == (noun.word,) and noun.word.index < clause.predicate.index:
        receivers = noun.named(clause.objects, clause)
        clause = replace(clause, subjects=receivers, objects=clause.subjects)
    if not clause.subjects or clause.objects != (noun.word,):
        return None
    givers = agents(noun.graph, noun.word) or noun.phrases(_FROM)
    givers = givers or [each.head for each in clause.obliques if each.adposition in _FROM]
    named = noun.named(givers or noun.fill(Slot("gen")), clause)
    return NominalEvent(noun.word, noun.frame, named, clause.subjects, clause) if named else None


def _coming(noun: EventNoun) -> NominalEvent | None:
    """`Kritik an Orbán kommt von den Grünen`: where an event comes from is who does it."""
    above = noun.verb_above("nsubj", "obj")
    if above is None or noun.frame.type not in _GIVEN:
        return None
    lemma, clause = above
    there_is = lemma in _THERE_IS and "es" in noun.graph.forms
    if not (there_is or (lemma in _COMING | _BEING and noun.word.relation == "nsubj")):
        return None
    wanted = _WHERE if lemma in _BEING else _FROM
    givers = noun.named([each.head for each in clause.obliques if each.adposition in wanted], clause)
    givers = givers or noun.named(noun.phrases(_FROM), clause)
    objects = next((found for slot in noun.object_slots if (found := noun.fill(slot))), [])
    for slot in () if objects else noun.object_slots:
        objects = objects or [each.head for each in clause.obliques if each.head not in givers and fits(each, slot)]
    kept = tuple(word for word in objects if word not in givers)
    return NominalEvent(noun.word, noun.frame, givers, kept) if givers and kept else None


def _counted_on(noun: EventNoun) -> NominalEvent | None:
    """`Merz kann auf die Unterstützung der CSU zählen`: what somebody counts on, somebody else gives."""
    above = noun.verb_above("obl")
    if above is None or above[0] not in _COUNTING_ON or noun.frame.type not in _HELPING:
        return None
    givers = noun.named(noun.fill(Slot("gen")), above[1])
    return NominalEvent(noun.word, noun.frame, givers, above[1].subjects) if givers and above[1].subjects else None


def _met_with(noun: EventNoun) -> NominalEvent | None:
    """`Der Plan von Kurz stieß bei der SPÖ auf Kritik`: who does or plans it is whom it concerns."""
    graph, head = noun.graph, noun.graph.head(noun.word)
    if graph.case(noun.word) not in _ON or noun.frame.type not in _JUDGED or head is None:
        return None
    verb = head if head.index in noun.clauses else graph.head(head)
    clause = noun.clauses.get(verb.index) if verb is not None else None
    if clause is None or clause.predicate.lemma.lower() not in _MEETING or not clause.subjects:
        return None
    beside = [each.head for each in clause.obliques if each.adposition in _AT]
    givers = noun.named(noun.fill(Slot("gen")) or noun.fill(Slot("obl", "von")) or beside, clause)
    met = [word for word in clause.subjects if noun.ends.label_of(graph, word) is not None]
    met = met or [doer for word in clause.subjects for doer in doers(graph, word, noun.ends, noun.lexicon)]
    return NominalEvent(noun.word, noun.frame, givers, tuple(met)) if givers and met else None


def _under(noun: EventNoun) -> NominalEvent | None:
    """`is under investigation by Congress`, `resigned after criticism from Corbyn`: the subject is whom it concerns.

    People attack each other in words.
    """
    graph = noun.graph
    if noun.frame.type not in _GIVEN | {RelationType.ASSAULT} or graph.case(noun.word) not in _UNDER:
        return None
    if any(noun.fill(slot) for slot in noun.frame.objects):
        return None
    above = noun.verb_above("obl")
    clause = noun.clauses.get(noun.word.index) or (above[1] if above is not None else None)
    if clause is None or not clause.subjects:
        return None
    givers = agents(graph, noun.word) or noun.phrases(_FROM)
    givers = givers or [each.head for each in clause.obliques if each.adposition in _FROM]
    named = noun.named(givers, clause)
    people = all(noun.ends.label_of(graph, word) is Label.PER for word in (*named, *clause.subjects))
    words = people and noun.frame.type is RelationType.ASSAULT
    frame = replace(noun.frame, type=RelationType.ACCUSE) if words else noun.frame
    carrier = clause if graph.case(noun.word) == "under" else None
    return NominalEvent(noun.word, frame, named, clause.subjects, carrier) if named else None
