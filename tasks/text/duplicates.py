"""Which articles are the same text: word for word, or nearly (an agency report in two papers).

Near-duplicates are found with MinHash over word shingles (Broder 1997): candidates by locality-sensitive hashing, each
then checked with the Jaccard similarity that the whole signatures give. What an earlier run found comes back as bytes,
so that nothing has to be read again. Where signatures are kept does not belong here.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from datasketch import MinHash, MinHashLSH

from tasks.records import ArticleId, Block
from tasks.text.blocks import text_of
from tasks.text.normalise import fold

NEAR: Final = 0.85
"""Least Jaccard similarity of the shingles of near-duplicates."""
_CANDIDATE: Final = 0.75
"""Threshold of the first, rough search: below `NEAR`, so that it misses next to nothing."""
_PERMUTATIONS: Final = 128
_SHINGLE_WORDS: Final = 3
_SEED: Final = 1
_SCHEME: Final = "affine32"
_VERSION: Final = b"\x01"
_EXACT_BYTES: Final = 16
_HEADER: Final = struct.Struct(f"<c{_EXACT_BYTES}sI")
_SHORT: Final = 20
"""Texts of fewer words are duplicates only word for word: one other name in a short text is another event."""
_WORD: Final = re.compile(r"\w+")


def signature(body: str, blocks: Sequence[Block] = ()) -> bytes:
    """What is kept of a text to compare it: a hash of its words and its MinHash (about 530 bytes).

    Args:
        body: the article.
        blocks: its lines; furniture is left aside.

    Case, accents, punctuation and white space make no difference.
    """
    words = _WORD.findall(fold(text_of(body, blocks)))
    exact = hashlib.sha256(" ".join(words).encode()).digest()[:_EXACT_BYTES]
    header = _HEADER.pack(_VERSION, exact, len(words))
    if len(words) < _SHORT:
        return header
    shingles = {" ".join(words[at : at + _SHINGLE_WORDS]) for at in range(len(words) - _SHINGLE_WORDS + 1)}
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
    minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return header + np.asarray(minhash.hashvalues, dtype="<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard similarity of two signed texts, 0 to 1; 1 only if their words are the same."""
    if _HEADER.unpack_from(one)[1] == _HEADER.unpack_from(other)[1]:
        return 1.0
    first, second = _minhash(one), _minhash(other)
    return min(first.jaccard(second), 1 - 1 / _PERMUTATIONS) if first and second else 0.0


class DuplicateIndex:
    """The articles seen so far, in the order of their ingestion; the earlier one is the original.

    The answers depend only on the articles and their order. Signatures of an unknown version are left out.
    """

    def __init__(self, known: Mapping[ArticleId, bytes] | Iterable[tuple[ArticleId, bytes]] = ()) -> None:
        """Start with known articles, the earliest first."""
        self._order: dict[ArticleId, int] = {}
        self._signatures: dict[ArticleId, bytes] = {}
        self._exact: dict[bytes, list[ArticleId]] = {}
        self._near = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
        for article_id, signed in known.items() if isinstance(known, Mapping) else known:
            self.add(article_id, signed)

    def add(self, article_id: ArticleId, signed: bytes) -> None:
        """Take an article in; a changed text replaces the earlier one and keeps its place."""
        if not _is_current(signed):
            return
        if article_id in self._signatures:
            self._remove(article_id)
        self._order.setdefault(article_id, len(self._order))
        self._signatures[article_id] = signed
        self._exact.setdefault(_HEADER.unpack_from(signed)[1], []).append(article_id)
        minhash = _minhash(signed)
        if minhash:
            self._near.insert(article_id, minhash)

    def first_like(self, article_id: ArticleId, signed: bytes) -> ArticleId | None:
        """The earliest other article with this text, or nearly; None if there is none.

        An article that is known already is compared only with those before it: the original never becomes the
        duplicate of its copy.
        """
        if not _is_current(signed):
            return None
        place = self._order.get(article_id, len(self._order))
        same = [other for other in self._exact.get(_HEADER.unpack_from(signed)[1], ()) if self._order[other] < place]
        minhash = _minhash(signed)
        if minhash:
            same.extend(
                other
                for other in self._near.query(minhash)
                if self._order[other] < place and similarity(signed, self._signatures[other]) >= NEAR
            )
        others = [other for other in same if other != article_id]
        return min(others, key=self._order.__getitem__, default=None)

    def _remove(self, article_id: ArticleId) -> None:
        signed = self._signatures.pop(article_id)
        self._exact[_HEADER.unpack_from(signed)[1]].remove(article_id)
        if article_id in self._near:
            self._near.remove(article_id)


def _is_current(signed: bytes) -> bool:
    return len(signed) in {_HEADER.size, _HEADER.size + 4 * _PERMUTATIONS} and signed[:1] == _VERSION


def _minhash(signed: bytes) -> MinHash | None:
    """The MinHash of a signature; None for a short text."""
    if len(signed) == _HEADER.size:
        return None
    values = np.frombuffer(signed, dtype="<u4", offset=_HEADER.size).astype(np.uint64)
    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashvalues=values, scheme=_SCHEME)
