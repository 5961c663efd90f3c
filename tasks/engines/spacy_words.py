"""SpaCy's tagger, parser and name recogniser for sentences that another library has parted into words.

What each of them is like before it learns, the file of a pack that holds one, and the loaded components behind the
protocols of `protocol.py`. Texts that spaCy reads alone belong to `spacy_engine.py`; learning to the training room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import spacy
import srsly
from spacy.tokens import Doc
from spacy.vectors import Vectors

from tasks.engines.protocol import ROOT_WORD, Branch, TaggedWord, WordVectors
from tasks.errors import PackDamaged
from tasks.records import Language

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Token

Kind = Literal["pos", "depparse", "ner"]
"""A component by its name in packs."""

FACTORIES: Final[Mapping[Kind, str]] = MappingProxyType({"pos": "morphologizer", "depparse": "parser", "ner": "ner"})
"""What spaCy calls the component, in pipelines and among losses."""
_FORM: Final = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_HYPHEN: Final = re.compile(r"(?<=\w)(-)|(-)(?=\w)")
_BATCH: Final = 64
"""Sentences that a model sees at once."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of a component.

    Attributes:
        width: of the vector that stands for a word.
        depth: layers that look at its neighbours, one further away with each.
        rows: of the tables of forms, prefixes, suffixes and shapes by hash; for the parser those of tags and features,
            too.
    """

    width: int = 96
    depth: int = 4
    rows: tuple[int, ...] = (5000, 1000, 2500, 1500)


SHAPES: Final[Mapping[Kind, Shape]] = MappingProxyType(
    {
        "pos": Shape(width=128),
        "depparse": Shape(width=128, depth=6, rows=(5000, 1000, 2500, 1500, 100, 1000)),
        "ner": Shape(),
    }
)
"""The sizes that packs have: a tag needs few neighbours, a head may be far away."""


def untrained(kind: Kind, language: Language, vectors: WordVectors, shape: Shape) -> Pipeline:
    """A pipeline of nothing but one component that sees word vectors, too, before it has learnt anything.

    The components are those of spaCy's own packages, with hashed features (Miranda et al. 2022, Multi hash embeddings
    in spaCy): a softmax over tags with their features, and transition-based parsing and name recognition (Honnibal and
    Johnson 2015). The parser sees tags and features beside the words.
    """
    pipeline = spacy.blank(language)
    strings = pipeline.vocab.strings
    pipeline.vocab.vectors = Vectors(
        strings=strings, data=vectors.matrix, keys=[strings.add(word) for word in vectors.words], attr="LOWER"
    )
    pipeline.add_pipe(FACTORIES[kind], config=_config(kind, shape))
    return pipeline


def _config(kind: Kind, shape: Shape) -> dict[str, Any]:
    attributes = (*_FORM, "POS", "MORPH") if kind == "depparse" else _FORM
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": shape.width, "rows": list(shape.rows),
        "attrs": list(attributes), "include_static_vectors": True,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": shape.width, "depth": shape.depth,
        "window_size": 1, "maxout_pieces": 3,
    }  # fmt: skip
    words = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    model: dict[str, Any]
    if kind == "pos":
        model = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": words}
        return {"model": model, "label_smoothing": 0.05}
    transitions: dict[str, Any] = {
        "@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "use_upper": True, "nO": None,
        "tok2vec": words,
    }  # fmt: skip
    if kind == "ner":
        return {"model": {**transitions, "state_type": "ner", "hidden_width": 64, "maxout_pieces": 2}}
    # rare transitions (a deprel on a crossing arc, split in two labels) cost time and are hardly learnt
    model = {**transitions, "state_type": "parser", "hidden_width": 128, "maxout_pieces": 3}
    return {"model": model, "min_action_freq": 5}


def as_pack_file(kind: Kind, pipeline: Pipeline, shape: Shape) -> bytes:
    """The component of a pipeline as the file of a pack, with 16-bit numbers."""
    component: Any = pipeline.get_pipe(FACTORIES[kind])
    weights = [
        {name: node.get_param(name).astype("float16") for name in node.param_names if node.has_param(name)}
        for node in component.model.walk()
    ]
    head = component.to_bytes(exclude=["vocab", "model"])
    packed: bytes = srsly.msgpack_dumps({"shape": asdict(shape), "component": head, "weights": weights})
    return packed


def load_component(kind: Kind, language: Language, path: Path, vectors: WordVectors) -> Pipeline:
    """The pipeline that `as_pack_file` wrote.

    Raises:
        PackDamaged: if the file is not such, or made for other vectors.
    """
    try:
        content = srsly.msgpack_loads(path.read_bytes())
        shape = Shape(**{**content["shape"], "rows": tuple(content["shape"]["rows"])})
        pipeline = untrained(kind, language, vectors, shape)
        component: Any = pipeline.get_pipe(FACTORIES[kind])
        component.from_bytes(content["component"], exclude=["vocab", "model"])
        pipeline.initialize()
        for node, weights in zip(component.model.walk(), content["weights"], strict=True):
            for name, value in weights.items():
                if node.get_param(name).shape != value.shape:
                    raise ValueError(f"{name} of {node.name} has the shape {value.shape}")
                node.set_param(name, value.astype("float32"))
    except (KeyError, TypeError, ValueError) as error:
        raise PackDamaged(path.parent, f"its {path.name} cannot be used ({error})") from None
    return pipeline


class SpacyTags:
    """A tagger behind the protocol `WordTags`."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Wrap a pipeline with a trained tagger."""
        self._pipeline = pipeline

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[TaggedWord]]:
        """See `WordTags.tags`."""
        docs = [Doc(self._pipeline.vocab, words=list(words)) for words in sentences]
        return [
            [TaggedWord(token.text, token.pos_ or "X", str(token.morph)) for token in doc]
            for doc in self._pipeline.pipe(docs, batch_size=_BATCH)
        ]


