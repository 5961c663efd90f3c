"""Which corpora serve a language, and which of their sentences are held out for development.

The choice is made here and nowhere else. German parses without what forbids commercial use (UD LIT), and its PUD
treebank serves parsing only; its names are learnt from WikiNEuRal, too, which makes the pack non-commercial, and once
more without it, for the free variant. Italian uses non-commercial data throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from tasks.errors import PressgraphError
from tasks.training.readers import (
    OUTSIDE,
    TaggedSentence,
    TreebankSentence,
    parse_smartdata,
    read_conllu,
    read_ehri,
    read_germeval,
    read_kind,
    read_text,
    read_uner,
    read_wikineural,
    surface_tokens,
)
from tasks.training.splits import normal_key, share_of, split

Language = Literal["de", "it"]
LANGUAGES: tuple[Language, ...] = ("de", "it")
NameLanguage = Literal["de", "en", "it"]
NAME_LANGUAGES: tuple[NameLanguage, ...] = ("de", "en", "it")

# Share of each treebank that is held out for development.
TREEBANKS: Mapping[Language, Mapping[str, float]] = {
    "de": {"gsd": 0.15, "pud": 0.15},
    "it": {"isdt": 0.25, "vit": 0.08, "partut": 0.05, "pud": 0.08, "markit": 0.03, "twittiro": 0.03},
}
# Treebanks whose text may not be used for anything but tagging and parsing.
PARSING_ONLY: frozenset[tuple[Language, str]] = frozenset({("de", "pud")})
# Corpora that forbid commercial use in a language whose other components do not: they serve the name tagger alone,
# and a variant of the pack does without them.
NOT_FREE: frozenset[tuple[NameLanguage, str]] = frozenset({("de", "wikineural"), ("en", "wikineural")})

# How often the sentences of a name corpus count. News that people annotated outweighs what was annotated
# automatically, by other guidelines. In German it gave nothing (the card has the figures).
EMPHASIS: Mapping[str, Mapping[str, int]] = {"de": {}, "it": {"kind-WN_train": 2, "kind-WN_dev": 2}}


@dataclass(eq=False)
class DataMissing(PressgraphError):
    """A training corpus is not where it should be."""

    path: Path

    what_format: ClassVar[str] = "training data not found: {path}"
    mend_format: ClassVar[str] = "name the folder that holds treebanks/, ner/ and raw/ with --data"


@dataclass(frozen=True, slots=True)
class Treebank:
    """Training and development sentences of a language, without repetitions."""

    training: tuple[TreebankSentence, ...]
    development: tuple[TreebankSentence, ...]


@dataclass(frozen=True, slots=True)
class NamedEntityCorpus:
    """Training and development sentences with names."""

    training: tuple[TaggedSentence, ...]
    development: tuple[TaggedSentence, ...]


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DataMissing(path)
    return path


def load_treebank(data: Path, language: Language) -> Treebank:
    """Read, deduplicate and split the treebanks of a language."""
    seen: set[str] = set()
    training: list[TreebankSentence] = []
    development: list[TreebankSentence] = []
    for name, share in TREEBANKS[language].items():
        sentences = []
        for sentence in read_conllu(_existing(data / "treebanks" / language / f"{name}.conllu")):
            key = normal_key((sentence.text,))
            if key not in seen:
                seen.add(key)
                sentences.append(sentence)
        trained, held_out = split(sentences, (normal_key((one.text,)) for one in sentences), share)
        training += trained
        development += held_out
    return Treebank(tuple(training), tuple(development))


def _without_repetitions(sentences: tuple[TaggedSentence, ...], seen: set[str]) -> tuple[TaggedSentence, ...]:
    kept = []
    for sentence in sentences:
        key = normal_key(sentence.tokens)
        if key and key not in seen:
            seen.add(key)
            kept.append(sentence)
    return tuple(kept)


def _german_entities(data: Path) -> NamedEntityCorpus:
    """GermEval, SmartData, EHRI and WikiNEuRal.

    Development is half of GermEval's development file, a twentieth of SmartData's documents and 4 % of WikiNEuRal.
    """
    folder = data / "ner" / "de"
    seen: set[str] = set()
    dev_file = _without_repetitions(read_germeval(_existing(folder / "germeval2014-dev.tsv")), seen)
    more_training, development = split(dev_file, (normal_key(one.tokens) for one in dev_file), 0.5)
    training = list(_without_repetitions(read_germeval(_existing(folder / "germeval2014-train.tsv")), seen))
    training += more_training
    held_out = list(development)
    for name in ("train", "test"):
        for document in parse_smartdata(read_text(_existing(folder / f"smartdata-{name}.json.gz"))):
            key = normal_key([token for sentence in document for token in sentence.tokens])
            target = held_out if share_of(key) < 0.05 else training
            target += _without_repetitions(document, seen)
    training += [
        one for one in _without_repetitions(read_ehri(_existing(folder / "ehri.iob2")), seen) if _has_name(one)
    ]
    wiki = _without_repetitions(read_wikineural(_existing(folder / "wikineural.conll.xz")), seen)
    wiki_training, wiki_held_out = split(wiki, (normal_key(one.tokens) for one in wiki), 0.04)
    return NamedEntityCorpus(tuple(training) + wiki_training, tuple(held_out) + wiki_held_out)


def _has_name(sentence: TaggedSentence) -> bool:
    return any(tag != OUTSIDE for tag in sentence.tags)


def _italian_entities(data: Path) -> NamedEntityCorpus:
    """KIND and WikiNEuRal; development is half of KIND's Wikinews, all of its speeches and 4 % of WikiNEuRal."""
    folder = data / "ner" / "it"
    seen: set[str] = set()
    speeches = _without_repetitions(read_kind(_existing(folder / "kind-ADG_dev.iob2")), seen)
    news = _without_repetitions(read_kind(_existing(folder / "kind-WN_dev.iob2")), seen)
    more_training, news_held_out = split(news, (normal_key(one.tokens) for one in news), 0.5)
    wiki = _without_repetitions(read_wikineural(_existing(folder / "wikineural.conll.xz")), seen)
    wiki_training, wiki_held_out = split(wiki, (normal_key(one.tokens) for one in wiki), 0.04)
    training = list(more_training) + list(wiki_training)
    for name in ("WN", "ADG"):  # fiction has few names, and old ones
        training += _without_repetitions(read_kind(_existing(folder / f"kind-{name}_train.iob2")), seen)
    return NamedEntityCorpus(tuple(training), speeches + news_held_out + wiki_held_out)


