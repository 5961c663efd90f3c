"""Names as users get them: the engine and the name layer together, scored on whole documents from raw text.

How well a tagger does on the tokens of its corpora is in `evaluation`. What is held out is said in `corpora`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tasks.engines.protocol import Engine
from tasks.engines.registry import Registry
from tasks.entities import naming
from tasks.entities.rules.scene import Scene
from tasks.records import Annotation, Language
from tasks.text.blocks import find_blocks
from tasks.training.corpora import NAME_LANGUAGES, load_entities
from tasks.training.named_entities import spans
from tasks.training.readers import TaggedSentence
from tasks.training.span_scores import CORE_LABELS, SpanScore, score_of

LANGUAGES = NAME_LANGUAGES
DOCUMENT = 10
"""Sentences of a document: neighbours in their corpus."""
SENTENCES = 2000
"""Most sentences of a corpus, so that a set takes minutes."""
_GLUED_LEFT = frozenset(".,;:!?)]}%»”…'’")
_GLUED_RIGHT = frozenset("([{«„")
_LOW_QUOTE = "„"
_HIGH_QUOTE = "“"
"""Closes what `„` opened, and opens elsewhere."""
_QUOTE = frozenset('"')
_CLITICS = frozenset({"n't", "n’t", *(mark + end for mark in "'’" for end in ("s", "m", "re", "ve", "ll", "d"))})
_MARKED = re.compile(r"\[(PER|ORG|LOC|MISC) ([^\]]+)\]")

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its gold names: start, end (code points, end exclusive) and label."""

    text: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class NameScores:
    """Scores of one set by label, `core` for PER, ORG and LOC together; by the engine alone, and with the layer."""

    corpus: str
    engine: Mapping[str, SpanScore]
    layer: Mapping[str, SpanScore]
    gains: Mapping[str, float]
    words: int
    seconds: float


