"""The phrases of an event noun: whose it is, whom it concerns, with whom.

Which frame of a noun they fill belongs to nominal.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.records import EntityKind, Label, Word
from tasks.relations.clauses import Oblique
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Slot
from tasks.relations.frames import matches
from tasks.relations.graph import SentenceGraph

_OF = frozenset({"of", "von", "di"})
_GENITIVE_ARTICLES = frozenset(
    {"der", "die", "das", "ein", "the", "il", "lo", "la", "a", "an", "i", "gli", "le", "l'", "l’"}
)
BETWEEN = frozenset({"between", "zwischen", "tra", "fra", "among"})
_AGENT = frozenset({"by", "durch", "da parte di", "seitens"})
WITH = frozenset({"with", "mit", "con"})
_MAKING = frozenset(
    {
        "make", "issue", "carry", "launch", "propose", "put", "raise", "bring", "level", "commit", "conduct", "stage",
        "order", "mount", "lead", "organize", "organise", "hold", "wage", "deliver", "perpetrate", "lodge", "file",
        "voice", "express", "announce", "impose", "draft", "outline", "advance", "back", "set",
    }
)  # fmt: skip
"""English verbs for what people do with what an event noun names."""


def agents(graph: SentenceGraph, noun: Word) -> list[Word]:
    """Who does what a noun names, where an agent's phrase says so: `by Israel`, `durch Israel`, `da parte di Israele`.

    In German and Italian also where the parser hung the phrase on another noun or on the verb.
    """
    for adposition, head in _chunks_after(graph, noun):
        if adposition in _AGENT:
            return graph.conjuncts(head)
    if "led" in graph.forms and (leaders := _leaders(graph, noun)):
        return leaders
    return _makers(graph, noun) if "by" in graph.forms else []


def _makers(graph: SentenceGraph, noun: Word) -> list[Word]:
    """`the allegations made by Ford`: who makes or leads what an English noun names, in a participle behind it."""
    for made in graph.children(noun, "acl"):
        maker = graph.child(made, "obl:agent") if made.lemma.lower() in _MAKING else None
        if maker is not None:
            return graph.conjuncts(maker)
    return []


def _leaders(graph: SentenceGraph, noun: Word) -> list[Word]:
    """`the US-led invasion`: who leads what an English noun names."""
    led = next((each for each in graph.children(noun, "amod") if each.text.lower() == "led"), None)
    leader = None if led is None else graph.child(led, "obl", "nsubj", "compound", "nmod")
    return [leader] if leader is not None and led is not None and leader.index == led.index - 2 else []


def fits(oblique: Oblique, slot: Slot) -> bool:
    """Whether a phrase of a verb fills a slot of its noun."""
    if slot.kind == "with":
        return matches(oblique, WITH)
    return slot.kind == "obl" and matches(oblique, frozenset({slot.adposition}))


def fill(graph: SentenceGraph, noun: Word, slot: Slot, ends: EndFinder) -> list[Word]:
    """Heads that fill a slot of an event noun, coordinated ones included."""
    if slot.kind == "gen":
        return _owners(graph, noun, ends)
    if slot.kind == "adj":
        return _nationalities(graph, noun, ends)
    if slot.kind == "with":
        return dependents(graph, noun, WITH) or dependents(graph, noun, BETWEEN)
    if slot.kind == "holder":
        head = graph.head(noun)
        held = head is not None and noun.relation == "nmod" and graph.case(noun) in WITH
        return graph.conjuncts(head) if held and head is not None else []
    if slot.kind == "obl":
        return dependents(graph, noun, frozenset({slot.adposition}))
    return []


def dependents(graph: SentenceGraph, noun: Word, wanted: frozenset[str]) -> list[Word]:
    """Heads of the noun's phrases with one of these adpositions, also where the parser hung them elsewhere."""
    found: list[Word] = []
    for child in graph.children(noun, "nmod", "obl"):
        markers = graph.case_words(child)
        if markers and matches(Oblique(child, markers[0].lemma.lower(), tuple(markers)), wanted):
            found.extend(graph.conjuncts(child))
    if found:
        return found
    return next((graph.conjuncts(head) for adposition, head in _chunks_after(graph, noun) if adposition in wanted), [])


