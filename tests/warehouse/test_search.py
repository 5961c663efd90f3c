"""Full text: any form finds the article, in any language, accents or not, with or without annotation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tasks.batches import AnalysisBatch, IngestionBatch, ProcessedArticle, write_analyses, write_ingestion
from tasks.records import Analysis, Annotation, Article, Language, RunId, Sentence, Span, Word
from tasks.text.terms import fold_term
from tests.warehouse.builders import article, processed
from warehouse.query import run_query
from warehouse.store import Warehouse

TEXTS = {
    0: ("de", "Sie trafen sich in Köln", {"trafen": "treffen"}),
    1: ("de", "Wir treffen Straßenbauer vom Zentralasien-Gipfel", {"Straßenbauer": "Straßenbauer"}),
    2: ("it", "Il Paese ha più città", {"città": "città", "ha": "avere"}),
    3: ("en", "Nobody annotated these streets", None),
}


def annotated(of: Article, lemmas: dict[str, str]) -> ProcessedArticle:
    words: list[Word] = []
    start = 0
    for piece in of.body.split():
        at = of.body.index(piece, start)
        start = at + len(piece)
        words.append(Word(len(words) + 1, piece, lemmas.get(piece, piece), "X", 0, "root", Span(at, start)))
    sentence = Sentence(Span(0, len(of.body)), tuple(words))
    annotation = Annotation(of.language or Language("en"), "stanza", "1", (sentence,), ())
    return replace(
        processed(of, error="none"), analysis=Analysis(of.article_id, annotation, (), (), (), ()), rejects=()
    )


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    articles = {number: article(number, text, language=Language(code)) for number, (code, text, _) in TEXTS.items()}
    done = []
    for number, (_, _, lemmas) in TEXTS.items():
        if lemmas is not None:
            one = annotated(articles[number], lemmas)
            done.append(replace(one, processing=tuple(replace(each, error=None) for each in one.processing)))
    with Warehouse.open(folder / "data") as warehouse:
        warehouse.load_ingestion([write_ingestion(folder / "in", IngestionBatch(tuple(articles.values())))], RunId("r"))
        warehouse.load_analyses([write_analyses(folder / "out", AnalysisBatch(tuple(done)))], RunId("r"))
        warehouse.publish()
    return folder / "data"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("trafen", {0, 1}),
        ("treffen", {0, 1}),
        ("TREFFEN", {0, 1}),
        ("koln", {0}),
        ("Köln", {0}),
        ("strassenbauer", {1}),
        ("gipfel", {1}),
        ("Zentralasien-Gipfel", {1}),
        ("citta", {2}),
        ("avere", {2}),
        ("streets", {3}),
        ("streets Köln", {0, 3}),
        ("it's 'quoted'", set()),
        ("", set()),
        ("%", set()),
    ],
)
def test_words_find_articles(data_dir: Path, asked: str, expected: set[int]) -> None:
    quoted = asked.replace("'", "''")
    found = run_query(data_dir, f"SELECT article_id FROM search_articles('{quoted}')").to_pylist()
    assert {row["article_id"] for row in found} == {article(number).article_id for number in expected}


def test_the_article_with_more_of_the_words_comes_first(data_dir: Path) -> None:
    found = run_query(data_dir, "SELECT article_id FROM search_articles('Köln trafen')").to_pylist()
    assert [row["article_id"] for row in found] == [article(0).article_id, article(1).article_id]


def test_terms_fold_as_queries_do(data_dir: Path) -> None:
    letters = "".join(chr(code) for code in range(0x20, 0x3000) if chr(code).isalnum() and fold_term(chr(code)))
    quoted = ", ".join(f"'{letter}'" for letter in letters)
    rows = run_query(data_dir, f"SELECT letter, fold_text(letter) AS folded FROM (SELECT unnest([{quoted}]) AS letter)")
    assert [row for row in rows.to_pylist() if fold_term(row["letter"]) != row["folded"]] == []
