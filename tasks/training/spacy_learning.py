# ruff: noqa: PLC0415, S311 - spaCy, torch and Stanza are imported when it is needed; draws are for data, not for secrets
"""Training a component of spaCy's: its optimiser, the order of batches, scores on the way, and checkpoints.

What it learns from, and what becomes of the weights, is said in `spacy_names`, `token_names` and `tags_and_trees`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tasks.engines.protocol import WordVectors
from tasks.records import Language
from tasks.training.recipes import Workbench
from tasks.training.splits import SEED

if TYPE_CHECKING:
    from tasks.engines.spacy_words import Kind

Progress = Callable[[str], None]

WARM_UP: Final = 200
EVALUATIONS: Final = 14
CHECKPOINT: Final = "ner.checkpoint"
_MOMENTS: Final = ("mom1", "mom2", "averages", "nr_update")


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long is learnt, and how: batches of about `batch_words` words, a share `dropout` of features left out."""

    steps: int
    batch_words: int
    dropout: float
    peak_rate: float = 1e-3

    def rate(self, step: int) -> float:
        """Learning rate: a short rise, then a cosine to a fiftieth of the peak."""
        if step < WARM_UP:
            return self.peak_rate * (step + 1) / WARM_UP
        fallen = (1 + math.cos(math.pi * (step - WARM_UP) / max(1, self.steps - WARM_UP))) / 2
        return self.peak_rate * (0.02 + 0.98 * fallen)

    def batches(self, sizes: Sequence[int], start: int) -> Iterator[list[int]]:
        """Endless batches of positions, in the same order each time; the first `start` batches are left out.

        Args:
            sizes: words of each text.
            start: how many batches have been learnt.
        """
        number = round_ = 0
        while True:
            order = list(range(len(sizes)))
            random.Random(SEED + round_).shuffle(order)
            batch: list[int] = []
            words = 0
            for position in order:
                batch.append(position)
                words += sizes[position]
                if words >= self.batch_words:
                    if number >= start:
                        yield batch
                    number, batch, words = number + 1, [], 0
            if words == sum(sizes):  # all of them together are less than a batch
                if number >= start:
                    yield batch
                number += 1
            round_ += 1


class Learning:
    """A component in training: its optimiser, and what must be kept to go on after an interruption."""

    def __init__(self, component: Any, schedule: Schedule) -> None:
        """Begin with a component as it is."""
        from thinc.api import Adam

        self._schedule = schedule
        self._component = component
        self._optimizer = Adam(
            schedule.peak_rate, L2=0.01, beta1=0.9, beta2=0.999, eps=1e-8, grad_clip=1.0, use_averages=True
        )
        self.step = 0
        self.best = -1.0

    def update(self, examples: Sequence[Any]) -> float:
        """Learn one batch of spaCy's `Example`s; returns its loss."""
        self._optimizer.learn_rate = self._schedule.rate(self.step)
        losses: dict[str, float] = {}
        self._component.update(examples, drop=self._schedule.dropout, sgd=self._optimizer, losses=losses)
        self.step += 1
        return losses[self._component.name]

    def averaged(self) -> Any:
        """A context in which the component has the running average of its weights."""
        return self._component.model.use_params(self._optimizer.averages)

    def weights(self) -> bytes:
        """The component as it is, without the vocabulary."""
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
                # unpacked arrays are read-only; `nr_update` holds numbers
                target[nodes[int(position)].id, parameter] = value if isinstance(value, int) else value.copy()
        self.step, self.best = content["step"], content["best"]


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt: `example` makes the spaCy `Example` of a position, `sizes` has the words of each."""

    example: Callable[[int], Any]
    sizes: Sequence[int]


def vectors_of(bench: Workbench) -> WordVectors:
    """The word vectors of a workbench or a pack, without the rows that stand for no word."""
    import torch
    from stanza.models.common.vocab import VOCAB_PREFIX

    state = torch.load(bench.model("pretrain"), map_location="cpu", weights_only=True)
    special = len(VOCAB_PREFIX)
    return WordVectors(state["vocab"]["_id2unit"][special:], state["emb"][special:].float().numpy())


def begin(kind: Kind, bench: Workbench, examples: Callable[[Any], Sequence[Any]]) -> Any:
    """A pipeline with a component to train: that of the weights beside the model, else one that knows nothing yet.

    Args:
        kind: which component.
        bench: where the weights may lie, and the word vectors.
        examples: makes `Example`s for a new pipeline; its labels are those that occur in them.
    """
    from tasks.engines.spacy_words import SHAPES, load_component, untrained

    language, vectors, start = Language(bench.language), vectors_of(bench), bench.start_of(kind)
    if start.exists():
        return load_component(kind, language, start, vectors)
    pipeline = untrained(kind, language, vectors, SHAPES[kind])
    pipeline.initialize(lambda: examples(pipeline))
    return pipeline


def learn(
    kind: Kind,
    pipeline: Any,
    material: Material,
    schedule: Schedule,
    score: Callable[[], Mapping[str, float]],
    keep: Callable[[], object],
    checkpoint: Path,
    progress: Progress,
) -> None:
    """Train a component of `pipeline`, on from a checkpoint if there is one.

    Args:
        kind: which component is trained.
        pipeline: whose component it is.
        material: what it learns from.
        schedule: how.
        score: scores of the pipeline as it is, by development set.
        keep: called with the best weights in the pipeline, by the mean over the development sets.
        checkpoint: written at each scoring.
        progress: told what happens, a line at a time.
    """
    from thinc.api import fix_random_seed

    from tasks.engines.spacy_words import FACTORIES

    fix_random_seed(SEED)
    learning = Learning(pipeline.get_pipe(FACTORIES[kind]), schedule)
    if checkpoint.exists():
        learning.restore(checkpoint)
        progress(f"{kind}: going on from step {learning.step}")
    loss = 0.0
    every = max(1, schedule.steps // EVALUATIONS)
    for batch in schedule.batches(material.sizes, learning.step):
        if learning.step >= schedule.steps:
            break
        loss += learning.update([material.example(at) for at in batch])
        if learning.step % every and learning.step < schedule.steps:
            continue
        with learning.averaged():
            scores = score()
            mean = sum(scores.values()) / len(scores)
            if mean > learning.best:
                learning.best = mean
                keep()
        learning.save(checkpoint)
        shown = ", ".join(f"{name} {value:.1f}" for name, value in scores.items())
        progress(f"{kind}: step {learning.step} of {schedule.steps}, loss {loss / every:.0f}, {shown}")
        loss = 0.0
