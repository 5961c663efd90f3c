"""From bytes to text without mojibake: byte-order marks, UTF-8, then the single-byte encoding whose letters make sense.

Statistical detection alone guesses oddly on short texts (`für` as Chinese), so a decoding of one of the encodings in
`encodings.toml` is believed when the letters it gives fit one language; `charset-normalizer` is asked for the rest.
What a text means, and where it comes from, do not belong here.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from charset_normalizer import from_bytes

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC_NUMBERS: Final = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"PK\x03\x04": "ZIP archive or office document",
    b"\x1f\x8b": "gzip archive",
    b"BZh": "bzip2 archive",
    b"\xfd7zXZ\x00": "xz archive",
    b"\x28\xb5\x2f\xfd": "zstd archive",
    b"7z\xbc\xaf": "7z archive",
    b"Rar!": "RAR archive",
    b"\xd0\xcf\x11\xe0": "old office document",
    b"\x7fELF": "program",
    b"{\\rtf": "RTF document",
    b"PAR1": "Parquet table",
    b"SQLite format 3": "SQLite database",
}
_GOOD_FIT: Final = 0.9
"""Least share of the letters beyond ASCII that has to fit one language."""
_UTF8_ERRORS_AT_MOST: Final = 0.1
"""UTF-8 with one damaged character in ten, or fewer, is still UTF-8."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_SYMBOL_IN_WORD: Final = re.compile(r"(?<=[^\W\d_])(?:•|[¿¡ª²³¼½¾×µº°£§©®](?=[^\W\d_]))")
_CASE_FLIP: Final = re.compile(r"[a-zà-öø-ÿ][À-ÖØ-Þ]|[а-яёα-ωіїє][А-ЯЁΑ-ΩІЇЄ]")
_WORD_BEYOND_ASCII: Final = re.compile(rb"[^\s\x80-\xff]{0,40}[\x80-\xff][^\s]{0,40}")
_WORDS_LOOKED_AT: Final = 2000
_MARKED_LETTERS_IN_A_ROW: Final = re.compile(r"[À-ÖØ-öø-ÿ]{3}")
_MIXED_SCRIPTS: Final = re.compile(r"[a-zA-Z][Ͱ-ӿ]|[Ͱ-ӿ][a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Encoding:
    name: str
    alphabets: tuple[frozenset[str], ...]


def binary_kind(payload: bytes) -> str | None:
    """What kind of non-text the payload is; None if it may be text."""
    for magic, kind in _MAGIC_NUMBERS.items():
        if payload.startswith(magic):
            return kind
    if _byte_order_encoding(payload) is None and b"\x00" in payload:
        return "zero bytes"
    return None


def decode(payload: bytes, declared: str | None = None) -> Decoded | None:
    """The text of a payload, without byte-order mark; None if no encoding makes sense of it.

    Args:
        payload: the bytes as read, not binary (see `binary_kind`).
        declared: encoding that the document itself names, tried when it is not UTF-8.
    """
    marked = _byte_order_encoding(payload)
    for name in (marked,) if marked else ("utf-8", declared and _web_name(declared)):
        decoded = _decode_strictly(payload, name) if name else None
        if decoded and not _CONTROL.search(decoded.text.replace("\x85", "")):
            return decoded
    if marked:
        return _decode_strictly(payload, marked)
    return _decode_strictly(payload, "utf-8") or _damaged_utf8(payload) or _best_fit(payload) or _detected(payload)


def _byte_order_encoding(payload: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if payload.startswith(mark)), None)


def _web_name(declared: str) -> str | None:
    """The codec of a declared encoding; as browsers do, Latin 1 is read as windows-1252."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _decode_strictly(payload: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(payload.decode(name), name)
    except (UnicodeError, LookupError):
        return None


def _damaged_utf8(payload: bytes) -> Decoded | None:
    """UTF-8 with a few damaged or cut characters; each becomes U+FFFD, so that the loss stays visible."""
    text = payload.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    intact = sum(character > "\x7f" for character in text) - damaged
    return Decoded(text, "utf-8") if damaged <= intact * _UTF8_ERRORS_AT_MOST else None


def _best_fit(payload: bytes) -> Decoded | None:
    """The first of the best-fitting single-byte encodings, if one fits well. The words beyond ASCII decide."""
    words = b" ".join(match.group() for match in islice(_WORD_BEYOND_ASCII.finditer(payload), _WORDS_LOOKED_AT))
    best: str | None = None
    best_fit = _GOOD_FIT
    for encoding in _encodings():
        sample = _decode_strictly(words, encoding.name)
        fit = _fit(sample.text, encoding.alphabets) if sample else 0.0
        if fit > best_fit or (best is None and fit == best_fit):
            best, best_fit = encoding.name, fit
    decoded = _decode_strictly(payload, best) if best else None
    return decoded if decoded and not _CONTROL.search(decoded.text) else None


def _fit(text: str, alphabets: Iterable[frozenset[str]]) -> float:
    """Share of the letters beyond ASCII that are letters of one language in a sensible case, 0 to 1."""
    if _CONTROL.search(text):
        return 0.0
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    odd = (_CASE_FLIP, _SYMBOL_IN_WORD, _MIXED_SCRIPTS, _MARKED_LETTERS_IN_A_ROW)
    oddities = sum(len(pattern.findall(text)) for pattern in odd)
    misfits = min(sum(character not in alphabet for character in beyond) for alphabet in alphabets)
    return max(0.0, 1 - (misfits + oddities) / len(beyond))


def _detected(payload: bytes) -> Decoded | None:
    """What charset-normalizer makes of it (multi-byte encodings, above all), if that reads like text."""
    match = from_bytes(payload).best()
    if match is None:
        return None
    decoded = _decode_strictly(payload, match.encoding)
    if decoded is None or _CONTROL.search(decoded.text):
        return None
    visible = [character for character in decoded.text if not character.isspace()]
    plausible = sum(unicodedata.category(character)[0] in "LMNP" for character in visible)
    return decoded if visible and plausible >= len(visible) * _GOOD_FIT else None


@cache
def _encodings() -> tuple[_Encoding, ...]:
    """The encodings to try.

    Raises:
        ValueError: if `encodings.toml` names a language without letters or an unknown encoding.
    """
    table = tomllib.loads(files("tasks.sources").joinpath("encodings.toml").read_text("utf-8"))
    letters = {
        name: frozenset(f"{beyond}{beyond.upper()}{table['typographic']}")
        for name, beyond in table["languages"].items()
    }
    encodings = []
    for row in table["encodings"]:
        unknown = set(row["languages"]) - letters.keys()
        if unknown:
            raise ValueError(f"encodings.toml: {row['name']} names unknown languages {sorted(unknown)}")
        try:
            codecs.lookup(row["name"])
        except LookupError as error:
            raise ValueError(f"encodings.toml: unknown encoding {row['name']}") from error
        encodings.append(_Encoding(row["name"], tuple(letters[name] for name in row["languages"])))
    return tuple(encodings)
