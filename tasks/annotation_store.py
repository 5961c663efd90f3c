"""What an engine said about one body as a small blob, and back: relations can be redone without the engine.

The form is compact JSON under zstd. Spans of words are kept relative to their sentence, features as their sorted UD
string, so that the text compresses well. Where blobs are kept does not belong here.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pyarrow as pa

from tasks.records import Annotation, Label, Language, Mention, Sentence, Span, Word

_FORM: Final = 1
"""Version of the form, first item of the blob."""


def pack_annotation(annotation: Annotation) -> bytes:
    """The annotation as a compressed blob."""
    content = [
        _FORM,
        annotation.language,
        annotation.engine,
        annotation.model,
        [
            [sentence.span.start, sentence.span.end, [_pack_word(word, sentence.span.start) for word in sentence.words]]
            for sentence in annotation.sentences
        ],
        [_pack_mention(mention) for mention in annotation.mentions],
    ]
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(plain)
    return bytes(sink.getvalue().to_pybytes())


def unpack_annotation(blob: bytes) -> Annotation:
    """The annotation that `pack_annotation` was given.

    Raises:
        ValueError: if the blob has a form that this version does not know.
    """
    with pa.CompressedInputStream(pa.BufferReader(blob), "zstd") as stream:
        content = json.loads(stream.read().decode("utf-8", "surrogatepass"))
    form, language, engine, model, sentences, mentions = content
    if form != _FORM:
        raise ValueError(f"annotation of unknown form {form}")
    return Annotation(
        language=Language(language),
        engine=engine,
        model=model,
        sentences=tuple(
            Sentence(Span(start, end), tuple(_unpack_word(word, start) for word in words))
            for start, end, words in sentences
        ),
        mentions=tuple(_unpack_mention(mention) for mention in mentions),
    )


def _pack_word(word: Word, offset: int) -> list[Any]:
    features = "|".join(f"{name}={value}" for name, value in sorted(word.features.items()))
    return [
        word.index,
        word.text,
        word.lemma,
        word.upos,
        word.head,
        word.deprel,
        word.span.start - offset,
        word.span.end - offset,
        features,
        int(word.in_multiword),
        word.xpos,
    ]


def _unpack_word(fields: list[Any], offset: int) -> Word:
    index, text, lemma, upos, head, deprel, start, end, features, in_multiword, xpos = fields
    pairs = (feature.partition("=") for feature in features.split("|")) if features else ()
    return Word(
        index=index,
        text=text,
        lemma=lemma,
        upos=upos,
        head=head,
        deprel=deprel,
        span=Span(start + offset, end + offset),
        features={name: value for name, _, value in pairs},
        in_multiword=bool(in_multiword),
        xpos=xpos,
    )


def _pack_mention(mention: Mention) -> list[Any]:
    return [
        mention.span.start,
        mention.span.end,
        mention.text,
        mention.label,
        mention.native_label,
        mention.sentence_no,
        mention.engine,
        mention.model,
        mention.score,
        mention.entity,
    ]


def _unpack_mention(fields: list[Any]) -> Mention:
    start, end, text, label, native_label, sentence_no, engine, model, score, entity = fields
    return Mention(
        span=Span(start, end),
        text=text,
        label=Label(label),
        native_label=native_label,
        sentence_no=sentence_no,
        engine=engine,
        model=model,
        score=score,
        entity=entity,
    )
