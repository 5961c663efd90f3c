"""Which entries of a lemma table go into the lemmatiser's dictionary, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.training.lemma_tables import frequent_forms, tags_for, widened


@pytest.mark.parametrize(
    ("form", "lemma", "language", "tags"),
    [
        ("Länder", "Land", "de", ("NOUN",)),
        ("traf", "treffen", "de", ("VERB",)),
        ("großen", "groß", "de", ("ADJ",)),
        ("Traf", "treffen", "de", ()),
        ("USA", "Usa", "de", ()),
        ("parlarono", "parlare", "it", ("VERB",)),
        ("paesi", "paese", "it", ("NOUN", "ADJ")),
        ("Paesi", "paese", "it", ()),
    ],
)
def test_parts_of_speech(form: str, lemma: str, language: str, tags: tuple[str, ...]) -> None:
    assert tags_for(form, lemma, language) == tags


def test_the_treebanks_entries_stay() -> None:
    before = {"*": {"traf": "treffen"}, "NOUN": {"Länder": "Land"}}
    after = widened(before, [("traf", "triefen"), ("Häuser", "Haus")], "de")
    assert after == {"*": {"traf": "treffen"}, "NOUN": {"Länder": "Land", "Häuser": "Haus"}}
    assert before["NOUN"] == {"Länder": "Land"}


def test_frequent_forms(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("ja ja nein 12 12\nja .\n", encoding="utf-8")
    assert frequent_forms(text, at_least=2) == ["ja"]
