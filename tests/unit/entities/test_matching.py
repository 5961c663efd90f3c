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
    ("Anton Chekhov", "en", "Anton Čechov", "it", "PER"),
    ("Boris Jelzin", "de", "Boris El'cin", "it", "PER"),
    ("Kim Jong Un", "en", "Kim Jong-un", "de", "PER"),
    ("Abdel Fattah al-Sisi", "en", "Abd al-Fattah as-Sisi", "de", "PER"),
    ("Viktor Orban", "en", "Orbán Viktor", "de", "PER"),
    ("Ollanta Humala", "en", "Ollanta Humala Tasso", "de", "PER"),
    ("Joseph Biden", "en", "Joe Biden", "it", "PER"),
    ("Peter the Great", "en", "Pietro il Grande", "it", "PER"),
    ("Christopher Columbus", "en", "Cristoforo Colombo", "it", "PER"),
    ("Lake Constance", "en", "Bodensee", "de", "LOC"),
    ("Koblenz", "de", "Coblenza", "it", "LOC"),
    ("Ministry of Foreign Affairs of Kazakhstan", "en", "kasachisches Außenministerium", "de", "ORG"),
    ("ministero dell'Ambiente giapponese", "it", "japanisches Umweltministerium", "de", "ORG"),
    ("German Finance Ministry", "en", "Bundesfinanzministerium", "de", "ORG"),
    ("Robert Koch Institute", "en", "Robert-Koch-Institut", "de", "ORG"),
    ("Friedensnobelpreis", "de", "Nobel Peace Prize", "en", "MISC"),
    ("Versailler Vertrag", "de", "Trattato di Versailles", "it", "MISC"),
    ("Sechstagekrieg", "de", "Guerra dei sei giorni", "it", "MISC"),
    ("Fußball-Weltmeisterschaft 2018", "de", "Mondiali 2018", "it", "MISC"),
    ("Kazakh", "en", "kasachisch", "de", "MISC"),
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
    ("Thomas Müller", "de", "Thomas Miller", "en", "PER"),
    ("Martin Schulz", "de", "Martina Schulz", "it", "PER"),
    ("Saida Mirziyoyeva", "en", "Schawkat Mirsijojew", "de", "PER"),
    ("Ali Khamenei", "en", "Ruhollah Chomeini", "de", "PER"),
    ("Donald Trump Jr.", "en", "Donald Trump", "de", "PER"),
    ("Algiers", "en", "Algerien", "de", "LOC"),
    ("Council of Europe", "en", "Europäischer Rat", "de", "ORG"),
    ("Kazakh Foreign Ministry", "en", "kasachisches Energieministerium", "de", "ORG"),
    ("Kazakh Foreign Ministry", "en", "ministero degli Esteri uzbeko", "it", "ORG"),
    ("Treaty of Nice", "en", "Vertrag von Amsterdam", "de", "MISC"),
    ("2018 World Cup", "en", "WM 2022", "de", "MISC"),
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
