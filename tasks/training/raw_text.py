"""Running text for word vectors and character language models: which files, how much, how it is tokenised.

Held-out development sentences and the German PUD treebank never enter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tasks.training.readers import read_text

_ITALIAN_ELISION = re.compile(r"\w+['’](?=\w)")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|\w+(?:[-–/&]\w+)*['’]?|\.{2,}|[^\w\s]", re.UNICODE)
_DANGLING_QUOTE = re.compile(r"^(\w{3,})['’]$")

LONGEST_ABBREVIATION = 4

RAW_FILES = {
    "de": ("bundestag", "parlamint-at", "tatoeba"),
    "it": ("eltec", "wikipedia-sample", "quirinale", "tatoeba"),
}


def tokenize(line: str, language: str) -> list[str]:
    """Split a line into tokens close to those of the treebanks.

    Italian keeps the apostrophe of an elision on the left word (`dell'`, `Asia`), as its treebanks do.
    """
    if language == "it":
        line = _ITALIAN_ELISION.sub(lambda match: match.group() + " ", line)
    tokens: list[str] = []
    for token in _TOKEN.findall(line):
        closing = _DANGLING_QUOTE.match(token)
        if closing and language != "it":
            tokens += [closing.group(1), token[-1]]
        else:
            tokens.append(token)
    return tokens


def raw_lines(data: Path, language: str) -> Iterator[str]:
    """Yield the lines of the raw files of a language, the files interleaved so that no genre comes last."""
    files = [read_text(data / "raw" / language / f"{name}.txt.xz").splitlines() for name in RAW_FILES[language]]
    longest = max(len(lines) for lines in files)
    steps = [len(lines) / longest for lines in files]
    position = [0.0] * len(files)
    for _ in range(longest):
        for index, lines in enumerate(files):
            before = int(position[index])
            position[index] += steps[index]
            yield from lines[before : int(position[index])]


def _sentences(tokens: list[str]) -> Iterator[list[str]]:
    """Cut a line at sentence marks; a full stop after a short word may belong to an abbreviation and does not cut."""
    start = 0
    for index, token in enumerate(tokens):
        if token in "!?" or (token == "." and index and len(tokens[index - 1]) > LONGEST_ABBREVIATION):  # noqa: S105
            yield tokens[start : index + 1]
            start = index + 1
    if start < len(tokens):
        yield tokens[start:]


def write_running_text(lines: Iterable[str], target: Path, language: str) -> None:
    """Write a sentence a line, tokens separated by single blanks, leaving out lines without a letter."""
    with target.open("w", encoding="utf-8") as sink:
        for line in lines:
            for tokens in _sentences(tokenize(line, language)):
                if any(token[0].isalpha() for token in tokens):
                    sink.write(" ".join(tokens) + "\n")