def rebuilt(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The text that `tokens` came from, as far as marks and apostrophes tell, and where each token starts."""
    text = ""
    starts: list[int] = []
    quoted, low, after_opening, previous = False, False, False, ""
    for token in tokens:
        glued = not text or token in _GLUED_LEFT or token in _CLITICS or previous in _GLUED_RIGHT or after_opening
        glued = glued or (token == _HIGH_QUOTE and low)
        after_opening = token == _HIGH_QUOTE and not low
        low = token == _LOW_QUOTE or (low and token != _HIGH_QUOTE)
        glued = glued or (len(previous) > 1 and previous[-1] in "'’") or (previous in _QUOTE and quoted)
        if token in _QUOTE:
            glued = glued or quoted
            quoted = not quoted
        text += "" if glued else " "
        starts.append(len(text))
        text += token
        previous = token
    return text, starts


def documents(sentences: Sequence[TaggedSentence], size: int = DOCUMENT) -> list[Document]:
    """Texts of `size` neighbouring sentences, with their names."""
    found = []
    for first in range(0, len(sentences), size):
        text = ""
        names: list[Name] = []
        for sentence in sentences[first : first + size]:
            text += " " if text else ""
            part, starts = rebuilt(sentence.tokens)
            for begin, end, label in spans(sentence.tags):
                stop = starts[end - 1] + len(sentence.tokens[end - 1])
                names.append((len(text) + starts[begin], len(text) + stop, label))
            text += part
        found.append(Document(text, tuple(names)))
    return found


def read_marked(text: str) -> list[Document]:
    """Documents in the format of `data/parliament_*.txt`: `#` for comments, an empty line between documents."""
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    found = []
    for block in re.split(r"\n\s*\n", lines.strip()):
        plain, at = "", 0
        names: list[Name] = []
        for match in _MARKED.finditer(block):
            plain += block[at : match.start()]
            names.append((len(plain), len(plain) + len(match[2]), match[1]))
            plain += match[2]
            at = match.end()
        found.append(Document(plain + block[at:], tuple(names)))
    return found


def name_sets(data: Path, language: str) -> Iterator[tuple[str, list[Document]]]:
    """The development sets of a language by name: those of its corpora, and our own sentences of parliaments.

    Raises:
        DataMissing: if a corpus is not there.
    """
    development = load_entities(data, NAME_LANGUAGES[NAME_LANGUAGES.index(language)]).development
    for source in sorted({sentence.source for sentence in development}):
        yield source, documents([one for one in development if one.source == source][:SENTENCES])
    marked = resources.files("tasks.training").joinpath(f"data/parliament_{language}.txt").read_text(encoding="utf-8")
    yield "parliament", read_marked(marked)


def score_set(engine: Engine, corpus: str, gold: Sequence[Document], rules: Collection[str] = ()) -> NameScores:
    """Score one set; `gains` says for each rule of `rules` what core F1 (points) is lost without it."""
    started = time.process_time()
    annotations = engine.annotate([document.text for document in gold])
    seconds = time.process_time() - started
    scenes = [_scene(document, annotation) for document, annotation in zip(gold, annotations, strict=True)]
    full = _scores(gold, scenes, annotations)
    gains = {
        rule: round(full["core"].f1 - _scores(gold, scenes, annotations, without={rule})["core"].f1, 2)
        for rule in rules
    }
    alone = _scores(gold, scenes, annotations, without=None)
    words = sum(len(sentence.words) for annotation in annotations for sentence in annotation.sentences)
    return NameScores(corpus, alone, full, gains, words, seconds)


def _scene(document: Document, annotation: Annotation) -> Scene:
    return naming.scene_of(document.text, find_blocks(document.text), annotation)


def _scores(
    gold: Sequence[Document],
    scenes: Sequence[Scene],
    annotations: Sequence[Annotation],
    without: Collection[str] | None = (),
) -> dict[str, SpanScore]:
    """Scores by label; `without` None leaves the whole layer out."""
    counts = {label: [0, 0, 0] for label in (*CORE_LABELS, "core")}
    for document, scene, annotation in zip(gold, scenes, annotations, strict=True):
        seen = annotation.mentions
        mentions = seen if without is None else naming.apply(scene, seen, without=without)
        given = {(one.span.start, one.span.end, str(one.label)) for one in mentions}
        right = set(document.names)
        for label in CORE_LABELS:
            ours = {name for name in given if name[2] == label}
            theirs = {name for name in right if name[2] == label}
            for key in (label, "core"):
                counts[key][0] += len(ours & theirs)
                counts[key][1] += len(ours)
                counts[key][2] += len(theirs)
    return {key: score_of(*three) for key, three in counts.items()}


def name_scores(data: Path, registry: Registry, languages: Sequence[str], *, rules: bool = False) -> Iterator[str]:
    """Lines of one table: each set with engine alone and with the layer; then each rule's gain, if asked for."""
    head = " ".join(f"{column:>6}" for column in ("P", "R", "F1", *CORE_LABELS, "spans"))
    yield f"{'names of annotate, exact spans':34} {head}"
    for language in languages:
        engine = registry.engine(Language(language))
        for corpus, gold in name_sets(data, language):
            result = score_set(engine, corpus, gold, tuple(naming.RULES) if rules else ())
            for kind, scores in (("engine", result.engine), ("annotate", result.layer)):
                yield _row(f"{language} {corpus} {kind}", scores)
            yield f"{'':34} {result.words / result.seconds:,.0f} words a second of processor time, engine alone"
            for rule, gain in result.gains.items():
                yield f"    {rule:30} {gain:+.2f}"


def _row(name: str, scores: Mapping[str, SpanScore]) -> str:
    core = scores["core"]
    by_label = " ".join(f"{scores[label].f1:6.1f}" for label in CORE_LABELS)
    return f"{name:34} {core.precision:6.1f} {core.recall:6.1f} {core.f1:6.1f} {by_label} {core.gold:6}"
