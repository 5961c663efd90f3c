"""The engine of languages that a spaCy model serves.

With `spacy_words.py` and the training room the only place that imports spaCy.

How the labels of its parsers become Universal Dependencies belongs to `clearnlp.py` and `tiger.py`; components for
the words of another engine to `spacy_words.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import spacy
from spacy.tokens import Doc

from tasks.engines import clearnlp, tiger
from tasks.engines.choices import PACKAGED, DependencyScheme, SpacyChoice
from tasks.engines.labels import NAMES, NO_NAMES, trim_name
from tasks.engines.lines import pieces, plain_spaces
from tasks.engines.mentions import place
from tasks.engines.packs import load_verified
from tasks.engines.trees import ROOT, Node, Tree, cut_long, mend, to_sentence, without
from tasks.errors import EngineNotInstalled, LanguagesInvalid, PackDamaged
from tasks.records import Annotation, Label, Language, Mention, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

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
