"""The engine of languages that a Stanza model serves. With the training room the only place that imports Stanza.

Whether a pack may be trusted belongs to `packs.py`; which tokens cover a text exactly to `tokens.py`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

import numpy as np
import stanza
import torch
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import FoundationCache
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX

from tasks.engines import tree_search
from tasks.engines.character_states import CharacterStates, Memory
from tasks.engines.choices import StanzaChoice
from tasks.engines.labels import NAMES, trim_name
from tasks.engines.lines import pieces, plain_spaces
from tasks.engines.mentions import place
from tasks.engines.packs import Component, PackManifest, load_verified
from tasks.engines.protocol import TokenNames, WordVectors
from tasks.engines.tokens import Token, settle
from tasks.engines.trees import ROOT, Node, Tree, mend, to_sentence
from tasks.errors import EngineNotInstalled
from tasks.records import Annotation, Language, Mention, Sentence, Span

_PROCESSORS: Final[tuple[Component, ...]] = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_WITH_VECTORS: Final[tuple[Component, ...]] = ("pos", "depparse", "ner")
_CHARACTER_MODELS: Final[tuple[tuple[str, Component], ...]] = (
    ("forward", "charlm_forward"),
    ("backward", "charlm_backward"),
)
_OWN: Final = ".pt"
"""How files of Stanza's own end; another recogniser of names has another ending."""
_CHUNK: Final = 50_000
"""Characters that the models see at once; more makes nothing faster."""
_PARSER_BATCH: Final = 400
"""Words that the parser sees at once: its scores for all pairs of words then stay in the processor's cache."""
_THREADS: Final = 2
"""Names are looked for beside tags and trees, which take longest: a third thread would find nothing to do."""
_LONGEST_TOKEN: Final = 60
"""Characters of a token that the models see. The longest German word of the treebanks has 40."""
_CONTRACTIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "de": frozenset(
            {
                "am", "ans", "aufm", "aufs", "beim", "durchs", "fürs", "hinterm", "hinters", "im", "ins", "überm",
                "übers", "ums", "unterm", "unters", "vom", "vorm", "vors", "zum", "zur",
            }
        ),
    }
)  # fmt: skip
"""All tokens of a language that are several words, where these are few: a model also parts `kam` and `Kim`."""
_PARAGRAPH: Final = "\n\n"
"""What ends a paragraph, and with it a sentence, for Stanza."""


@dataclass(frozen=True, slots=True)
class ParsedWord:
    """A word as the pipeline gives it; `head` is 0 for the root, else counts from 1."""

    text: str
    lemma: str
    upos: str
    xpos: str
    features: dict[str, str]
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """A surface token with its words and its tag in the BIO or BIOES scheme."""

    words: tuple[ParsedWord, ...]
    name_tag: str = "O"


class NamesLoader(Protocol):
    """Loads a name recogniser of another library."""

    def __call__(self, language: Language, path: Path, vectors: WordVectors) -> TokenNames:
        """From the file of a pack, for its word vectors."""


