# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""One training run from corpora to pack: what is prepared, trained and packed, in which order."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tasks.engines.packs import Component
from tasks.errors import PressgraphError
from tasks.training import parser_teaching, preparation, recipes
from tasks.training.corpora import LANGUAGES, NOT_FREE, Language, load_entities
from tasks.training.foundation import (
    Progress,
    copy,
    need,
    running_text,
    share_foundation,
    train_foundation,
    version_of,
)
from tasks.training.lemma_tables import widen_dictionary
from tasks.training.packing import pack, pack_variant, widen
from tasks.training.recipes import CHARACTER_MODELS, Workbench, components_of
from tasks.training.stages import train_component
from tasks.training.tags_and_trees import WordTagger, train_parser, train_tagger
from tasks.training.token_names import NameTagger, train_token_names
from tasks.training.word_tagger import StanzaWordTagger

FIRST_TAGGER_FOLDER = "tags-first"
FIRST_TAGGER_SHARE = 0.3
FULL_NAMES_FOLDER = "names-full"
FREE_FOLDER = "names-free"
FULL_NAMES_SHARE = 0.25


@dataclass(eq=False)
class UnknownChoice(PressgraphError):
    """A language or component that has no recipe."""

    choice: str
    known: tuple[str, ...]

    what_format: ClassVar[str] = "no training recipe for {choice!r}"
    mend_format: ClassVar[str] = "choose one of {known}"


def _chosen(components: Sequence[str] | None, language: str) -> tuple[Component, ...]:
    known = components_of(language)
    for name in components or ():
        if name not in known:
            raise UnknownChoice(name, known)
    return tuple(name for name in known if components is None or name in components)


def _restore(bench: Workbench, pack_folder: Path) -> None:
    """Take components that were not trained here from the pack as it is, so that one can be trained alone."""
    for component in bench.components:
        packed = pack_folder / bench.file_name(component)
        if not bench.model(component).exists() and packed.is_file():
            widen(packed, bench.model(component))


def train_pack(
    language: str,
    data: Path,
    *,
    components: Sequence[str] | None,
    output: Path,
    work: Path,
    resume: bool,
    progress: Progress,
) -> None:
    """Train a pack; see `tasks.training.train`."""
    if language == "en":
        _train_english(data, components, output, work / language, resume=resume, progress=progress)
        return
    if language not in LANGUAGES:
        raise UnknownChoice(language, ("de", "en", "it"))
    code: Language = language
    chosen = _chosen(components, language)
    bench = Workbench(work / language, language)
    bench.root.mkdir(parents=True, exist_ok=True)
    if components is not None or resume:
        _restore(bench, output)
    for component in chosen:
        if resume and components is None and bench.model(component).exists():
            progress(f"{component}: already trained")
            continue
        if not resume:
            _forget(bench, component)
        elif not bench.file(f"{component}.checkpoint").exists() and bench.model(component).exists():
            bench.model(component).replace(bench.start_of(component))
            progress(f"{component}: going on from finished weights")
        progress(f"{component}: training")
        _train_one(bench, component, data, code, progress)
    for component in bench.components:
        need(bench, component)
    manifest = pack(bench, output, version_of(bench))
    progress(f"pack: {manifest.bytes / 1e6:.1f} MB in {output}")
    if "ner" in chosen and any(restricted == language for restricted, _ in NOT_FREE):
        _train_free_variant(bench, data, code, output, progress)


def _train_english(
    data: Path, components: Sequence[str] | None, output: Path, work: Path, *, resume: bool, progress: Progress
) -> None:
    """Train the one component that English has of ours: names, on from those of the installed model."""
    from tasks.training.spacy_names import train_names

    other = [name for name in components or () if name != "ner"]
    if other:
        raise UnknownChoice(other[0], ("ner",))
    train_names(data, output, work, resume=resume, progress=progress)


def _train_free_variant(bench: Workbench, data: Path, language: Language, output: Path, progress: Progress) -> None:
    """Train the name tagger once more, on free corpora alone, and write it as a variant of the pack."""
    free = Workbench(bench.root / FREE_FOLDER, language)
    free.root.mkdir(exist_ok=True)
    if not free.model("ner").exists():
        progress("ner: once more, for the variant without non-commercial data")
        _train_names(free, data, language, progress, foundation=bench, free=True)
    folder = output.with_name(f"{output.name}-free")
    pack_variant(free, folder, base=output.name, version=version_of(bench))
    progress(f"pack: variant in {folder}")


