"""How each component of a pack is trained: the arguments of Stanza's own trainers, and numbers of steps.

Sizes are chosen for 40 MB a language and 800 words a second on two cores. Step counts are for a
night on a CPU; the cards say how many the packs in models/ have seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.engines.packs import Component

COMPONENTS: tuple[Component, ...] = (
    "pretrain", "tokenize", "mwt", "lemma", "pos", "depparse", "ner",
)  # fmt: skip

STEPS: Mapping[str, Mapping[Component, int]] = {
    "de": {"tokenize": 2500, "pos": 1200, "depparse": 1000, "ner": 6000},
    "it": {"tokenize": 4000, "pos": 2000, "depparse": 2000, "ner": 6000},
}
LEMMA_EPOCHS: Mapping[str, int] = {"de": 4, "it": 3}


def file_name(component: Component) -> str:
    """Return the name of a component's file: tags, trees and names are found by spaCy, all else by Stanza."""
    return f"{component}.msgpack" if component in ("pos", "depparse", "ner") else f"{component}.pt"


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where the files of one language's training lie."""

    root: Path
    language: str

    def model(self, component: Component) -> Path:
        """Return the path of a trained component, named as in a pack."""
        return self.root / file_name(component)

    def start_of(self, component: Component) -> Path:
        """Return where the weights lie that a component's training goes on from, if it does not begin anew."""
        model = self.model(component)
        return model.with_suffix(f".start{model.suffix}")

    def file(self, name: str) -> Path:
        """Return the path of a prepared input file."""
        return self.root / name


def _options(options: Mapping[str, object]) -> list[str]:
    """Turn a mapping into command-line arguments; True is a bare flag, False and None leave the option out."""
    arguments: list[str] = []
    for name, value in options.items():
        if value is True:
            arguments.append(f"--{name}")
        elif value is not None and value is not False:
            arguments += [f"--{name}", str(value)]
    return arguments


def _common(bench: Workbench, component: Component) -> dict[str, object]:
    model = bench.model(component)
    return {
        "mode": "train", "cpu": True, "shorthand": f"{bench.language}_pressgraph", "save_dir": model.parent,
        "save_name": model.name, "seed": 1234,
    }  # fmt: skip


def tokenize_arguments(bench: Workbench, steps: int) -> list[str]:
    """Arguments of the tokeniser: multiword tokens marked, sentences without a final mark practised."""
    return _options(
        _common(bench, "tokenize") | {
            "lang": bench.language, "txt_file": bench.file("tokenize.train.txt"),
            "label_file": bench.file("tokenize.train.labels"), "mwt_json_file": bench.file("mwt.json"),
            "dev_txt_file": bench.file("tokenize.dev.txt"), "dev_label_file": bench.file("tokenize.dev.labels"),
            "dev_conll_gold": bench.file("tokenize.dev.conllu"), "conll_file": bench.file("tokenize.dev.system"),
            "steps": steps, "eval_steps": max(1, steps // 8), "max_seqlen": 150, "sent_drop_prob": 0.1,
            "last_char_drop_prob": 0.2, "emb_dim": 32, "hidden_dim": 64, "anneal_after": steps // 2,
            "dropout": 0.2, "unit_dropout": 0.15,
        }
    )  # fmt: skip


def mwt_arguments(bench: Workbench) -> list[str]:
    """Arguments of the multiword expander: a dictionary with a small sequence model for unseen words."""
    return _options(
        _common(bench, "mwt") | {
            "lang": bench.language, "train_file": bench.file("mwt.train.conllu"),
            "eval_file": bench.file("mwt.dev.conllu"), "output_file": bench.file("mwt.dev.system"),
            "gold_file": bench.file("mwt.dev.conllu"), "num_epoch": 8, "augment_apos": 0.05,
        }
    )  # fmt: skip


def lemma_arguments(bench: Workbench) -> list[str]:
    """Arguments of the lemmatiser: a dictionary and a small sequence model with an edit classifier."""
    return _options(
        _common(bench, "lemma") | {
            "train_file": bench.file("lemma.train.conllu"), "eval_file": bench.file("parse.dev.conllu"),
            "output_file": bench.file("lemma.dev.system"), "hidden_dim": 100, "emb_dim": 50, "batch_size": 100,
            "num_epoch": LEMMA_EPOCHS[bench.language],
        }
    )  # fmt: skip
