"""Who says what a statement, a letter or a resolution says: `Amnesty issued a statement condemning Israel`.

`A World Bank report criticises Israel`: the World Bank does. Participles of other nouns have these as their subject
(clause_finder.py).
"""

from __future__ import annotations

from dataclasses import replace

from tasks.records import End, RelationType, Word
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Slot, Words
from tasks.relations.graph import SentenceGraph
from tasks.relations.noun_phrases import fill

_DOCUMENTS = frozenset(
    {
        "statement", "letter", "post", "message", "tweet", "declaration", "resolution", "video", "report", "speech",
        "note", "email", "e-mail", "memo", "response", "reply", "article", "editorial", "petition", "communique",
        "communiqué", "open letter", "ad", "advert", "motion", "column", "op-ed", "comment", "clip", "telegram",
        "thread", "press release", "release", "lawsuit", "complaint", "song", "interview", "filing", "brief",
    }
)  # fmt: skip
_MAKING = frozenset(
    {
        "issue", "release", "publish", "send", "write", "sign", "post", "adopt", "pass", "approve", "make", "give",
        "deliver", "share", "tweet", "record", "draft", "read", "submit", "put out", "put", "file", "back", "co-sign",
        "circulate", "broadcast", "air", "upload", "dispatch", "pen", "launch", "introduce", "endorse", "tweet out",
    }
)  # fmt: skip


_SAYING = frozenset(
    {
        RelationType.ACCUSE, RelationType.REJECT, RelationType.REQUEST, RelationType.STATE, RelationType.SUPPORT,
        RelationType.THREATEN,
    }
)  # fmt: skip
"""Types of what can be done in words."""


def speaking(graph: SentenceGraph, subject: Word, type_: RelationType, words: Words, ends: EndFinder) -> Word | End:
    """The subject as an end that stands for its author, if it is somebody's work and the verb says something."""
    if type_ not in _SAYING or subject.upos != "NOUN" or subject.lemma.lower() not in words.work_nouns:
        return subject
    if ends.entity_of(graph, subject) is not None:
        return subject
    owner = next((each for each in fill(graph, subject, Slot("gen"), ends) if ends.label_of(graph, each)), None)
    return subject if owner is None else replace(ends.end(graph, subject), entity=ends.entity_of(graph, owner))


def author_of(graph: SentenceGraph, participle: Word, noun: Word) -> Word | None:
    """Whoever makes what a noun names, where an English participle behind the noun tells what it says."""
    if noun.lemma.lower() not in _DOCUMENTS or not participle.text.endswith("ing") or participle.index < noun.index:
        return None
    owner = graph.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    verb = graph.head(noun)
    if verb is None or verb.lemma.lower() not in _MAKING or noun.relation not in {"obj", "nsubj:pass"}:
        return None
    made = graph.child(verb, "nsubj") if noun.relation == "obj" else graph.child(verb, "obl:agent")
    return made if made is not None and made.upos in {"NOUN", "PROPN", "PRON"} else None
