"""The vocabulary of pressgraph: frozen records that every room speaks.

Offsets are Unicode code points into the article's body, end exclusive. `sentence_no` and all other
numbers count from 0, except `Word.index` and `Word.head`, which follow Universal Dependencies (words of a
sentence count from 1, head 0 is the root).

No behaviour beyond small value types belongs here: nothing that reads files, loads models or knows SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
MentionId = NewType("MentionId", str)
RelationId = NewType("RelationId", str)
QuoteId = NewType("QuoteId", str)
RejectId = NewType("RejectId", str)
EntityId = NewType("EntityId", str)
RunId = NewType("RunId", str)

Language = NewType("Language", str)
"""An ISO 639-1 code, lower case: `en`, `de`, `it`."""

CountryCode = NewType("CountryCode", str)
"""An ISO 3166-1 alpha-2 code, upper case: `KZ`."""

EntityNumber = NewType("EntityNumber", int)
"""Position of an `ArticleEntity` in the list of its article."""


class Label(StrEnum):
    """What kind of name a mention is: one scheme for every language and engine."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


class EntityKind(StrEnum):
    """What kind of real thing an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    OTHER = "other"


class BlockKind(StrEnum):
    """The part that a line of an article plays."""

    TITLE = "title"
    TEXT = "text"
    FURNITURE = "furniture"


class Scheme(StrEnum):
    """The vocabulary that a relation type comes from."""

    PLOVER = "plover"
    STATEMENT = "statement"
    WIKIDATA = "wikidata"


class RelationType(StrEnum):
    """The relation types of the contract: PLOVER events, statements, Wikidata facts."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATE = "STATE"
    POSITION_HELD = "POSITION_HELD"
    HEAD_OF = "HEAD_OF"
    AFFILIATED_WITH = "AFFILIATED_WITH"
    MEMBER_OF = "MEMBER_OF"
    PART_OF = "PART_OF"
    LOCATED_IN = "LOCATED_IN"
    BORDERS = "BORDERS"
    DIPLOMATIC_RELATION = "DIPLOMATIC_RELATION"

    @property
    def scheme(self) -> Scheme:
        """The vocabulary that this type belongs to."""
        if self is RelationType.STATE:
            return Scheme.STATEMENT
        return Scheme.WIKIDATA if self in _FACT_TYPES else Scheme.PLOVER

    @property
    def is_symmetric(self) -> bool:
        """Whether the two ends can change places without changing what is said.

        AGREE is symmetric only between two parties, which the type alone does not tell; it counts as not symmetric.
        """
        return self in _SYMMETRIC_TYPES


_FACT_TYPES = frozenset(
    {
        RelationType.POSITION_HELD,
        RelationType.HEAD_OF,
        RelationType.AFFILIATED_WITH,
        RelationType.MEMBER_OF,
        RelationType.PART_OF,
        RelationType.LOCATED_IN,
        RelationType.BORDERS,
        RelationType.DIPLOMATIC_RELATION,
    }
)
_SYMMETRIC_TYPES = frozenset(
    {RelationType.CONSULT, RelationType.COOPERATE, RelationType.BORDERS, RelationType.DIPLOMATIC_RELATION}
)


class Voice(StrEnum):
    """Grammatical voice of a predicate; NONE for facts from titles and appositions."""

    ACTIVE = "active"
    PASSIVE = "passive"
    NONE = "none"


