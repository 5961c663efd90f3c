# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""The recipes that make the packs in models/, and their evaluation. Importing this room is cheap.

`train` makes a pack from the corpora, `evaluate` scores one on held-out sentences, `write_scores` puts the figures
into its card and manifest. The packages of the optional group `train` are needed for training and for scores.
Running a pack on articles does not belong here: that is the engines' work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.training.evaluation import Scores

__all__ = ["evaluate", "train", "write_scores"]


def train(
    language: str,
    data: Path,
    *,
    components: Sequence[str] | None = None,
    output: Path,
    work: Path,
    resume: bool = False,
    progress: Callable[[str], None],
) -> None:
    """Train a pack, or some components of it, and write it to `output`.

    Args:
        language: `de`, `en` (names only) or `it`.
        data: folder with treebanks/, ner/ and raw/.
        components: which components to train; all by default.
        output: the pack's folder, such as models/de.
        work: where prepared files, checkpoints and trained components are kept.
        resume: leave out what `work` already has, and continue from checkpoints.
        progress: told what happens, a line at a time.

    Raises:
        DataMissing: a corpus is not there.
        ComponentMissing: a component that the pack needs is neither trained nor asked for.
        UnknownChoice: there is no recipe for the language, or no such component.
    """
    from tasks.training.running import train_pack

    train_pack(language, data, components=components, output=output, work=work, resume=resume, progress=progress)


def evaluate(language: str, data: Path, *, pack: Path) -> Scores:
    """Score a pack on the held-out sentences of its language; see `tasks.training.evaluation.evaluate`."""
    from tasks.training import evaluation

    return evaluation.evaluate(language, data, pack=pack)


def write_scores(pack: Path, scores: Scores | None, command: str, names: Sequence[str] = ()) -> None:
    """Write scores into the card and the manifest of a pack; see `tasks.training.card`."""
    from tasks.training import card

    card.write_scores(pack, scores, command, names)