class SpacyTrees:
    """A parser behind the protocol `WordTrees`."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Wrap a pipeline with a trained parser."""
        self._pipeline = pipeline

    def trees(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Branch]]:
        """See `WordTrees.trees`."""
        docs = [tagged_doc(self._pipeline, words) for words in sentences]
        return [[_branch(token) for token in doc] for doc in self._pipeline.pipe(docs, batch_size=_BATCH)]


def tagged_doc(pipeline: Pipeline, words: Sequence[TaggedWord]) -> Doc:
    """A sentence as the parser wants it: with tags, and never parted."""
    return Doc(
        pipeline.vocab,
        words=[word.text for word in words],
        pos=[word.upos for word in words],
        morphs=[word.features for word in words],
        sent_starts=[number == 0 for number in range(len(words))],
    )


def _branch(token: Token) -> Branch:
    if token.head.i == token.i:
        return Branch(ROOT_WORD, "root")
    return Branch(token.head.i, token.dep_)


class SpacyNames:
    """A name recogniser behind the protocol `TokenNames`."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Wrap a pipeline with a trained recogniser."""
        self._pipeline = pipeline

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """See `TokenNames.tags`.

        Libraries part words at hyphens or not (`Kassym-Jomart`); the recogniser sees them parted. A token that is
        parted here is a name, or some of one, if all of it is.
        """
        parted = [[[part for part in _HYPHEN.split(word) if part] for word in words] for words in sentences]
        docs = [Doc(self._pipeline.vocab, words=[part for word in words for part in word]) for words in parted]
        return [
            [_tag_of(list(islice(tokens, len(word)))) for word in words]
            for words, tokens in zip(parted, map(iter, self._pipeline.pipe(docs, batch_size=_BATCH)), strict=True)
        ]


def _tag_of(parts: Sequence[Token]) -> str:
    """The tag of a token from those of its parts."""
    first, *rest = parts
    if not first.ent_type_ or any(part.ent_iob_ != "I" for part in rest if part.text != "-"):
        return "O"
    return f"{first.ent_iob_}-{first.ent_type_}"
