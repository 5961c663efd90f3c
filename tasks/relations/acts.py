"""Whom a verb concerns through its object: who condemns Israel's attack accuses Israel.

Who shells the south of Lebanon attacks Lebanon, who buys a stake in Daimler does business with Daimler, who summons
the ambassador of Iran demands something of Iran.
Events that nouns name by themselves belong to nominal.py.
"""

from __future__ import annotations

from tasks.records import EntityKind, Label, RelationType, Word
from tasks.relations.clauses import Clause
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Slot
from tasks.relations.event_noun import frames_of
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import WITH, agents, dependents, fill

_SUMMONING = frozenset({RelationType.REQUEST, RelationType.SANCTION, RelationType.COERCE})
JUDGING = frozenset({RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REJECT, RelationType.PROTEST})
"""Types whose object can be an act: what is said of it is said of whoever does it."""
_OF_SOMEBODY = frozenset({RelationType.SUPPORT, RelationType.AID, RelationType.REQUEST})
_JOINT = frozenset({RelationType.CONSULT, RelationType.AGREE, RelationType.COOPERATE})
_ON_PROPERTY = frozenset({RelationType.COERCE, RelationType.SANCTION})
_WHERE = frozenset({"in", "near", "nahe", "bei", "um", "at", "a", "around", "su", "di", "of", "von"})
_IN_EVENT = frozenset({"in", "during", "bei", "während", "durante", "a", "per"})
_SHARED = frozenset({"in", "an", "bei", "of", "von", "di"})
_PLACED = frozenset({"von", "of", "di"})
_FROM = frozenset({"from", "aus", "da"})
_LONG_TARGET = 5
_TO = frozenset({"to", "in"})
"""Where somebody's own envoys are, whom it calls home (`recalled its ambassador to Turkey`)."""


