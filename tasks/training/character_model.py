# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Character language models: one LSTM each way, trained on tokenised text.

Method: Akbik et al. 2018, "Contextual String Embeddings for Sequence Labeling". Stanza's own trainer starts from
plain SGD and needs days; this one trains the same network with Adam, a one-cycle rate and bfloat16 products for a
given number of characters, which gives a useful model in a quarter of an hour on one core.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tasks.training.speed import multiplies_16_bit_floats
from tasks.training.splits import SEED

if TYPE_CHECKING:
    import torch

Direction = Literal["forward", "backward"]

HIDDEN = 256
EMBEDDING = 64
BATCH = 96
WINDOW = 200
PEAK_RATE = 4e-3
RARE = 100
REPORT_STEPS = 200
GRADIENT_NORM = 0.5


def _arguments(direction: Direction) -> dict[str, Any]:
    return {
        "char_emb_dim": EMBEDDING,
        "char_hidden_dim": HIDDEN,
        "char_num_layers": 1,
        "char_dropout": 0.05,
        "char_unit_dropout": 1e-5,
        "char_rec_dropout": 0.0,
        "direction": direction,
    }


def _lanes(sentences: Path, direction: Direction) -> tuple[Any, torch.Tensor]:
    """Return the character vocabulary and the text as `BATCH` rows of character numbers.

    Stanza reads a line break, then each word followed by a blank; read backwards, the blank precedes the word.
    """
    import torch
    from stanza.models.common.vocab import CharVocab

    text = "\n" + sentences.read_text(encoding="utf-8").replace("\n", " \n" if direction == "forward" else "\n ")
    counts = Counter(text)
    vocabulary = CharVocab([sorted(char for char, count in counts.items() if count >= RARE)])
    identifiers = {char: vocabulary.unit2id(char) for char in counts}
    stream = torch.tensor([identifiers[char] for char in text], dtype=torch.int16)
    if direction == "backward":
        stream = stream.flip(0)
    length = len(stream) // BATCH
    return vocabulary, stream[: length * BATCH].view(BATCH, length)


class _Run:
    """A model in training, with what is needed to go on after an interruption."""

    def __init__(self, vocabulary: Any, direction: Direction, steps: int, checkpoint: Path) -> None:
        """Start anew, or from the checkpoint if it exists."""
        import torch
        from stanza.models.common.char_model import CharacterLanguageModel

        torch.manual_seed(SEED)
        self.model = CharacterLanguageModel(
            _arguments(direction), {"char": vocabulary}, is_forward_lm=direction == "forward"
        )
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=PEAK_RATE)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, PEAK_RATE, total_steps=steps + 1, pct_start=0.1
        )
        self.checkpoint = checkpoint
        self.hidden: Any = None
        self.step = 0
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            for name in ("model", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(state[name])
            self.step = state["step"]
        self.model.train()

    def save(self) -> None:
        """Write the checkpoint."""
        import torch

        names = ("model", "optimizer", "schedule")
        torch.save({name: getattr(self, name).state_dict() for name in names} | {"step": self.step}, self.checkpoint)

    def update(self, lanes: torch.Tensor) -> float:
        """Train on the next window of all rows; return the loss in nats a character."""
        import torch

        position = self.step * WINDOW % (lanes.size(1) - WINDOW - 1)
        chars = lanes[:, position : position + WINDOW].long()
        following = lanes[:, position + 1 : position + WINDOW + 1].long()
        with torch.autocast("cpu", torch.bfloat16, enabled=multiplies_16_bit_floats()):
            _, hidden, decoded = self.model(chars, [WINDOW] * BATCH, self.hidden)
            loss = torch.nn.functional.cross_entropy(decoded.float().flatten(0, 1), following.flatten())
        self.hidden = tuple(part.detach().float() for part in hidden)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), GRADIENT_NORM)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        return loss.item()


def train_character_model(
    sentences: Path, target: Path, direction: Direction, characters: int, progress: Callable[[str], None]
) -> None:
    """Train one direction on a file of tokenised lines, resuming from `<target>.checkpoint` if it is there.

    Args:
        sentences: one sentence a line, tokens separated by blanks.
        target: where Stanza's charlm file is written.
        direction: reading direction.
        characters: how many characters to train on; the text is repeated if it is shorter.
        progress: told loss and speed.
    """
    vocabulary, lanes = _lanes(sentences, direction)
    steps = max(1, characters // (BATCH * WINDOW))
    run = _Run(vocabulary, direction, steps, target.with_suffix(".checkpoint"))
    started, total, first = time.monotonic(), 0.0, run.step
    while run.step < steps:
        total += run.update(lanes)
        if run.step % REPORT_STEPS == 0:
            speed = (run.step - first) * BATCH * WINDOW / (time.monotonic() - started)
            bits = total / REPORT_STEPS / math.log(2)
            progress(f"charlm {direction}: step {run.step}/{steps}, {bits:.3f} bits a character, {speed:,.0f}/s")
            total = 0.0
            run.save()
    run.model.eval()
    run.model.save(str(target))
    progress(f"charlm {direction}: done, {steps * BATCH * WINDOW:,} characters")
