"""What a lexicon holds: frames of verbs and nouns, offices, control and speech words, closed classes.

How they are read from a file belongs to lexicon_format.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tasks.records import CountryCode, Label, Language, Modality, Polarity, RelationType
from tasks.relations.governments import Post

OfficeFact = Literal["HEAD_OF", "AFFILIATED_WITH"]
SpeechForm = Literal["verb", "adposition", "noun"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an end of a relation stands: a kind of dependent, for `obl` with its adposition."""

    kind: str
    adposition: str = ""


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb in a frame; `type` None only fixes the frame of an open relation.

    Attributes:
        object_labels: the object has to be a name with one of these labels.
        subject_labels: a subject that is a name has to carry one of these labels.
        subject_lemmas: a subject that is no name has to be one of these nouns.
        beside: one of these words has to stand with the verb (`macht ... verantwortlich`, `setzt ... unter Druck`).
        further: whether it fits beside another frame of its type (`volare a Washington da Trump`: two ends of one).
        bare: the verb has no object (`called for`, not `called it good for`).
    """

    lemma: str
    type: RelationType | None
    subject: Slot
    objects: tuple[Slot, ...]
    reciprocal: bool = False
    reflexive: bool = False
    object_lemmas: frozenset[str] = frozenset()
    not_object_lemmas: frozenset[str] = frozenset()
    object_labels: frozenset[Label] = frozenset()
    subject_labels: frozenset[Label] = frozenset()
    subject_lemmas: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    further: bool = False
    bare: bool = False
    example: str = ""
    ends: tuple[str, str] = ("", "")

    @property
    def strictness(self) -> int:
        """How many conditions the frame sets; stricter frames are tried first."""
        return (
            8 * bool(self.beside)
            + 4 * bool(self.object_lemmas)
            + 2 * self.reflexive
            + 2 * bool(self.object_labels)
            + bool(self.subject_labels or self.subject_lemmas)
            + bool(self.not_object_lemmas)
            + any(slot.kind == "obl" for slot in self.objects[:1])
        )


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A nominal event: whose it is, whom it concerns, which light verbs carry it.

    `object_labels` limits the other end to names of these kinds (`a seat in` an organisation, a seat in a city).
    One of the words of `beside` has to belong to the noun (`a trade war`); such frames are tried first.
    """

    lemma: str
    type: RelationType
    subjects: tuple[Slot, ...]
    objects: tuple[Slot, ...]
    light: frozenset[str] = frozenset()
    reciprocal: bool = False
    object_labels: frozenset[Label] = frozenset()
    beside: frozenset[str] = frozenset()
    example: str = ""
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Office:
    """An office or function that a person holds.

    Attributes:
        country: the only country that has this office.
        state: whether a state has it, so that the only country an article names is the likely one.
        parts_of: countries of whose parts it is an office (a German `Ministerpräsident`): never guessed to be theirs.
        post: what kind of post at the top of a state it is; countries without such a post are never guessed.
        counterpart: no office itself, but that of the person named before, elsewhere (`his Polish counterpart`).
        private: no country has it, so that a nationality tells only where its holder is from (`a Polish singer`).
    """

    lemma: str
    fact: OfficeFact
    country: CountryCode | None = None
    state: bool = False
    counterpart: bool = False
    parts_of: frozenset[str] = frozenset()
    post: Post | None = None
    example: str = ""
    ends: tuple[str, str] = ("", "")
    private: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """A word that embeds an event and changes how the text commits to it."""

    lemma: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """A word that introduces what somebody said."""

    lemma: str
    form: SpeechForm
    example: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes of a language; lower case unless a noun is written large.

    Attributes:
        blame_words: what is said of somebody only to blame them: verbs, adjectives, nouns.
        praise_words: what is said of somebody only to praise them.
        doing_verbs: verbs that say somebody has, does or spreads what the noun beside them names (`bears the blame`).
        demanded_nouns: what is demanded of the one whose it is (`ha chiesto le dimissioni di X`).
        honoured_nouns: what is honoured, mourned or paid for of somebody's (`cordoglio per la morte di X`).
        work_nouns: what somebody writes, makes or says: whatever it criticises or asks, its author does.
        follower_nouns: people of an organisation who in the plural act for it (`activists of Greenpeace`).
        times: all words that can name a time, for one quick look.
        day_names: those of them that name a day by themselves.
        currency_forms: the names and signs of currencies.
    """

    actor_nouns: frozenset[str]
    act_nouns: frozenset[str]
    blame_words: frozenset[str]
    praise_words: frozenset[str]
    doing_verbs: frozenset[str]
    work_nouns: frozenset[str]
    follower_nouns: frozenset[str]
    ending_verbs: frozenset[str]
    envoy_nouns: frozenset[str]
    force_nouns: frozenset[str]
    target_nouns: frozenset[str]
    share_nouns: frozenset[str]
    property_nouns: frozenset[str]
    honoured_nouns: frozenset[str]
    demanded_nouns: frozenset[str]
    negation: frozenset[str]
    former: frozenset[str]
    passive_auxiliaries: frozenset[str]
    modal_future: frozenset[str]
    modal_possible: frozenset[str]
    modal_conditional: frozenset[str]
    condition_markers: frozenset[str]
    copulas: frozenset[str]
    last_words: frozenset[str]
    next_words: frozenset[str]
    this_words: frozenset[str]
    ago_words: frozenset[str]
    location_prepositions: frozenset[str]
    time_prepositions: frozenset[str]
    topic_prepositions: frozenset[str]
    instrument_prepositions: frozenset[str]
    recipient_prepositions: frozenset[str]
    addressee_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    forum_prepositions: frozenset[str]
    receiving_verbs: frozenset[str]
    appointing_verbs: frozenset[str]
    dismissing_verbs: frozenset[str]
    quantity_nouns: frozenset[str]
    expert_nouns: frozenset[str]
    staff_nouns: frozenset[str]
    feminine_nouns: frozenset[str]
    group_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    place_nouns: frozenset[str]
    outsider_nouns: frozenset[str]
    state_servants: frozenset[str]
    partial_offices: frozenset[str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    number_words: Mapping[str, float]
    magnitudes: Mapping[str, float]
    currencies: Mapping[str, str]
    relative_days: Mapping[str, int]
    relative_units: Mapping[str, str]
    times: frozenset[str] = field(init=False)
    day_names: frozenset[str] = field(init=False)
    currency_forms: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the words of time and of money."""
        times = frozenset().union(self.weekdays, self.months, self.relative_days, self.relative_units)
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "day_names", frozenset().union(self.weekdays, self.relative_days))
        object.__setattr__(self, "currency_forms", frozenset(self.currencies))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of one language, by lemma in lower case.

    Attributes:
        offices: by their words in lower case (`("prime", "minister")`), so that an office of several words is found.
    """

    language: Language
    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    offices: Mapping[tuple[str, ...], Office]
    controls: Mapping[str, Control]
    speech_verbs: Mapping[str, Speech]
    speech_adpositions: frozenset[tuple[str, ...]]
    words: Words
    intransitive: frozenset[str] = frozenset()
    longest_office: int = 1
    office_beginnings: frozenset[str] = frozenset()
