# ruff: noqa: PLC0415, S311 - spaCy is imported when it is needed; draws are for data, not for secrets
"""Training the name recogniser of an installed spaCy model on, for English, and packing it.

The recogniser starts from the packaged weights and keeps their labels (OntoNotes); everything else of the model stays
as it is. Which texts it sees is decided in `spacy_texts`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from tasks.engines.choices import SpacyChoice
from tasks.engines.packs import PackManifest, describe_file, write_manifest
from tasks.engines.registry import load_registry
from tasks.records import Language
from tasks.training.corpora import load_entities
from tasks.training.evaluation import CORE_LABELS, score_of
from tasks.training.packing import LICENSING
from tasks.training.spacy_texts import Text, as_text, example, read_texts, training_texts, write_texts
from tasks.training.splits import SEED

Progress = Callable[[str], None]

BATCH_WORDS: Final = 1000
PEAK_RATE: Final = 1e-3
WARM_UP: Final = 200
DROPOUT: Final = 0.2
STEPS: Final = 1500
EVALUATIONS: Final = 14
SHARE_OF_TRAINED: Final = 0.5
"""How much of the pack's weights is trained; the rest is the installed model's."""
MODEL_NAME: Final = "ner.msgpack"
CHECKPOINT: Final = "ner.checkpoint"
_COMMON: Final = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_MOMENTS: Final = ("mom1", "mom2", "averages", "nr_update")


def recogniser(model: str) -> Any:
    """Load a spaCy model with nothing but its tokenizer and its name recogniser."""
    import spacy

    return spacy.load(model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


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


def learn(
    pipeline: Any,
    texts: Sequence[Text],
    development: Mapping[str, Sequence[Text]],
    folder: Path,
    steps: int,
    progress: Progress,
) -> Path:
    """Train the recogniser of `pipeline`; return the file of the best weights by the mean over the development sets."""
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    learning = Learning(pipeline)
    checkpoint, best = folder / CHECKPOINT, folder / MODEL_NAME
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


def train_names(data: Path, output: Path, work: Path, *, resume: bool, progress: Progress) -> None:
    """Train the English name recogniser on, and write it as a pack.

    Args:
        data: folder with ner/en/.
        output: the pack's folder, such as models/en.
        work: where prepared texts and checkpoints are kept.
        resume: go on from what `work` has.
        progress: told what happens, a line at a time.

    Raises:
        DataMissing: a corpus is not there.
    """
    work.mkdir(parents=True, exist_ok=True)
    prepared = work / "texts.json"
    if not resume:
        for path in (prepared, work / CHECKPOINT, work / MODEL_NAME):
            path.unlink(missing_ok=True)
    names = load_entities(data, "en", free=True)
    pipeline = recogniser(_base().model)
    if not prepared.exists():
        progress("ner: preparing texts")
        write_texts(training_texts(names.training, pipeline), prepared)
    sources = sorted({sentence.source for sentence in names.development})
    development = {name: [as_text(one) for one in names.development if one.source == name] for name in sources}
    best = learn(pipeline, read_texts(prepared), development, work, STEPS, progress)
    manifest = pack_names(blended(best, _base().model), output)
    progress(f"pack: {manifest.bytes / 1e6:.1f} MB in {output}")


def blended(trained: Path, model: str, share: float = SHARE_OF_TRAINED) -> bytes:
    """Weights between those of the installed model and trained ones, which began as the former.

    They keep more of what either knows on texts of other kinds (Wortsman et al. 2022, Robust fine-tuning of zero-shot
    models).
    """
    component = recogniser(model).get_pipe("ner")
    before = {
        (number, name): node.get_param(name).copy()
        for number, node in enumerate(component.model.walk())
        for name in node.param_names
        if node.has_param(name)
    }
    component.from_bytes(trained.read_bytes(), exclude=["vocab"])
    nodes = list(component.model.walk())
    for (number, name), weights in before.items():
        nodes[number].set_param(name, (1 - share) * weights + share * nodes[number].get_param(name))
    data: bytes = component.to_bytes(exclude=["vocab"])
    return data


def _base() -> SpacyChoice:
    """The installed model that English names are trained on from."""
    choice = load_registry().choice(Language("en"))
    if not isinstance(choice, SpacyChoice):
        raise TypeError(f"languages.toml serves en with {choice.engine}")
    return choice


def pack_names(weights: bytes, target: Path, version: str = "1") -> PackManifest:
    """Write trained weights as a pack, replacing the folder's weights and manifest."""
    target.mkdir(parents=True, exist_ok=True)
    (target / MODEL_NAME).write_bytes(weights)
    terms = LICENSING["en"]
    files = (describe_file(target, "ner", MODEL_NAME),)
    manifest = PackManifest(
        "en", version, "spacy", metadata.version("spacy"), terms.licence, terms.non_commercial, files, terms.sources
    )
    write_manifest(target, manifest)
    return manifest
