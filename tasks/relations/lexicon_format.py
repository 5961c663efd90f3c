"""The format of lexicon files: builds a lexicon from the content of a TOML file and checks it strictly.

The words are data in `lexicon/<language>.toml`; rules about sentences do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar, cast

from tasks.errors import PressgraphError
from tasks.records import CountryCode, Label, Language, Modality, Polarity, RelationType
from tasks.relations.entries import (
    Control,
    Lexicon,
    NounFrame,
    Office,
    OfficeFact,
    Slot,
    Speech,
    SpeechForm,
    VerbFrame,
    Words,
)
from tasks.relations.governments import POSTS

_PLAIN_SLOTS = frozenset({"subj", "obj", "iobj", "clause", "gen", "adj", "with", "none", "holder"})
_SECTIONS = frozenset({"verb", "noun", "office", "control", "speech", "words"})
_TOWARDS = ("obl:nei confronti di",)
"""What Italian frames hold beside `contro` or `verso`: the lemma that mending/prepositions.py gives to these words."""
_ARTICULATED = re.compile(r"\b(de|a)(l|lla|llo|i|gli|lle|ll['’])(?:\s+|(?<=['’]))")
_ARTICLE_OF: Mapping[str, str] = MappingProxyType(
    {"l": "il", "lla": "la", "llo": "lo", "i": "i", "gli": "gli", "lle": "le", "ll'": "l'", "ll’": "l’"}
)


@dataclass(eq=False)
class LexiconInvalid(PressgraphError):
    """A lexicon file does not follow its format."""

    language: str
    entry: str
    detail: str

    what_format: ClassVar[str] = "lexicon {language}.toml, {entry}: {detail}"
    mend_format: ClassVar[str] = "correct the entry; the format is described in tasks/relations/lexicon_format.py"


WORD_LISTS = frozenset(each.name for each in fields(Words) if each.init and "frozenset" in str(each.type))
WORD_TABLES: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        "number_words": (int, float),
        "magnitudes": (int, float),
        "currencies": (str,),
        "relative_days": (int,),
        "relative_units": (str,),
    }
)
CYCLES: Mapping[str, int] = MappingProxyType({"weekdays": 7, "months": 12})


def _slot(text: object, language: str, entry: str) -> Slot:
    if isinstance(text, str):
        if text in _PLAIN_SLOTS:
            return Slot(text)
        kind, _, adposition = text.partition(":")
        if kind == "obl" and adposition and adposition == adposition.strip().lower():
            return Slot("obl", adposition)
    raise LexiconInvalid(language, entry, f"not a slot: {text!r}")


class _Entry:
    """One table of the file, read key by key; keys that nobody asked for are an error."""

    def __init__(self, table: Mapping[str, Any], kind: str, language: str) -> None:
        self.table = dict(table)
        self.language = language
        self.name = f"[[{kind}]] {table.get('lemma', '?')}"
        self.asked: set[str] = set()

    def fail(self, detail: str) -> LexiconInvalid:
        return LexiconInvalid(self.language, self.name, detail)

    def text(self, key: str, *, required: bool = False) -> str:
        self.asked.add(key)
        value = self.table.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise self.fail(f"{key} has to be a text")
        return value

    def flag(self, key: str) -> bool:
        self.asked.add(key)
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(f"{key} has to be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        self.asked.add(key)
        value = self.table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fail(f"{key} has to be a list of texts")
        return tuple(value)

    def slots(self, key: str, default: str) -> tuple[Slot, ...]:
        texts = self.texts(key) or (default,)
        towards = self.language == "it" and not {"obl:contro", "obl:verso"}.isdisjoint(texts)
        return tuple(_slot(text, self.language, self.name) for text in (*texts, *(_TOWARDS if towards else ())))

    def lowered(self, key: str) -> frozenset[str]:
        return frozenset(text.lower() for text in self.texts(key))

    def labels(self, key: str) -> frozenset[Label]:
        try:
            return frozenset(Label(text) for text in self.texts(key))
        except ValueError:
            raise self.fail(f"{key} holds PER, ORG, LOC or MISC") from None

    def type(self, *, required: bool) -> RelationType | None:
        value = self.text("type", required=required)
        if not value:
            return None
        try:
            return RelationType(value)
        except ValueError:
            raise self.fail(f"no relation type: {value}") from None

    def example(self) -> tuple[str, tuple[str, str]]:
        example, ends = self.text("example"), self.texts("ends")
        if ends and len(ends) != 2:
            raise self.fail("ends has to be two texts")
        return example, (ends[0], ends[1]) if ends else ("", "")

    def lemmas(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.text("lemma", required=True), *self.texts("also"))))

    def finish(self) -> None:
        unknown = sorted(set(self.table) - self.asked)
        if unknown:
            raise self.fail(f"unknown key {', '.join(unknown)}")


def _verbs(entry: _Entry) -> list[VerbFrame]:
    example, ends = entry.example()
    return [
        VerbFrame(
            lemma=lemma,
            type=entry.type(required=False),
            subject=entry.slots("subject", "subj")[0],
            objects=entry.slots("object", "obj"),
            reciprocal=entry.flag("reciprocal"),
            reflexive=entry.flag("reflexive"),
            object_lemmas=entry.lowered("object_lemmas"),
            not_object_lemmas=entry.lowered("not_object_lemmas"),
            object_labels=entry.labels("object_labels"),
            subject_labels=entry.labels("subject_labels"),
            subject_lemmas=entry.lowered("subject_lemmas"),
            beside=entry.lowered("beside"),
            further=entry.flag("further"),
            bare=entry.flag("bare"),
            example=example,
            ends=ends,
        )
        for lemma in entry.lemmas()
    ]


def _nouns(entry: _Entry) -> list[NounFrame]:
    example, ends = entry.example()
    return [
        NounFrame(
            lemma=lemma,
            type=cast(RelationType, entry.type(required=True)),
            subjects=entry.slots("subject", "gen"),
            objects=entry.slots("object", "none"),
            light=entry.lowered("light"),
            reciprocal=entry.flag("reciprocal"),
            object_labels=entry.labels("object_labels"),
            beside=entry.lowered("beside"),
            example=example,
            ends=ends,
        )
        for lemma in entry.lemmas()
    ]


def _offices(entry: _Entry) -> list[Office]:
    example, ends = entry.example()
    fact = entry.text("fact", required=True)
    if fact not in {"HEAD_OF", "AFFILIATED_WITH"}:
        raise entry.fail("fact has to be HEAD_OF or AFFILIATED_WITH")
    country, parts_of = entry.text("country"), frozenset(entry.texts("parts_of"))
    if any(not (len(code) == 2 and code.isupper()) for code in parts_of | ({country} if country else set())):
        raise entry.fail("country and parts_of hold ISO 3166-1 alpha-2 codes")
    post = entry.text("post")
    if post and post not in POSTS:
        raise entry.fail(f"post has to be one of {', '.join(POSTS)}")
    return [
        Office(
            lemma,
            cast(OfficeFact, fact),
            CountryCode(country) if country else None,
            entry.flag("state"),
            entry.flag("counterpart"),
            parts_of,
            post or None,
            example,
            ends,
            entry.flag("private"),
        )
        for lemma in entry.lemmas()
    ]


def _control(entry: _Entry) -> list[Control]:
    polarity, modality = entry.text("polarity"), entry.text("modality")
    example = entry.example()[0]
    try:
        return [
            Control(lemma, Polarity(polarity) if polarity else None, Modality(modality) if modality else None, example)
            for lemma in entry.lemmas()
        ]
    except ValueError:
        raise entry.fail("no such polarity or modality") from None


def _speech(entry: _Entry) -> list[Speech]:
    form = entry.text("form") or "verb"
    if form not in {"verb", "adposition", "noun"}:
        raise entry.fail("form has to be verb, noun or adposition")
    example = entry.example()[0]
    return [Speech(lemma, cast(SpeechForm, form), example) for lemma in entry.lemmas()]


def _words(table: Mapping[str, Any], language: str) -> Words:
    entry = _Entry(table, "words", language)
    values: dict[str, Any] = {}
    for name in sorted(WORD_LISTS):
        if name not in table:
            raise entry.fail(f"{name} is missing")
        values[name] = entry.lowered(name)
    for name, length in CYCLES.items():
        entry.asked.add(name)
        forms = table.get(name)
        if not isinstance(forms, list) or len(forms) != length:
            raise entry.fail(f"{name} has to have {length} entries")
        values[name] = MappingProxyType(
            {
                form.lower(): number
                for number, each in enumerate(forms)
                for form in ([each] if isinstance(each, str) else each)
            }
        )
    for name, kinds in WORD_TABLES.items():
        entry.asked.add(name)
        pairs = table.get(name)
        if not isinstance(pairs, dict) or not all(isinstance(value, kinds) for value in pairs.values()):
            raise entry.fail(f"{name} has to be a table")
        values[name] = MappingProxyType({key.lower(): value for key, value in pairs.items()})
    entry.finish()
    return Words(**values)


def _tables(content: Mapping[str, Any], kind: str, language: str) -> Iterable[_Entry]:
    tables = content.get(kind, [])
    if not isinstance(tables, list):
        raise LexiconInvalid(language, kind, f"write [[{kind}]]")
    return (_Entry(table, kind, language) for table in tables)


def parse(content: Mapping[str, Any], language: Language) -> Lexicon:
    """Build a lexicon from the content of its TOML file.

    Raises:
        LexiconInvalid: if a section, key, slot, type or value is not one of the format.
    """
    unknown = sorted(set(content) - _SECTIONS)
    if unknown:
        raise LexiconInvalid(language, "the file", f"unknown section {', '.join(unknown)}")
    found: dict[str, list[Any]] = {kind: [] for kind in ("verb", "noun", "office", "control", "speech")}
    readers: Mapping[str, Callable[[_Entry], list[Any]]] = {
        "verb": _verbs,
        "noun": _nouns,
        "office": _offices,
        "control": _control,
        "speech": _speech,
    }
    for kind, reader in readers.items():
        for entry in _tables(content, kind, language):
            found[kind].extend(reader(entry))
            entry.finish()
    verbs: dict[str, list[VerbFrame]] = {}
    for verb in sorted(found["verb"], key=lambda frame: -frame.strictness):
        verbs.setdefault(verb.lemma.lower(), []).append(verb)
    nouns: dict[str, list[NounFrame]] = {}
    for noun in sorted(found["noun"], key=lambda frame: not frame.beside):
        nouns.setdefault(noun.lemma.lower(), []).append(noun)
    offices = {words: office for office in found["office"] for words in _office_words(office.lemma.lower(), language)}
    return Lexicon(
        language=language,
        verbs=MappingProxyType({lemma: tuple(frames) for lemma, frames in verbs.items()}),
        nouns=MappingProxyType({lemma: tuple(frames) for lemma, frames in nouns.items()}),
        offices=MappingProxyType(offices),
        controls=MappingProxyType({control.lemma.lower(): control for control in found["control"]}),
        speech_verbs=MappingProxyType(
            {speech.lemma.lower(): speech for speech in found["speech"] if speech.form == "verb"}
        ),
        speech_adpositions=frozenset(
            tuple(speech.lemma.lower().split()) for speech in found["speech"] if speech.form == "adposition"
        ),
        words=_words(content.get("words", {}), language),
        intransitive=frozenset(lemma for lemma, frames in verbs.items() if not any(map(_takes_object, frames))),
        office_beginnings=frozenset(each[0] for each in offices),
        longest_office=max((len(words) for words in offices), default=1),
    )


def _office_words(lemma: str, language: Language) -> Iterator[tuple[str, ...]]:
    """The words of an office, in Italian also with prepositions and articles parted as treebanks part them."""
    yield tuple(lemma.split())
    parted = _ARTICULATED.sub(_part, lemma).split() if language == "it" else []
    if parted and parted != lemma.split():
        yield tuple(_ARTICLE_OF.get(word, word) for word in parted)


def _part(contraction: re.Match[str]) -> str:
    preposition, article = contraction.groups()
    return f"{'di' if preposition == 'de' else preposition} {article} "


def _takes_object(frame: VerbFrame) -> bool:
    return any(slot.kind in {"obj", "clause"} for slot in frame.objects) or bool(frame.object_lemmas)
