"""The parser of a language whose trees spaCy finds: taught in two rounds, the second with a teacher.

Which sentences are taught, and what two parsers make of them together, belongs to `taught_trees.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tasks.records import Language as RecordsLanguage
from tasks.training import preparation, recipes
from tasks.training.corpora import Language, load_entities
from tasks.training.foundation import Progress, copy, train_foundation, version_of
from tasks.training.packing import pack
from tasks.training.recipes import CHARACTER_MODELS, Workbench
from tasks.training.stages import train_component
from tasks.training.tags_and_trees import train_parser, trained_parser
from tasks.training.taught_trees import Teachers, news_sentences
from tasks.training.treebanks import as_conllu

FIRST_FOLDER: Final = "trees-first"
TEACHER_FOLDER: Final = "trees-teacher"
TAUGHT_FILE: Final = "parse.taught.conllu"


def teach_parser(bench: Workbench, data: Path, language: Language, progress: Progress) -> None:
    """Train spaCy's parser in two rounds: on the treebanks, then also on trees that it and Stanza's make of news."""
    first = Workbench(bench.root / FIRST_FOLDER, language)
    first.root.mkdir(exist_ok=True)
    copy(bench, first, "pretrain")
    if bench.start_of("depparse").exists() and not first.model("depparse").exists():
        shutil.copyfile(bench.start_of("depparse"), first.model("depparse"))
    if not first.model("depparse").exists():
        progress("depparse: first round, on the treebanks")
        _copy_trees(bench, first)
        train_parser(first, recipes.STEPS[language]["depparse"], progress)
    taught = bench.file(TAUGHT_FILE)
    if not taught.exists():
        teachers = Teachers(RecordsLanguage(language), _teacher(bench, data, language, progress), trained_parser(first))
        progress("depparse: trees of news sentences by two parsers")
        sentences = news_sentences(load_entities(data, language).training, language)
        taught.write_text(as_conllu(teachers.trees(sentences, progress)), encoding="utf-8")
    preparation.add_taught_trees(bench, taught)
    if not bench.start_of("depparse").exists():
        shutil.copyfile(first.model("depparse"), bench.start_of("depparse"))
    progress("depparse: second round, on treebanks and news")
    train_parser(bench, recipes.TAUGHT_STEPS, progress, peak_rate=recipes.TAUGHT_RATE)


def _teacher(bench: Workbench, data: Path, language: Language, progress: Progress) -> Path:
    """Train Stanza's parser, with character language models, and return the folder of a pack that has it."""
    teacher = Workbench(bench.root / TEACHER_FOLDER, language, own_parser=True)
    teacher.root.mkdir(exist_ok=True)
    copy(bench, teacher, "pretrain", "tokenize", "mwt", "lemma", "pos")
    _copy_trees(bench, teacher)
    for component in (*CHARACTER_MODELS, "depparse"):
        if not teacher.model(component).exists():
            progress(f"depparse: {component} of the second parser")
            if component == "depparse":
                train_component(teacher, component, recipes.TEACHER_STEPS)
            else:
                train_foundation(teacher, component, data, language, progress)
    folder = teacher.root / "pack"
    pack(teacher, folder, version_of(bench), components=[name for name in teacher.components if name != "ner"])
    return folder


def _copy_trees(source: Workbench, target: Workbench) -> None:
    for name in ("parse.train.tagged.conllu", "parse.dev.tagged.conllu"):
        shutil.copyfile(source.file(name), target.file(name))


def forget(bench: Workbench) -> None:
    """Remove what the two rounds left between them."""
    bench.file(TAUGHT_FILE).unlink(missing_ok=True)
    for folder in (FIRST_FOLDER, TEACHER_FOLDER):
        shutil.rmtree(bench.root / folder, ignore_errors=True)
