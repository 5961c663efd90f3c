# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Word vectors: fastText skip-gram on raw text, pruned to a table that Stanza reads.

Method: Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information". The table keeps the commonest
words and every word of the training sets; words too rare to have been trained get the sum of their n-grams.
Stanza looks words up in lower case, so the text is lower-cased first.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from tasks.training.splits import SEED

DIMENSIONS = 100
EPOCHS = 3
TABLE_SIZE = 70_000


def _vocabulary(sentences: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with sentences.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.lower().split())
    return counts


def train_vectors(
    sentences: Path, wanted: Iterable[str], target: Path, progress: Callable[[str], None], *, epochs: int = EPOCHS
) -> None:
    """Train vectors on a file of tokenised lines and save the pruned table as a Stanza pretrain.

    Args:
        sentences: one sentence a line, tokens separated by blanks.
        wanted: words that must be in the table however rare they are (any case).
        target: where the pretrain is written.
        progress: told what happens.
        epochs: passes over the text.
    """
    import numpy as np
    import torch
    from gensim.models.fasttext import FastText
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    logging.getLogger("gensim").setLevel(logging.WARNING)
    counts = _vocabulary(sentences)
    progress(f"vectors: {sum(counts.values()):,} words, {len(counts):,} distinct")
    lower_case = target.with_suffix(".lower.txt")
    with sentences.open(encoding="utf-8") as source, lower_case.open("w", encoding="utf-8") as sink:
        sink.writelines(line.lower() for line in source)
    model = FastText(
        vector_size=DIMENSIONS, window=5, min_count=4, sg=1, negative=5, sample=1e-4, bucket=300_000,
        min_n=3, max_n=5, workers=1, seed=SEED, epochs=epochs,
    )  # fmt: skip
    model.build_vocab(corpus_file=str(lower_case))
    model.train(
        corpus_file=str(lower_case), total_examples=model.corpus_count, total_words=model.corpus_total_words,
        epochs=epochs,
    )  # fmt: skip
    lower_case.unlink()
    model.save(str(target.with_suffix(".gensim")))
    words = list(dict.fromkeys([word.lower() for word in wanted] + [word for word, _ in counts.most_common()]))
    words = words[:TABLE_SIZE]
    table = np.zeros((len(words) + len(VOCAB_PREFIX), DIMENSIONS), dtype="float32")
    for row, word in enumerate(words, start=len(VOCAB_PREFIX)):
        table[row] = model.wv[word]
    # Subword sums of untrained words are much longer or shorter than trained vectors: one common length for all.
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table = np.where(lengths > 0, table / np.maximum(lengths, 1e-6) * 3.0, 0.0).astype("float32")
    torch.save({"vocab": PretrainedWordVocab(words).state_dict(), "emb": torch.from_numpy(table)}, target)
    progress(f"vectors: {len(words):,} rows of {DIMENSIONS} in {target.name}")
