"""Identifiers of mentions, relations, quotes and rejects, and which of them are one and the same.

An identifier is a hash of what a row is: its article, offsets, type and ends, never the entity, which may be
corrected later. Equal work therefore gives equal identifiers. Where rows are written does not belong here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from tasks.records import (
    ArticleId,
    End,
    Mention,
    MentionId,
    Quote,
    QuoteId,
    Reject,
    RejectId,
    Relation,
    RelationId,
)

_HEX_DIGITS = 32
"""128 bits: no two of a thousand million rows meet by chance."""

_Record = TypeVar("_Record")


def _digest(kind: str, *parts: object) -> str:
    """Hash of the parts; the separator and the kind keep neighbours and tables apart."""
    text = "\x1f".join((kind, *("\x00" if part is None else str(part) for part in parts)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX_DIGITS]


def mention_id(article_id: ArticleId, mention: Mention) -> MentionId:
    """Identifier of a mention: where it stands and what it is labelled."""
    return MentionId(_digest("mention", article_id, mention.span.start, mention.span.end, mention.label))


def relation_id(article_id: ArticleId, relation: Relation) -> RelationId:
    """Identifier of a relation: its evidence and all that sets it apart within its sentence."""
    key = _relation_key(relation)
    return RelationId(_digest("relation", article_id, relation.evidence.start, relation.evidence.end, *key))


def quote_id(article_id: ArticleId, quote: Quote) -> QuoteId:
    """Identifier of a quote: where it stands."""
    return QuoteId(_digest("quote", article_id, quote.span.start, quote.span.end))


def reject_id(reject: Reject) -> RejectId:
    """Identifier of a reject: what was not used and why, whenever it was seen."""
    return RejectId(
        _digest(
            "reject",
            reject.stage,
            reject.reason,
            reject.article_id,
            reject.source,
            reject.origin,
            reject.payload_sha256,
        )
    )


def distinct_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions without those that repeat span and label; the first is kept."""
    return _distinct(mentions, lambda mention: (mention.span, mention.label))


def distinct_relations(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations without those that say the same again in one sentence.

    The same are type (for an open relation its predicate), ends, polarity and modality. The most confident is kept,
    the first of equals, at the place of the first.
    """
    best: dict[Hashable, Relation] = {}
    for relation in relations:
        key = _relation_key(relation)
        if key not in best or relation.confidence > best[key].confidence:
            best[key] = relation
    return tuple(best.values())


def distinct_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes without those that repeat a span; the first is kept."""
    return _distinct(quotes, lambda quote: quote.span)


def _relation_key(relation: Relation) -> tuple[str | int | None, ...]:
    """What sets a relation apart within its article: sentence, type, ends, polarity and modality."""
    return (
        relation.sentence_no,
        relation.type or f"open:{relation.predicate}",
        *_end_key(relation.subject),
        *_end_key(relation.object),
        relation.object_text if relation.object is None else None,
        relation.polarity,
        relation.modality,
    )


def _end_key(end: End | None) -> tuple[int | None, int | None]:
    return (None, None) if end is None else (end.span.start, end.span.end)


def _distinct(records: Iterable[_Record], key: Callable[[_Record], Hashable]) -> tuple[_Record, ...]:
    first: dict[Hashable, _Record] = {}
    for record in records:
        first.setdefault(key(record), record)
    return tuple(first.values())
