"""Which two strings could name one real thing (spelling, translation, acronyms), and which could not."""

from __future__ import annotations

import pytest

from tasks.entities.matching import same_name
from tasks.records import Label, Language

SAME = [
    ("Kassym-Jomart Tokayev", "en", "Kassym-Schomart Tokajew", "de", "PER"),
    ("Kassym-Jomart Tokayev", "en", "Qasym-Jomart Tokayev", "it", "PER"),
    ("Shavkat Mirziyoyev", "en", "Schawkat Mirsijojew", "de", "PER"),
    ("Volodymyr Zelensky", "en", "Wolodymyr Selenskyj", "de", "PER"),
    ("Sergey Lavrov", "en", "Sergej Lawrow", "de", "PER"),
    ("Benjamin Netanyahu", "en", "Benjamin Netanjahu", "de", "PER"),
    ("Recep Tayyip Erdoğan", "en", "Recep Tayyip Erdogan", "it", "PER"),
    ("King Charles III", "en", "re Carlo III", "it", "PER"),
    ("Kazakhstan", "en", "Kasachstan", "de", "LOC"),
    ("Kazakhstan", "en", "Kazakistan", "it", "LOC"),
    ("United States", "en", "Stati Uniti", "it", "LOC"),
    ("Munich", "en", "Monaco di Baviera", "it", "LOC"),
    ("European Union", "en", "EU", "de", "ORG"),
    ("United Nations", "en", "Nazioni Unite", "it", "ORG"),
    ("WHO", "en", "OMS", "it", "ORG"),
]
DIFFERENT = [
    ("Donald Trump", "en", "Melania Trump", "de", "PER"),
    ("Vladimir Putin", "en", "Wladimir Klitschko", "de", "PER"),
    ("King Charles III", "en", "re Carlo I", "it", "PER"),
    ("Austria", "en", "Australien", "de", "LOC"),
    ("Niger", "en", "Nigeria", "it", "LOC"),
    ("Iran", "en", "Irak", "de", "LOC"),
    ("North Korea", "en", "Corea del Sud", "it", "LOC"),
    ("NATO", "en", "OSZE", "de", "ORG"),
]


@pytest.mark.parametrize(("a", "language_a", "b", "language_b", "label"), SAME)
def test_one_thing(a: str, language_a: str, b: str, language_b: str, label: str) -> None:
    for match in (
        same_name(a, Language(language_a), b, Language(language_b), Label(label)),
        same_name(b, Language(language_b), a, Language(language_a), Label(label)),
    ):
        assert match.same
        assert match.reasons
        assert 0 < match.score <= 1


@pytest.mark.parametrize(("a", "language_a", "b", "language_b", "label"), DIFFERENT)
def test_two_things(a: str, language_a: str, b: str, language_b: str, label: str) -> None:
    assert not same_name(a, Language(language_a), b, Language(language_b), Label(label)).same
    assert not same_name(b, Language(language_b), a, Language(language_a), Label(label)).same
