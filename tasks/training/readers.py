"""Readers for the corpora that the packs are trained on.

Every reader turns one file format into the two records below and nothing else: choosing corpora, splitting,
cleaning and augmenting belong to `treebanks` and `named_entities`.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

Label = Literal["PER", "ORG", "LOC", "MISC"]
OUTSIDE = "O"
ROW_COLUMNS = 10

GERMEVAL_LABELS: Mapping[str, Label | None] = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC",
    "PERderiv": "MISC", "ORGderiv": "MISC", "LOCderiv": "MISC", "OTHderiv": "MISC",
    "PERpart": None, "ORGpart": None, "LOCpart": None, "OTHpart": None,
}  # fmt: skip
COMMON_LABELS: Mapping[str, Label | None] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
# Camps and ghettos are places; dates are arguments of relations, not names.
EHRI_LABELS: Mapping[str, Label | None] = {
    "PERS": "PER", "ORG": "ORG", "LOC": "LOC", "CAMP": "LOC", "GHETTO": "LOC", "DATE": None,
}  # fmt: skip
SMARTDATA_LABELS: Mapping[str, Label | None] = {
    "person": "PER", "organization": "ORG", "organization-company": "ORG",
    "location": "LOC", "location-city": "LOC", "location-street": "LOC", "location-stop": "LOC",
    "location-route": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One CoNLL-U sentence: its comments and its rows of ten columns, multiword and empty rows included."""

    source: str
    sent_id: str
    text: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The rows of syntactic words, without multiword and empty rows."""
        return tuple(row for row in self.rows if row[0].isdigit())


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence with a BIO tag per token. `masked` names labels that its corpus does not annotate."""

    source: str
    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    masked: frozenset[Label] = frozenset()


def read_text(path: Path) -> str:
    """Read a UTF-8 text file, decompressing `.xz` and `.gz`."""
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes()).decode("utf-8")
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode("utf-8")
    return path.read_text(encoding="utf-8")


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the runs of non-empty lines."""
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line.rstrip("\r"))
        elif block:
            yield block
            block = []
    if block:
        yield block


def parse_conllu(text: str, source: str) -> tuple[TreebankSentence, ...]:
    """Parse CoNLL-U. Sentences without a `# text` comment get one made of their surface forms."""
    sentences = []
    for number, block in enumerate(_blocks(text)):
        rows = tuple(tuple(line.split("\t")) for line in block if not line.startswith("#"))
        rows = tuple(row for row in rows if len(row) == ROW_COLUMNS)
        if not rows:
            continue
        sent_id, written = f"{source}-{number}", ""
        for line in block:
            if line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                written = line.partition("=")[2].strip()
        sentences.append(TreebankSentence(source, sent_id, written or surface_text(rows), rows))
    return tuple(sentences)


def read_conllu(path: Path) -> tuple[TreebankSentence, ...]:
    """Read one CoNLL-U file; the source is the file's stem."""
    return parse_conllu(read_text(path), path.stem)


def surface_tokens(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, bool], ...]:
    """Return the surface tokens and whether a space follows each, with multiword tokens in one piece."""
    tokens: list[tuple[str, bool]] = []
    covered = 0
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
            tokens.append((row[1], space))
        elif row[0].isdigit() and int(row[0]) > covered:
            tokens.append((row[1], space))
    return tuple(tokens)


def surface_text(rows: Iterable[tuple[str, ...]]) -> str:
    """Join surface tokens as they were spaced."""
    return "".join(token + (" " if space else "") for token, space in surface_tokens(rows)).strip()


def to_bio(tags: Iterable[str], labels: Mapping[str, Label | None]) -> tuple[str, ...]:
    """Map native tags to the common labels and mend spans that begin with `I-`.

    A tag whose label is absent from `labels`, or mapped to None, becomes O.
    """
    result: list[str] = []
    previous: Label | None = None
    for tag in tags:
        prefix, _, native = tag.partition("-")
        label = labels.get(native)
        if label is None:
            result.append(OUTSIDE)
        elif prefix == "I" and previous == label:
            result.append(f"I-{label}")
        else:
            result.append(f"B-{label}")
        previous = label
    return tuple(result)