class Pipeline(Protocol):
    """The two halves of the work. Between them the engine sees to it that the tokens cover the text."""

    def tokenize(self, text: str) -> list[list[Token]]:
        """Sentences of tokens, offsets into `text`; an empty line ends a sentence."""

    def parse(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> list[list[ParsedToken]]:
        """Tokens (text, whether it is several words) to words with tags, heads and names; as many as were given."""


class StanzaPipeline:
    """A loaded Stanza pipeline."""

    def __init__(self, pipeline: Any, names: TokenNames | None = None, *, shared_characters: bool = False) -> None:
        """Wrap a `stanza.Pipeline` with a tokenizer, tagger, lemmatizer, parser and, without `names`, a name tagger.

        Args:
            pipeline: the loaded pipeline.
            names: finds the names in the place of the pipeline.
            shared_characters: whether all components have the same pair of character language models, as those of a
                pack do; what these say of a sentence is then computed once.
        """
        self._pipeline = pipeline
        self._names = names
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
        expanded, plain = self._expanded(sentences), _document(sentences)
        try:
            with ThreadPoolExecutor(_THREADS, initializer=_few_threads) as threads:
                self._look_ahead(threads, expanded, plain)
                names = threads.submit(self._name_tags, plain)
                parsed = threads.submit(self._pipeline.process, expanded, processors="pos,lemma,depparse")
        finally:
            for memory in self._memories:
                memory.clear()
        return [
            [_parsed(token, tag) for token, tag in zip(sentence.tokens, tags, strict=True)]
            for sentence, tags in zip(parsed.result().sentences, names.result(), strict=True)
        ]

    def _name_tags(self, document: Any) -> list[list[str]]:
        """A tag for each token of each sentence."""
        if self._names is not None:
            return self._names.tags([[token.text for token in sentence.tokens] for sentence in document.sentences])
        named = self._pipeline.processors["ner"].process(document)
        return [[token.ner or "O" for token in sentence.tokens] for sentence in named.sentences]

    def _look_ahead(self, threads: ThreadPoolExecutor, expanded: Any, plain: Any) -> None:
        """Compute what the character language models say, the two directions side by side."""
        words = [tuple(word.text for word in sentence.words) for sentence in expanded.sentences]
        parsed = set(words)
        wanted = dict.fromkeys(words)
        if self._names is None:  # Stanza's name tagger reads the tokens, not the words that they stand for
            wanted |= dict.fromkeys(tuple(token.text for token in sentence.tokens) for sentence in plain.sentences)
        for done in [threads.submit(one.look_ahead, wanted, parsed) for one in self._directions]:
            done.result()

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
    for name in _WITH_VECTORS:
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


@dataclass(slots=True)
class _Draft:
    """The annotation of one body while its lines come in."""

    sentences: list[Sentence] = field(default_factory=list)
    names: list[tuple[Span, str]] = field(default_factory=list)


class StanzaEngine:
    """A Stanza model behind the engine protocol."""

    name: Final = "stanza"

    def __init__(self, language: Language, pipeline: Pipeline, model: str) -> None:
        """Wrap a loaded pipeline; `model` is name and version, as in the fingerprint."""
        self.language = language
        self.model = model
        self._pipeline = pipeline

    @classmethod
    def from_pack(cls, language: Language, folder: Path, model: str, other_names: NamesLoader) -> StanzaEngine:
        """Load a pack, after its checksums.

        Args:
            language: the language that it serves.
            folder: of the pack.
            model: name and version, as in the fingerprint.
            other_names: loads a name recogniser that is not Stanza's.

        Raises:
            PackDamaged: if it is not what its manifest says.
        """
        manifest = load_verified(folder)
        vectors = _vectors(folder, manifest)
        path = manifest.path_of(folder, "ner")
        names = other_names(language, path, _as_table(vectors)) if path and path.suffix != _OWN else None
        pipeline = _load_pack(folder, manifest, vectors)
        return cls(language, StanzaPipeline(pipeline, names, shared_characters=True), model)

    @classmethod
    def from_resources(cls, language: Language, choice: StanzaChoice, model: str) -> StanzaEngine:
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
        return cls(language, StanzaPipeline(pipeline), model)

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        """Annotate each body, in order; see `Engine.annotate`."""
        drafts = [_Draft() for _ in bodies]
        for chunk in _chunks(bodies):
            self._annotate_lines(bodies, drafts, chunk)
        return [self._annotation(body, draft) for body, draft in zip(bodies, drafts, strict=True)]

    def _annotate_lines(
        self, bodies: Sequence[str], drafts: Sequence[_Draft], lines: Sequence[tuple[int, Span]]
    ) -> None:
        text = _PARAGRAPH.join(_visible(span.of(bodies[number])) for number, span in lines)
        owners: list[tuple[Span, int, int]] = []  # a line's place in the text, its body, the way back into that body
        start = 0
        for number, span in lines:
            owners.append((Span(start, start + len(span)), number, span.start - start))
            start += len(span) + len(_PARAGRAPH)
        original = _PARAGRAPH.join(span.of(bodies[number]) for number, span in lines)
        sentences = settle(original, [owner[0] for owner in owners], self._pipeline.tokenize(text))
        parsed = self._pipeline.parse(
            [
                [(shown := _shown(text, one.span), one.multiword and self._is_several(shown)) for one in s]
                for s in sentences
            ]
        )
        at = 0
        for tokens, words in zip(sentences, parsed, strict=True):
            while owners[at][0].end <= tokens[0].span.start:
                at += 1
            _place, number, back = owners[at]
            spans = [token.span.shift(back) for token in tokens]
            drafts[number].sentences.append(_sentence(bodies[number], spans, words))
            drafts[number].names.extend(_names(spans, [token.name_tag for token in words]))

    def _is_several(self, token: str) -> bool:
        known = _CONTRACTIONS.get(self.language)
        return known is None or token.lower() in known

    def _annotation(self, body: str, draft: _Draft) -> Annotation:
        mentions = tuple(self._mentions(body, draft))
        return Annotation(self.language, self.name, self.model, tuple(draft.sentences), mentions)

    def _mentions(self, body: str, draft: _Draft) -> Iterator[Mention]:
        for span, number, native in place(draft.names, draft.sentences):
            label = NAMES.get(native)
            name = trim_name(body, span, starts_sentence=span.start == draft.sentences[number].span.start)
            if label is not None and name is not None:
                yield Mention(name, name.of(body), label, native, number, self.name, self.model)


def _chunks(bodies: Sequence[str]) -> Iterator[list[tuple[int, Span]]]:
    """The lines of all bodies, with the number of their body, in portions of about `_CHUNK` characters."""
    chunk: list[tuple[int, Span]] = []
    size = 0
    for number, body in enumerate(bodies):
        for span in pieces(body):
            chunk.append((number, span))
            size += len(span)
            if size >= _CHUNK:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _visible(line: str) -> str:
    """The line, of the same length, without what Stanza takes for a space or cannot show: `settle` puts it back."""
    return "".join(" " if not character.isprintable() else character for character in plain_spaces(line))


def _shown(text: str, span: Span) -> str:
    """What the models see of a token."""
    return span.of(text)[:_LONGEST_TOKEN].replace(" ", "") or "\N{REPLACEMENT CHARACTER}"


def _sentence(body: str, spans: Sequence[Span], tokens: Sequence[ParsedToken]) -> Sentence:
    tree: Tree = []
    for span, token in zip(spans, tokens, strict=True):
        multiword = len(token.words) > 1
        for word in token.words:
            # a token that is one word stands as it is in the body, even where the models saw less of it
            text = word.text if multiword else span.of(body)
            lemma = word.lemma if multiword or len(span) <= _LONGEST_TOKEN else text
            head = word.head - 1 if word.head > 0 else ROOT
            node = Node(text, lemma, word.upos, head, word.deprel, span, word.features, multiword, word.xpos)
            tree.append(node)
    mend(tree)
    return to_sentence(tree)


def _names(spans: Sequence[Span], tags: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Spans of names from tags in the BIO or BIOES scheme; an I or E without a beginning begins a name."""
    open_name: tuple[Span, str] | None = None
    for span, tag in zip(spans, tags, strict=True):
        prefix, _, label = tag.partition("-")
        if open_name and (prefix not in ("I", "E") or label != open_name[1]):
            yield open_name
            open_name = None
        if label:
            open_name = (open_name[0].cover(span), label) if open_name else (span, label)
    if open_name:
        yield open_name


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


def _load_pack(folder: Path, manifest: PackManifest, vectors: Pretrain | None) -> Any:
    """A `stanza.Pipeline` from the files of a verified pack, without a look at the network."""
    _calm()
    tree_search.install()
    cache = FoundationCache()
    options: dict[str, str | int] = {"depparse_batch_size": _PARSER_BATCH}
    own = {name: path for name in _PROCESSORS if (path := manifest.path_of(folder, name)) and path.suffix == _OWN}
    if vectors is not None:
        cache.pretrains[vectors.filename] = vectors
    for name, path in own.items():
        options[f"{name}_model_path"] = str(path)
    for name in _WITH_VECTORS:
        if vectors is not None:
            options[f"{name}_pretrain_path"] = vectors.filename
        for direction, component in _CHARACTER_MODELS:
            path = manifest.path_of(folder, component)
            if path is not None:
                options[f"{name}_{direction}_charlm_path"] = str(path)
    return stanza.Pipeline(
        manifest.language, dir=str(folder), package=None, download_method=None, use_gpu=False, logging_level="ERROR",
        processors=",".join(own),
        allow_unknown_language=True, foundation_cache=cache, **options,
    )  # fmt: skip
