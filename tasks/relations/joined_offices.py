"""Two offices of one person, joined in front of the name: `BMO managing director and chief economist Jane Roe`.

Which office a name has belongs to offices.py.
"""

from __future__ import annotations

from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.name_rows import AND
from tasks.relations.office_words import ARTICLES, OfficeWords, office_words

_LONGEST_FIELD = 5
_IN_FIELD = frozenset({"ADJ", "ADP", "NOUN", "PROPN"})


def office_before_and(
    reading: Reading, lexicon: Lexicon, graph: SentenceGraph, office: OfficeWords
) -> OfficeWords | None:
    """The office that `and` joins to the one in front of a name, if both can only be that name's.

    Behind an article or a preposition the first is somebody else's (`the president and Prime Minister Jane Roe`).
    """
    words = graph.words
    place = office.first
    while place > 0 and words[place - 1].upos == "ADJ":
        place -= 1
    if not place or words[place - 1].text.lower() not in AND:
        return None
    first = next((each for each in reversed(office_words(graph, lexicon)) if each.last < place - 1), None)
    if first is None or place - 1 - first.last > _LONGEST_FIELD:
        return None
    between = words[first.last + 1 : place - 1]
    if any(word.upos not in _IN_FIELD for word in between) or (between and between[0].upos != "ADP"):
        return None
    start = first.first
    while (
        start > 0 and words[start - 1].upos in {"ADJ", "NOUN", "PROPN"} and not reading.mentions_in(words[start].span)
    ):
        start -= 1
    shared = start > 0 and words[start - 1].text.lower() in ARTICLES
    return None if shared else first
