# ruff: noqa: PLC0415 - spaCy is imported when it is needed
"""The tagger and the parser of the Italian pack: spaCy's, trained from nothing, with the pack's vectors.

On the same sentences Stanza's own, with character language models and hours of training, stayed behind what these reach
in less than one (the card has the figures). Which sentences these are is decided in `preparation`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from tasks.engines.protocol import TaggedWord, WordTrees
from tasks.records import Language
from tasks.training.readers import TreebankSentence, read_conllu
from tasks.training.recipes import Workbench
from tasks.training.spacy_learning import Material, Progress, Schedule, begin, learn, vectors_of
from tasks.training.treebanks import DEPREL, FEATS, FORM, HEAD, UPOS

DROPOUT: Final = 0.2
PEAK_RATE: Final = 1e-3
TAGGER_BATCH_WORDS: Final = 1500
PARSER_BATCH_WORDS: Final = 2000
_EMPTY: Final = "_"

Kind = Literal["pos", "depparse"]
Train = Callable[[Workbench, int, Progress], None]


@dataclass(frozen=True, slots=True)
class _Course:
    """How one component is taught: its files, its batches, what an example is, and how it is scored."""

    kind: Kind
    training: str
    development: str
    batch_words: int
    example: Callable[[Any, TreebankSentence], Any]
    scores: Callable[[Any, Sequence[TreebankSentence]], dict[str, float]]
    peak_rate: float = PEAK_RATE


def train_tagger(bench: Workbench, steps: int, progress: Progress) -> None:
    """Train the tagger of a workbench from `pos.train.conllu` and write it as a pack has it.

    Goes on from `pos.checkpoint` if that is there, else from the weights beside the model (`Workbench.start_of`), else
    begins with nothing.
    """
    course = _Course("pos", "pos.train", "parse.dev", TAGGER_BATCH_WORDS, _tagging_example, _tagging_scores)
    _train(course, bench, steps, progress)


def train_parser(bench: Workbench, steps: int, progress: Progress, *, peak_rate: float = PEAK_RATE) -> None:
    """Train the parser of a workbench from `parse.train.tagged.conllu`, whose tags are predicted, as `train_tagger`."""
    course = _Course(
        "depparse", "parse.train.tagged", "parse.dev.tagged", PARSER_BATCH_WORDS, _parsing_example, _parsing_scores,
        peak_rate,
    )  # fmt: skip
    _train(course, bench, steps, progress)


def _train(course: _Course, bench: Workbench, steps: int, progress: Progress) -> None:
    from tasks.engines.spacy_words import SHAPES, as_pack_file

    kind = course.kind
    training, development = (
        read_conllu(bench.file(f"{name}.conllu")) for name in (course.training, course.development)
    )
    pipeline = begin(kind, bench, lambda new: [course.example(new, one) for one in training])
    learn(
        kind,
        pipeline,
        Material(lambda at: course.example(pipeline, training[at]), [len(one.words) for one in training]),
        Schedule(steps, course.batch_words, DROPOUT, course.peak_rate),
        lambda: course.scores(pipeline, development),
        lambda: bench.model(kind).write_bytes(as_pack_file(kind, pipeline, SHAPES[kind])),
        bench.file(f"{kind}.checkpoint"),
        progress,
    )


def _features(row: Sequence[str]) -> str:
    return "" if row[FEATS] == _EMPTY else row[FEATS]


def _tagging_example(pipeline: Any, sentence: TreebankSentence) -> Any:
    from spacy.tokens import Doc
    from spacy.training import Example

    rows = sentence.words
    words = [row[FORM] for row in rows]
    gold = Doc(pipeline.vocab, words=words, pos=[row[UPOS] for row in rows], morphs=[_features(row) for row in rows])
    return Example(Doc(pipeline.vocab, words=words), gold)


def _tagged_words(sentence: TreebankSentence) -> list[TaggedWord]:
    return [TaggedWord(row[FORM], row[UPOS], _features(row)) for row in sentence.words]


def _parsing_example(pipeline: Any, sentence: TreebankSentence) -> Any:
    from spacy.tokens import Doc
    from spacy.training import Example

    from tasks.engines.spacy_words import tagged_doc

    rows = sentence.words
    gold = Doc(
        pipeline.vocab,
        words=[row[FORM] for row in rows],
        heads=[int(row[HEAD]) - 1 if row[HEAD] != "0" else number for number, row in enumerate(rows)],
        deps=["ROOT" if row[HEAD] == "0" else row[DEPREL] for row in rows],
    )
    return Example(tagged_doc(pipeline, _tagged_words(sentence)), gold)


def _tagging_scores(pipeline: Any, development: Sequence[TreebankSentence]) -> dict[str, float]:
    """Share of words with the right tag, and with the right features, in per cent."""
    from tasks.engines.spacy_words import SpacyTags

    found = SpacyTags(pipeline).tags([[row[FORM] for row in one.words] for one in development])
    pairs = [
        (word, row)
        for words, one in zip(found, development, strict=True)
        for word, row in zip(words, one.words, strict=True)
    ]
    return {
        "tags": 100 * sum(word.upos == row[UPOS] for word, row in pairs) / len(pairs),
        "features": 100 * sum(word.features == _features(row) for word, row in pairs) / len(pairs),
    }


def _parsing_scores(pipeline: Any, development: Sequence[TreebankSentence]) -> dict[str, float]:
    """Share of words with the right head and relation (without its subtype), in per cent."""
    from tasks.engines.spacy_words import SpacyTrees

    found = SpacyTrees(pipeline).trees([_tagged_words(one) for one in development])
    right = [
        branch.head == int(row[HEAD]) - 1 and branch.deprel.split(":")[0] == row[DEPREL].split(":")[0]
        for branches, one in zip(found, development, strict=True)
        for branch, row in zip(branches, one.words, strict=True)
    ]
    return {"labelled attachment": 100 * sum(right) / len(right)}


def trained_parser(bench: Workbench) -> WordTrees:
    """Load the parser of a workbench, with its vectors."""
    from tasks.engines.spacy_words import SpacyTrees, load_component

    language = Language(bench.language)
    return SpacyTrees(load_component("depparse", language, bench.model("depparse"), vectors_of(bench)))


class WordTagger:
    """A trained tagger over sentences of words, for making training material."""

    def __init__(self, bench: Workbench) -> None:
        """Load the tagger of a workbench or a pack, with its vectors."""
        from tasks.engines.spacy_words import SpacyTags, load_component

        language = Language(bench.language)
        self._tags = SpacyTags(load_component("pos", language, bench.model("pos"), vectors_of(bench)))

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the universal tags of each sentence's words, in order."""
        return [[word.upos for word in words] for words in self._tags.tags(sentences)]

    def analyses(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str, str]]]:
        """Return (universal tag, features, form in place of a lemma) for each word of each sentence, in order."""
        return [
            [(word.upos, word.features or _EMPTY, word.text) for word in words] for words in self._tags.tags(sentences)
        ]
