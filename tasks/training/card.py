"""Writing scores into a pack's model card and manifest. The prose of a card is written by hand and left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tasks.engines.packs import read_manifest, write_manifest
from tasks.training.evaluation import Scores

CARD_NAME = "README.md"
BEGIN, END = "<!-- scores -->", "<!-- end of scores -->"
_BLOCK = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)


def scores_as_markdown(scores: Scores, command: str, names: Sequence[str] = ()) -> str:
    """Return the score tables of a card; `names` are the lines of `name_scores`."""
    rows = [
        ("tokens", scores.tokens), ("sentences", scores.sentences), ("words", scores.words), ("UPOS", scores.upos),
        ("features", scores.features), ("lemma", scores.lemma), ("UAS", scores.uas), ("LAS", scores.las),
    ]  # fmt: skip
    lines = [
        f"Command: `{command}`",
        "",
        f"From raw text, held-out sentences of the treebanks ({scores.parsed_words:,} words), CoNLL 2018 definitions:",
        "",
        "| | F1 |",
        "| --- | --- |",
        *(f"| {name} | {value:.2f} |" for name, value in rows),
        "",
        "Names, exact spans on the tokens of held-out sentences (core: PER, ORG and LOC, micro average):",
        "",
        "| corpus and label | P | R | F1 | spans |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {score.precision:.1f} | {score.recall:.1f} | {score.f1:.1f} | {score.gold} |"
            for name, score in scores.names.items()
        ),
        "",
        f"Speed: {scores.words_per_second:,.0f} words a second with {scores.threads} thread(s), all components.",
        f"Size: {scores.bytes / 1e6:.1f} MB.",
        *(("", *_names_as_markdown(names)) if names else ()),
    ]
    return "\n".join(lines)


def _names_as_markdown(names: Sequence[str]) -> tuple[str, ...]:
    return ("Names as `annotate` gives them, from raw text:", "", "```", *names, "```")


def with_scores(card: str, table: str) -> str:
    """Return a card with its score block replaced, or appended where it has none."""
    block = f"{BEGIN}\n{table}\n{END}"
    if _BLOCK.search(card):
        return _BLOCK.sub(lambda _: block, card)
    return f"{card.rstrip()}\n\n## Scores\n\n{block}\n"


def write_scores(pack: Path, scores: Scores | None, command: str, names: Sequence[str] = ()) -> None:
    """Write scores into the card and the manifest of a pack; one that has names only has no `scores`."""
    manifest = read_manifest(pack)
    if scores is None:
        table = "\n".join((f"Command: `{command}`", "", *_names_as_markdown(names)))
    else:
        write_manifest(pack, replace(manifest, scores=scores.as_table()))
        table = scores_as_markdown(scores, command, names)
    card = pack / CARD_NAME
    text = card.read_text(encoding="utf-8") if card.is_file() else f"# Model pack `{manifest.language}`\n"
    card.write_text(with_scores(text, table), encoding="utf-8")
