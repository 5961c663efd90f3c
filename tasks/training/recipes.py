"""How each component of a pack is trained: by which library, the arguments of Stanza's trainers, and numbers of steps.

Sizes are chosen for 40 MB a language and 800 words a second on two cores. Step counts are for a
night on a CPU; the cards say how many the packs in models/ have seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.engines.packs import Component

CHARACTER_MODELS: tuple[Component, ...] = ("charlm_forward", "charlm_backward")
COMPONENTS: tuple[Component, ...] = (
    "pretrain", "charlm_forward", "charlm_backward", "tokenize", "mwt", "lemma", "pos", "depparse", "ner",
)  # fmt: skip

SPACY_COMPONENTS: Mapping[str, frozenset[Component]] = {
    "de": frozenset({"ner"}), "it": frozenset({"pos", "depparse", "ner"}),
}  # fmt: skip
"""What spaCy finds; the rest is Stanza's. German has few trees, and there Stanza's tagger and parser are ahead."""

CHARACTERS = 36_000_000

STEPS: Mapping[str, Mapping[Component, int]] = {
    "de": {"tokenize": 2500, "pos": 900, "depparse": 1200, "ner": 6000},
    "it": {"tokenize": 4000, "pos": 2000, "depparse": 2000, "ner": 6000},
}
PEAK_RATES: Mapping[Component, float] = {"pos": 4e-3, "depparse": 3e-3}
"""The highest learning rates of the components that train under `rates.falling_rate`."""
TEACHER_STEPS = 1200
"""Of Stanza's parser where spaCy's learns from what both of them make of news (see `taught_trees`)."""
TAUGHT_STEPS = 1000
TAUGHT_RATE = 4e-4
"""Highest rate of the parser's second round, which goes on from good weights."""
LEMMA_EPOCHS: Mapping[str, int] = {"de": 4, "it": 3}
EVALUATIONS = 14
NEVER = 10_000_000
"""More steps than any training has: what Stanza's trainers would do when a score stalls is left to the schedule."""


def components_of(language: str) -> tuple[Component, ...]:
    """Return the components of a language's pack, in the order in which they are trained."""
    return Workbench(Path(), language).components


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where the files of one language's training lie.

    Attributes:
        root: the folder.
        language: what is trained.
        own_parser: train Stanza's parser, also where spaCy finds the trees of the pack.
    """

    root: Path
    language: str
    own_parser: bool = False

    @property
    def by_spacy(self) -> frozenset[Component]:
        """The components that are spaCy's; the others are Stanza's."""
        return SPACY_COMPONENTS[self.language] - ({"depparse"} if self.own_parser else set())

    @property
    def components(self) -> tuple[Component, ...]:
        """All components, in the order in which they are trained.

        Character language models serve Stanza's tagger and parser alone.
        """
        needs_characters = not {"pos", "depparse"} <= self.by_spacy
        return tuple(name for name in COMPONENTS if needs_characters or name not in CHARACTER_MODELS)

    def file_name(self, component: Component) -> str:
        """Return the name of a component's file: MessagePack for spaCy's, PyTorch's format for Stanza's."""
        return f"{component}.msgpack" if component in self.by_spacy else f"{component}.pt"

    def model(self, component: Component) -> Path:
        """Return the path of a trained component, named as in a pack."""
        return self.root / self.file_name(component)

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


def _context(bench: Workbench, *, characters: bool) -> dict[str, object]:
    """Options for word vectors and, where wanted, character language models."""
    options: dict[str, object] = {"wordvec_pretrain_file": bench.model("pretrain")}
    if characters:
        options |= {
            "charlm": True, "charlm_shorthand": f"{bench.language}_pressgraph",
            "charlm_forward_file": bench.model("charlm_forward"),
            "charlm_backward_file": bench.model("charlm_backward"),
        }  # fmt: skip
    else:
        options |= {"char_hidden_dim": 100, "char_emb_dim": 50}
    return options


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


def pos_arguments(bench: Workbench, steps: int, *, characters: bool) -> list[str]:
    """Arguments of the tagger (universal tags and features; no language-specific tags)."""
    return _options(
        _common(bench, "pos") | _context(bench, characters=characters) | {
            "lang": bench.language, "train_file": bench.file("pos.train.conllu"),
            "eval_file": bench.file("parse.dev.conllu"), "output_file": bench.file("pos.dev.system"),
            "hidden_dim": 200, "num_layers": 2, "deep_biaff_hidden_dim": 200,
            "composite_deep_biaff_hidden_dim": 50, "batch_size": 50, "lr": PEAK_RATES["pos"], "max_steps": steps,
            "eval_interval": max(1, steps // EVALUATIONS), "fix_eval_interval": True,
            "max_steps_before_stop": steps, "no_second_optim": True,
            "word_cutoff": 4, "augment_nopunct": 0.0, "dropout": 0.4,
        }
    )  # fmt: skip


def depparse_arguments(bench: Workbench, steps: int, *, characters: bool) -> list[str]:
    """Arguments of the parser (deep biaffine attention, Dozat and Manning 2017)."""
    return _options(
        _common(bench, "depparse") | _context(bench, characters=characters) | {
            "lang": bench.language, "train_file": bench.file("parse.train.tagged.conllu"),
            "eval_file": bench.file("parse.dev.tagged.conllu"), "output_file": bench.file("depparse.dev.system"),
            "hidden_dim": 200, "num_layers": 2, "deep_biaff_hidden_dim": 128, "deep_biaff_output_dim": 100,
            "no_xpos": True, "batch_size": 2000, "optim": "adam", "lr": PEAK_RATES["depparse"], "weight_decay": 0.0,
            "beta2": 0.95, "max_steps": steps, "eval_interval": max(1, steps // EVALUATIONS),
            "second_optim_start_step": NEVER, "max_steps_before_stop": NEVER, "no_plateau": True, "word_cutoff": 4,
            "augment_nopunct": 0.0, "dropout": 0.4, "word_dropout": 0.25,
            "checkpoint_save_name": "depparse.checkpoint",
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
