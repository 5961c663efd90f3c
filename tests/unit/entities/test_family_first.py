"""Korean, Chinese and Vietnamese names have the family name first; others with such a first word are not read so."""

from __future__ import annotations

import pytest

from tasks.entities.names import parse_person


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Kim Jong Un", "Kim"),
        ("Kim Jong-uns", "Kim"),
        ("Xi Jinping", "Xi"),
        ("President Moon Jae-in", "Moon"),
        ("Nguyễn Phú Trọng", "Nguyễn"),
        ("Kim Clijsters", "Clijsters"),
        ("Lee Harvey Oswald", "Oswald"),
        ("Marine Le Pen", "Pen"),
        ("Song", "Song"),
    ],
)
def test_which_part_is_the_family_name(text: str, family: str) -> None:
    assert parse_person(text).family.split(" ")[-1] == family


def test_the_full_name_keeps_its_order() -> None:
    assert parse_person("Kim Jong Un").full == "Kim Jong Un"
