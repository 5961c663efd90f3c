"""What the character language models of a pack say of each word, computed once for tagger, parser and name tagger.

Stanza asks the models anew for every component, and each time also for the next characters, which nobody reads. Here
the states alone are computed, for both directions at once, and kept while a portion of text is worked on: the numbers
are the same.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Final

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence

_START: Final = "\n"
_END: Final = " "
_ROOT: Final = "\n"
"""What Stanza's parser puts before the words of a sentence, to stand for its root."""
_PORTION: Final = 20_000
"""Characters of a batch: its states then stay within some ten megabytes."""

Row = tuple[tuple[int, ...], tuple[int, ...]]
"""Characters of a sentence by number, and the place of the last one of each word."""
Memory = dict[Row, torch.Tensor]


class CharacterStates:
    """Stands in for the two methods of a Stanza character language model that its components call."""

    def __init__(self, model: Any, memory: Memory) -> None:
        """Serve a loaded, frozen model.

        Args:
            model: a `CharacterLanguageModel` of Stanza.
            memory: shared by all copies of the same model; whoever owns it empties it.
        """
        self._model = model
        self._memory = memory

    def install(self) -> None:
        """Let the model answer from here."""
        self._model.build_char_representation = self.of_words
        self._model.get_representation = self.of_rows

    def look_ahead(self, sentences: Iterable[tuple[str, ...]], also_for_parser: Container[tuple[str, ...]]) -> None:
        """Compute what components will ask for.

        Args:
            sentences: words or tokens of sentences.
            also_for_parser: those of them that the parser will ask for, with its root before them.
        """
        forward = self._model.is_forward_lm
        plain: list[Row] = []
        rooted: list[Row] = []
        for words in sentences:
            if words not in also_for_parser:
                plain.append(self._row(words))
                continue
            rooted.append(self._row((_ROOT, *words)))
            if forward:
                plain.append(self._row(words))
        self._states([*plain, *rooted])
        if not forward:  # read backward, the root comes last: the states before it are those without it
            for chars, ends in rooted:
                self._memory[chars[: ends[1] + 1], ends[1:]] = self._memory[chars, ends][1:]

    def of_words(self, sentences: Sequence[Sequence[str]]) -> list[torch.Tensor]:
        """For each sentence a tensor of words by units; as `build_char_representation`."""
        return self._states([self._row(words) for words in sentences])

    def of_rows(
        self, chars: torch.Tensor, offsets: Sequence[Sequence[int]], lengths: Sequence[int], order: Sequence[int]
    ) -> Any:
        """Packed states of padded rows of characters, the longest first; as `get_representation`."""
        rows = [(tuple(chars[at, :length].tolist()), tuple(offsets[at])) for at, length in enumerate(lengths)]
        in_order = [state for _, state in sorted(zip(order, self._states(rows), strict=True), key=lambda pair: pair[0])]
        packed = pack_sequence(in_order)
        return pad_packed_sequence(packed, batch_first=True)[0] if self._model.pad else packed

    def _row(self, words: Sequence[str]) -> Row:
        forward = self._model.is_forward_lm
        chars = [_START]
        ends: list[int] = []
        for word in words if forward else (word[::-1] for word in reversed(words)):
            chars.extend(word)
            chars.append(_END)
            ends.append(len(chars) - 1)
        return tuple(self._model.char_vocab().map(chars)), tuple(ends if forward else reversed(ends))

    def _states(self, rows: Sequence[Row]) -> list[torch.Tensor]:
        new = sorted({row for row in rows if row not in self._memory}, key=lambda row: -len(row[0]))
        for portion in _portions(new):
            self._memory.update(zip(portion, self._computed(portion), strict=True))
        return [self._memory[row] for row in rows]

    def _computed(self, rows: Sequence[Row]) -> list[torch.Tensor]:
        """States of rows that are sorted, the longest first."""
        model = self._model
        lengths = [len(chars) for chars, _ in rows]
        padding = model.char_vocab().unit2id(_END)
        padded = torch.full((len(rows), lengths[0]), padding, dtype=torch.long)
        for at, (chars, _) in enumerate(rows):
            padded[at, : len(chars)] = torch.tensor(chars)
        with torch.no_grad():
            embedded = pack_padded_sequence(model.char_emb(padded), lengths, batch_first=True)
            begin = tuple(
                state.expand(-1, len(rows), -1).contiguous() for state in (model.charlstm_h_init, model.charlstm_c_init)
            )
            states = pad_packed_sequence(model.charlstm(embedded, lengths, hx=begin)[0], batch_first=True)[0]
        return [states[at, list(ends)] for at, (_, ends) in enumerate(rows)]


def _portions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows, the longest first, in batches that are not too large to pad."""
    portion: list[Row] = []
    for row in rows:
        if portion and (len(portion) + 1) * len(portion[0][0]) > _PORTION:
            yield portion
            portion = []
        portion.append(row)
    if portion:
        yield portion
