"""An annotation as CoNLL-U, Universal Dependencies v2 (https://universaldependencies.org/format.html).

Writing only: what the columns hold is decided by the engines and the name layer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tasks.records import Annotation, Mention, Sentence, Span, Word

_EMPTY = "_"


def to_conllu(body: str, annotation: Annotation, mentions: Sequence[Mention], document_id: str) -> str:
    """A document as CoNLL-U: every character of the body that is not a space, in order.

    Surface forms of multiword tokens stand on their range line. MISC holds `SpaceAfter=No`, the offsets of the surface
    token in the body (`start_char`, `end_char`) and the name it is part of (`NER=B-PER`, `NER=I-PER`).

    Args:
        body: the text that all offsets point into.
        annotation: its sentences.
        mentions: the names to mark; of those that overlap only the first is.
        document_id: goes into `# newdoc id`.
    """
    tags = _Tags(mentions)
    parts = [f"# newdoc id = {_one_line(document_id)}\n"]
    for number, sentence in enumerate(annotation.sentences, start=1):
        head = f"# sent_id = {_one_line(document_id)}-{number}\n# text = {_one_line(sentence.span.of(body))}\n"
        parts.append(head + "".join(_lines(body, sentence, tags)) + "\n")
    if not annotation.sentences:
        parts.append("\n")
    return "".join(parts)


class _Tags:
    """Finds the name that a token is part of."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._names: list[tuple[Span, str]] = []
        for mention in sorted(mentions, key=lambda one: (one.span.start, -one.span.end)):
            if not self._names or mention.span.start >= self._names[-1][0].end:
                self._names.append((mention.span, mention.label.value))
        self._starts = [span.start for span, _ in self._names]

    def of(self, token: Span, before: int) -> str | None:
        """The tag of a token; `before` is the end of the token before it."""
        place = bisect_right(self._starts, token.end - 1) - 1
        if place < 0 or not self._names[place][0].overlaps(token):
            return None
        span, label = self._names[place]
        return f"{'I' if span.start < before else 'B'}-{label}"


def _lines(body: str, sentence: Sentence, tags: _Tags) -> Iterator[str]:
    before = sentence.span.start
    for (span, multiword), group in groupby(sentence.words, key=lambda word: (word.span, word.in_multiword)):
        words = list(group)
        misc = _misc(body, span, tags.of(span, before))
        before = span.end
        if multiword and len(words) > 1:
            columns = [f"{words[0].index}-{words[-1].index}", _form(span.of(body)), *[_EMPTY] * 7, misc]
            yield "\t".join(columns) + "\n"
            for word in words:
                yield _line(word, _form(word.text), _EMPTY)
        else:
            yield _line(words[0], _form(span.of(body)), misc)


def _line(word: Word, form: str, misc: str) -> str:
    columns = [
        str(word.index),
        form,
        _form(word.lemma),
        word.upos or "X",
        _form(word.xpos) if word.xpos else _EMPTY,
        _features(word.features),
        str(word.head),
        word.deprel,
        _EMPTY,
        misc,
    ]
    return "\t".join(columns) + "\n"


def _misc(body: str, token: Span, tag: str | None) -> str:
    """Attributes of a surface token."""
    entries = [f"start_char={token.start}", f"end_char={token.end}"]
    if tag:
        entries.append(f"NER={tag}")
    if token.end < len(body) and not body[token.end].isspace():
        entries.append("SpaceAfter=No")
    return "|".join(entries)


def _features(features: Mapping[str, str]) -> str:
    if not features:
        return _EMPTY
    return "|".join(f"{key}={features[key]}" for key in sorted(features, key=str.lower))


def _form(text: str) -> str:
    """A form or lemma; control characters and line ends inside it would break the line."""
    return _one_line(text).strip() or _EMPTY


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
