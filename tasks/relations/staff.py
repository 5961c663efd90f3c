"""People named with the organisation they act for, without an office that the lexicon knows.

`Alasdair Lamont of BBC Scotland`, `Simon Haeder, a political scientist at West Virginia University`. Works on words in
a row, as titles do. Offices and what they are called belong to offices.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.records import EntityKind, Label, Mention, RelationType, Word
from tasks.relations.appositions import past_age
from tasks.relations.beside import Beside, beside
from tasks.relations.bodies_before import body_before
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.front_field import stands_alone_in_front, stands_behind_verb, stands_unbound
from tasks.relations.graph import SentenceGraph
from tasks.relations.name_rows import tells_kind_of_next
from tasks.relations.office_words import office_words
from tasks.relations.predicates import lemma_of

_OF = frozenset({"of", "di"})
_BY_TREE = frozenset({"von", "from", "at", "bei"})
"""Adpositions that can also belong to the verb (`wurde ... von Greenpeace kritisiert`)."""
_FROM = frozenset({"von", "from"})
_ALL = frozenset({"alle", "all", "tutti", "tutte"})
_BOTH = frozenset({"beide", "both", "entrambi", "entrambe"})
_CLOSING = frozenset({")", "/", ","})
_AT = frozenset({"of", "at", "for", "with", "from", "von", "bei", "an", "für", "di", "presso", "per"})
_COMES_FROM = frozenset({"of", "from", "von", "vom", "di"})
"""What a person is set apart from the body with (`Emma Lewis, from the University of Oxford, said`)."""
_LONGEST_ARTICLE = 2
_GENITIVE = frozenset({"der", "des", "eines", "einer"})
_KIND_OF_BODY = frozenset({"NOUN", "ADJ", "X"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST_KIND = 4
_IN_ROLE = frozenset({"NOUN", "ADJ", "ADP", "DET", "PROPN", "CCONJ"})
_AT_HEAD = (
    "a la guida", "alla guida", "a il timone", "al timone", "a capo", "a il vertice", "at the helm of",
    "at the head of", "in charge of", "an der spitze",
)  # fmt: skip
_LONGEST_ROLE = 14
_LONGEST_TITLE = 7
_DEFINITE = frozenset({"il", "lo", "la", "l'", "l’"})
_OPENS_NEXT = _DEFINITE | {
    "da",
    "dal",
    "dalla",
    "dall'",
    "dall’",
    "con",
    "del",
    "della",
    "dell'",
    "dell’",
    "al",
    "alla",
}
"""What the next person of an Italian list begins with, where the first has such a word, too."""
_WHO_DOES = (
    "ista",
    "tore",
    "tora",
    "trice",
    "sore",
    "soressa",
    "iere",
    "iera",
    "ente",
    "ante",
    "logo",
    "loga",
    "ografo",
)
"""Endings of Italian nouns for people by what they do (`analista`, `ricercatrice`, `sismologo`)."""


class StaffFinder:
    """Finds such people in the sentences of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article and the nouns for people outside (`a critic of Amazon`)."""
        self.outsiders = lexicon.words.outsider_nouns | {noun.lower() for noun in lexicon.words.envoy_nouns}
        self.reading = reading
        self.lexicon = lexicon

    def find(self, graph: SentenceGraph) -> Iterator[Beside]:
        """Each person with a body, in order."""
        mentions = self.reading.mentions_in(graph.span)
        if not any(self._is_body(each) for each in mentions):
            return
        for person in mentions:
            if person.label is not Label.PER or person.entity is None or " " not in person.text:
                continue
            place = next((n for n, word in enumerate(graph.words) if word.span.start >= person.span.end), None)
            if place is None:
                continue
            found = self._body_of(graph, person, place)
            if found is None or found[0].entity == person.entity:
                continue
            body, rule, leads = found
            kind = RelationType.HEAD_OF if leads else RelationType.AFFILIATED_WITH
            for each in (person, *self._sharing(graph, place, person, mentions)):
                yield beside(kind, each, body, rule, "of")

    def _body_of(self, graph: SentenceGraph, person: Mention, place: int) -> tuple[Mention, str, bool] | None:
        """The body of a person, the rule that found it, and whether the person leads it; `place` is behind the name."""
        body = self._in_brackets(graph, place) or self._right_behind(graph, person, place)
        comma = graph.words[place].text == ","
        if body is None and comma:
            body = self._between_commas(graph, place + 1)
        if body is not None:
            return body, "person-of-body", False
        if role := self._at_head(graph, place):
            body = self._in_role(graph, role)
            if body is not None:
                return body, "role-at-body", True
        if comma and not self._goes_on(graph, person, place + 1):
            role = past_age(graph.words, place)
            body = self._in_role(graph, role)
            if body is not None:
                return body, "role-at-body", _is_at_head(graph, role)
        body = self._in_front(graph, person)
        return None if body is None else (body, "role-at-body", False)

    def _is_body(self, mention: Mention) -> bool:
        entity = self.reading.entity(mention.entity)
        return mention.label is Label.ORG or (entity is not None and entity.kind is EntityKind.ORGANIZATION)

    def _in_front(self, graph: SentenceGraph, person: Mention) -> Mention | None:
        """The body that a language puts before a name and what its people are called."""
        if self.lexicon.language == "de":
            return body_before(self.reading, graph, person, self._is_outside)
        return self._before_name(graph, person) if self.lexicon.language == "it" else None

    def _at_head(self, graph: SentenceGraph, place: int) -> int:
        """Where `at the helm of` begins right behind a name or its copula (`Draghi è alla guida della Bce`); else 0."""
        word = graph.words[place]
        copula = word.upos in {"AUX", "VERB"} and word.lemma.lower() in self.lexicon.words.copulas
        begins = place + 1 if copula else place
        return begins if _is_at_head(graph, begins) else 0

    def _between_commas(self, graph: SentenceGraph, place: int) -> Mention | None:
        """`il dottor Paul White, del King's College London, ...`: a body set apart behind the name."""
        if place >= len(graph.words) or graph.words[place].lemma.lower() not in _OF:
            return None
        place += 1
        while place < len(graph.words) and graph.words[place].upos == "DET":
            place += 1
        first = place
        while place < len(graph.words) and place - first < _LONGEST_KIND and self._is_kind(graph.words[place]):
            place += 1
        body = self._body_at(graph.words[place]) if place < len(graph.words) else None
        after = next((w for w in graph.words if body is not None and w.span.start >= body.span.end), None)
        return body if after is not None and after.text == "," else None

    def _before_name(self, graph: SentenceGraph, person: Mention) -> Mention | None:
        """`l'analista di Goldman Sachs Peter Hall`: an Italian noun for people with its body right before the name."""
        words = graph.words
        first = next(n for n, word in enumerate(words) if word.span.end > person.span.start)
        body = self._body_at(words[first - 1], whole=True) if first else None
        if body is None:
            return None
        place = next(n for n, word in enumerate(words) if word.span.end > body.span.start) - 1
        while place > 0 and words[place].upos == "DET":
            place -= 1
        if place < 1 or words[place].lemma.lower() not in _OF:
            return None
        place -= 1
        while place > 0 and words[place].upos == "ADJ":
            place -= 1
        known = any(
            each.first <= place and (first - 1 <= each.last or words[each.last].span.overlaps(body.span))
            for each in office_words(graph, self.lexicon)
        )
        return body if not known and self._is_who_does(words[place]) else None

    def _is_who_does(self, noun: Word) -> bool:
        """Whether a noun calls one of a body's people by what they do."""
        if noun.upos not in {"NOUN", "PROPN"} or self._is_outside(noun) or self.reading.mentions_in(noun.span):
            return False
        form = noun.text.lower()
        return (form,) in self.lexicon.offices or form in self.lexicon.words.staff_nouns or form.endswith(_WHO_DOES)

    def _in_brackets(self, graph: SentenceGraph, place: int) -> Mention | None:
        """`Henry Tesch (CDU)`, `Tom Boonen (della Quick Step)`: the party or club in brackets right behind a name."""
        words = graph.words
        if words[place].text != "(" or place + 2 >= len(words):
            return None
        first = place + 1
        while first + 1 < len(words) and (
            words[first].upos == "DET" or words[first].lemma.lower() in _OF or words[first].text.lower() in _ALL | _BOTH
        ):
            first += 1
        body = self._body_at(words[first])
        after = next((w for w in words if body is not None and w.span.start >= body.span.end), None)
        short = "".join(word.text[0] for word in words[max(0, place - 6) : place] if word.text[:1].isupper())
        if body is not None and len(body.text) > 2 and short.endswith(body.text):
            return None  # the name's own short form: `Diehl Metal Applications (DMA)`
        return body if after is not None and after.text in _CLOSING else None

    def _sharing(
        self, graph: SentenceGraph, place: int, person: Mention, mentions: Sequence[Mention]
    ) -> Iterator[Mention]:
        """The people before a name whom brackets name with it: `A und B (beide SPÖ)`, `A, B and C (all Labour)`."""
        words = graph.words
        if words[place].text != "(" or words[place + 1].text.lower() not in (_ALL | _BOTH):
            return
        before = [
            each
            for each in mentions
            if each.label is Label.PER
            and each.entity not in {None, person.entity}
            and each.span.end <= person.span.start
        ]
        yield from before[-1:] if words[place + 1].text.lower() in _BOTH else before

    def _right_behind(self, graph: SentenceGraph, person: Mention, place: int) -> Mention | None:
        """`Klose von Werder Bremen`, `vom Ligakonkurrenten Werder Bremen`: what the person is of, at or from."""
        marker = graph.words[place]
        lemma = marker.lemma.lower()
        if lemma not in _OF | _BY_TREE:
            return None
        place += 1
        while place < len(graph.words) and graph.words[place].upos == "DET":
            place += 1
        first = place
        while place < len(graph.words) and place - first < _LONGEST_KIND and self._is_kind(graph.words[place]):
            place += 1
        if place >= len(graph.words) or (place > first and graph.words[place - 1].upos not in _NOUNS):
            return None
        body = self._body_at(graph.words[place])
        if body is None or lemma in _OF:
            return body
        top = self._top(graph, body)
        if place > first and top is not None and top.head == graph.words[place - 1].index:
            top = graph.words[place - 1]
        head = graph.head(top) if top is not None else None
        if head is None or top is None:
            return None
        alone = self.lexicon.language == "de" and (
            stands_alone_in_front(graph, person, body)
            or stands_behind_verb(graph, person, head)
            or stands_unbound(graph, head)
        )
        if alone or head.upos not in {"VERB", "AUX"} or self._says(graph, person, head, lemma):
            return body
        after = next((w for w in graph.words if w.span.start >= body.span.end), None)
        agent = graph.child(head, "aux") is not None and graph.child(head, "nsubj") is not None
        return body if after is not None and after.text == "," and not agent else None

    def _is_kind(self, word: Word) -> bool:
        """Whether a word can stand between an adposition and a body, telling what kind of body that is."""
        if word.upos == "PROPN":
            return self.lexicon.language == "de" and not self.reading.mentions_in(word.span)
        return (word.upos in _KIND_OF_BODY or word.text == "-") and self._body_at(word) is None

    def _says(self, graph: SentenceGraph, person: Mention, verb: Word, adposition: str) -> bool:
        """`sagte Soellner vom Verband ...`: the person says something, and nobody says it `of` or `from` a body."""
        name = self._top(graph, person)
        if name is None or name.deprel != "nsubj" or name.head != verb.index or adposition not in _FROM:
            return False
        lemma = lemma_of(graph, verb, self.lexicon.language).lower()
        slots = [slot for frame in self.lexicon.verbs.get(lemma, ()) for slot in frame.objects]
        return lemma in self.lexicon.speech_verbs and not any(slot.adposition == adposition for slot in slots)

    def _top(self, graph: SentenceGraph, mention: Mention) -> Word | None:
        return next(
            (w for w in graph.words if mention.span.contains(w.span) and not self._inside(graph, w, mention)), None
        )

    @staticmethod
    def _inside(graph: SentenceGraph, word: Word, body: Mention) -> bool:
        head = graph.head(word)
        return head is not None and body.span.contains(head.span)

    def _goes_on(self, graph: SentenceGraph, person: Mention, place: int) -> bool:
        """`il premier A, il presidente della Camera, ...`: in Italian a list, if an office is before the name."""
        words = graph.words
        if self.lexicon.language != "it" or place >= len(words) or words[place].text.lower() not in _DEFINITE:
            return False
        first = next(n for n, word in enumerate(words) if word.span.end > person.span.start)
        offices = office_words(graph, self.lexicon)
        titled = any(
            first - _LONGEST_TITLE <= each.last < first
            and not any(word.upos in {"PUNCT", "VERB"} for word in words[each.last : first])
            for each in offices
        )
        return titled and self._is_office_at(graph, place + 1)

    def _is_office_at(self, graph: SentenceGraph, place: int) -> bool:
        return any(each.first == place for each in office_words(graph, self.lexicon))

    def _in_role(self, graph: SentenceGraph, place: int) -> Mention | None:
        """The body of an apposition that begins here: what its noun is `at`, `of` or `for`.

        A body with another person's name right behind it is that one's (`Putin, il capo della Cia William Burns, ...`).
        """
        noun = False
        for index in range(place, min(place + _LONGEST_ROLE, len(graph.words))):
            word, before = graph.words[index], graph.words[index - 1]
            body = self._body_at(word)
            if body is not None and self.lexicon.language == "de" and tells_kind_of_next(self.reading, graph, body):
                continue
            if body is not None:
                if any(each.first < index <= each.last for each in office_words(graph, self.lexicon)):
                    return None
                marked = {before.lemma.lower(), before.text.lower(), graph.words[index - 2].lemma.lower()}
                opens = graph.words[place].text.lower() in _COMES_FROM
                kind = opens and before.upos == "NOUN" and index - place <= _LONGEST_KIND + 1
                alone = opens and index - place <= _LONGEST_ARTICLE
                told = kind or ((noun or alone) and bool(marked & (_AT | _GENITIVE)))
                listed = self.lexicon.language == "it" and graph.words[place].text.lower() in _OPENS_NEXT
                return body if told and not self._is_next_ones(graph, body, listed=listed) else None
            if word.upos not in _IN_ROLE or self._is_outside(word) or (index == place and word.upos == "CCONJ"):
                return None
            if self.lexicon.language == "it" and not noun and word.upos == "NOUN" and _is_plural(word):
                return None
            if any(mention.label is not Label.MISC for mention in self.reading.mentions_in(word.span)):
                return None
            noun |= word.upos in {"NOUN", "PROPN"} and word.lemma.lower() not in self.lexicon.words.times
        return None

    def _is_next_ones(self, graph: SentenceGraph, body: Mention, *, listed: bool) -> bool:
        """Whether a person's name follows the body; where a list goes on (`da A, dal capo di B, C`) past a comma."""
        behind = [word for word in graph.words if word.span.start >= body.span.end][:2]
        after = behind[-1] if listed and len(behind) > 1 and behind[0].text == "," else next(iter(behind), None)
        return after is not None and any(
            mention.label is Label.PER and mention.span.start == after.span.start
            for mention in self.reading.mentions_in(after.span)
        )

    def _is_outside(self, word: Word) -> bool:
        """Whether a noun calls somebody who is not the body's own; an envoy is only sent to it."""
        return word.lemma.lower() in self.outsiders

    def _body_at(self, word: Word, *, whole: bool = False) -> Mention | None:
        """The organisation whose name begins at a word, or with `whole` ends there."""
        for mention in self.reading.mentions_in(word.span):
            entity = self.reading.entity(mention.entity)
            if mention.label is Label.ORG and entity is not None and entity.kind is not EntityKind.PERSON:
                at_edge = mention.span.end == word.span.end if whole else mention.span.start == word.span.start
                return mention if at_edge else None
        return None


def _is_plural(word: Word) -> bool:
    return word.features.get("Number") == "Plur"


def _is_at_head(graph: SentenceGraph, place: int) -> bool:
    """`Musk, alla guida di Tesla`, `Cook, at the helm of Apple`: words that make the person the body's head."""
    following = " ".join(word.text.lower() for word in graph.words[place : place + 4])
    return following.startswith(_AT_HEAD)


def without_offices(facts: Iterator[Beside], known: Sequence[tuple[int | None, int | None]]) -> Iterator[Beside]:
    """Facts whose person has no office of the same body in the sentence."""
    return (fact for fact in facts if (fact.subject.entity, fact.object.entity) not in known)
