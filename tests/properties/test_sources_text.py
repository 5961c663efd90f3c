"""What holds for any text: blocks cover its lines, decoding gives back what was encoded, identity ignores machines."""

import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.records import Article, BlockKind
from tasks.sources.decoding import decode
from tasks.sources.files import discover, read
from tasks.sources.identity import article_id_of
from tasks.text.blocks import find_blocks, text_of
from tasks.text.duplicates import DuplicateIndex, signature
from tasks.text.furniture import Line
from tasks.text.normalise import fold

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "Von",
        "By Jane Doe",
        "Kommentare",
        "Leggi anche:",
        "Home » A » B",
        "Foto: dpa",
        "©",
        "Ein Satz mit sieben Wörtern steht hier.",
    ]
)
LINES = st.one_of(PIECES, st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=60))
BODIES = st.lists(LINES, max_size=12).map("\n".join)
WORDS = st.text(st.sampled_from("abcdeiklmnorstu"), min_size=2, max_size=8)
PLAIN = st.text(st.sampled_from("abcdefghij klmnop.ABC,\n"), max_size=30)
NAMES = st.text(st.sampled_from("abcäéжß-_ "), min_size=1, max_size=12).filter(lambda name: name.strip(" ."))


@given(BODIES)
def test_blocks_cover_exactly_the_lines_that_are_not_empty(body: str) -> None:
    blocks = find_blocks(body)
    assert [block.span.of(body) for block in blocks] == [line.strip() for line in body.split("\n") if line.strip()]
    assert all(one.span.end < other.span.start for one, other in pairwise(blocks))


@given(BODIES)
def test_something_always_remains_and_there_is_one_title_at_most(body: str) -> None:
    kinds = [block.kind for block in find_blocks(body)]
    assert kinds.count(BlockKind.TITLE) <= 1
    assert not kinds or set(kinds) != {BlockKind.FURNITURE}
    assert not body.strip() or text_of(body, find_blocks(body)).strip()


@settings(max_examples=40)
@given(
    st.lists(st.lists(WORDS, min_size=6, max_size=15).map(lambda words: f"{' '.join(words)}."), min_size=1, max_size=8)
)
def test_plain_sentences_are_never_furniture(sentences: list[str]) -> None:
    body = "\n".join(sentences)
    for block in find_blocks(body):
        line = Line(block.span.of(body))
        assert block.kind is not BlockKind.FURNITURE or line.is_notice or line.is_credit


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_unicode_survives_encoding(encoding: str, text: str) -> None:
    text = text.lstrip("\ufeff")
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "für Größe über Köln schön Straße Österreich Präsident „ja“ – nein"),
        ("cp1252", "città più perché così può l’università già È vero"),
        ("cp1251", "Президент Казахстана встретился вчера Москва Путин переговоры"),
    ],
)
@given(data=st.data())
def test_legacy_texts_survive_encoding(encoding: str, words: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(words.split()), min_size=1, max_size=20))
    text = " ".join(chosen)
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@given(st.binary(max_size=200))
def test_decoding_never_raises_and_gives_text_that_can_be_stored(payload: bytes) -> None:
    decoded = decode(payload)
    if decoded:
        decoded.text.encode()


@settings(max_examples=25)
@given(NAMES, NAMES, st.sampled_from(["", "x", "x/y"]), PLAIN)
def test_identity_is_independent_of_the_machines_folder(folder: str, name: str, place: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as machine:
        source = Path(machine) / place / f"s{folder}"
        source.mkdir(parents=True)
        (source / f"f{name}.txt").write_text(f"Ein Satz. {text}", "utf-8")
        (ref,) = discover([str(source)]).payloads
        (result,) = read(ref, now=NOW).results
        assert isinstance(result, Article)
        assert result.article_id == article_id_of(None, f"s{folder}", f"f{name}.txt")
        assert result.body == f"Ein Satz. {text}"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["a b c", "A  b, c!", "d e f", "d e g"]), max_size=6))
def test_every_duplicate_points_to_an_earlier_original(bodies: list[str]) -> None:
    index = DuplicateIndex()
    originals: dict[str, str | None] = {}
    for number, body in enumerate(bodies):
        signed = signature(body)
        first = index.first_like(str(number), signed)  # type: ignore[arg-type]
        index.add(str(number), signed)  # type: ignore[arg-type]
        originals[str(number)] = first
        assert first is None or (int(first) < number and originals[first] is None)
