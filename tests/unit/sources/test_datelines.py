from datetime import UTC, datetime

import pytest

from tasks.sources.datelines import published_in


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 2023-03-01", datetime(2023, 3, 1, tzinfo=UTC)),
        ("Published 2023-03-01T10:00:00+02:00", datetime(2023, 3, 1, 8, tzinfo=UTC)),
        ("Published on March 1, 2023 at 10:30", datetime(2023, 3, 1, 10, 30, tzinfo=UTC)),
        ("Published: Wednesday, 1 March 2023", datetime(2023, 3, 1, tzinfo=UTC)),
        ("Veröffentlicht am 1. März 2023", datetime(2023, 3, 1, tzinfo=UTC)),
        ("Veröffentlicht am 01.03.2023, 14:05 Uhr", datetime(2023, 3, 1, 14, 5, tzinfo=UTC)),
        ("Pubblicato il 28 febbraio 2023", datetime(2023, 2, 28, tzinfo=UTC)),
        ("Data: 28/02/2023 alle 10:30", datetime(2023, 2, 28, 10, 30, tzinfo=UTC)),
        ("Publié le 1er mars 2023", datetime(2023, 3, 1, tzinfo=UTC)),
        ("Publicado el 3 de marzo de 2023", datetime(2023, 3, 3, tzinfo=UTC)),
        ("Date: 03/31/2023", datetime(2023, 3, 31, tzinfo=UTC)),
        ("Date: 03/01/2023", None),
        ("Datum: 31. Februar 2023", None),
        ("Veröffentlicht am", None),
        ("1. März 2023", None),
        ("Veröffentlicht am 1. März 2023 wurde das Gesetz.", None),
        ("Data collected on 2023-03-01", None),
    ],
)
def test_only_an_unmistakable_line_gives_the_date(line: str, expected: datetime | None) -> None:
    assert published_in(f"Titel\n\n{line}\nText.") == expected


def test_a_date_far_from_the_top_is_not_the_articles() -> None:
    assert published_in("Ein Satz.\n" * 40 + "Published: 2023-03-01") is None
