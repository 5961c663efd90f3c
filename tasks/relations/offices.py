"""Offices: who holds which, of what. Titles before a name, appositions after it, and copulas.

Works on words in a row rather than on the tree: titles are where parsers disagree most, and their order is fixed in
all languages. A relation has no sentence grammar here, so its voice is `none`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.records import End, Label, Mention, Span, Word
from tasks.relations.appositions import before_age
from tasks.relations.body_words import BELONGING
from tasks.relations.clubs import office_in_team
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon, Office
from tasks.relations.further_bodies import further_bodies
from tasks.relations.governments import stand_side_by_side
from tasks.relations.graph import SentenceGraph
from tasks.relations.joined_offices import office_before_and
from tasks.relations.led_parts import Led, led_part
from tasks.relations.name_rows import AND, joined_people
from tasks.relations.office_beside import SetApart
from tasks.relations.office_bodies import BodyFinder
from tasks.relations.office_phrases import OfficePhrases
from tasks.relations.office_told import Told, told_holder
from tasks.relations.office_words import ARTICLES, OfficeWords, office_behind_and, office_words

_WITH_PORTFOLIO = ("minist", "secretary", "segretari", "sekretär")
"""Offices that are followed by their field (`of Defence`), not by their body."""

_DEFINITE = frozenset({"il", "lo", "la", "l'", "l’"})
_NOW = frozenset(
    {
        "oggi", "attualmente", "ora", "adesso", "now", "currently", "today", "heute", "derzeit", "jetzt", "allora",
        "then", "damals",
    }
)  # fmt: skip
_A = frozenset({"a", "an", "former", "currently", "now"})
_AS = frozenset({"as", "now", "currently", "once", "formerly"})
_THEN = frozenset({"allora", "then", "damals"})
_EACH = frozenset({"rispettivo", "rispettivi"})
_ONE, _ONE_OF = frozenset({"uno", "una"}), frozenset({"di"})
"""`uno dei nove leader catalani`."""
_WHO = frozenset({"who", "whose", "che"})
_SAME_IN_PLURAL = "er"
"""Ending of German nouns whose plural looks like their singular: `Minister Maas und Merkel` may be one minister."""
_ENDS = frozenset({",", ".", ")", "–", "—", "-", "»", ";", ":"})
_BEFORE_NAME = frozenset(
    {
        ",", "„", "mr.", "mrs.", "dr.", "herr", "frau", "on.", "sen.", "dott.", "dr", "prof.", "avv.", "ing.", "don",
        "mons.", "gen.", "dottor", "professor", "admiral", "colonel", "major", "captain", "lieutenant", "lt.", "col.",
        "maj.", "capt.", "brig.", "brigadier", "rear", "vice", "adm.", "councillor", "cllr", "sir", "dame", "lord",
        "lady", "baroness", "ms", "ms.", "mr", "mrs", "rev.", "reverend", "fr.", "judge", "justice",
    }
)  # fmt: skip
"""What may stand between an office and its holder's name."""


@dataclass(frozen=True, slots=True)
class OfficeFound:
    """An office of a person as a sentence tells it.

    Attributes:
        person: the person's end.
        text: the office's stretch of text.
        lemma: the office as the lexicon has it.
        body: what the office belongs to, None if the sentence does not say.
        former: whether it is held no more.
        rule: `title`, `apposition` or `copula`.
    """

    person: End
    span: Span
    lemma: str
    office: Office
    body: End | None
    former: bool
    rule: str
    body_said: bool = True


def _is_gerund(word: Word) -> bool:
    """`così il senatore di Fratelli d'Italia, Ignazio La Russa uscendo dall'aula`: Italian, which has a form for it."""
    return word.features.get("VerbForm") == "Ger" and word.text.endswith("ndo")


def _is_finite(word: Word) -> bool:
    return word.upos in {"VERB", "AUX"} and word.features.get("VerbForm") == "Fin"