def concerned(graph: SentenceGraph, noun: Word, type_: RelationType, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """Named heads of whom a verb of this type concerns through its object `noun`, which names nobody itself."""
    lemma = noun.lemma.lower()
    share = type_ is RelationType.COOPERATE and lemma in lexicon.words.share_nouns
    if (noun.upos != "NOUN" and not share) or ends.entity_of(graph, noun) is not None:
        return []
    whose = _whose(graph, noun, type_, ends, lexicon)
    if type_ is RelationType.AID:
        return whose
    if type_ is RelationType.REQUEST and lemma not in lexicon.words.envoy_nouns:
        return doers(graph, noun, ends, lexicon) or whose
    if type_ in JUDGING:
        found = doers(graph, noun, ends, lexicon) or whose
        return found if found or type_ is not RelationType.REJECT else _partners(graph, noun, ends, lexicon)
    if type_ in _SUMMONING and lemma in lexicon.words.envoy_nouns:
        sent = dependents(graph, noun, _TO) if type_ is RelationType.SANCTION else []
        found = sent or fill(graph, noun, Slot("adj"), ends) or fill(graph, noun, Slot("gen"), ends)
    elif type_ is RelationType.ASSAULT:
        found = _attacked_with(graph, noun, ends, lexicon)
    elif type_ in _ON_PROPERTY and _is_property(noun, lexicon):
        found = fill(graph, noun, Slot("gen"), ends) or fill(graph, noun, Slot("adj"), ends)
    elif share:
        found = fill(graph, noun, Slot("gen"), ends) or dependents(graph, noun, _SHARED)
        found = [word for word in found if ends.label_of(graph, word) is Label.ORG]
    else:
        return []
    return [word for word in found if word.upos != "PRON" and ends.entity_of(graph, word) is not None]


def _whose(graph: SentenceGraph, noun: Word, type_: RelationType, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """`cordoglio per la morte di Maradona`, `chiede le dimissioni di Nordio`: whose what is honoured or wanted is."""
    words = lexicon.words
    nouns = words.demanded_nouns if type_ is RelationType.REQUEST else words.honoured_nouns
    if type_ not in _OF_SOMEBODY or noun.lemma.lower() not in nouns:
        return []
    found = fill(graph, noun, Slot("gen"), ends)
    return [word for word in found if word.upos != "PRON" and ends.label_of(graph, word) in {Label.PER, Label.ORG}]


def _is_property(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun names what is somebody's: who freezes the accounts of a bank, or closes its offices, hits it."""
    return bool({noun.lemma.lower(), noun.text.lower()} & lexicon.words.property_nouns)


def strikers(graph: SentenceGraph, clause: Clause, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """Who kills in `was killed in an Israeli airstrike`: whose the attack is that a passive without agent names."""
    for each in clause.obliques:
        if each.adposition not in _IN_EVENT or each.head.upos != "NOUN":
            continue
        for frame in frames_of(each.head, lexicon):
            if frame.type is not RelationType.ASSAULT or frame.reciprocal:
                continue
            found = fill(graph, each.head, Slot("adj"), ends) or agents(graph, each.head)
            found = found or [
                word for word in fill(graph, each.head, Slot("gen"), ends) if word.index < each.head.index
            ]
            named = [word for word in found if word.upos != "PRON" and ends.entity_of(graph, word) is not None]
            if named:
                return named
    return []


def _partners(graph: SentenceGraph, noun: Word, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """With whom somebody will have no talks, deal or coalition (`lehnt ein Treffen mit Rohani ab`)."""
    mutual = any(frame.reciprocal and frame.type in _JOINT for frame in frames_of(noun, lexicon))
    found = dependents(graph, noun, WITH) if mutual else []
    return [word for word in found if word.upos != "PRON" and ends.entity_of(graph, word) is not None]


def _attacked_with(graph: SentenceGraph, noun: Word, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """Whose positions or ships are attacked (`Hezbollah positions`); else the place where the targets lie."""
    forms = {noun.lemma.lower(), noun.text.lower()}
    target = bool(forms & lexicon.words.target_nouns) or _ends_like_target(noun, lexicon)
    if not target and not forms & lexicon.words.force_nouns:
        return []
    whose = fill(graph, noun, Slot("gen"), ends) + graph.children(noun, "compound")
    holders = [word for word in whose if ends.label_of(graph, word) is Label.ORG]
    places = whose or (dependents(graph, noun, _WHERE) if target else [])
    named = [word for word in places if ends.label_of(graph, word) is Label.LOC]
    return holders or named or fill(graph, noun, Slot("adj"), ends)


def _ends_like_target(noun: Word, lexicon: Lexicon) -> bool:
    """`Trainingslager`, `Raketenstellungen`: a German compound is a kind of what its last part names."""
    if lexicon.language != "de":
        return False
    return noun.lemma.lower().endswith(tuple(each for each in lexicon.words.target_nouns if len(each) >= _LONG_TARGET))


def doers(graph: SentenceGraph, noun: Word, ends: EndFinder, lexicon: Lexicon) -> list[Word]:
    """Named heads of who does what a noun names; empty if it names no act or says not whose.

    An agent's phrase (`by Israel`), a nationality (`the Russian attack`), and for nouns whose genitive can only be
    who does it (`the decision of Brussels`) that genitive, or where it comes from (`the allegations from Kyiv`).
    """
    if ends.acts_for_owner(noun):
        return []
    frames = frames_of(noun, lexicon)
    act = noun.lemma.lower() in lexicon.words.act_nouns
    if not frames and not act:
        return []
    found = agents(graph, noun) or fill(graph, noun, Slot("adj"), ends)
    gives = {slot.kind for frame in frames for slot in frame.subjects}
    takes = {slot.kind for frame in frames for slot in frame.objects}
    if not found and (act or ("gen" in gives and "gen" not in takes)):
        found = fill(graph, noun, Slot("gen"), ends)
    if not found and act:
        found = dependents(graph, noun, _FROM)
    violent = any(frame.type is RelationType.ASSAULT for frame in frames)
    found = [word for word in found if word.upos != "PRON" and not (violent and _is_town(graph, word, ends))]
    return [word for word in found if ends.entity_of(graph, word) is not None]


def _is_town(graph: SentenceGraph, word: Word, ends: EndFinder) -> bool:
    """`den Anschlag von Nizza`: an attack of a town happened there."""
    entity = ends.reading.entity(ends.entity_of(graph, word))
    return entity is not None and entity.kind is EntityKind.PLACE and graph.case(word) in _PLACED
