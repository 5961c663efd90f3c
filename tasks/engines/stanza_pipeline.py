"""A Stanza model as the engine uses it. With the training room the only place that imports Stanza.

A pack may hold components of another library (`OtherComponents`); they take the places of Stanza's own. Whether a pack
may be trusted belongs to `packs.py`, how text becomes an annotation to `stanza_engine.py`.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import stanza
import torch
from stanza.models.common import utils
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import FoundationCache
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX

from tasks.engines import tree_search
from tasks.engines.character_states import CharacterStates, Memory
from tasks.engines.choices import StanzaChoice
from tasks.engines.packs import Component, PackManifest, load_verified
from tasks.engines.protocol import ROOT_WORD, TaggedWord, TokenNames, WordTags, WordTrees, WordVectors
from tasks.engines.stanza_engine import ParsedToken, ParsedWord
from tasks.engines.tokens import Token
from tasks.errors import EngineNotInstalled
from tasks.records import Language, Span

_PROCESSORS: Final[tuple[Component, ...]] = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_WITH_CHARACTERS: Final[tuple[Component, ...]] = ("pos", "depparse", "ner")
_CHARACTER_MODELS: Final[tuple[tuple[str, Component], ...]] = (
    ("forward", "charlm_forward"),
    ("backward", "charlm_backward"),
)
_OWN: Final = ".pt"
"""How files of Stanza's own end; components of another library have another ending."""
_PARSER_BATCH: Final = 400
"""Words that Stanza's parser sees at once: its scores for all pairs of words then stay in the processor's cache."""
_THREADS: Final = 2
"""Names are looked for beside tags and trees, which take longest: a third thread would find nothing to do."""


class OtherComponents(Protocol):
    """Loads components of another library from files of a pack, for its language and its word vectors."""

    def tags(self, language: Language, path: Path, vectors: WordVectors) -> WordTags:
        """A tagger."""

    def trees(self, language: Language, path: Path, vectors: WordVectors) -> WordTrees:
        """A parser."""

    def names(self, language: Language, path: Path, vectors: WordVectors) -> TokenNames:
        """A name recogniser."""


@dataclass(frozen=True, slots=True)
class Others:
    """Components of another library that are in use."""

    tags: WordTags | None = None
    trees: WordTrees | None = None
    names: TokenNames | None = None