def _forget(bench: Workbench, component: Component) -> None:
    model = bench.model(component)
    for path in (model, bench.start_of(component), bench.file(f"{component}.checkpoint")):
        path.unlink(missing_ok=True)
    if component == "depparse":
        parser_teaching.forget(bench)


def _train_one(bench: Workbench, component: Component, data: Path, language: Language, progress: Progress) -> None:
    if component == "pretrain" or component in CHARACTER_MODELS:
        train_foundation(bench, component, data, language, progress)
        return
    if component == "ner":
        _train_names(bench, data, language, progress)
        return
    preparation.prepare_parsing(bench, data, language)
    if component == "pos" and language == "de":
        preparation.add_morphology(bench, data, _first_tagger(bench, progress))
    if component == "depparse":
        progress("depparse: putting predicted tags in the place of gold ones")
        preparation.tag_trees(bench, _first_tagger(bench, progress).analyses)
    if component == "depparse" and component in bench.by_spacy:
        parser_teaching.teach_parser(bench, data, language, progress)
        return
    _train_words(bench, component, recipes.STEPS[language].get(component, 0), progress)
    if component == "lemma":
        added = widen_dictionary(bench, running_text(bench, data, language))
        progress(f"lemma: {added:,} entries from the tables of simplemma")


def _train_words(bench: Workbench, component: Component, steps: int, progress: Progress) -> None:
    """Train a component that reads words or makes them, by the library that finds it in this language."""
    if component not in bench.by_spacy:
        train_component(bench, component, steps)
    elif component == "pos":
        train_tagger(bench, steps, progress)
    else:
        train_parser(bench, steps, progress)


def _first_tagger(bench: Workbench, progress: Progress) -> WordTagger | StanzaWordTagger:
    """Return a tagger that was trained briefly, on the treebanks alone.

    It makes about the mistakes that the parser will meet, also on the sentences that it was trained on, and it chooses
    where the tags of other corpora are ambiguous.
    """
    first = Workbench(bench.root / FIRST_TAGGER_FOLDER, bench.language)
    first.root.mkdir(exist_ok=True)
    share_foundation(bench, first)
    copy(bench, first, "lemma")
    if not first.model("pos").exists():
        progress("pos: first round, on the treebanks alone")
        for name in ("pos.train.conllu", "parse.dev.conllu"):
            shutil.copyfile(bench.file(name), first.file(name))
        _train_words(first, "pos", int(recipes.STEPS[bench.language]["pos"] * FIRST_TAGGER_SHARE), progress)
    return WordTagger(first) if "pos" in bench.by_spacy else StanzaWordTagger(first)


def _train_names(
    bench: Workbench,
    data: Path,
    language: Language,
    progress: Progress,
    *,
    foundation: Workbench | None = None,
    free: bool = False,
) -> None:
    """Train the name tagger in two rounds: on fully annotated corpora, then on all with masked labels filled.

    Args:
        bench: where the files lie and the model goes.
        data: folder of the corpora.
        language: one with a recipe.
        progress: told what happens.
        foundation: where vectors and language models come from, if not from the bench itself.
        free: leave out the corpora that forbid commercial use.
    """
    names = load_entities(data, language, free=free)
    if foundation is not None:
        share_foundation(foundation, bench)
    full = Workbench(bench.root / FULL_NAMES_FOLDER, language)
    full.root.mkdir(exist_ok=True)
    share_foundation(bench, full)
    if not full.model("ner").exists():
        progress("ner: first round, on the corpora that annotate every label")
        preparation.prepare_full_names(full, names)
        train_token_names(full, int(recipes.STEPS[language]["ner"] * FULL_NAMES_SHARE), progress)
    progress("ner: filling the labels that a corpus does not annotate")
    preparation.prepare_names(bench, names, NameTagger(full))
    progress("ner: second round, on all corpora")
    train_token_names(bench, recipes.STEPS[language]["ner"], progress)
