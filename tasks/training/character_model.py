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
from typing import Any, Literal

from tasks.training.splits import SEED

Direction = Literal["forward", "backward"]

HIDDEN = 256
EMBEDDING = 64
BATCH = 96
WINDOW = 200
PEAK_RATE = 4e-3
RARE = 100
CHECKPOINT_STEPS = 200


def _arguments(direction: Direction) -> dict[str, Any]:
    return {
        "char_emb_dim": EMBEDDING, "char_hidden_dim": HIDDEN, "char_num_layers": 1, "char_dropout": 0.05,
        "char_unit_dropout": 1e-5, "char_rec_dropout": 0.0, "direction": direction,
    }  # fmt: skip


def train_character_model(
    sentences: Path, target: Path, direction: Direction, characters: int, progress: Callable[[str], None]
) -> None:
    """Train one direction on a file of tokenised lines, resuming from `<target>.checkpoint` if it is there.

    Args:
        sentences: one sentence a line, tokens separated by blanks; every line starts anew for the model.
        target: where Stanza's charlm file is written.
        direction: reading direction.
        characters: how many characters to train on; the text is repeated if it is shorter.
        progress: told loss and speed.
    """
    import torch
    from stanza.models.common.char_model import CharacterLanguageModel
    from stanza.models.common.vocab import CharVocab

    torch.manual_seed(SEED)
    # Stanza reads "\\n", then each word followed by a blank; read backwards, the blank precedes the word.
    text = "\n" + sentences.read_text(encoding="utf-8").replace("\n", " \n" if direction == "forward" else "\n ")
    counts = Counter(text)
    vocabulary = CharVocab([sorted(char for char, count in counts.items() if count >= RARE)])
    identifiers = {char: vocabulary.unit2id(char) for char in counts}
    stream = torch.tensor([identifiers[char] for char in text], dtype=torch.int16)
    if direction == "backward":
        stream = stream.flip(0)
    del text
    lane = len(stream) // BATCH
    lanes = stream[: lane * BATCH].view(BATCH, lane)
    steps = max(1, characters // (BATCH * WINDOW))
    model = CharacterLanguageModel(_arguments(direction), {"char": vocabulary}, is_forward_lm=direction == "forward")
    optimizer = torch.optim.Adam(model.parameters(), lr=PEAK_RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps + 1, pct_start=0.1)
    checkpoint = target.with_suffix(".checkpoint")
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    model.train()
    hidden, started, total = None, time.monotonic(), 0.0
    for step in range(first, steps):
        position = step * WINDOW % (lane - WINDOW - 1)
        chars = lanes[:, position : position + WINDOW].long()
        following = lanes[:, position + 1 : position + WINDOW + 1].long()
        with torch.autocast("cpu", torch.bfloat16):
            _, hidden, decoded = model(chars, [WINDOW] * BATCH, hidden)
            loss = torch.nn.functional.cross_entropy(decoded.float().flatten(0, 1), following.flatten())
        hidden = tuple(part.detach().float() for part in hidden)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if (step + 1) % CHECKPOINT_STEPS == 0:
            speed = (step + 1 - first) * BATCH * WINDOW / (time.monotonic() - started)
            bits = total / CHECKPOINT_STEPS / math.log(2)
            progress(f"charlm {direction}: step {step + 1}/{steps}, {bits:.3f} bits a character, {speed:,.0f}/s")
            total = 0.0
            torch.save(
                {"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                 "schedule": schedule.state_dict(), "step": step + 1}, checkpoint,
            )  # fmt: skip
    model.eval()
    model.save(str(target))
    progress(f"charlm {direction}: done, {steps * BATCH * WINDOW:,} characters")
