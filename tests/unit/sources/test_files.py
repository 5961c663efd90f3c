import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.errors import SourceMissing
from tasks.records import Article, Reject
from tasks.sources.discovery import discover
from tasks.sources.files import read

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def results(*sources: Path, max_bytes: int = 5_000_000) -> list[Article | Reject]:
    found = discover([str(source) for source in sources], now=NOW)
    read_in = [result for ref in found.payloads for result in read(ref, now=NOW, max_bytes=max_bytes).results]
    return [*read_in, *found.rejects]


def one_article(source: Path) -> Article:
    (result,) = results(source)
    assert isinstance(result, Article)
    return result


def one_reject(source: Path, max_bytes: int = 5_000_000) -> Reject:
    (result,) = results(source, max_bytes=max_bytes)
    assert isinstance(result, Reject)
    return result


def test_a_text_is_read_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "site" / "a.txt"
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbf  Titel \r\n\r\nEin Satz\xc2\xa0.\rNoch e\xcc\x81iner.  \n")
    article = one_article(file)
    assert article.body == "  Titel \n\nEin Satz\xa0.\nNoch e\u0301iner.  \n"
    assert article.content_sha256 == hashlib.sha256(article.body.encode()).hexdigest()
    assert article.payload_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (article.source, article.origin, article.ingested_at, article.url) == ("site", str(file), NOW, None)


