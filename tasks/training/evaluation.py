# ruff: noqa: PLC0415, S311 - torch, Stanza and the like are imported when they are needed; draws are for data, not for secrets
"""Scores of a pack on held-out sentences.

Parsing is scored from raw text by the CoNLL 2018 definitions (Zeman et al. 2018), as `udtools` computes them; names
by exact spans on the tokens of their corpora. What is held out is said in `corpora`.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks import records
from tasks.engines.conllu import to_conllu
from tasks.engines.packs import PackManifest, load_verified
from tasks.engines.protocol import Engine
from tasks.engines.registry import SpacyComponents
from tasks.engines.stanza_engine import StanzaEngine
from tasks.training import augmentation, treebanks
from tasks.training.corpora import LANGUAGES, Language, load_entities, load_treebank
from tasks.training.named_entities import split_hyphens
from tasks.training.readers import TaggedSentence, TreebankSentence
from tasks.training.recipes import Workbench
from tasks.training.span_scores import CORE_LABELS, SpanScore, span_scores
from tasks.training.splits import SEED
from tasks.training.token_names import NameTagger

_PARAGRAPH = 10
"""Sentences of a text on which the speed is measured."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a pack reaches. Percentages are F1 from raw text; `names` maps "corpus label" to exact-span scores."""

    language: str
    tokens: float
    sentences: float
    words: float
    upos: float
    features: float
    lemma: float
    uas: float
    las: float
    names: Mapping[str, SpanScore]
    parsed_words: int
    words_per_second: float
    threads: int
    bytes: int

    def as_table(self) -> dict[str, float | int | str]:
        """Return the scores as flat key and value pairs, for a manifest."""
        table: dict[str, float | int | str] = {
            "tokens": self.tokens, "sentences": self.sentences, "words": self.words, "upos": self.upos,
            "features": self.features, "lemma": self.lemma, "uas": self.uas, "las": self.las,
            "parsed_words": self.parsed_words, "words_per_second": self.words_per_second, "threads": self.threads,
        }  # fmt: skip
        for name, score in self.names.items():
            table[f"ner_{name.replace(' ', '_')}"] = score.f1
        return table


def _engine(pack: Path, language: records.Language) -> Engine:
    from tasks.engines.stanza_pipeline import load_pack

    return StanzaEngine(language, load_pack(language, pack, SpacyComponents()), pack.name)


def _parse_scores(engine: Engine, development: Sequence[TreebankSentence]) -> tuple[dict[str, float], int]:
    """Annotate the development text from raw paragraphs; return the scores and the words."""
    from udtools import udeval

    text, _ = treebanks.tokenizer_text(development, random.Random(SEED))
    (annotation,) = engine.annotate([text])
    gold = udeval.load_conllu(io.StringIO(treebanks.as_conllu(development)), "", {})
    system = udeval.load_conllu(io.StringIO(to_conllu(text, annotation, (), "development")), "", {})
    evaluation = udeval.evaluate(gold, system)
    names = ("Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")
    words = sum(len(sentence.words) for sentence in annotation.sentences)
    return {name: round(100 * evaluation[name].f1, 2) for name in names}, words


def _words_per_second(engine: Engine, development: Sequence[TreebankSentence]) -> float:
    """How fast the whole engine is on the development text, names and all, by the clock."""
    texts = [
        " ".join(sentence.text for sentence in development[first : first + _PARAGRAPH])
        for first in range(0, len(development), _PARAGRAPH)
    ]
    engine.annotate(texts[:2])  # the first call is slower
    started = time.monotonic()
    annotations = engine.annotate(texts)
    seconds = time.monotonic() - started
    return sum(len(sentence.words) for one in annotations for sentence in one.sentences) / seconds


def _name_scores(pack: Path, language: Language, development: Sequence[TaggedSentence]) -> dict[str, SpanScore]:
    """Score names corpus by corpus on gold tokens, each corpus only on the labels that it annotates."""
    tagger = NameTagger(Workbench(pack, language))
    stock = augmentation.name_stock(language)
    scores: dict[str, SpanScore] = {}
    for source in sorted({sentence.source for sentence in development}):
        sentences = [sentence for sentence in development if sentence.source == source]
        if language == "de":
            sentences = [split_hyphens(sentence) for sentence in sentences]
        masked = sentences[0].masked
        if not masked:
            sentences = [augmentation.mark_nationalities(sentence, stock) for sentence in sentences]
        labels = [label for label in (*CORE_LABELS, "MISC") if label not in masked]
        result = span_scores([one.tags for one in sentences], tagger(sentences), labels)
        scores |= {f"{source} {label}": score for label, score in result.items()}
    return scores


def evaluate(language: str, data: Path, *, pack: Path) -> Scores:
    """Score a pack on the held-out sentences of its language.

    Args:
        language: ISO 639-1 code.
        data: folder with treebanks/ and ner/.
        pack: the pack's folder; it is checked before anything in it is loaded.

    Raises:
        PackDamaged: the pack is not what its manifest says.
        DataMissing: a corpus is not there.
    """
    import torch

    manifest: PackManifest = load_verified(pack)
    code = LANGUAGES[LANGUAGES.index(language)]
    development = [treebanks.harmonise(sentence, code) for sentence in load_treebank(data, code).development]
    engine = _engine(pack, records.Language(code))
    parse, words = _parse_scores(engine, development)
    names = _name_scores(pack, code, load_entities(data, code).development)
    return Scores(
        language=language, tokens=parse["Tokens"], sentences=parse["Sentences"], words=parse["Words"],
        upos=parse["UPOS"], features=parse["UFeats"], lemma=parse["Lemmas"], uas=parse["UAS"], las=parse["LAS"],
        names=names, parsed_words=words, words_per_second=round(_words_per_second(engine, development), 1),
        threads=torch.get_num_threads(), bytes=manifest.bytes,
    )  # fmt: skip
