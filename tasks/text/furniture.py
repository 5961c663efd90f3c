"""What a single line looks like: its shape, and whether its words are those of page furniture.

The words are data (`furniture.toml`). What a line is in its article (title, text, furniture), which depends on the
lines around it, is decided in `blocks.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from babel import Locale

_WORD: Final = re.compile(r"\w+(?:[’'.]\w+)*")
_SENTENCE_END: Final = re.compile(r"""[.!?…]["”“»«’‘')\]]*$|[^\W\d]{2}[.!?]["”“»«’‘')\]]*\d{1,2}$""")
_FULL_STOP_END: Final = re.compile(r"""(?<!\.)\.["”“»«’‘')\]]*$""")
_CLAUSE_INSIDE: Final = re.compile(r"[\w)”»]{2}[.!?]\s+[\"“„«(]?[A-ZÀ-ÞА-Я]")
_EDGES: Final = " \t\xa0•·|–—-–:;,.*+#>»›«<()[]0123456789…●▪■►▶→✓/\\_=~'\"“”„\u200b\ufeff\u00ad"
_SEPARATOR: Final = re.compile(r"\s+(?:[»›>|•·▸→]|::|//?|\\|-->)\s+|^\s*[»›>]\s+")
_STRONG_SEPARATOR: Final = re.compile(r"\s[»›>▸→]\s|\s::\s")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+(?:\.\w{2,4})?")
_FILE_NAME: Final = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34])", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.-]*|(?:[#@]\w+[\s,]*)+)")
_RIGHTS_START: Final = re.compile(r"©|(?:\(c\)|copyright)\s*(?:©|\(c\)|by\b|\d{4})", re.IGNORECASE)
_COLON: Final = re.compile(r"^\W*(?P<label>[^:•|]{1,40}?)\s*(?::|•|\|)(?P<rest>.*)$")
_BRACKETS_AT_END: Final = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,80})[)\]]\.?$")
_PHOTO_BY: Final = re.compile(r"\W*(?:photo|foto|photograph|image|picture)s? (?:by|courtesy of|courtesy|von|di|de)\s")
_NUMBER_IN_TIME: Final = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|h)?(?:[.:]\d+)*(?:am|pm|z)?|\d{1,4}t\d\d")
_NAME_WORD: Final = re.compile(r"[A-ZÀ-ÞŁŚŠŽČĆĞİ][\w’'.-]*")
_AGENCY_SLASH: Final = re.compile(r"\w\s?/\s?\w")

FEW_WORDS: Final = 3
"""A line of so many words, or fewer, can be a label."""
CREDIT_WORDS: Final = 8
"""A credit, byline or breadcrumb part has no more words than this."""
NOTICE_WORDS: Final = 40
"""A notice of the site has no more words than this; what is longer is somebody's text."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of `furniture.toml`, all languages together."""

    labels: frozenset[str]
    tail_headings: frozenset[str]
    prompts: frozenset[str]
    photo: frozenset[str]
    sources: frozenset[str]
    notices: frozenset[str]
    rights: frozenset[str]
    bylines: frozenset[str]
    particles: frozenset[str]
    time_words: frozenset[str]
    reading_words: frozenset[str]
    sections: frozenset[str]
    interface: frozenset[str]
    home: frozenset[str]
    agencies: frozenset[str]
    words: frozenset[str]


@cache
def word_lists() -> WordLists:
    """The lists, once read.

    Raises:
        ValueError: if the file has an unknown list, a list is missing or an entry is not lower case.
    """
    table = tomllib.loads(files("tasks.text").joinpath("furniture.toml").read_text("utf-8"))
    names = {field.name for field in fields(WordLists)}
    merged: dict[str, set[str]] = {name: set() for name in names}
    for language, lists in table.items():
        if lists.keys() - names or (names - lists.keys()) - {"agencies"}:
            raise ValueError(f"furniture.toml: [{language}] has {sorted(lists.keys() ^ names)} too much or too little")
        for name, entries in lists.items():
            if any(not isinstance(entry, str) or entry != fold_quotes(entry) for entry in entries):
                raise ValueError(f"furniture.toml: [{language}] {name}: entries are lower-case strings")
            merged[name].update(entries)
    calendar = _calendar_words(code for code in table if code != "any")
    return WordLists(
        **{name: frozenset(words) for name, words in {**merged, "time_words": merged["time_words"] | calendar}.items()}
    )