@pytest.mark.parametrize(
    ("name", "payload", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\x00\x00\x00", "empty"),
        ("a.txt", "\u2003\n\u00a0".encode(), "empty"),
        ("a.txt", b"text\x00text", "binary"),
        ("a.txt", b"%PDF-1.4\n%abc", "binary"),
        ("a.txt", b"\xff\xfe\x00\xd8", "undecodable"),
        ("a.html", b"<html><body></body></html>", "no-text"),
    ],
)
def test_what_is_no_article_is_rejected(tmp_path: Path, name: str, payload: bytes, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(payload)
    reject = one_reject(file)
    assert (reject.reason, reject.origin, reject.source) == (reason, str(file), tmp_path.name)
    assert reject.payload_sha256 == hashlib.sha256(payload).hexdigest()


def test_too_large_files_are_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x" * 101)
    assert one_reject(file, max_bytes=100).reason == "too-large"
    file.write_text("x" * 100)
    assert isinstance(results(file, max_bytes=100)[0], Article)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Ein Satz.")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    got = results(tmp_path)
    assert [type(one).__name__ for one in got] == ["Reject", "Article", "Reject"]
    assert [one.reason for one in got if isinstance(one, Reject)] == ["empty", "unsupported"]


def test_a_file_alone_and_in_its_folder_is_the_same_article(tmp_path: Path) -> None:
    folder = tmp_path / "zeitung"
    folder.mkdir()
    (folder / "a.txt").write_text("Ein Satz.")
    assert one_article(folder).article_id == one_article(folder / "a.txt").article_id
    assert len(results(folder, folder / "a.txt")) == 1


def test_identity_does_not_depend_on_where_the_folder_lies_or_how_it_is_named_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identities = set()
    for place in ("x", "y/z"):
        folder = tmp_path / place / "zeitung"
        (folder / "2023").mkdir(parents=True)
        (folder / "2023" / "a.txt").write_text(f"Text in {place}.")
        identities.add(one_article(folder).article_id)
        monkeypatch.chdir(folder)
        identities.add(one_article(Path()).article_id)
        monkeypatch.chdir(folder / "2023")
        identities.add(one_article(Path("..")).article_id)
    assert len(identities) == 1


def test_an_unknown_suffix_is_read_if_asked_for_by_name(tmp_path: Path) -> None:
    file = tmp_path / "article.story"
    file.write_text("Ein Satz.")
    assert one_article(file).body == "Ein Satz."
    assert one_reject(tmp_path).reason == "unsupported"


def test_missing_sources_are_collected_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Satz.")
    found = discover([str(tmp_path / "nowhere"), str(tmp_path), "a\x00b", "x" * 5000])
    assert len(found.payloads) == 1
    assert [type(one) for one in found.missing] == [SourceMissing] * 3
    assert str(tmp_path / "nowhere") in found.missing[0].what


def test_hidden_files_and_our_data_folder_are_left_out(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "data/news.duckdb", "data/inbox/b.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Ein Satz.")
    assert [ref.path_in_source for ref in discover([str(tmp_path)]).payloads] == ["c/d.txt"]
    assert [ref.path_in_source for ref in discover([str(tmp_path / "data" / "inbox")]).payloads] == ["b.txt"]


def test_files_come_sorted_by_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [ref.path_in_source for ref in discover([str(tmp_path)]).payloads]
    assert names == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Ein Satz.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "0-again").symlink_to(tmp_path / "a")
    (tmp_path / "0-linked.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    found = discover([str(tmp_path)])
    assert len(found.payloads) == 1
    assert [one.reason for one in found.rejects] == ["unreadable"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert one_reject(tmp_path).reason == "unreadable"
    assert one_reject(tmp_path / "pipe.txt").reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_rejected_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    file.chmod(0)
    reject = one_reject(file)
    assert (reject.reason, reject.detail) == ("unreadable", "Permission denied")


def test_a_file_that_vanished_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    (ref,) = discover([str(file)]).payloads
    file.unlink()
    reading = read(ref, now=NOW)
    (result,) = reading.results
    assert isinstance(result, Reject)
    assert (result.reason, reading.payload) == ("unreadable", None)


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text("Ein Satz.")
    article = one_article(tmp_path)
    article.origin.encode()
    assert article.origin.endswith("caf\ufffd.txt")


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    lines = [
        '{"id": "a1", "text": "Ein Satz.\\r\\nNoch einer.", "title": " Der  Titel ", "published_at": "2023-03-01"}',
        "",
        '{"text": "Una frase.", "url": "https://example.com/a?utm_source=x#top", "language": "it-IT", "extra": [1]}',
        "no json",
        "[1]",
        '{"text": 5}',
        '{"text": "  "}',
        '{"text": "x", "published_at": "yesterday"}',
        '{"text": "x", "language": "German"}',
        '{"text": "half \\ud800"}',
        "[" * 100_000,
    ]
    file.write_text("\n".join(lines))
    got = results(file)
    articles = [one for one in got if isinstance(one, Article)]
    rejects = [one for one in got if isinstance(one, Reject)]
    assert [one.body for one in articles] == ["Der Titel\nEin Satz.\nNoch einer.", "Una frase."]
    assert articles[0].published_at == datetime(2023, 3, 1, tzinfo=UTC)
    assert (articles[1].url, articles[1].language) == ("https://example.com/a", "it")
    assert articles[0].origin == f"{file}#a1"
    assert [one.reason for one in rejects] == ["bad-json"] * 3 + ["empty"] + ["bad-json"] * 4
    assert "line 4" in rejects[0].detail


def test_json_lines_may_be_larger_than_one_article(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    lines = [f'{{"text": "{"x" * length}"}}' for length in (20, 200, 20, 20, 20, 20, 20)]
    file.write_text("\n".join(lines))
    got = results(file, max_bytes=100)
    assert [one.reason if isinstance(one, Reject) else len(one.body) for one in got] == [
        20, "too-large", 20, 20, 20, 20, 20,
    ]  # fmt: skip


def test_the_same_address_is_the_same_article_wherever_it_was_found(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x", "url": "http://Example.com/story?utm_medium=rss"}')
    (tmp_path / "b.jsonl").write_text('{"text": "y", "url": "https://example.com/story#comments"}')
    first, second = results(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.article_id == second.article_id


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Scholz trifft Tokajew – Blatt</title>
<meta property="og:title" content="Scholz trifft Tokajew"><meta name="author" content="Anna Müller">
<meta property="article:published_time" content="2023-09-28T18:30:00+02:00">
<link rel="canonical" href="https://blatt.example/politik/scholz?utm_source=feed"></head>
<body><nav><a href="/">Start</a><a href="/politik">Politik</a></nav><article>{paragraphs}</article>
<footer>Impressum Datenschutz</footer></body></html>"""
PARAGRAPHS = [
    "Bundeskanzler Olaf Scholz hat den kasachischen Präsidenten Kassym-Schomart Tokajew in Berlin empfangen.",
    "Beide Seiten sprachen über die Umgehung von Sanktionen und über Öllieferungen für die Raffinerie in Schwedt.",
    "Tokajew sagte nach dem Gespräch, sein Land wolle das Sanktionsregime der Europäischen Union nicht umgehen.",
]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_gives_title_paragraphs_and_metadata(tmp_path: Path, charset: str) -> None:
    html = PAGE.format(charset=charset, paragraphs="".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    file = tmp_path / "page.html"
    file.write_bytes(html.encode(charset, "xmlcharrefreplace"))
    article = one_article(file)
    assert article.body.split("\n") == ["Scholz trifft Tokajew", *PARAGRAPHS]
    assert (article.title, article.author) == ("Scholz trifft Tokajew", "Anna Müller")
    assert article.url == "https://blatt.example/politik/scholz"
    assert article.published_at == datetime(2023, 9, 28, 16, 30, tzinfo=UTC)
    assert article.language is None


def test_a_title_in_the_text_is_not_repeated(tmp_path: Path) -> None:
    heading = "<h1>Scholz trifft  Tokajew</h1>"
    html = PAGE.format(charset="utf-8", paragraphs=heading + "".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    (tmp_path / "page.htm").write_text(html)
    lines = one_article(tmp_path).body.split("\n")
    assert lines.count("Scholz trifft Tokajew") == 1
    assert lines[0] == "Scholz trifft Tokajew"
