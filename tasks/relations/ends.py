"""Ends of relations: the whole noun phrase of a head, and the entity it stands for.

Which words refer back to a name is decided in references.py.
"""

from __future__ import annotations

from tasks.records import End, EntityKind, EntityNumber, Label, Mention, Span, Word
from tasks.relations.appositions import name_between_commas, person_called
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.followers import followed
from tasks.relations.forms import actor_forms
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import office_at

_GENITIVES = ("s", "’", "'")
_SURE_PLURALS = ("oren", "innen")
"""Ends of German nouns for people in the plural, whatever number a tagger gives them (`Senatoren`)."""
_NEAR = 3
"""Words from a noun to the one that is joined to it."""
_SHORTEST_TAIL = 7
_SHORTEST_PLACE = 5
_OF = frozenset({"of", "di", "von"})
_NO_OWNER = frozenset(
    {"by", "against", "for", "with", "to", "durch", "gegen", "für", "mit", "an", "zu", "contro", "per", "con"}
)
"""Adpositions of those who act on somebody's people, or whom these concern: not of whose people they are."""
_IN = frozenset({"in", "im", "the", "der", "den", "dem", "nel", "nello", "nella", "il", "lo", "la", "l'"})
_WEAPONS = ("strike", "missile", "drone", "rocket", "plane", "luftangriff", "rakete", "drohne", "missil", "razzo")
"""Nouns for what hits a place: `an airstrike in Tehran` is not Tehran's."""
_KINDS_BEHIND = frozenset(
    {
        "newspaper",
        "television",
        "tv",
        "channel",
        "network",
        "magazine",
        "website",
        "radio",
        "station",
        "broadcaster",
        "daily",
        "tabloid",
        "paper",
        "party",
        "airline",
        "militia",
        "club",
        "newsroom",
        "group",
        "movement",
    }
)
"""English nouns that tell what stands in front of them is."""
_INDEFINITE = frozenset({"a", "an", "one", "ein", "eine", "un", "una", "uno", "un'", "un’"})
_OWNING = frozenset({"amod", "compound", "nmod", "det", "flat", "appos"})
_COUNTRYLIKE = frozenset({EntityKind.COUNTRY, EntityKind.PLACE, EntityKind.ORGANIZATION})