def without_rivals(holders: Mapping[int, Sequence[OfficeFound]]) -> dict[int, list[OfficeFound]]:
    """Office facts by sentence, without guesses that the article contradicts.

    Where it names another head of a country, or another holder of the same office there, a guessed country goes; a
    president and a prime minister stand side by side.
    """
    facts = [fact for found in holders.values() for fact in found if fact.body is not None and not fact.former]

    def contradicted(guess: OfficeFound) -> bool:
        return any(
            other.body is not None
            and guess.body is not None
            and other.body.entity == guess.body.entity
            and other.person.entity != guess.person.entity
            and (
                other.lemma == guess.lemma
                or (
                    other.body_said
                    and other.office.fact == guess.office.fact == "HEAD_OF"
                    and not stand_side_by_side(other.office.post, guess.office.post)
                )
            )
            for other in facts
        )

    return {
        number: [
            replace(fact, body=None) if fact.body is not None and not fact.body_said and contradicted(fact) else fact
            for fact in found
        ]
        for number, found in holders.items()
    }


class OfficeFinder:
    """Finds office facts in the sentences of one article."""

    def __init__(self, reading: Reading, ends: EndFinder, lexicon: Lexicon) -> None:
        """Remember what every sentence needs."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon
        self.bodies = BodyFinder(reading, ends, lexicon)
        self.phrases = OfficePhrases(reading, lexicon)
        self._last: tuple[int, OfficeFound] | None = None
        self._of_state = frozenset(lemma.lower() for lemma in lexicon.words.state_servants)

    def find(self, graph: SentenceGraph) -> Iterator[OfficeFound]:
        """Office facts from titles and appositions of one sentence."""
        persons = self._persons(graph)
        if not persons:
            return
        last: OfficeFound | None = None
        for office in office_words(graph, self.lexicon):
            found = None if self._inside_name(graph, office) else self._held(graph, office, persons)
            if found is None:
                continue
            person, rule, fact = found
            if last is not None and last.span.contains(fact.span) and last.person.entity == fact.person.entity:
                continue
            if office.office.counterpart:
                if fact.body is not None and fact.body_said:
                    other_side = last or self._last_of(graph.number - 1)
                    yield (
                        replace(fact, office=replace(fact.office, fact=other_side.office.fact)) if other_side else fact
                    )
                continue
            other = self._other_office(graph, office, fact, person)
            if other is not None and other.body is not None and (fact.body is None or not fact.body_said):
                fact = replace(fact, body=other.body, body_said=True)
            if fact.body is not None or fact.office.state:
                last = fact
                self._last = graph.number, fact
            yield fact
            if other is not None:
                yield other
            yield from self._shared(graph, office, fact, self._joined(graph, office, person, persons, rule), person)

    def _last_of(self, number: int) -> OfficeFound | None:
        """The last office of a sentence, for a counterpart in the one behind it (`Sein kasachischer Amtskollege`)."""
        return self._last[1] if self._last is not None and self._last[0] == number else None

    def _held(
        self, graph: SentenceGraph, office: OfficeWords, persons: Sequence[Mention]
    ) -> tuple[Mention, str, OfficeFound] | None:
        """Who holds an office, by which rule, and the fact."""
        person, rule, after = self._holder(graph, office, persons)
        if person is not None:
            return person, rule, self._fact(graph, office, person, rule, after)
        told = self._told(graph, office, persons)
        if told is None:
            return None
        fact = self._fact(graph, office, told.person, told.rule, after)
        if fact.body is None or not fact.body_said:
            return None
        return told.person, told.rule, replace(fact, former=fact.former or told.former)

    def _shared(
        self, graph: SentenceGraph, office: OfficeWords, fact: OfficeFound, joined: Sequence[Mention], person: Mention
    ) -> Iterator[OfficeFound]:
        """The fact for all who share the office, and for all bodies beside the first."""
        for holder in (person, *joined):
            each = replace(fact, person=End(holder.span, holder.text, holder.entity))
            if holder is not person:
                yield each
            for further in further_bodies(self.reading, graph, office, holder, fact.body):
                kind = fact.office if further.alike else replace(fact.office, fact="AFFILIATED_WITH")
                yield replace(each, body=further.body, office=kind)

    def _other_office(
        self, graph: SentenceGraph, office: OfficeWords, fact: OfficeFound, person: Mention
    ) -> OfficeFound | None:
        """The fact of the office that `and` joins to a title."""
        if self.lexicon.language != "en" or fact.rule != "title":
            return None
        first = office_before_and(self.reading, self.lexicon, graph, office)
        return self._fact(graph, first, person, fact.rule, first.last) if first is not None else None

    def _persons(self, graph: SentenceGraph) -> list[Mention]:
        return [each for each in self.reading.mentions_in(graph.span) if each.label is Label.PER]

    def _inside_name(self, graph: SentenceGraph, office: OfficeWords) -> bool:
        """Whether the words are part of a longer name of something else (`Department of Justice`)."""
        words = graph.words[office.first : office.last + 1]
        span = graph.span_of(words)
        return not office.prefix and any(
            mention.label is not Label.PER and mention.span.start < span.start and mention.span.contains(span)
            for mention in self.reading.mentions_in(span)
        )

    # Who ---------------------------------------------------------------------------------------------------

    def _holder(
        self, graph: SentenceGraph, office: OfficeWords, persons: Sequence[Mention]
    ) -> tuple[Mention | None, str, int]:
        """The person, the rule's name and the last word before the name (or the office's last)."""
        words = graph.words
        position = self.phrases.skip_body(graph, office.last + 1)
        for candidate in dict.fromkeys((office.last + 1, position)):
            place = candidate
            commas = 0
            while place < len(words) and place - candidate < 3 and words[place].text.lower() in _BEFORE_NAME:
                commas += words[place].text == ","
                place += 1
            if place >= len(words):
                continue
            person = self._starting_at(words[place], persons)
            before = [word for word in words[office.last + 1 : place] if word.upos != "DET"]
            if before and before[-1].upos == "ADP":
                person = None
            if person is not None and (not commas or self._closes(graph, person, office)):
                return person, "title", candidate
        return self._before(graph, office, persons), "apposition", office.last

    def _told(self, graph: SentenceGraph, office: OfficeWords, persons: Sequence[Mention]) -> Told | None:
        start, end = self.phrases.start_of_phrase(graph, office), self.phrases.skip_body(graph, office.last + 1)
        told = told_holder(self.reading, self.lexicon, graph, (start, end))
        told = told or SetApart(graph, self.lexicon, [*persons]).holder(start, end)
        alone = told is None and self.lexicon.language == "it"
        second = office_behind_and(graph, end, self.lexicon) if alone else None
        person, rule, _ = self._holder(graph, second, persons) if second is not None else (None, "", 0)
        return Told(person, False, rule) if person is not None and rule == "title" else told

    def _joined(
        self, graph: SentenceGraph, office: OfficeWords, person: Mention, persons: Sequence[Mention], rule: str
    ) -> Sequence[Mention]:
        """Who shares a title in the plural: `die SPD-Politiker Martin Schulz und Sigmar Gabriel`."""
        words = graph.words
        before = words[self.phrases.start_of_phrase(graph, office) : office.first]
        told = any(_is_plural(word) or word.text.lower() == "die" for word in before) or not words[
            office.last
        ].text.endswith(_SAME_IN_PLURAL)
        if rule != "title" or not told or not _is_plural(words[office.last]):
            return ()
        return joined_people(graph, person, persons)

    def _closes(self, graph: SentenceGraph, person: Mention, office: OfficeWords) -> bool:
        """`The US Secretary of State, Marco Rubio, said`: a name between commas after a definite office."""
        words = graph.words
        after = next((word for word in words if word.span.start >= person.span.end), None)
        before = self.phrases.start_of_phrase(graph, office)
        definite = words[before].text.lower() in ARTICLES if before < office.first or office.first == 0 else False
        definite |= any(word.text in {"'s", "’s"} for word in words[before : office.first])
        behind = words[before - 1].upos in {"ADP", "CCONJ"} if before else True
        ends = after is None or after.text in _ENDS or after.text.lower() in _WHO
        ends = ends or (after is not None and (self._opens(graph, before, after) or _is_gerund(after)))
        if after is not None and after.text.lower() in AND and _is_plural(words[office.last]):
            ends = bool(
                joined_people(graph, person, [m for m in self.reading.mentions_in(graph.span) if m.label is Label.PER])
            )
        if self.lexicon.language == "it" and _is_plural(words[office.first]):
            several = bool(joined_people(graph, person, self._persons(graph)))
            return several and not any(word.lemma.lower() in _EACH for word in words[before : office.first])
        if self.lexicon.language == "it" and after is not None and definite and not ends:
            told = words[before:].index(after) if after in words[before:] else 0
            ends = _is_finite(after) and not any(_is_finite(word) for word in words[before : before + told])
        return ends and (definite or behind)

    def _opens(self, graph: SentenceGraph, start: int, after: Word) -> bool:
        """`An ambassador for Dior, Emma Stone wore`, `As head of Nato, Jane Roe met`: what opens the sentence."""
        words = graph.words
        if self.lexicon.language != "en":
            return False
        told = words[start].text.lower() in _A if not start else start == 1 and words[0].text.lower() in _AS
        return told and not any(_is_finite(word) for word in words[: words.index(after)])

    @staticmethod
    def _starting_at(word: Word, persons: Sequence[Mention]) -> Mention | None:
        for mention in persons:
            if mention.span.start == word.span.start:
                return mention
        return None

    def _before(self, graph: SentenceGraph, office: OfficeWords, persons: Sequence[Mention]) -> Mention | None:
        """`Tokayev, the president of Kazakhstan,` or `Peskow, Sprecher des Kreml`."""
        words = graph.words
        start = self.phrases.start_of_phrase(graph, office)
        if start > 1 and words[start - 1].text.lower() in _NOW:
            start -= 1
        if start > 1 and words[start - 1].upos == "CCONJ":
            start = self.phrases.start_of_joined(graph, start - 2)
        if start > 2 and words[start - 1].lemma.lower() in _ONE_OF and words[start - 2].text.lower() in _ONE:
            start -= 2
        if start < 2 or words[start - 1].text not in {",", "(", "–", "-", "—"}:
            return None
        name_end = words[before_age(words, start - 1) - 1].span.end
        person = next((m for m in persons if m.span.end == name_end), None)
        if person is None:
            return None
        following = words[office.last + 1 :]
        if any(word.upos in {"VERB", "AUX"} or word.text in {"'s", "’s"} for word in following[:1]):
            return None
        head = words[office.first]
        governor = graph.head(words[office.last])
        bare = self.lexicon.language == "it" and words[start].upos not in {"DET", "NUM"}
        taken = head.relation in {"nsubj", "obj"} and governor is not None and governor.upos == "VERB"
        if taken and not bare:
            return None
        if self.lexicon.language == "it" and words[start].text.lower() in _DEFINITE and self._has_title(graph, person):
            return None
        own = self.reading.mentions_in(words[office.last].span)
        return None if own and own[0].label is Label.PER else person

    def _has_title(self, graph: SentenceGraph, person: Mention) -> bool:
        """Whether an office stands right before a name: `il premier A, il presidente della Camera, ...` is a list."""
        place = next(n for n, word in enumerate(graph.words) if word.span.end > person.span.start) - 1
        return any(
            office.last <= place and self.phrases.skip_body(graph, office.last + 1) == place + 1
            for office in office_words(graph, self.lexicon)
        )

    # Of what -------------------------------------------------------------------------------------------------

    def _fact(self, graph: SentenceGraph, office: OfficeWords, person: Mention, rule: str, after: int) -> OfficeFound:
        words = graph.words
        start = self.phrases.start_of_phrase(graph, office)
        former = any(
            word.lemma.lower() in self.lexicon.words.former
            or word.text.lower() in self.lexicon.words.former
            or word.text.lower().startswith("ex-")
            for word in words[start : office.last + 1]
        ) or (start > 0 and words[start - 1].text.lower() in _THEN)
        end = after if rule == "title" and after > office.last else self.phrases.skip_body(graph, office.last + 1)
        body = self.bodies.body_of(graph, office, start, end)
        joined = body is None and rule != "title" and self.lexicon.language == "it"
        second = office_behind_and(graph, office.last + 1, self.lexicon) if joined else None
        if second is not None:
            body = self.bodies.body_of(graph, second, second.first, self.phrases.skip_body(graph, second.last + 1))
        if body is None and rule == "title":
            body = self.bodies.after_name(graph, person, office.office)
        led = led_part(self.reading, self.lexicon, graph, office, body)
        body = None if led is Led.ELSEWHERE else body
        said = body is not None
        person_end = End(person.span, person.text, person.entity)
        if body is None and led is Led.WHOLE and self._serves_state(office):
            unnamed = not self._is_named_beside(graph, office, start)
            body = self.bodies.likely.known(person) if unnamed else None
        if (
            body is None
            and led is Led.WHOLE
            and self._is_open(office)
            and not self._belongs_elsewhere(graph, office, start)
        ):
            body = self.bodies.likely.of(graph, person, office.office)
        if body is None and led is Led.WHOLE and not self._belongs_elsewhere(graph, office, start):
            body = self.bodies.likely.region(office.office.lemma.lower())
        if body is None and rule == "title" and led is Led.WHOLE:
            body = self.bodies.likely_bodies.of(graph, person, office)
        last = office.last
        while last + 1 < end and self._part_of_office(words, last + 1):
            last += 1
        span = Span(words[office.first].span.start, words[last].span.end)
        kind = self._partial(office, [*words[start : office.first], *words[office.last + 1 : end + 1]])
        kind = office_in_team(self.reading, kind)
        if kind.fact == "HEAD_OF" and (led is Led.PART or self.bodies.is_party_of_town_head(words, office, body)):
            kind = replace(kind, fact="AFFILIATED_WITH")
        return OfficeFound(person_end, span, office.office.lemma, kind, body, former, rule, said)

    @staticmethod
    def _is_open(office: OfficeWords) -> bool:
        """Whether the office is one of any state: not the Chancellor, whose country is known but not named here."""
        return office.office.state and office.office.country is None

    def _serves_state(self, office: OfficeWords) -> bool:
        """Whether who is known to act for a state holds the office for it: a spokesman may, a coach may not."""
        lemma = office.office.lemma.lower()
        last_part = lemma.endswith(tuple(self._of_state)) if self.lexicon.language == "de" else False
        return self._is_open(office) or last_part or not self._of_state.isdisjoint({lemma, lemma.split(" ")[-1]})

    def _partial(self, found: OfficeWords, words: Sequence[Word]) -> Office:
        """`vice president`, `commercial director`, `Schattenkanzler`: part of a body's leadership, not its head."""
        partial = self.lexicon.words.partial_offices
        told = {found.prefix.lower(), *(form.lower() for w in words for form in (w.text, w.lemma))}
        if found.office.fact == "HEAD_OF" and told & partial:
            return replace(found.office, fact="AFFILIATED_WITH")
        return found.office

    def _belongs_elsewhere(self, graph: SentenceGraph, office: OfficeWords, start: int) -> bool:
        """Whether something that no recogniser knows is named as the body: `company president`, `president of X`.

        Beside a counterpart the country that a sentence names is that one's.
        """
        if office.prefix or any(each.office.counterpart for each in office_words(graph, self.lexicon)):
            return True
        return self._is_named_beside(graph, office, start)

    def _is_named_beside(self, graph: SentenceGraph, office: OfficeWords, start: int) -> bool:
        words = graph.words
        if any(
            word.upos in {"NOUN", "PROPN"}
            and word.lemma.lower() not in self.lexicon.words.former
            and not self.reading.mentions_in(word.span)
            for word in words[start : office.first]
        ):
            return True
        following = words[office.last + 1] if office.last + 1 < len(words) else None
        portfolio = any(part in office.office.lemma.lower() for part in _WITH_PORTFOLIO)
        return following is not None and not portfolio and following.lemma.lower() in BELONGING

    def _part_of_office(self, words: Sequence[Word], position: int) -> bool:
        """`degli Esteri`, `for Foreign Affairs`: words after the noun that name no body."""
        return (
            not self.reading.mentions_in(words[position].span)
            and words[position].upos != "PUNCT"
            and (
                any(
                    not self.reading.mentions_in(word.span) and word.upos in {"NOUN", "PROPN"}
                    for word in words[position : position + 3]
                )
            )
        )


def _is_plural(word: Word) -> bool:
    return word.features.get("Number") == "Plur"