class StanzaPipeline:
    """A loaded Stanza pipeline."""

    def __init__(self, pipeline: Any, others: Others, *, shared_characters: bool = False) -> None:
        """Wrap a `stanza.Pipeline`.

        Args:
            pipeline: has a tokenizer, a lemmatizer, and whatever is not among `others`.
            others: take the places of Stanza's own.
            shared_characters: whether all components have the same pair of character language models, as those of a
                pack do; what these say of a sentence is then computed once.
        """
        self._pipeline = pipeline
        self._others = others
        self._memories: tuple[Memory, Memory] = ({}, {})
        self._directions: list[CharacterStates] = []
        if shared_characters:
            for memory, direction in zip(self._memories, _CHARACTER_MODELS, strict=True):
                copies = [CharacterStates(model, memory) for model in _character_models(pipeline, direction[0])]
                for copy in copies:
                    copy.install()
                self._directions += copies[:1]

    def tokenize(self, text: str) -> list[list[Token]]:
        """See `Pipeline.tokenize`."""
        document = self._pipeline.processors["tokenize"].process(text)
        return [
            [Token(Span(token.start_char, token.end_char), _is_multiword(token)) for token in sentence.tokens]
            for sentence in document.sentences
        ]

    def parse(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> list[list[ParsedToken]]:
        """See `Pipeline.parse`."""
        document, plain = self._expanded(sentences), _document(sentences)
        try:
            with ThreadPoolExecutor(_THREADS, initializer=_few_threads) as threads:
                self._look_ahead(threads, document, plain)
                names = threads.submit(self._name_tags, plain)
                threads.submit(self._add_analyses, document).result()
        finally:
            for memory in self._memories:
                memory.clear()
        return [
            [_parsed(token, tag) for token, tag in zip(sentence.tokens, tags, strict=True)]
            for sentence, tags in zip(document.sentences, names.result(), strict=True)
        ]

    def _look_ahead(self, threads: ThreadPoolExecutor, document: Any, plain: Any) -> None:
        """Compute what the character language models say, the two directions side by side."""
        words = [tuple(word.text for word in sentence.words) for sentence in document.sentences]
        parsed = set(words)
        wanted = dict.fromkeys(words)
        if self._others.names is None:  # Stanza's name tagger reads the tokens, not the words that they stand for
            wanted |= dict.fromkeys(tuple(token.text for token in sentence.tokens) for sentence in plain.sentences)
        for done in [threads.submit(one.look_ahead, wanted, parsed) for one in self._directions]:
            done.result()

    def _add_analyses(self, document: Any) -> None:
        """Give each word tag, features, lemma, head and relation."""
        processors = self._pipeline.processors
        if self._others.tags is None:
            processors["pos"].process(document)
        else:
            tagged = self._others.tags.tags([[word.text for word in one.words] for one in document.sentences])
            for sentence, words in zip(document.sentences, tagged, strict=True):
                for word, tag in zip(sentence.words, words, strict=True):
                    word.upos, word.feats = tag.upos, tag.features or None
        processors["lemma"].process(document)
        if self._others.trees is None:
            processors["depparse"].process(document)
            return
        trees = self._others.trees.trees([[_tagged(word) for word in one.words] for one in document.sentences])
        for sentence, branches in zip(document.sentences, trees, strict=True):
            for word, branch in zip(sentence.words, branches, strict=True):
                word.head = 0 if branch.head == ROOT_WORD else branch.head + 1
                word.deprel = branch.deprel

    def _name_tags(self, document: Any) -> list[list[str]]:
        """A tag for each token of each sentence."""
        if self._others.names is not None:
            return self._others.names.tags([[token.text for token in one.tokens] for one in document.sentences])
        recogniser = self._pipeline.processors.get("ner")
        if recogniser is None:  # a pack in the making
            return [["O"] * len(sentence.tokens) for sentence in document.sentences]
        named = recogniser.process(document)
        return [[token.ner or "O" for token in sentence.tokens] for sentence in named.sentences]

    def _expanded(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> Any:
        """A document with multiword tokens expanded; one whose expansion comes out empty stays one word."""
        document = _document(sentences)
        expander = self._pipeline.processors.get("mwt")
        if expander is None or not any(multiword for sentence in sentences for _, multiword in sentence):
            return document
        document = expander.process(document)
        hollow = {token.text for sentence in document.sentences for token in sentence.tokens if not token.words}
        if not hollow:
            return document
        plain = [[(text, multiword and text not in hollow) for text, multiword in one] for one in sentences]
        return expander.process(_document(plain))


def _character_models(pipeline: Any, direction: str) -> list[Any]:
    """The character language models of one direction, each copy once."""
    models: dict[int, Any] = {}
    for name in _WITH_CHARACTERS:
        processor = pipeline.processors.get(name)
        for trainer in getattr(processor, "trainers", None) or [getattr(processor, "trainer", None)]:
            model = getattr(getattr(trainer, "model", None), f"charmodel_{direction}", None)
            if model is not None:
                models[id(model)] = model
    return list(models.values())


def _document(sentences: Sequence[Sequence[tuple[str, bool]]]) -> Any:
    return Document(
        [
            [
                {"id": (number,), "text": text, **({"misc": "MWT=Yes"} if multiword else {})}
                for number, (text, multiword) in enumerate(sentence, start=1)
            ]
            for sentence in sentences
        ]
    )


def _is_multiword(token: Any) -> bool:
    return len(token.id) > 1 or "MWT=Yes" in (token.misc or "")


def _tagged(word: Any) -> TaggedWord:
    return TaggedWord(word.text, word.upos or "X", word.feats or "")


def _parsed(token: Any, name_tag: str) -> ParsedToken:
    words = tuple(
        ParsedWord(
            text=word.text,
            lemma=word.lemma if word.lemma and word.lemma != "_" else word.text,
            upos=word.upos or "X",
            xpos=word.xpos or "",
            features=_features(word.feats),
            head=word.head or 0,
            deprel=word.deprel or "dep",
        )
        for word in token.words
    )
    return ParsedToken(words, name_tag)


def _features(text: str | None) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in (text or "").split("|"))
    return {name: value for name, _, value in pairs if value}


def load_pack(language: Language, folder: Path, other: OtherComponents) -> StanzaPipeline:
    """Load a pack, after its checksums.

    Args:
        language: the language that it serves.
        folder: of the pack.
        other: loads the components that are not Stanza's.

    Raises:
        PackDamaged: if it is not what its manifest says.
    """
    manifest = load_verified(folder)
    vectors = _vectors(folder, manifest)
    table = _as_table(vectors)
    foreign = {name: path for name in _PROCESSORS if (path := manifest.path_of(folder, name)) and path.suffix != _OWN}
    others = Others(
        tags=other.tags(language, foreign["pos"], table) if "pos" in foreign else None,
        trees=other.trees(language, foreign["depparse"], table) if "depparse" in foreign else None,
        names=other.names(language, foreign["ner"], table) if "ner" in foreign else None,
    )
    return StanzaPipeline(_own_components(folder, manifest, vectors), others, shared_characters=True)


def load_resources(language: Language, choice: StanzaChoice) -> StanzaPipeline:
    """Load an official model from a folder that `stanza.download` filled.

    Raises:
        EngineNotInstalled: if it is not there.
    """
    folder = choice.resources or Path()
    if not (folder / "resources.json").is_file() or not (folder / language).is_dir():
        call = f'import stanza; stanza.download("{language}", model_dir="{folder}")'
        raise EngineNotInstalled(language, f"a Stanza model in {folder}", f"fill it with `python -c '{call}'`")
    _calm()
    tree_search.install()
    pipeline = stanza.Pipeline(
        language, dir=str(folder), package=choice.package, processors=",".join(_PROCESSORS),
        download_method=None, use_gpu=False, logging_level="ERROR",
    )  # fmt: skip
    return StanzaPipeline(pipeline, Others())


def _few_threads() -> None:
    """Let a new thread compute with as many threads as the others: OpenMP asks each anew."""
    torch.set_num_threads(torch.get_num_threads())


def _calm() -> None:
    """Silence Stanza's log, and keep torch to one thread unless OMP_NUM_THREADS asks for more.

    The matrices of these models are small: on cores that other work shares, two threads spend their time waiting for
    each other (55 words a second in place of 300).
    """
    logging.getLogger("stanza").setLevel(logging.ERROR)
    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(1)


def _vectors(folder: Path, manifest: PackManifest) -> Pretrain | None:
    """The word vectors of a verified pack."""
    path = manifest.path_of(folder, "pretrain")
    if path is None:
        return None
    pretrain = Pretrain(str(path), save_to_file=False)
    pretrain.load()
    pretrain._emb = torch.as_tensor(pretrain.emb).float()  # noqa: SLF001 (stored in 16 bits; Stanza keeps the type)
    return pretrain


def _as_table(vectors: Pretrain | None) -> WordVectors:
    """Vectors as other libraries take them, without the rows that stand for no word."""
    if vectors is None:
        return WordVectors((), np.zeros((0, 0), dtype="float32"))
    special = len(VOCAB_PREFIX)
    return WordVectors(vectors.vocab._id2unit[special:], vectors.emb[special:].numpy())  # noqa: SLF001 (no other way)


def _own_components(folder: Path, manifest: PackManifest, vectors: Pretrain | None) -> Any:
    """A `stanza.Pipeline` from the files of a verified pack that are Stanza's, without a look at the network."""
    _calm()
    tree_search.install()
    cache = FoundationCache()
    own = {name: path for name in _PROCESSORS if (path := manifest.path_of(folder, name)) and path.suffix == _OWN}
    options: dict[str, str | int] = {f"{name}_model_path": str(path) for name, path in own.items()}
    options["depparse_batch_size"] = _PARSER_BATCH
    for name in _WITH_CHARACTERS:
        for direction, component in _CHARACTER_MODELS:
            if path := manifest.path_of(folder, component):
                options[f"{name}_{direction}_charlm_path"] = str(path)
    if vectors is not None:
        cache.pretrains[vectors.filename] = vectors
        options |= {f"{name}_pretrain_path": vectors.filename for name in own}
    if "pos" not in own:
        options |= {"lemma_pretagged": True, "depparse_pretagged": True}
    with _without_optimizers():
        return stanza.Pipeline(
            manifest.language, dir=str(folder), package=None, download_method=None, use_gpu=False,
            logging_level="ERROR", processors=",".join(own), allow_unknown_language=True, foundation_cache=cache,
            **options,
        )  # fmt: skip


@contextlib.contextmanager
def _without_optimizers() -> Iterator[None]:
    """Let Stanza load models without the optimizers that they were trained with.

    Its tokenizer makes one even to read, and torch's optimizers import torch's compiler: 1.6 seconds for nothing.
    """
    made = utils.get_optimizer
    utils.get_optimizer = lambda *_, **__: None
    try:
        yield
    finally:
        utils.get_optimizer = made
