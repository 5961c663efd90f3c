# ruff: noqa: PLC0415 - spaCy is imported when it is needed
"""Training the name recogniser of an installed spaCy model on, for English, and packing it.

The recogniser starts from the packaged weights and keeps their labels (OntoNotes); everything else of the model stays
as it is. Which texts it sees is decided in `spacy_texts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from tasks.engines.choices import SpacyChoice
from tasks.engines.packs import PackManifest, describe_file, write_manifest
from tasks.engines.registry import load_registry
from tasks.records import Language
from tasks.training.corpora import load_entities
from tasks.training.packing import LICENSING
from tasks.training.spacy_learning import CHECKPOINT, Learning, Material, Progress, Schedule, learn
from tasks.training.spacy_texts import Text, as_text, example, read_texts, training_texts, write_texts
from tasks.training.span_scores import core_f1

SCHEDULE: Final = Schedule(steps=1500, batch_words=1000, dropout=0.2)
SHARE_OF_TRAINED: Final = 0.5
"""How much of the pack's weights is trained; the rest is the installed model's."""
MODEL_NAME: Final = "ner.msgpack"
_COMMON: Final = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def recogniser(model: str) -> Any:
    """Load a spaCy model with nothing but its tokenizer and its name recogniser."""
    import spacy

    return spacy.load(model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


def core_scores(pipeline: Any, development: Sequence[Text]) -> float:
    """Core F1 on texts whose names have the common labels."""
    docs = pipeline.pipe((one.text for one in development), batch_size=256)
    found = [{(e.start_char, e.end_char, _COMMON[e.label_]) for e in doc.ents if e.label_ in _COMMON} for doc in docs]
    return core_f1([set(one.names) for one in development], found)


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
    texts, best = read_texts(prepared), work / MODEL_NAME
    learn(
        "ner",
        pipeline,
        Material(lambda at: example(pipeline, texts[at]), [len(one.text.split()) for one in texts]),
        SCHEDULE,
        lambda: {name: core_scores(pipeline, one) for name, one in development.items()},
        lambda: best.write_bytes(Learning(pipeline.get_pipe("ner"), SCHEDULE).weights()),
        work / CHECKPOINT,
        progress,
    )
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
