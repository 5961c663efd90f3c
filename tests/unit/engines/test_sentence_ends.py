"""Where sentences end: joined, moved and parted by marks, and nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.engines.sentence_ends import abbreviations, with_sure_ends
from tasks.engines.tokens import Token
from tasks.records import Language, Span

_TOKEN = re.compile(r"\w+\.(?=\w)\w+|\w+|[^\w\s]")
IT, DE = Language("it"), Language("de")


def _sentences(marked: str) -> tuple[str, list[list[Token]]]:
    """A text and its sentences; `|` marks where the tokenizer ended one, and is not in the text."""
    sentences: list[list[Token]] = []
    text = ""
    for part in marked.split("|"):
        sentences.append([Token(Span(found.start(), found.end()).shift(len(text))) for found in _TOKEN.finditer(part)])
        text += part
    return text, [sentence for sentence in sentences if sentence]


def _marked(text: str, sentences: list[list[Token]]) -> str:
    return "|".join(
        text[start:end] for start, end in pairwise([0, *(one[-1].span.end for one in sentences[:-1]), len(text)])
    )


@pytest.mark.parametrize(
    ("language", "given", "expected"),
    [
        (IT, "Chi è Hiss? Con chi sta?", "Chi è Hiss?| Con chi sta?"),
        (IT, "Sono tornati all'attacco. Se pensi a ciò", "Sono tornati all'attacco.| Se pensi a ciò"),
        (IT, "Lo ha detto «sul serio». Poi uscì.", "Lo ha detto «sul serio».| Poi uscì."),
        (IT, 'Oggi non c\'è nessuno."  "Ma domani?"', 'Oggi non c\'è nessuno."|  "Ma domani?"'),
        (IT, 'È la storia.|" Goldsmith ha detto', 'È la storia."| Goldsmith ha detto'),
        (IT, 'È la storia.| "Goldsmith ha detto', 'È la storia.| "Goldsmith ha detto'),
        (IT, 'È la storia.|"Goldsmith ha detto', 'È la storia.|"Goldsmith ha detto'),
        (IT, "Da Dionisio A.| Lind, che suona", "Da Dionisio A. Lind, che suona"),
        (IT, "La vitamina A.| Il resto", "La vitamina A.| Il resto"),
        (IT, "Tra St.| Louis e Omaha", "Tra St. Louis e Omaha"),
        (IT, "Secondo l'art.| 14 della legge", "Secondo l'art. 14 della legge"),
        (IT, "Il dott. Rossi parla", "Il dott. Rossi parla"),
        (IT, "Il sig.| Rossi parla", "Il sig. Rossi parla"),
        (IT, "Pane, vino ecc.| La cena", "Pane, vino ecc.| La cena"),
        (IT, "Alcuni (ad es.| per l'opera)", "Alcuni (ad es. per l'opera)"),
        (IT, "Nel porto| di Trieste", "Nel porto di Trieste"),
        (IT, "Lo ha detto:| un accordo", "Lo ha detto:| un accordo"),
        (IT, "È il S.p.A. Consorzio", "È il S.p.A. Consorzio"),
        (IT, "Nel porto|\n di Trieste", "Nel porto|\n di Trieste"),
        (DE, "Das war Fr.| Dr.| Berndt", "Das war Fr. Dr. Berndt"),
        (DE, "Ich höre ein Knacken!“ „Hans“ Geiger starb", "Ich höre ein Knacken!“| „Hans“ Geiger starb"),
        (DE, "Es kostet 3 Mio. Euro mehr", "Es kostet 3 Mio. Euro mehr"),
        (DE, "Am 3. Oktober kam er", "Am 3. Oktober kam er"),
        (Language("xx"), "Il sig.| Rossi parla", "Il sig.| Rossi parla"),
    ],
)
def test_where_sentences_end(language: Language, given: str, expected: str) -> None:
    text, sentences = _sentences(given)
    assert _marked(text, with_sure_ends(text, sentences, language)) == expected


@given(st.lists(st.sampled_from(["Roma", "di", "art", "A", ".", "?", '"', "»", " ", "\n", "|", "7"]), max_size=40))
def test_no_token_is_lost_or_moved_over_a_line_break(parts: list[str]) -> None:
    text, sentences = _sentences("".join(parts))
    mended = with_sure_ends(text, sentences, IT)
    assert [token for one in mended for token in one] == [token for one in sentences for token in one]
    assert all(mended)
    crossed = {
        (before.span.start, after.span.start)
        for one in sentences
        for before, after in pairwise(one)
        if "\n" in text[before.span.end : after.span.start]
    }
    assert crossed >= {
        (before.span.start, after.span.start)
        for one in mended
        for before, after in pairwise(one)
        if "\n" in text[before.span.end : after.span.start]
    }


def test_no_sentence_is_joined_to_one_that_the_parser_cannot_bear() -> None:
    text, sentences = _sentences("parola " * 200 + "|" + "altra " * 100)
    assert [len(one) for one in with_sure_ends(text, sentences, IT)] == [200, 100]


def test_the_lists_are_read() -> None:
    assert "prof" in abbreviations(IT).titles
    assert "usw" in abbreviations(DE).others
    assert "usw" in abbreviations(DE)
    assert "usw" not in abbreviations(IT)