def _chunks_after(graph: SentenceGraph, noun: Word) -> Iterator[tuple[str, Word]]:
    """Phrases in a row right behind the noun, with their adposition: `Die Anerkennung | Palästinas | durch Spanien`.

    For nouns whose dependents the parser hung elsewhere. Ends at the first word that cannot belong to such a chain.
    """
    adposition, bare = "", True
    for place in range(noun.index, min(noun.index + 14, len(graph.words))):
        word = graph.words[place]
        if word.upos == "ADP":
            adposition, bare = _joined_adposition(graph, place, adposition), False
        elif word.text.lower() == "parte" and adposition == "da":
            adposition = "da parte"
        elif word.upos == "DET" and word.lemma.lower() in _GENITIVE_ARTICLES:
            adposition = adposition or ("gen" if word.text.lower() in {"der", "des", "eines", "einer"} else "")
        elif word.upos in {"NOUN", "PROPN"}:
            if _goes_on(graph, place) or _belongs_to_next(graph, word):
                continue
            genitive = _is_genitive_name(word) or _has_strong_genitive(graph, place)
            if adposition or not bare or genitive:
                yield adposition or "gen", word
            elif word.relation not in {"flat", "appos"}:
                return
            adposition, bare = "", True
        elif word.upos not in {"ADJ", "NUM", "DET"} and word.text != "-":
            return


def _goes_on(graph: SentenceGraph, place: int) -> bool:
    """Whether the name at a place goes on in the next word."""
    following = graph.words[place + 1] if place + 1 < len(graph.words) else None
    if following is not None and following.text == "-" and graph.words[place].relation == "compound":
        return True
    return following is not None and following.upos == "PROPN" and following.relation in {"flat", "compound"}


def _belongs_to_next(graph: SentenceGraph, word: Word) -> bool:
    """`durch Deutschlands größten Händler`: a German genitive in front of its noun is not what the adposition marks."""
    head = graph.head(word)
    return _is_genitive_name(word) and word.relation == "nmod" and head is not None and word.index < head.index


def _joined_adposition(graph: SentenceGraph, place: int, before: str) -> str:
    """The adposition at a place; `da parte di` is one."""
    lemma = graph.words[place].lemma.lower()
    return "da parte di" if before == "da parte" and lemma == "di" else lemma


def _has_strong_genitive(graph: SentenceGraph, place: int) -> bool:
    """`die Aufnahme syrischer Flüchtlinge`: a German plural without article whose adjective ends in -er."""
    before, noun = graph.words[place - 1], graph.words[place]
    return before.upos == "ADJ" and before.text.endswith("er") and noun.features.get("Number") == "Plur"


def _is_genitive_name(word: Word) -> bool:
    return word.upos == "PROPN" and (word.features.get("Case") == "Gen" or word.text.endswith(("s", "’", "'")))


def _owners(graph: SentenceGraph, noun: Word, ends: EndFinder) -> list[Word]:
    children = graph.children(noun, "nmod", "det", "compound", "appos")
    for child in sorted(children, key=lambda each: each.relation == "compound"):
        if child.relation == "appos" and not (child.index == noun.index + 1 and _is_genitive_name(child)):
            continue
        if child.upos == "PUNCT":
            continue
        possessive = child.deprel in {"nmod:poss", "det:poss"} or child.features.get("Poss") == "Yes"
        genitive = child.features.get("Case") == "Gen" and not graph.case_words(child) and child.upos != "DET"
        marked = {word.lemma.lower() for word in graph.case_words(child)}
        name_before = (
            child.index < noun.index
            and not marked
            and child.upos == "PROPN"
            and ends.label_of(graph, child) is not None
        )
        bare_after = (
            child.index > noun.index and not marked and child.upos == "PROPN" and child.relation in {"nmod", "appos"}
        )
        if possessive or genitive or marked & _OF or "'s" in marked or name_before or bare_after:
            return graph.conjuncts(child)
    german = ends.reading.document.language == "de"
    wanted = _OF | {"gen"} if german else _OF
    for adposition, head in _chunks_after(graph, noun):
        if adposition in wanted:
            return graph.conjuncts(head)
        if german and head.upos == "NOUN" and ends.mention_of(graph, head) is None:
            return []  # `Angriff auf den Flughafen von Kandahar`: what follows is of that noun
    return []


def _nationalities(graph: SentenceGraph, noun: Word, ends: EndFinder) -> list[Word]:
    for child in graph.children(noun, "amod", "compound", "nmod"):
        if graph.case_words(child):
            continue
        mention = next(iter(ends.reading.mentions_in(child.span)), None)
        if mention is None or mention.label is Label.PER:
            continue
        entity = ends.reading.entity(mention.entity)
        if mention.label is Label.MISC or (entity is not None and entity.kind is EntityKind.COUNTRY):
            return [child]
    return []
