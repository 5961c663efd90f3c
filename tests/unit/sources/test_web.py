"""Feeds and pages from a real HTTP server on this machine: conditions, limits, redirects, private addresses."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tasks.sources import fetching, web
from tasks.sources.addresses import is_public
from tasks.sources.feeds import read_feed
from tasks.sources.fetch_states import FetchState, read_states, remember_states, write_states
from tasks.sources.fetching import FetchFailed, Limits, PrivateAddress, fetch
from tasks.sources.web import news_in, read_web

ALLOWED = Limits(allow_private=True)
TEXT = (
    "President Emmanuel Macron met Chancellor Friedrich Merz in Paris on Monday. They talked about the war in Ukraine"
    " and agreed to send more weapons to Kyiv, a spokesman of the French government said after the meeting."
)


def page(title: str, text: str = TEXT, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


def feed(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>".encode()


def item(number: int, date: str = "Mon, 02 Nov 2026 10:00:00 GMT", more: str = "") -> str:
    return f"<item><title>Title {number}</title><link>/{number}.html</link><pubDate>{date}</pubDate>{more}</item>"


@dataclass
class Site:
    """What the server gives, by path; and what it was asked, with the conditions."""

    address: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def put(self, path: str, payload: bytes, status: int = 200, **headers: str) -> str:
        self.answers[path] = (status, {key.replace("_", "-"): value for key, value in headers.items()}, payload)
        return f"{self.address}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    offered = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            condition = self.headers.get("If-None-Match")
            offered.asked.append((self.path, condition))
            status, headers, payload = offered.answers.get(self.path, (404, {}, b""))
            unchanged = condition is not None and condition == headers.get("ETag")
            self.send_response(304 if unchanged else status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not unchanged:
                self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    offered.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield offered
    server.shutdown()
    server.server_close()


def test_a_page_is_one_article_under_its_address(site: Site) -> None:
    url = site.put("/a.html?utm_source=x", page("A meeting in Paris"), Content_Type="text/html")
    (article,) = read_web(url, {}, ALLOWED).articles
    assert (article.url, article.origin, article.source) == (f"{site.address}/a.html", url, "127.0.0.1")
    assert article.body == f"A meeting in Paris\n{TEXT}"


def test_a_feed_is_its_pages_and_only_what_is_new_is_fetched_again(site: Site) -> None:
    url = site.put("/feed", feed(item(1), item(2)), ETag='"v1"')
    site.put("/1.html", page("Title 1"), ETag='"p1"')
    site.put("/2.html", page("Title 2", TEXT.replace("Macron", "Zelensky")))
    first = read_web(url, {}, ALLOWED)
    assert [article.title for article in first.articles] == ["Title 1", "Title 2"]
    assert {article.source for article in first.articles} == {url}
    assert first.articles[0].published_at is not None
    site.asked.clear()
    assert read_web(url, first.states, ALLOWED).articles == []
    assert site.asked == [("/feed", '"v1"')]
    site.put("/feed", feed(item(1, "Tue, 03 Nov 2026 10:00:00 GMT"), item(2), item(3)), ETag='"v2"')
    site.put("/1.html", page("Title 1, corrected"), ETag='"p2"')
    site.put("/3.html", page("Title 3"))
    site.asked.clear()
    third = read_web(url, first.states, ALLOWED)
    assert [article.title for article in third.articles] == ["Title 1, corrected", "Title 3"]
    assert site.asked == [("/feed", '"v1"'), ("/1.html", '"p1"'), ("/3.html", None)]


def test_the_news_of_a_feed_are_what_no_run_has_read(site: Site) -> None:
    url = site.put("/feed", feed(item(1), item(2)), ETag="one")
    for number in (1, 2):
        site.put(f"/{number}.html", page(f"Title {number}"))
    assert len(news_in(url, {}, ALLOWED)) == 2
    assert {path for path, _ in site.asked} == {"/feed"}
    states = read_web(url, {}, ALLOWED).states
    assert news_in(url, states, ALLOWED) == frozenset()
    site.put("/feed", feed(item(1), item(2, date="Tue, 03 Nov 2026 10:00:00 GMT"), item(3)), ETag="two")
    changed = news_in(url, states, ALLOWED)
    assert len(changed) == 2
    assert not any("/1.html" in each for each in changed)
    assert news_in(site.put("/page", page("No feed")), {}, ALLOWED) == frozenset()
    with pytest.raises(FetchFailed):
        news_in(f"{site.address}/gone", {}, ALLOWED)


def test_a_dead_page_is_a_reject_and_the_others_are_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_SECOND_CHANCE_SECONDS", 0.0)
    own = f"<description><![CDATA[<p>{TEXT}</p>]]></description>"
    url = site.put("/feed", feed(item(1), item(2), item(3), item(4, more=own)))
    site.put("/1.html", page("Title 1"))
    site.put("/3.html", b"busy", 503)
    reading = read_web(url, {}, ALLOWED)
    assert [article.title for article in reading.articles] == ["Title 1", "Title 4"]
    assert reading.articles[1].url == f"{site.address}/4.html"
    assert [(reject.reason, reject.origin) for reject in reading.rejects] == [
        ("http-404", f"{site.address}/2.html"),
        ("http-503", f"{site.address}/3.html"),
    ]
    assert [path for path, _ in site.asked].count("/3.html") == 2
    assert set(reading.states) == {f"{site.address}/{number}.html" for number in (1, 2, 4)}, (
        "the feed is looked at again"
    )


def test_a_page_may_not_take_the_place_of_one_on_another_site(site: Site) -> None:
    link = '<link rel="canonical" href="https://www.bbc.com/news/1">'
    (article,) = read_web(site.put("/a.html", page("A", head=link)), {}, ALLOWED).articles
    assert article.url == f"{site.address}/a.html"


def test_what_a_fetch_refuses(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("/loop", b"", 302, Location="/loop")
    site.put("/big", b"x" * 2000)
    site.put("/bomb", gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
    site.put("/file", b"", 302, Location="file:///etc/passwd")
    small = Limits(bytes=1000, allow_private=True)
    for path, reason in (("/loop", "redirects"), ("/big", "too-large"), ("/bomb", "too-large"), ("/no", "http-404")):
        with pytest.raises(FetchFailed) as caught:
            fetch(f"{site.address}{path}", small)
        assert (caught.value.reason, caught.value.passing) == (reason, False)
    for address in (f"{site.address}/file", "ftp://example.org/", "http://me:secret@example.org/", "http:///a"):
        with pytest.raises(FetchFailed) as caught:
            fetch(address, small)
        assert caught.value.reason == "bad-address"


def test_private_addresses_are_refused_wherever_they_come_from(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in (site.address, "http://localhost/", "http://[::1]/", "http://169.254.169.254/", "http://0.0.0.0/"):
        with pytest.raises(PrivateAddress):
            fetch(address, Limits())
    site.put("/inside", b"secret")
    site.put("/out", b"", 302, Location="http://inner.example/inside")
    port = int(site.address.rpartition(":")[2])
    answers = {"outer.example": iter([("127.0.0.1",)]), "inner.example": iter([("10.0.0.1",)])}
    monkeypatch.setattr(fetching, "addresses_of", lambda host, _port: next(answers[host]))
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(PrivateAddress) as caught:
        fetch(f"http://outer.example:{port}/out", Limits())
    assert "inner.example" in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_atom_and_broken_feeds() -> None:
    atom = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A  &amp; B</title><link href='a.html'/><id>1</id>"
        b"<updated>2026-11-02T10:00:00Z</updated><content type='html'>&lt;p&gt;Long text&lt;/p&gt;</content></entry>"
        b"</feed>"
    )
    (entry,) = read_feed(atom, "https://example.org/news/feed", "application/atom+xml") or ()
    assert (entry.url, entry.title, entry.mark) == ("https://example.org/news/a.html", "A & B", "2026-11-02T10:00:00Z")
    assert "Long text" in (entry.html or "")
    cut = feed(item(1), item(2))[:-60]
    assert len(read_feed(cut, "https://example.org/", "application/rss+xml") or ()) >= 1
    assert read_feed(b"<html><body>no feed</body></html>", "https://example.org/", "text/html") is None


def test_states_are_merged_and_old_ones_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "fetched.json"
    old = FetchState("https://example.org/old", "2020-01-01T00:00:00+00:00")
    write_states(file, [old, FetchState("https://example.org/a", "2999-01-01T00:00:00+00:00", etag='"1"')])
    newer = write_states(tmp_path / "b.json", [FetchState("https://example.org/b", "2999-01-01T00:00:00+00:00")])
    remember_states(file, [newer])
    assert set(read_states(file)) == {"https://example.org/a", "https://example.org/b"}
    file.write_text("[{")
    assert read_states(file) == {}