def parse_columns(
    text: str,
    source: str,
    *,
    token_column: int,
    tag_column: int,
    labels: Mapping[str, Label | None] = COMMON_LABELS,
    masked: frozenset[Label] = frozenset(),
) -> tuple[TaggedSentence, ...]:
    """Parse a token-per-line corpus with blank lines between sentences; lines that start with `#<tab>` are comments."""
    sentences = []
    for block in _blocks(text):
        rows = [line.split("\t") for line in block if not line.startswith("#\t")]
        rows = [row for row in rows if len(row) > max(token_column, tag_column) and row[token_column].strip()]
        if rows:
            tokens = tuple(row[token_column].strip() for row in rows)
            tags = to_bio((row[tag_column].strip() for row in rows), labels)
            sentences.append(TaggedSentence(source, tokens, tags, masked))
    return tuple(sentences)


def read_germeval(path: Path) -> tuple[TaggedSentence, ...]:
    """Read GermEval 2014 (outer layer): `deriv` and OTH are MISC, `part` is left out."""
    return parse_columns(read_text(path), "germeval", token_column=1, tag_column=2, labels=GERMEVAL_LABELS)


def read_wikineural(path: Path) -> tuple[TaggedSentence, ...]:
    """Read WikiNEuRal (silver PER, ORG, LOC, MISC)."""
    return parse_columns(read_text(path), "wikineural", token_column=1, tag_column=2)


def read_uner(path: Path) -> tuple[TaggedSentence, ...]:
    """Read Universal NER (index, token, tag, ...). It has PER, ORG and LOC only: MISC is masked.

    The treebank splits words at hyphens; those that are written without spaces and are one name, or none, become one
    token again.
    """
    sentences = []
    for block in _blocks(read_text(path)):
        written = next((line.partition("=")[2].strip() for line in block if line.startswith("# text =")), "")
        parsed = parse_columns("\n".join(block), "uner-ewt", token_column=1, tag_column=2, masked=frozenset({"MISC"}))
        sentences += [_with_hyphens(sentence, written) for sentence in parsed]
    return tuple(sentences)


def _with_hyphens(sentence: TaggedSentence, written: str) -> TaggedSentence:
    """Join word, hyphen and word where `written` has them in one piece and no name begins or ends inside."""
    tokens: list[str] = []
    tags: list[str] = []
    at = end = 0
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        at = max(written.find(token, end), 0)
        inside = tag == OUTSIDE if tags and tags[-1] == OUTSIDE else tag.startswith("I-")
        joined = token == "-" or (tokens and tokens[-1].endswith("-") and len(tokens[-1]) > 1)  # noqa: S105
        if tokens and at == end and inside and joined and tokens[-1][-1:].isalnum() | (token != "-"):  # noqa: S105
            tokens[-1] += token
        else:
            tokens.append(token)
            tags.append(tag)
        end = at + len(token)
    return replace(sentence, tokens=tuple(tokens), tags=tuple(tags))


def read_kind(path: Path) -> tuple[TaggedSentence, ...]:
    """Read KIND. It has PER, ORG and LOC only: MISC is masked."""
    return parse_columns(read_text(path), path.stem, token_column=0, tag_column=1, masked=frozenset({"MISC"}))


def read_ehri(path: Path) -> tuple[TaggedSentence, ...]:
    """Read EHRI (token and tag parted by a blank). It has no MISC: the label is masked.

    It calls adjectives such as `deutschen` places; here they are none, as in the other corpora.
    """
    text = read_text(path).replace(" ", "\t")
    sentences = parse_columns(
        text, "ehri", token_column=0, tag_column=1, labels=EHRI_LABELS, masked=frozenset({"MISC"})
    )
    return tuple(_without_adjectives(sentence) for sentence in sentences)


