"""The part that each line of an article plays: title, text, or furniture of the page it was taken from.

General rules over the shape of a line (`furniture.py`) and its place: before the first paragraph, between paragraphs,
or after the last. In doubt a line is text. A line that is a sentence is furniture only where it is a notice
of the site or a caption behind a photo label, or where it is a question or exclamation in the list of links to other
articles at the end of a page: headlines of that form are common there, and they say nothing of this article.

Nothing here changes the body or looks at its language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from tasks.records import Block, BlockKind, Span
from tasks.text.furniture import FEW_WORDS, Line

_LINE: Final = re.compile(r"[^\n]+")
_TITLE_WORDS: Final = 30
"""A headline has no more words than this."""
_LINK_WORDS: Final = 30
"""A link to another article has no more words than this."""


@dataclass(slots=True)
class _Entry:
    """A line that is not empty, where it stands, and what it has been found to be."""

    line: Line
    span: Span
    kind: BlockKind = BlockKind.TEXT

    @property
    def is_furniture(self) -> bool:
        return self.kind is BlockKind.FURNITURE

    def drop(self) -> None:
        self.kind = BlockKind.FURNITURE


def find_blocks(body: str, title: str | None = None) -> tuple[Block, ...]:
    """The lines of a body that are not empty, in order, each with its part. White space at their ends is left out.

    Args:
        body: the article as read.
        title: the title, where the source gave one; the first line that says the same is the title line.
    """
    entries = list(_entries(body))
    if len(entries) > 1:
        _mark(entries, title)
        if all(entry.is_furniture for entry in entries):
            for entry in entries:
                entry.kind = BlockKind.TEXT
    return tuple(Block(entry.kind, entry.span) for entry in entries)


def title_of(body: str, blocks: Sequence[Block]) -> str | None:
    """The title line; None if the article has none."""
    return next((block.span.of(body) for block in blocks if block.kind is BlockKind.TITLE), None)


def text_of(body: str, blocks: Sequence[Block]) -> str:
    """The lines that are not furniture; the whole body if there are none."""
    kept = [block.span.of(body) for block in blocks if block.kind is not BlockKind.FURNITURE]
    return "\n".join(kept) if kept else body


def _entries(body: str) -> Iterator[_Entry]:
    for match in _LINE.finditer(body):
        text = match.group().strip()
        if text:
            start = match.start() + match.group().index(text)
            yield _Entry(Line(text), Span(start, start + len(text)))


def _mark(entries: list[_Entry], title: str | None) -> None:
    """Give each line its kind. The order matters: plain cases first, then what depends on them."""
    for entry in entries:
        line = entry.line
        if line.is_label or line.is_prompt or line.is_credit or line.is_notice:
            entry.drop()
    paragraphs = [number for number, entry in enumerate(entries) if entry.line.is_paragraph and not entry.is_furniture]
    if not paragraphs:
        return  # headlines, a post, a list: each line may be all there is
    first, last = paragraphs[0], paragraphs[-1]
    for entry in entries:
        line = entry.line
        if line.is_breadcrumb or line.is_slug or line.is_section_list:
            entry.drop()
    head = _head(entries, first)
    _mark_bylines(entries, first, last)
    _mark_title(entries, head, title)
    _mark_links(entries, first)
    _mark_repeats(entries)
    _mark_tail(entries, last, len(paragraphs))


def _head(entries: Sequence[_Entry], first: int) -> list[_Entry]:
    """The lines before the first paragraph; and that one, too, if it is the first line and a headline in form.

    `Warum hat er aufgegeben?` before running text is the headline of it.
    """
    if first == 0 and len(entries) > 1:
        line = entries[0].line
        following = max(len(entry.line.words) for entry in entries[1:4])
        if not line.ends_with_full_stop and len(line.words) <= min(_TITLE_WORDS, following):
            return [entries[0]]
    return list(entries[:first])


def _mark_bylines(entries: Sequence[_Entry], first: int, last: int) -> None:
    """Bylines stand at the top or the end; names may also follow a line that is only `By`."""
    for number, entry in enumerate(entries):
        if first < number < last or entry.is_furniture:
            continue
        follows_label = number > 0 and entries[number - 1].line.is_bare_byline and number < first
        if entry.line.is_byline or (follows_label and _is_name_row(entry.line)):
            entry.drop()


def _is_name_row(line: Line) -> bool:
    """Whether the line can be the names below `By`: few words, each beginning large, no sentence."""
    return len(line.words) <= 5 and not line.is_sentence and all(word[:1].isupper() for word in line.words)


def _mark_title(entries: Sequence[_Entry], head: Sequence[_Entry], given: str | None) -> None:
    """Find the title among the lines of the head, and the labels of section and theme around it."""
    if given:
        wanted = Line(given.strip()).folded
        same = next((entry for entry in entries if entry.line.folded == wanted), None)
        if same:
            same.kind = BlockKind.TITLE
            return
    candidates = [
        entry
        for entry in head
        if not entry.is_furniture and not entry.line.ends_with_full_stop and len(entry.line.words) <= _TITLE_WORDS
    ]
    if not candidates:
        return
    crumbs = {part for entry in entries for part in entry.line.breadcrumb}
    title = (
        next((entry for entry in candidates if entry.line.core in crumbs), None)
        or next((entry for entry in candidates if len(entry.line.words) >= FEW_WORDS), None)
        or max(candidates, key=lambda entry: len(entry.line.words))
    )
    if len(title.line.words) < 2 and not title.line.ends_as_sentence:
        title.drop()
        return
    title.kind = BlockKind.TITLE
    for entry in candidates:
        before = entry.span < title.span
        if entry is not title and len(entry.line.words) <= (2 if before else 1) and not entry.line.ends_as_sentence:
            entry.drop()


def _mark_links(entries: Sequence[_Entry], first: int) -> None:
    """Drop lists of links to other articles after the first paragraph: the short lines below their heading.

    At the end of the page, where no line that ends in a full stop follows, all of them go, questions and exclamations,
    too. Between paragraphs the list ends at the first line that is a sentence; of several lines the last may be the
    subheading of what follows, so it stays.
    """
    sentences = (number for number, entry in enumerate(entries) if entry.line.ends_with_full_stop)
    last = max((number for number in sentences if not entries[number].is_furniture), default=-1)
    done = first
    for number, entry in enumerate(entries):
        if number <= done or not (entry.line.is_tail_heading or entry.line.is_bare_prompt):
            continue
        entry.drop()
        rest = islice(entries, number + 1, None)
        if number > last:
            links = list(takewhile(lambda one: len(one.line.words) <= _LINK_WORDS, rest))
        else:
            links = list(takewhile(lambda one: not one.line.is_sentence and _is_link(one.line), rest))
            links = links[:-1] if len(links) > 1 else links
        for link in links:
            link.drop()
        done = number + len(links)


def _is_link(line: Line) -> bool:
    """Whether a line below a prompt has the length of a headline."""
    return FEW_WORDS < len(line.words) <= _LINK_WORDS


def _mark_repeats(entries: Sequence[_Entry]) -> None:
    """A short line that stands there again is the page's, not the author's; so is the title where it comes again."""
    counts = Counter(entry.line.folded for entry in entries)
    seen: set[str] = set()
    title = next((entry.line.folded for entry in entries if entry.kind is BlockKind.TITLE), None)
    for entry in entries:
        key = entry.line.folded
        if counts[key] > 1 and not entry.line.is_sentence and entry.kind is not BlockKind.TITLE:
            if key == title or (key in seen and len(entry.line.words) <= FEW_WORDS):
                entry.drop()
            seen.add(key)


def _mark_tail(entries: Sequence[_Entry], last: int, paragraphs: int) -> None:
    """After the last paragraph of a longer text, words standing alone are tags, signatures or buttons."""
    if paragraphs < 2:
        return
    for entry in entries[last + 1 :]:
        if len(entry.line.words) <= 2 and not entry.line.ends_as_sentence:
            entry.drop()
