"""Where the dateline of a news report ends: `Wien – `, `BEIRUT/THE HAGUE, March 7 (Reuters) - `, `Berlin (dpa) - `.

A dateline is no part of the sentence behind it: parsers take its place for the subject. What day it names, and what a
label such as `Published:` says, does not belong here.

Form: Associated Press Stylebook, `datelines`; dpa and APA put place, agency in brackets and a dash.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 80
"""Characters of a dateline with its dash; `LA CROSSE, Wis. (AP) — ` has 23."""
_DASH: Final = r"(?:--?|[–—|])"
_WORD: Final = r"[^\W\d_a-zßà-öø-ÿ][\w.’'-]*"
"""A word with a capital letter in front."""
_SMALL: Final = r"(?:a|al|am|an|auf|da|de|del|della|der|des|di|do|dos|du|el|im|in|la|le|ob|of|the|van|vor)"
"""Small words inside names of places: `Frankfurt am Main`, `Rio de Janeiro`, `Stoke on Trent`."""
_PLACE: Final = rf"{_WORD}(?:[ ](?:{_SMALL}[ ])?{_WORD}){{0,3}}"
_PLACES: Final = rf"{_PLACE}(?:(?:[ ]?/[ ]?|,[ ]){_PLACE}){{0,2}}"
_MONTH: Final = r"[^\W\d_]{3,9}\.?"
_YEAR: Final = r"(?:,?[ ]\d{4})?"
_NUMERIC: Final = r"\d{1,2}\.[ ]?\d{1,2}\.(?:[ ]?\d{2,4})?"
_DAY: Final = rf"(?:,?[ ](?:\d{{1,2}}\.?[ ]?{_MONTH}{_YEAR}|{_MONTH}[ ]\d{{1,2}}{_YEAR}|{_NUMERIC}))?"
_AGENCY: Final = r"\([^\W\d_][\w/., -]{1,28}\)"
_DATELINE: Final = re.compile(
    rf"\s*(?:{_AGENCY}[ ]?(?:{_DASH}[ ])?)?{_PLACES}{_DAY}(?P<agency>[ ](?:{_AGENCY}|dpa|afp|apa|taz))?"
    rf"[ ]{{0,2}}{_DASH}[ ]+"
    r"""(?=[„“”"'«»‹›]?[^\W_a-zßà-öø-ÿ])"""
)
_SENTENCE: Final = re.compile(r"""(?:(?<!\d)\.|[!?…])["”“»]?(?:\s+[^\Wa-z_]|$)""")
_INNER_DASH: Final = re.compile(r"\s(?:--?|[–—])(?:\s|,)")
_SHORTEST_CLAUSE: Final = 40
"""Characters between two dashes from which on they hold a clause, not what is told of the name in front."""
_SHORTEST: Final = 20
"""Characters of a sentence behind a dateline at least. A line without a sentence is a headline in two parts."""


def dateline_end(line: str) -> int:
    """The offset behind the dateline and its dash with which a line begins; 0 if it begins with none.

    A line whose first sentence has one dash more soon behind the first (`Paris – Hauptstadt Frankreichs – wächst`)
    begins with no dateline but with a name and what is told of it, unless an agency is named.
    """
    found = _DATELINE.match(line[:_LONGEST])
    if found is None:
        return 0
    stop = _SENTENCE.search(line, found.end())
    if stop is None or stop.start() - found.end() < _SHORTEST:
        return 0
    dashes = [dash.start() for dash in _INNER_DASH.finditer(line, found.end(), stop.start())]
    if not found["agency"] and len(dashes) % 2 and dashes[0] - found.end() < _SHORTEST_CLAUSE:
        return 0
    return found.end()
