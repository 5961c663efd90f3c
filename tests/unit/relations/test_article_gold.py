"""The hand-written lists of typed relations can be read and scored; the articles they speak of are not here."""

from collections import Counter
from importlib import resources

import pytest

from tasks.relations.article_gold import (
    GOLD_LISTS,
    ArticleScore,
    Expected,
    GoldArticle,
    Named,
    read_gold,
    score_article,
)


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


_VISIT = Expected(_names("CONSULT", "STATE"), _names("blinken"), _names("astana", "kazakhstan"))
_OFFICE = Expected(_names("HEAD_OF"), _names("tokayev"), _names("kazakhstan"))
_GOLD = GoldArticle("one", must=(_VISIT,), may=(_OFFICE,))


def test_every_list_is_scored() -> None:
    files = {each.name for each in (resources.files("tasks.relations") / "gold").iterdir()}
    assert files == {f"{name}.toml" for name in GOLD_LISTS}


def test_an_article_is_on_one_list_only() -> None:
    counts = Counter(article.article for name in GOLD_LISTS for article in read_gold(name))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", GOLD_LISTS)
def test_no_line_of_a_list_is_twice_in_an_article(name: str) -> None:
    for article in read_gold(name):
        lines = [*article.must, *article.may]
        assert len(lines) == len(set(lines)), article.article


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        pytest.param([], ArticleScore(0, 0, 0, 1), id="nothing found"),
        pytest.param([Named("CONSULT", _names("blinken"), _names("astana"))], ArticleScore(1, 1, 1, 1), id="found"),
        pytest.param(
            [Named("CONSULT", _names("kazakhstan"), _names("antony blinken", "blinken"))],
            ArticleScore(1, 1, 1, 1),
            id="a symmetric type either way round, by any of its names",
        ),
        pytest.param(
            [Named("STATE", _names("kazakhstan"), _names("blinken"))], ArticleScore(0, 1, 0, 1), id="a direction"
        ),
        pytest.param(
            [Named("HEAD_OF", _names("tokayev"), _names("kazakhstan"))],
            ArticleScore(1, 1, 0, 1),
            id="right, not asked for",
        ),
        pytest.param([Named("ASSAULT", _names("blinken"), _names("astana"))], ArticleScore(0, 1, 0, 1), id="a type"),
    ],
)
def test_rows_are_scored_against_a_list(rows: list[Named], score: ArticleScore) -> None:
    assert score_article(_GOLD, rows) == score
