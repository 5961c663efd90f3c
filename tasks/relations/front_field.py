"""What stands before the finite verb of a German main clause: one phrase, so that all in it belongs together.

`Ralf Elmer von der Landesbank sagte`: the bank is the person's, whatever a parser makes of it.
"""

from __future__ import annotations

from tasks.records import Mention, Word
from tasks.relations.graph import SentenceGraph

_OPENING = frozenset({":", "„", "“", '"', "»", "–", "-", ".", ";"})
_ELSEWHERE = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PUNCT", "PRON"})


def stands_alone_in_front(graph: SentenceGraph, person: Mention, last: Mention) -> bool:
    """Whether a person's name and what follows up to `last` are all that stands before the finite verb."""
    words = graph.words
    first = next((n for n, word in enumerate(words) if word.span.end > person.span.start), 0)
    verb = next((word for word in words if word.span.start >= last.span.end), None)
    if verb is None or not _is_finite(verb):
        return False
    while first > 0 and words[first - 1].upos not in _ELSEWHERE:
        first -= 1
    return first == 0 or words[first - 1].text in _OPENING


def _is_finite(word: Word) -> bool:
    return word.upos in {"VERB", "AUX"} and word.features.get("VerbForm") == "Fin"


_OBLIQUE_OF_SOURCE = (
    "komm", "kam", "wechsel", "geh", "ging", "hol", "kauf", "übern", "verlang", "forder", "erhäl", "erhielt", "bekomm",
    "bekam", "trenn", "distanzier", "verabschied", "abhäng", "häng", "sprech", "sprach", "sprich", "hör", "lern",
    "reis", "flieg", "flog", "zieh", "zog", "fahr", "fuhr", "erfahr", "erfuhr", "träum", "erwart", "leih", "lieh",
    "wünsch", "woll", "überzeug", "befrei", "entbind", "entband", "unterscheid", "abzieh", "abzog", "nehm", "nahm",
    "verpflicht", "gehol", "gekomm", "gewechsel", "gekauf", "geliehen", "getrenn", "profitier", "leb", "beding",
    "freispr",
)  # fmt: skip
"""Beginnings of verbs with a phrase of their own behind `von`."""


def stands_behind_verb(graph: SentenceGraph, person: Mention, verb: Word) -> bool:
    """`rechnet Rainer Bunge von der Hochschule`: a plain active verb right before a name tells nothing about `von`."""
    first = next((n for n, word in enumerate(graph.words) if word.span.end > person.span.start), 0)
    inverted = first > 1 and graph.words[first - 1].index == verb.index and verb.features.get("VerbForm") == "Fin"
    alone = graph.child(verb, "aux", "aux:pass") is None
    return inverted and alone and not verb.text.lower().startswith(_OBLIQUE_OF_SOURCE)


def stands_unbound(graph: SentenceGraph, verb: Word) -> bool:
    """`traf es Anna Weber von Greenpeace`, `nach einem Duell mit Max Huber vom AS Rom`: no verb needs the `von`.

    None in the passive, whose agent it may name, and none with a phrase of its own behind `von`.
    """
    if any(word.lemma.lower() == "werden" for word in graph.words):
        return False
    return not any(
        word.upos in {"VERB", "AUX"} and word.text.lower().startswith(_OBLIQUE_OF_SOURCE)
        for word in (verb, *graph.children(verb, "aux", "cop", "xcomp", "conj"))
    )