def _english_entities(data: Path) -> NamedEntityCorpus:
    """Universal NER on EWT, and WikiNEuRal; a tenth of each is held out."""
    folder = data / "ner" / "en"
    seen: set[str] = set()
    web = tuple(
        one
        for part in ("dev", "test")
        for one in _without_repetitions(read_uner(_existing(folder / f"uner-ewt-{part}.iob2")), seen)
    )
    wiki = _without_repetitions(read_wikineural(_existing(folder / "wikineural.conll.xz")), seen)
    web_training, web_held_out = split(web, (normal_key(one.tokens) for one in web), 0.1)
    wiki_training, wiki_held_out = split(wiki, (normal_key(one.tokens) for one in wiki), 0.1)
    return NamedEntityCorpus(web_training + wiki_training, web_held_out + wiki_held_out)


_ENTITY_LOADERS: Mapping[NameLanguage, Callable[[Path], NamedEntityCorpus]] = {
    "de": _german_entities,
    "en": _english_entities,
    "it": _italian_entities,
}


def load_entities(data: Path, language: NameLanguage, *, free: bool = False) -> NamedEntityCorpus:
    """Read, deduplicate and split the name corpora of a language; with `free` without those of `NOT_FREE`."""
    corpus = _ENTITY_LOADERS[language](data)
    return without_restricted(corpus, language) if free else corpus


def emphasised(sentences: Iterable[TaggedSentence], language: str) -> list[TaggedSentence]:
    """Repeat sentences as often as `EMPHASIS` says that they count."""
    times = EMPHASIS[language]
    return [sentence for sentence in sentences for _ in range(times.get(sentence.source, 1))]


def without_restricted(corpus: NamedEntityCorpus, language: NameLanguage) -> NamedEntityCorpus:
    """Leave out the training sentences of corpora in `NOT_FREE`; what scores are measured on stays."""
    kept = tuple(one for one in corpus.training if (language, one.source) not in NOT_FREE)
    return NamedEntityCorpus(kept, corpus.development)


def annotated_text(treebank: Treebank, entities: NamedEntityCorpus, language: Language) -> list[str]:
    """Return the training sentences, tokenised, whose text may serve word vectors and language models."""
    lines = [
        " ".join(token for token, _ in surface_tokens(sentence.rows))
        for sentence in treebank.training
        if (language, sentence.source) not in PARSING_ONLY
    ]
    free = without_restricted(entities, language)
    return lines + [" ".join(sentence.tokens) for sentence in free.training]
