"""The engine of languages that a spaCy model serves, and a name recogniser for tokens of another engine's.

With the training room the only place that imports spaCy.

How the labels of its parsers become Universal Dependencies belongs to `clearnlp.py` and `tiger.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import spacy
import srsly
from spacy.tokens import Doc
from spacy.vectors import Vectors

from tasks.engines import clearnlp, tiger
from tasks.engines.choices import PACKAGED, DependencyScheme, SpacyChoice
from tasks.engines.labels import NAMES, NO_NAMES, trim_name
from tasks.engines.lines import pieces, plain_spaces
from tasks.engines.mentions import place
from tasks.engines.packs import load_verified
from tasks.engines.protocol import WordVectors
from tasks.engines.trees import ROOT, Node, Tree, cut_long, mend, to_sentence, without
from tasks.errors import EngineNotInstalled, LanguagesInvalid, PackDamaged
from tasks.records import Annotation, Label, Language, Mention, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Token

_HYPHEN: Final = re.compile(r"(?<=\w)(-)|(-)(?=\w)")
_BATCH: Final = 64
"""Lines that the model sees at once."""


def _already_universal(tree: Tree) -> None:
    for node in tree:
        if node.head == ROOT:
            node.deprel = "root"
    mend(tree)


_SCHEMES: Final[Mapping[DependencyScheme, Callable[[Tree], None]]] = {
    "ud": _already_universal,
    "clearnlp": clearnlp.to_universal,
    "tiger": tiger.to_universal,
}


class SpacyEngine:
    """A spaCy model behind the engine protocol."""

    name: Final = "spacy"

    def __init__(
        self, language: Language, pipeline: Pipeline, model: str, scheme: DependencyScheme, labels: Mapping[str, Label]
    ) -> None:
        """Wrap a loaded pipeline.

        Args:
            language: the language that it serves.
            pipeline: has a tagger, a parser, a lemmatizer and an entity recogniser.
            model: name and version, as in the fingerprint.
            scheme: the annotation scheme of its parser.
            labels: our label for each of its labels that are names.
        """
        self.language = language
        self.model = model
        self._pipeline = pipeline
        self._to_universal = _SCHEMES[scheme]
        self._labels = labels

    @classmethod
    def load(cls, language: Language, choice: SpacyChoice, model: str, pack: Path | None = None) -> SpacyEngine:
        """Load the model of a choice, with the components of `pack` in the place of its own.

        Raises:
            EngineNotInstalled: if spaCy does not find it.
            PackDamaged: if the pack is not what its manifest says, or not made for this model.
            LanguagesInvalid: if it has a label that nobody said what to do with.
        """
        try:
            pipeline = spacy.load(choice.model)
        except OSError:
            remedy = f"install it with `pip install {choice.distribution}`"
            raise EngineNotInstalled(language, f"the spaCy model {choice.model}", remedy) from None
        if pack is not None:
            _take_components(pipeline, pack)
        known = {**NAMES, **dict.fromkeys(NO_NAMES, ""), **choice.labels}
        unknown = sorted(set(pipeline.pipe_labels.get("ner", ())) - known.keys())
        if unknown:
            detail = f"[{language}]: say in `labels` what {', '.join(unknown)} of {choice.model} are"
            raise LanguagesInvalid(PACKAGED, detail)
        labels = {native: Label(label) for native, label in known.items() if label}
        return cls(language, pipeline, model, choice.dependencies, labels)

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        """Annotate each body, in order; see `Engine.annotate`."""
        spans = [list(pieces(body)) for body in bodies]
        texts = (plain_spaces(span.of(body)) for body, lines in zip(bodies, spans, strict=True) for span in lines)
        docs = self._pipeline.pipe(texts, batch_size=_BATCH)
        return [self._annotation(body, lines, docs) for body, lines in zip(bodies, spans, strict=True)]

    def _annotation(self, body: str, lines: Sequence[Span], docs: Iterator[Doc]) -> Annotation:
        sentences: list[Sentence] = []
        names: list[tuple[Span, str]] = []
        for line in lines:
            doc = next(docs)
            for span in doc.sents:
                tree = without(*_tree(span, line.start))
                if tree:
                    self._to_universal(tree)
                    sentences.extend(to_sentence(part) for part in cut_long(tree))
            names += [(Span(e.start_char, e.end_char).shift(line.start), e.label_) for e in doc.ents]
        mentions = self._mentions(body, sentences, names)
        return Annotation(self.language, self.name, self.model, tuple(sentences), tuple(mentions))

    def _mentions(
        self, body: str, sentences: Sequence[Sentence], names: Sequence[tuple[Span, str]]
    ) -> Iterator[Mention]:
        for span, number, native in place(names, sentences):
            label = self._labels.get(native)
            name = trim_name(body, span, starts_sentence=span.start == sentences[number].span.start)
            if label is not None and name is not None:
                yield Mention(name, name.of(body), label, native, number, self.name, self.model)


@dataclass(frozen=True, slots=True)
class NamesShape:
    """Size of a name recogniser for tokens.

    Attributes:
        width: of the vector that stands for a token.
        depth: layers that look at its neighbours.
        rows: of the tables of forms, prefixes, suffixes and shapes, by hash.
    """

    width: int = 96
    depth: int = 4
    rows: tuple[int, int, int, int] = (5000, 1000, 2500, 1500)


def names_pipeline(language: Language, vectors: WordVectors, shape: NamesShape) -> Pipeline:
    """A pipeline of nothing but an untrained recogniser that sees word vectors, too.

    It is the transition-based recogniser of spaCy's own packages, with hashed features (Miranda et al. 2022, Multi
    hash embeddings in spaCy).
    """
    pipeline = spacy.blank(language)
    strings = pipeline.vocab.strings
    pipeline.vocab.vectors = Vectors(
        strings=strings, data=vectors.matrix, keys=[strings.add(word) for word in vectors.words], attr="LOWER"
    )
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": shape.width, "rows": list(shape.rows),
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "include_static_vectors": True,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": shape.width, "depth": shape.depth,
        "window_size": 1, "maxout_pieces": 3,
    }  # fmt: skip
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None,
        "tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode},
    }  # fmt: skip
    pipeline.add_pipe("ner", config={"model": model})
    return pipeline


def pack_of_names(pipeline: Pipeline, shape: NamesShape) -> bytes:
    """The recogniser of a pipeline as the file of a pack, with 16-bit numbers."""
    component: Any = pipeline.get_pipe("ner")
    weights = [
        {name: node.get_param(name).astype("float16") for name in node.param_names if node.has_param(name)}
        for node in component.model.walk()
    ]
    head = component.to_bytes(exclude=["vocab", "model"])
    packed: bytes = srsly.msgpack_dumps({"shape": asdict(shape), "component": head, "weights": weights})
    return packed


def load_names(language: Language, path: Path, vectors: WordVectors) -> Pipeline:
    """The pipeline that `pack_of_names` wrote.

    Raises:
        PackDamaged: if the file is not such, or made for other vectors.
    """
    try:
        content = srsly.msgpack_loads(path.read_bytes())
        shape = NamesShape(**{**content["shape"], "rows": tuple(content["shape"]["rows"])})
        pipeline = names_pipeline(language, vectors, shape)
        component: Any = pipeline.get_pipe("ner")
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


class SpacyNames:
    """A name recogniser for the tokens of another engine, behind the protocol `TokenNames`."""

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


def _take_components(pipeline: Pipeline, folder: Path) -> None:
    """Give components of a pipeline the weights and labels of a pack, after its checksums."""
    manifest = load_verified(folder)
    for file in manifest.files:
        if manifest.engine != "spacy" or file.component not in pipeline.pipe_names:
            raise PackDamaged(folder, f"its {file.component} is none for a spaCy model with {pipeline.pipe_names}")
        try:
            component: Any = pipeline.get_pipe(file.component)
            component.from_bytes((folder / file.path).read_bytes(), exclude=["vocab"])
        except (KeyError, ValueError) as error:
            detail = f"its {file.component} does not fit {pipeline.meta['name']} {pipeline.meta['version']} ({error})"
            raise PackDamaged(folder, detail) from None


def _tree(sentence: Any, shift: int) -> tuple[Tree, list[int]]:
    """The nodes of a sentence, offsets into the body, and the positions of those that are only space."""
    first = sentence.start
    tree: Tree = []
    spaces: list[int] = []
    for position, token in enumerate(sentence):
        if token.is_space:
            spaces.append(position)
        head = ROOT if token.head.i == token.i else token.head.i - first
        start = token.idx + shift
        tree.append(
            Node(
                text=token.text,
                lemma=token.lemma_,
                upos=token.pos_,
                head=head,
                deprel=token.dep_,
                span=Span(start, start + len(token)),
                features=token.morph.to_dict(),
                xpos=token.tag_,
            )
        )
    return tree, spaces