def fold_quotes(text: str) -> str:
    """Lower case with plain apostrophes and single spaces, as in the word lists."""
    return " ".join(text.lower().replace("’", "'").split())


def _calendar_words(languages: Iterable[str]) -> set[str]:
    """Names of months and days, wide and short, of these languages (Unicode CLDR)."""
    words: set[str] = set()
    for language in languages:
        locale = Locale(language)
        for names in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                words.update(str(name).lower().rstrip(".") for name in names["format"][width].values())
    return words


class Line:
    """One line, without the white space around it, and what can be said of it alone. Questions are answered once."""

    def __init__(self, text: str) -> None:
        """Take the line's text, stripped."""
        self.text = text

    @cached_property
    def words(self) -> list[str]:
        """The words as they stand."""
        return _WORD.findall(self.text)

    @cached_property
    def folded(self) -> str:
        """Lower case, plain apostrophes, single spaces: for comparing lines."""
        return fold_quotes(self.text)

    @cached_property
    def core(self) -> str:
        """The folded line without bullets, numbers and punctuation at its ends."""
        return self.folded.strip(_EDGES)

    @cached_property
    def lower_words(self) -> list[str]:
        """The words of the folded line."""
        return _WORD.findall(self.folded)

    @cached_property
    def ends_as_sentence(self) -> bool:
        """Whether the line ends in a mark that ends sentences."""
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does and has the words for one, or holds the end of one."""
        return len(self.words) >= 2 and (self.ends_as_sentence or bool(_CLAUSE_INSIDE.search(self.text)))

    @cached_property
    def ends_with_full_stop(self) -> bool:
        """Whether the line is a sentence that ends in a full stop; headlines end in `?` or `!`, but hardly in that."""
        return self.is_sentence and bool(_FULL_STOP_END.search(self.text))

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether the line can only be running text: a sentence of some length, or very many words."""
        return (self.is_sentence and len(self.words) >= 6) or len(self.words) >= 25

    @cached_property
    def is_label(self) -> bool:
        """Whether the line is nothing but a label, a mark, a time or a row of buttons.

        Such a line says nothing of the world in any article, so its surroundings do not matter.
        """
        lists = word_lists()
        if not any(character.isalnum() for character in self.text):
            return True
        if _ADDRESS.fullmatch(self.text) or _FILE_NAME.fullmatch(self.text):
            return True
        if self.core in lists.labels:
            return True
        if not self.core:
            return len(self.words) <= FEW_WORDS
        return self.is_time or self._only(lists.interface, 12) or (self._only(lists.words, 2))

    @cached_property
    def is_time(self) -> bool:
        """Whether the line says only when the article was published or how long it takes to read."""
        lists = word_lists()
        words = self.lower_words
        if not words or len(words) > 16:
            return False
        named = [word.rstrip(".") for word in words if not any(character.isdigit() for character in word)]
        numbers = [word for word in words if any(character.isdigit() for character in word)]
        if not named or not numbers or not all(_NUMBER_IN_TIME.fullmatch(word) for word in numbers):
            return False
        return all(word in lists.time_words or word in lists.reading_words for word in named)

    @cached_property
    def is_prompt(self) -> bool:
        """Whether the line is a prompt to read another article: label, colon, perhaps its title (no full stop)."""
        label, rest = self._labelled
        return label in word_lists().prompts and len(_WORD.findall(rest)) <= 25 and not _FULL_STOP_END.search(rest)

    @cached_property
    def is_bare_prompt(self) -> bool:
        """Whether the line is such a prompt without a title: the links stand below it."""
        return self.is_prompt and not _WORD.search(self._labelled[1])

    @cached_property
    def is_bare_byline(self) -> bool:
        """Whether the line is `By` or `Von` alone: the names stand below it."""
        return self.core in word_lists().bylines

    @cached_property
    def is_credit(self) -> bool:
        """Whether the line is a photo caption behind its label, or names a photographer, an agency or a source."""
        lists = word_lists()
        label, rest = self._labelled
        rest_words = len(_WORD.findall(rest))
        if label in lists.photo or (len(self.words) <= NOTICE_WORDS and self._ends_in_credit):
            return True
        if (
            label in lists.sources
            and rest_words <= CREDIT_WORDS
            and not (rest_words > 3 and _SENTENCE_END.search(rest))
        ):
            return True
        if len(self.words) > CREDIT_WORDS:
            return False
        if self.core in lists.agencies or _RIGHTS_START.match(self.text):
            return True
        if self.is_sentence:
            return False
        parts = [part.strip(_EDGES) for part in re.split(r"[/,]| via ", self.folded)]
        is_agency = bool(_AGENCY_SLASH.search(self.text)) and any(part in lists.agencies for part in parts)
        return is_agency or bool(_PHOTO_BY.match(self.folded))

    @cached_property
    def _ends_in_credit(self) -> bool:
        """Whether a photo credit in brackets ends the line: `(AP Photo/Evan Vucci)`, `[Foto: dpa]`."""
        match = _BRACKETS_AT_END.search(self.text)
        if not match:
            return False
        lists = word_lists()
        inside = fold_quotes(match["inside"])
        label = inside.partition(":")[0].strip()
        return (":" in inside and (label in lists.photo or label in {"bild", "image", "credit"})) or bool(
            _PHOTO_BY.match(inside) or re.match(r"(?:courtesy of|ap photo|via)\b", inside)
        )

    @cached_property
    def is_notice(self) -> bool:
        """Whether the line is a notice of the site: copyright, cookies, newsletter. It may be a sentence."""
        if len(self.words) > NOTICE_WORDS:
            return False
        lists = word_lists()
        if any(self.core.startswith(notice) for notice in lists.notices):
            return True
        return bool(_RIGHTS_START.match(self.text)) or any(self.core.endswith(phrase) for phrase in lists.rights)

    @cached_property
    def is_byline(self) -> bool:
        """Whether the line is `By` or `Von` and names, no more."""
        if self.is_sentence or len(self.words) > CREDIT_WORDS:
            return False
        lists = word_lists()
        for byline in lists.bylines:
            if self.folded.startswith(f"{byline} ") or self.folded.startswith(f"{byline}: "):
                rest = _WORD.findall(self.text)[len(byline.split()) :]
                names = [word for word in rest if _NAME_WORD.fullmatch(word)]
                small = [word for word in rest if not _NAME_WORD.fullmatch(word)]
                return len(names) >= 2 and all(word.lower() in lists.particles for word in small)
        return False

    @cached_property
    def breadcrumb(self) -> list[str]:
        """The parts of a line that a separator divides, folded; empty if it is no such line."""
        parts = [fold_quotes(part).strip(_EDGES) for part in _SEPARATOR.split(self.text)]
        parts = [part for part in parts if part]
        return parts if len(parts) > 1 or _SEPARATOR.match(self.text) else []

    @cached_property
    def is_breadcrumb(self) -> bool:
        """Whether the line is a path through the site, or a row of short links."""
        parts = self.breadcrumb
        if not parts or (self.is_sentence and not _STRONG_SEPARATOR.search(self.text)):
            return False
        if parts[0] in word_lists().home and _STRONG_SEPARATOR.search(self.text):
            return True
        return not self.is_sentence and all(len(part.split()) <= FEW_WORDS for part in parts)

    @cached_property
    def is_slug(self) -> bool:
        """Whether the line is a name for machines: `house-key`, `arrow_right`."""
        return bool(_SLUG.fullmatch(self.text))

    @cached_property
    def is_section_list(self) -> bool:
        """Whether the line is a row of section names: all words large, most of them sections, or some repeated."""
        words = self.lower_words
        if not words or self.is_sentence or len(words) > 20 or re.search(r"[,;:?!\"“„«]", self.text):
            return False
        if not all(word[0].isupper() or word in {"&", "and", "und", "e"} for word in self.words):
            return False
        known = sum(word in word_lists().sections for word in words)
        repeated = len(words) - len(set(words))
        return known >= len(words) * (0.5 if repeated else 0.8)

    @cached_property
    def is_tail_heading(self) -> bool:
        """Whether the line heads a list of other articles."""
        headings = word_lists().tail_headings
        if self.core in headings:
            return True
        if self.is_sentence or len(self.words) > CREDIT_WORDS:
            return False
        return any(len(heading.split()) > 1 and self.core.startswith(f"{heading} ") for heading in headings)

    @cached_property
    def _labelled(self) -> tuple[str, str]:
        """What stands before the first colon, folded, and what after it; both empty without a colon."""
        match = _COLON.match(self.text)
        return (fold_quotes(match["label"]).strip(_EDGES), match["rest"]) if match else ("", "")

    def _only(self, words: frozenset[str], most: int) -> bool:
        """Whether the line has no words but these, and not more than `most`."""
        return 0 < len(self.lower_words) <= most and all(word in words or word.isdigit() for word in self.lower_words)
