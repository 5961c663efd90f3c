# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""A trained tagger and lemmatiser of Stanza's over sentences of words, for making training material.

Running a pack on articles belongs to the engines; scores belong to `evaluation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tasks.training.recipes import Workbench

_CHARACTERS = (("forward", "charlm_forward"), ("backward", "charlm_backward"))


class StanzaWordTagger:
    """The tagger of a workbench (or of a pack's folder), with its lemmatiser."""

    def __init__(self, bench: Workbench) -> None:
        """Load `pos.pt` and `lemma.pt` of a workbench with its vectors and language models."""
        import stanza
        from stanza.models.common.foundation_cache import FoundationCache
        from stanza.models.common.pretrain import Pretrain

        vectors = str(bench.model("pretrain"))
        pretrain = Pretrain(vectors, save_to_file=False)
        pretrain.load()
        pretrain._emb = pretrain.emb.float()  # noqa: SLF001 - 16 bits on disk, and there is no setter
        cache = FoundationCache()
        cache.pretrains[vectors] = pretrain
        options: dict[str, object] = {
            "pos_model_path": str(bench.model("pos")), "lemma_model_path": str(bench.model("lemma")),
            "pos_pretrain_path": vectors, "pos_batch_size": 100,
        }  # fmt: skip
        for direction, component in _CHARACTERS:
            options[f"pos_{direction}_charlm_path"] = str(bench.root / f"{component}.pt")
        self._pipeline: Any = stanza.Pipeline(
            bench.language, dir=str(bench.root), processors="tokenize,pos,lemma", package=None,
            tokenize_pretokenized=True, allow_unknown_language=True, download_method=None, foundation_cache=cache,
            use_gpu=False, logging_level="ERROR", **options,
        )  # fmt: skip

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the universal tags of each sentence's words, in order."""
        return [[tag for tag, _, _ in words] for words in self.analyses(sentences)]

    def analyses(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str, str]]]:
        """Return (universal tag, features, lemma) for each word of each sentence, in order."""
        document = self._pipeline([list(words) for words in sentences])
        return [
            [(word.upos or "X", word.feats or "_", word.lemma or word.text) for word in sentence.words]
            for sentence in document.sentences
        ]