class EndFinder:
    """Makes ends of heads for one article.

    `references` may be told later what pronouns and descriptions stand for; without it they stay unresolved.
    """

    __slots__ = (
        "_actor_nouns",
        "_cache",
        "_entities",
        "_lexicon",
        "_long_actor_nouns",
        "_mentions",
        "_offices",
        "_place_nouns",
        "_place_tails",
        "_staff_nouns",
        "reading",
        "resolved",
    )  # fmt: skip

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article and the nouns that act for their country."""
        self.reading = reading
        self._actor_nouns = actor_forms(lexicon.language)
        self._lexicon = lexicon
        self._offices = lexicon.offices
        self._staff_nouns = lexicon.words.staff_nouns
        german = lexicon.language == "de"
        self._place_nouns = lexicon.words.place_nouns
        self._place_tails = tuple(noun for noun in self._place_nouns if german and len(noun) >= _SHORTEST_PLACE)
        self._long_actor_nouns = tuple(noun for noun in self._actor_nouns if german and len(noun) > _SHORTEST_TAIL)
        self.resolved: dict[tuple[int, int], EntityNumber] = {}
        self._cache: dict[tuple[int, int], End] = {}
        self._entities: dict[tuple[int, int], EntityNumber | None] = {}
        self._mentions: dict[tuple[int, int], Mention | None] = {}

    def end(self, graph: SentenceGraph, head: Word, apart_from: Word | None = None) -> End:
        """The phrase of `head` with its entity; without the clause of `apart_from` if that follows inside it."""
        if apart_from is not None and apart_from.relation == "acl":
            whole = self.end(graph, head)
            first = graph.subtree(apart_from)[0].span.start
            if head.span.end <= first < whole.span.end:
                text = graph.text(Span(whole.span.start, first)).rstrip(" ,;:–-")
                return End(Span(whole.span.start, whole.span.start + len(text)), text, whole.entity)
            return whole
        key = (graph.number, head.index)
        found = self._cache.get(key)
        if found is None:
            span = graph.phrase_span(head)
            for mention in self.reading.mentions_in(span):
                if not span.contains(mention.span) and (
                    graph.span.contains(mention.span)
                    and (mention.span.overlaps(head.span) or span.start <= mention.span.start)
                ):
                    span = span.cover(mention.span)
            found = End(span, graph.text(span), self.entity_of(graph, head))
            self._cache[key] = found
        return found

    def resolve(self, graph: SentenceGraph, word: Word, entity: EntityNumber) -> None:
        """Remember what a word refers to."""
        self.resolved[(word.span.start, word.span.end)] = entity
        self._cache.pop((graph.number, word.index), None)
        self._entities.pop((graph.number, word.index), None)

    def mention_of(self, graph: SentenceGraph, head: Word) -> Mention | None:
        """The name that the head is part of, or that its phrase names by title (`Präsident Tokajew`)."""
        key = (graph.number, head.index)
        if key not in self._mentions:
            self._mentions[key] = self._mention_of(graph, head)
        return self._mentions[key]

    def _mention_of(self, graph: SentenceGraph, head: Word) -> Mention | None:
        for mention in self.reading.mentions_in(head.span):
            called = self._lexicon.language == "it" and (
                mention.label is Label.MISC or mention.native_label == "partisan"
            )
            return (person_called(self.reading, graph, mention) if called else None) or mention
        if not self.reading.mentions_in(graph.span):
            return None
        for child in graph.children(head, "flat", "appos", "compound", "nmod"):
            if graph.case_words(child) or graph.comma_between(head, child) or child.features.get("Case") == "Gen":
                continue
            if child.relation in {"compound", "nmod"} and (child.upos != "PROPN" or child.index < head.index):
                continue
            for mention in self.reading.mentions_in(child.span):
                if mention.label is Label.PER:
                    return mention
        if head.upos != "NOUN":
            return None
        beside = self._name_beside(graph, head) or self._name_before(graph, head)
        return beside or self._name_behind_comma(graph, head) or self._name_of_joined(graph, head)

    def _name_of_joined(self, graph: SentenceGraph, noun: Word) -> Mention | None:
        """`l'attore e regista Roberto Benigni`: two Italian nouns with one article call one person."""
        if self._lexicon.language != "it" or self._is_plural(graph, noun) or graph.child(noun, "det") is None:
            return None
        second = graph.child(noun, "conj")
        if second is None or second.upos != "NOUN" or second.index - noun.index > _NEAR or graph.child(second, "det"):
            return None
        mention = self.mention_of(graph, second)
        person = mention is not None and mention.label is Label.PER and mention.span.start > second.span.start
        return mention if person and graph.words[second.index - 2].upos == "CCONJ" else None

    def _name_behind_comma(self, graph: SentenceGraph, noun: Word) -> Mention | None:
        """The full name behind a description: `the Republican candidate for the Senate, Patrick Morrisey`.

        Where the parser errs often, only behind an office: elsewhere a list looks the same.
        """
        kin = self._lexicon.language == "en" and graph.child(noun, "nmod:poss") is not None
        kin = kin or (self._lexicon.language == "it" and noun.lemma.lower() in self._lexicon.words.outsider_nouns)
        if not (kin or office_at(graph, noun, self._lexicon)) or self._is_plural(graph, noun):
            return None
        for child in graph.children(noun, "appos"):
            mention = next(iter(self.reading.mentions_in(child.span)), None)
            if child.index > noun.index and mention is not None and mention.label is Label.PER:
                first = graph.phrase(child)[0] if self._lexicon.language == "en" else child
                return mention if mention.span.start == first.span.start and " " in mention.text else None
        return name_between_commas(self.reading, graph, noun) if self._lexicon.language == "it" else None

    def _name_beside(self, graph: SentenceGraph, noun: Word) -> Mention | None:
        """The name of what a noun calls by its kind: `der Ölkonzern Equinor`, `la città di Macallè`."""
        below = graph.children(noun, "flat", "appos", "nmod")
        place = bool(below) and self.is_place_noun(noun)
        for child in below:
            if child.index < noun.index or child.upos not in {"PROPN", "NOUN", "X"}:
                continue
            case = graph.case(child)
            if graph.comma_between(noun, child) or (case and not (place and case in _OF)):
                continue
            mention = next(iter(self.reading.mentions_in(child.span)), None)
            if mention is None or graph.words[noun.index].span.start > mention.span.start:
                continue
            if mention.label is Label.LOC and place and (case or child.features.get("Case") != "Gen"):
                return mention
            named = mention.label is Label.ORG or (mention.label is Label.MISC and self._is_organisation_noun(noun))
            if named and not case and not self._is_person_or_actor(noun):
                shown = child.text.endswith(_GENITIVES) or graph.child(child, "det") is not None
                return None if shown and child.features.get("Case") == "Gen" else mention
        return None

    def _name_before(self, graph: SentenceGraph, noun: Word) -> Mention | None:
        """The name in front of what it is in English: `Bild newspaper`, `the Labour party`; not of `a Labour party`."""
        if self._lexicon.language != "en" or noun.lemma.lower() not in _KINDS_BEHIND or noun.index < 2:
            return None
        before = graph.words[noun.index - 2]
        if before.head != noun.index or before.relation not in {"compound", "nmod", "amod"} or graph.case(before):
            return None
        if any(child.text.lower() in _INDEFINITE for child in graph.children(noun, "det")):
            return None
        mention = next(iter(self.reading.mentions_in(before.span)), None)
        return mention if mention is not None and mention.label is Label.ORG else None

    def _is_organisation_noun(self, noun: Word) -> bool:
        """`der Zeitschrift „Super Illu“`: a noun that calls an organisation by its kind."""
        return noun.lemma.lower() in self._lexicon.words.organisation_nouns

    def is_place_noun(self, noun: Word) -> bool:
        """Whether a noun calls a place by its kind, in German also at the end of a compound."""
        lemma = noun.lemma.lower()
        return lemma in self._place_nouns or noun.text.lower() in self._place_nouns or lemma.endswith(self._place_tails)

    def _is_person_or_actor(self, noun: Word) -> bool:
        lemma = noun.lemma.lower()
        return (lemma,) in self._offices or lemma in self._actor_nouns or noun.text.lower() in self._actor_nouns

    def label_of(self, graph: SentenceGraph, head: Word) -> Label | None:
        """Label of the head's name; of the entity behind a description or government noun else."""
        mention = self.mention_of(graph, head)
        if mention is not None:
            entity = self.reading.entity(mention.entity)
            if mention.label is Label.MISC and entity is not None:
                return entity.label
            return mention.label
        entity = self.reading.entity(self.entity_of(graph, head))
        return entity.label if entity else None

    def label_for(self, graph: SentenceGraph, head: Word, wanted: frozenset[Label]) -> Label | None:
        """The same where a verb asks for certain labels: None for a single name that may be the person it asks for.

        `Das Militär stürzte Bazoum`: the verb says more than a recogniser that takes the name for a place that no
        gazetteer knows.
        """
        label = self.label_of(graph, head)
        mention = self.mention_of(graph, head)
        if label is not Label.LOC or label in wanted or Label.PER not in wanted or mention is None:
            return label
        entity = self.reading.entity(mention.entity)
        unknown = entity is not None and entity.kind is EntityKind.PLACE and entity.country_code is None
        return None if unknown and mention.text.isalpha() else label

    def entity_of(self, graph: SentenceGraph, head: Word) -> EntityNumber | None:
        """The entity of the head's name, of the country it acts for, or of what it refers to."""
        key = (graph.number, head.index)
        if key not in self._entities:
            self._entities[key] = self._entity_of(graph, head)
        return self._entities[key]

    def _entity_of(self, graph: SentenceGraph, head: Word) -> EntityNumber | None:
        mention = self.mention_of(graph, head)
        if mention is not None:
            country = self._country_of_ministry(graph, head, mention)
            return mention.entity if country is None else country
        key = (head.span.start, head.span.end)
        if key in self.resolved:
            return self.resolved[key]
        if self.acts_for_owner(head) or self._speaks_for_owner(graph, head):
            return self.owner(graph, head)
        counted = self._counted(graph, head)
        if counted is not None:
            return self.entity_of(graph, counted)
        if head.upos == "NOUN" and self._is_plural(graph, head):
            return followed(graph, head, self.reading, self._lexicon) or self._nationality(graph, head)
        return self._explained(graph, head) if head.relation == "appos" and head.upos == "NOUN" else None

    def _explained(self, graph: SentenceGraph, noun: Word) -> EntityNumber | None:
        """`Vincenzo Neri, l'uomo che ha ucciso ...`: the person before the comma whom an apposition calls by a noun."""
        name = graph.head(noun)
        mention = next(iter(self.reading.mentions_in(name.span)), None) if name is not None else None
        person = mention is not None and mention.label is Label.PER and name is not None and name.index < noun.index
        return mention.entity if person and mention is not None and graph.child(noun, "acl") is not None else None

    def _country_of_ministry(self, graph: SentenceGraph, head: Word, mention: Mention) -> EntityNumber | None:
        """`das österreichische Innenministerium`: taken for a name, but called by its kind alone."""
        if mention.label is not Label.ORG or mention.span != head.span or mention.text.lower() not in self._actor_nouns:
            return None
        return next((each.entity for each in self._nationalities_before(graph, head)), None)

    def _nationalities_before(self, graph: SentenceGraph, head: Word) -> list[Mention]:
        """The nationalities that stand as adjectives before a noun."""
        adjectives = graph.children(head, "amod")
        return [m for each in adjectives for m in self.reading.mentions_in(each.span) if m.label is Label.MISC]

    def _counted(self, graph: SentenceGraph, head: Word) -> Word | None:
        """`dozens of Hamas fighters`, `die Hälfte der russischen Truppen`: whose people are counted."""
        quantities = self._lexicon.words.quantity_nouns
        if head.lemma.lower() not in quantities and head.text.lower() not in quantities:
            return None
        behind = (child for child in graph.children(head, "nmod", "appos", "flat") if child.index > head.index)
        return next((child for child in behind if child.upos == "NOUN" and self.acts_for_owner(child)), None)

    @staticmethod
    def _is_plural(graph: SentenceGraph, head: Word) -> bool:
        """By its own number, or by that of its adjective where the noun does not tell (`società cinesi`)."""
        number = head.features.get("Number")
        if number is None:
            adjectives = (word.features.get("Number") for word in graph.children(head, "amod"))
            number = next((each for each in adjectives if each is not None), "")
        return number == "Plur"

    def _nationality(self, graph: SentenceGraph, head: Word) -> EntityNumber | None:
        """The country whose people a plural names: `Chinese hackers`, `venezolanische Oppositionelle`."""
        for child in graph.children(head, "amod"):
            for mention in self.reading.mentions_in(child.span):
                entity = self.reading.entity(mention.entity)
                if mention.label is Label.MISC and entity is not None and entity.kind in _COUNTRYLIKE:
                    return entity.number
        return None

    def acts_for_owner(self, head: Word) -> bool:
        """Government, ministry, officials: nouns that act for a body; one office holder is a person of his own."""
        lemma = head.lemma.lower()
        if (lemma,) in self._offices:
            return head.features.get("Number") == "Plur"
        if lemma in self._actor_nouns or head.text.lower() in self._actor_nouns:
            return True
        dashed = "-" in lemma and lemma.rpartition("-")[2] in self._actor_nouns
        return dashed or lemma.endswith(self._long_actor_nouns)

    def _speaks_for_owner(self, graph: SentenceGraph, head: Word) -> bool:
        """`a Labour spokesman`, `ein Vertreter von Siemens`: one of a body's people whom the text does not name."""
        if head.lemma.lower() not in self._staff_nouns:
            return False
        return any(child.text.lower() in _INDEFINITE for child in graph.children(head, "det", "nummod"))

    def each(self, graph: SentenceGraph, head: Word) -> tuple[End, ...]:
        """The end of `head`, once for each body that it acts for (`the leaders of Kyrgyzstan and Tajikistan`)."""
        first = self.end(graph, head)
        if self.mention_of(graph, head) is not None:
            plural = self._is_plural(graph, head) or head.text.lower().endswith(_SURE_PLURALS)
            return (first, *self._further_names(graph, head)) if plural else (first,)
        if not self.acts_for_owner(head):
            return (first,)
        found = {first.entity}
        ends = [first]
        for child in graph.children(head, "nmod", "appos", "amod"):
            if graph.comma_between(head, child):
                continue
            for conjunct in graph.conjuncts(child)[1:]:
                for mention in self.reading.mentions_in(conjunct.span):
                    entity = self.reading.entity(mention.entity)
                    if entity is not None and entity.kind in _COUNTRYLIKE and entity.number not in found:
                        found.add(entity.number)
                        ends.append(End(first.span, first.text, entity.number))
        return tuple(ends)

    def _further_names(self, graph: SentenceGraph, title: Word) -> list[End]:
        """`die Senatoren Kennedy und Graham`: the people behind the first of a title in the plural."""
        if not office_at(graph, title, self._lexicon):
            return []
        below = graph.children(title, "flat", "appos", "nmod")
        names = [word for child in below for word in graph.conjuncts(child)[1:]]
        found = (next(iter(self.reading.mentions_in(word.span)), None) for word in names)
        return [
            End(each.span, each.text, each.entity) for each in found if each is not None and each.label is Label.PER
        ]

    def owner(self, graph: SentenceGraph, head: Word) -> EntityNumber | None:
        """The country or organisation whose government, officials or forces the head names."""
        lemma = head.lemma.lower()
        for child in graph.children(head):
            if child.relation not in _OWNING or (child.relation == "appos" and graph.comma_between(head, child)):
                continue
            if graph.case(child) in _NO_OWNER or (graph.case(child) in _IN and lemma.endswith(_WEAPONS)):
                continue
            for mention in self.reading.mentions_in(child.span):
                entity = self.reading.entity(mention.entity)
                if entity is None:
                    continue
                if entity.kind in _COUNTRYLIKE:
                    return entity.number
                if entity.kind is EntityKind.PERSON and len(set(entity.countries)) == 1:
                    return self.country(entity.countries[0])
        for mention in self.reading.mentions_in(head.span):
            if mention.entity is not None:
                return mention.entity
        return None if lemma.endswith(_WEAPONS) else self._country_behind(graph, head)

    def _country_behind(self, graph: SentenceGraph, head: Word) -> EntityNumber | None:
        """`den Behörden in Ägypten`: the country named right behind, wherever the parser hung it."""
        place = head.index
        while place < len(graph.words) and graph.words[place].text.lower() in _IN:
            place += 1
        if place == head.index or place >= len(graph.words):
            return None
        for mention in self.reading.mentions_in(graph.words[place].span):
            entity = self.reading.entity(mention.entity)
            if entity is not None and entity.kind is EntityKind.COUNTRY and mention.label is Label.LOC:
                return entity.number
        return None

    def country(self, code: str) -> EntityNumber | None:
        """The article's entity for a country."""
        for entity in self.reading.entities:
            if entity.kind is EntityKind.COUNTRY and entity.country_code == code:
                return entity.number
        return None