def _without_adjectives(sentence: TaggedSentence) -> TaggedSentence:
    """Take the label from places of one word that begins in lower case."""
    tags = list(sentence.tags)
    for index, (token, tag) in enumerate(zip(sentence.tokens, sentence.tags, strict=True)):
        alone = index + 1 == len(tags) or not tags[index + 1].startswith("I-")
        if tag == "B-LOC" and alone and token[0].islower():
            tags[index] = OUTSIDE
    return replace(sentence, tags=tuple(tags))


def _json_values(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the values of concatenated JSON."""
    decoder, position = json.JSONDecoder(), 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        value, position = decoder.raw_decode(text, position)
        yield value


_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|(?:[A-Za-zÀ-ÿ]\.){2,}|\w+(?:[-–/&]\w+)*(?:['’]\w*)?|\.{2,}|[^\w\s]", re.UNICODE)
_SENTENCE_END = frozenset(".!?")
_ABBREVIATIONS = frozenset(
    (
        "Dr",
        "Prof",
        "Mag",
        "Nr",
        "St",
        "ca",
        "bzw",
        "usw",
        "Mio",
        "Mrd",
        "Str",
        "Ing",
        "Abs",
        "Art",
        "vgl",
        "Co",
        "Inc",
        "Ltd",
        "Jr",
        "sog",
        "Abg",
        "evtl",
        "inkl",
        "Tel",
        "Jan",
        "Feb",
        "Apr",
        "Aug",
        "Sept",
        "Okt",
        "Nov",
        "Dez",
    )
)


def simple_tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """Split text into words, numbers and marks with their offsets: (token, start, end)."""
    return tuple((match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))


def _ends_sentence(tokens: list[tuple[str, int, int]], upcoming: tuple[str, int, int]) -> bool:
    token, start, end = tokens[-1]
    if token not in _SENTENCE_END or upcoming[1] == end:
        return False
    before = tokens[-2] if len(tokens) > 1 else None
    if token == "." and before and before[2] == start:  # noqa: S105
        return not (before[0] in _ABBREVIATIONS or before[0].isdigit() or len(before[0]) == 1)
    return True


def parse_smartdata(text: str, source: str = "smartdata") -> tuple[tuple[TaggedSentence, ...], ...]:
    """Parse SmartData, one tuple of sentences per document.

    Its offsets are into the document's text; the text is split here at line breaks and at sentence ends. The corpus
    knows no nationalities, works or events: MISC is masked.
    """
    documents = []
    for record in _json_values(text):
        body: str = record["text"]["string"]
        spans = sorted(
            (mention["span"]["start"], mention["span"]["end"], label)
            for mention in (record["conceptMentions"] or {"array": []})["array"]
            if (label := SMARTDATA_LABELS.get(mention["type"])) is not None
        )
        documents.append(tuple(_smartdata_sentences(body, spans, source)))
    return tuple(documents)


def _smartdata_sentences(body: str, spans: list[tuple[int, int, Label]], source: str) -> Iterator[TaggedSentence]:
    """Yield the sentences of one document."""
    sentence: list[tuple[str, int, int]] = []
    for token in simple_tokens(body):
        if sentence and ("\n" in body[sentence[-1][2] : token[1]] or _ends_sentence(sentence, token)):
            yield _tag_by_offsets(sentence, spans, source)
            sentence = []
        sentence.append(token)
    if sentence:
        yield _tag_by_offsets(sentence, spans, source)


def _tag_by_offsets(
    tokens: list[tuple[str, int, int]], spans: list[tuple[int, int, Label]], source: str
) -> TaggedSentence:
    """Tag tokens by the character spans that cover them; of overlapping spans the first, longest wins."""
    tags = [OUTSIDE] * len(tokens)
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        inside = [index for index, token in enumerate(tokens) if token[1] >= start and token[2] <= end]
        if inside and all(tags[index] == OUTSIDE for index in inside):
            tags[inside[0]] = f"B-{label}"
            for index in inside[1:]:
                tags[index] = f"I-{label}"
    return TaggedSentence(source, tuple(token[0] for token in tokens), tuple(tags), frozenset({"MISC"}))