class Polarity(StrEnum):
    """Whether the text affirms or denies a relation."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How firmly the text commits to a relation."""

    ASSERTED = "asserted"
    FUTURE = "future"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Tense(StrEnum):
    """When the text places a relation, by grammar."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class ArgumentRole(StrEnum):
    """The part that a further phrase plays in a relation."""

    LOCATION = "location"
    TIME = "time"
    AMOUNT = "amount"
    INSTRUMENT = "instrument"
    TOPIC = "topic"
    RECIPIENT = "recipient"
    OTHER = "other"


class Stage(StrEnum):
    """A step of work on one article that is selected, versioned and superseded as a whole."""

    INGESTION = "ingestion"
    ANNOTATION = "annotation"
    RELATIONS = "relations"
    ENTITIES = "entities"


class Reprocess(StrEnum):
    """Which articles a run works on: new or changed ones, also outdated ones, or all."""

    NEW = "new"
    STALE = "stale"
    ALL = "all"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts.

        Raises:
            ValueError: if `start` is negative or `end` lies before `start`.
        """
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same span `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the body with the part it plays. Blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from a source; `body` is the text every offset points into."""

    article_id: ArticleId
    origin: str
    source: str
    body: str
    content_sha256: str
    payload_sha256: str
    ingested_at: datetime
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    language: Language | None = None
    language_confidence: float | None = None
    blocks: tuple[Block, ...] = ()
    duplicate_of: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was not loaded or not processed, and why.

    `reason` is a short fixed code (`empty`, `binary`, `no-engine`, ...), `detail` says it for a person.
    """

    stage: Stage
    reason: str
    detail: str
    source: str
    origin: str
    seen_at: datetime
    article_id: ArticleId | None = None
    payload_sha256: str | None = None


class _Relations(dict[str, str]):
    """Relations without subtype by deprel; asked for so often that parting the text anew shows in the run time."""

    def __missing__(self, deprel: str) -> str:
        found = self[deprel] = deprel.partition(":")[0]
        return found


_RELATION_OF = _Relations()


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word with its Universal Dependencies analysis.

    The words of one multiword token (`della` = di + la) all carry the span of the token.

    Attributes:
        index: position in the sentence, from 1.
        text: the word's own form (`di`), which need not stand in the body.
        lemma: dictionary form.
        upos: universal part-of-speech tag.
        features: UD features, e.g. `{"Number": "Plur"}`.
        head: index of the governing word, 0 for the root.
        deprel: UD v2 relation to the head, with subtype if any (`nsubj:pass`).
        span: where the surface token stands in the body.
        in_multiword: whether the word is part of a multiword token.
        xpos: the treebank's own tag, empty if there is none.
    """

    index: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    span: Span
    features: Mapping[str, str] = field(default_factory=dict, compare=False)
    in_multiword: bool = False
    xpos: str = ""

    @property
    def relation(self) -> str:
        """The deprel without its subtype: `nsubj` for `nsubj:pass`."""
        return _RELATION_OF[self.deprel]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words; every word's span lies inside the sentence's span."""

    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a nationality, as it stands in the text.

    Attributes:
        entity: the entity of the article that this mention names; for a nationality, its country.
        native_label: what the engine itself called it; `gazetteer` or another rule's name if no engine did.
        score: the engine's confidence from 0 to 1, None if it gives none.
    """

    span: Span
    text: str
    label: Label
    native_label: str
    sentence_no: int
    engine: str
    model: str
    score: float | None = None
    entity: EntityNumber | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an engine says about one body: sentences, words and the names it saw."""

    language: Language
    engine: str
    model: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A form under which an article names an entity, and how often."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """One real thing as one article names it, before it is identified across articles.

    Attributes:
        number: position in the article's list; `Mention.entity` and `End.entity` point here.
        name: fullest form in the article, given name first, without title.
        aliases: all forms, nationalities included, commonest first.
        country_code: a country's own code, a place's country if known, else None.
        countries: codes of countries that the article ties the entity to by title or nationality (`kazakh president`).
        offices: lemmas of the offices that the article gives the entity (`president`).
    """

    number: EntityNumber
    name: str
    label: Label
    kind: EntityKind
    aliases: tuple[Alias, ...]
    country_code: CountryCode | None = None
    countries: tuple[CountryCode, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """A subject, object or speaker: a whole noun phrase, and the entity it stands for if known.

    For a subject that the verb form alone expresses (`Ha detto ...`) the span is that of the antecedent's mention.
    """

    span: Span
    text: str
    entity: EntityNumber | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A further phrase of a relation: its text with the preposition, its entity, its resolved value."""

    role: ArgumentRole
    span: Span
    text: str
    entity: EntityNumber | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the event took place: resolved days (inclusive) and the words that said so."""

    text: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """In this sentence, SUBJECT does or is TYPE to OBJECT, and this is how the text commits to it.

    Attributes:
        type: None for an open relation.
        predicate: lemma of the predicate.
        predicate_text: auxiliaries, negation, verb and particle as they stand.
        object_text: what was said or done where the object is a clause, or the office; else None when `object` is set.
        evidence: the smallest stretch of the body that holds predicate, ends and arguments of this sentence.
        confidence: calibrated probability from 0 to 1.
        rule: name of the rule that found it.
    """

    type: RelationType | None
    predicate: str
    predicate_text: str
    voice: Voice
    subject: End | None
    object: End | None
    sentence_no: int
    evidence: Span
    rule: str
    confidence: float
    object_text: str | None = None
    arguments: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    tense: Tense | None = None
    event_date: EventDate | None = None
    attribution: End | None = None

    @property
    def scheme(self) -> Scheme | None:
        """The vocabulary of the type; None for an open relation."""
        return self.type.scheme if self.type else None

    def with_confidence(self, confidence: float) -> Relation:
        """The same row with another confidence; `dataclasses.replace` would take a twentieth of the extraction."""
        return Relation(
            self.type,
            self.predicate,
            self.predicate_text,
            self.voice,
            self.subject,
            self.object,
            self.sentence_no,
            self.evidence,
            self.rule,
            confidence,
            self.object_text,
            self.arguments,
            self.polarity,
            self.modality,
            self.tense,
            self.event_date,
            self.attribution,
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks (marks excluded) and who spoke them. May span sentences; `sentence_no` is the first."""

    span: Span
    text: str
    sentence_no: int
    speaker: End | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one article says, ready for the warehouse. `mentions` have passed the name layer and carry entities."""

    article_id: ArticleId
    annotation: Annotation
    mentions: tuple[Mention, ...]
    entities: tuple[ArticleEntity, ...]
    relations: tuple[Relation, ...]
    quotes: tuple[Quote, ...]
