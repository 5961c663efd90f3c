"""What pronouns and descriptions refer to: `he`, `the Kazakh president`, `der Minister`, `il Paese`.

Precision before recall: a reference is resolved only when one candidate is left after agreement and distance, after
the sieves of Lee et al. (2013), https://aclanthology.org/J13-4004, strictest first. Ends themselves belong to ends.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from tasks.records import End, EntityKind, EntityNumber, Label, Mention, Quote, Word
from tasks.relations.clauses import Clause
from tasks.relations.clitics import stands_for_person
from tasks.relations.document import Reading
from tasks.relations.ends import EndFinder
from tasks.relations.entries import Lexicon
from tasks.relations.graph import SentenceGraph
from tasks.relations.office_words import office_words
from tasks.relations.offices import OfficeFound
from tasks.relations.possessives import is_possessive, possessor

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_HE = frozenset({"he", "him", "his", "er", "ihn", "ihm", "egli", "lui"})
_SHE = frozenset({"she", "her", "hers", "ella", "lei"})
_I = frozenset(
    {
        "i", "me", "my", "mine", "ich", "mich", "mir", "mein", "meine", "meinen", "meinem", "meiner", "meines", "io",
        "mi", "mio", "mia", "miei", "mie",
    }
)  # fmt: skip
_IT = frozenset({"it", "its"})
_ANY_BODY = frozenset({"it", "es", "sie", "er"})
_BODIES = frozenset({EntityKind.COUNTRY, EntityKind.ORGANIZATION})
_ARTICLES = frozenset(
    {
        "the", "this", "that", "der", "die", "das", "den", "dem", "des", "dieser", "dieses", "diese", "il", "lo", "la",
        "l'", "l’", "questo", "quel",
    }
)  # fmt: skip
_RELATIVE = frozenset({"der", "die", "das", "who", "which", "that", "che"})
_REACH = 2


@dataclass(slots=True)
class _Salience:
    """Who was spoken of lately: by sentence, subjects and all persons."""

    subjects: dict[int, list[EntityNumber]] = field(default_factory=dict)
    persons: dict[int, list[EntityNumber]] = field(default_factory=dict)
    countries: dict[int, list[EntityNumber]] = field(default_factory=dict)


class ReferenceResolver:
    """Resolves the references of one article, sentence by sentence in order."""

    def __init__(
        self, reading: Reading, ends: EndFinder, lexicon: Lexicon, holders: Sequence[tuple[int, OfficeFound]]
    ) -> None:
        """Remember who holds which office (`holders`: sentence number and fact)."""
        self.reading = reading
        self.ends = ends
        self.lexicon = lexicon
        self.salience = _Salience()
        self.offices: dict[str, list[tuple[int, EntityNumber, EntityNumber | None]]] = {}
        for number, fact in holders:
            if fact.person.entity is not None and not fact.former:
                body = fact.body.entity if fact.body else None
                self.offices.setdefault(fact.lemma.lower(), []).append((number, fact.person.entity, body))
        for entity in reading.entities:
            if entity.kind is EntityKind.PERSON:
                for office in entity.offices:
                    known = self.offices.setdefault(office.lower(), [])
                    if not any(person == entity.number for _, person, _ in known):
                        body = ends.country(entity.countries[0]) if len(set(entity.countries)) == 1 else None
                        known.append((0, entity.number, body))

    def resolve(self, graph: SentenceGraph) -> None:
        """Resolve the references of a sentence and remember whom it names."""
        self._descriptions(graph)
        self._pronouns(graph)
        self._remember(graph)

    def speakers_of(self, quotes: Sequence[Quote]) -> None:
        """`"I talked to him," said Kennedy`: the first person of a quotation is the person who speaks it."""
        for quote in quotes:
            speaker = quote.speaker.entity if quote.speaker is not None else None
            if speaker is None or self._kind(speaker) is not EntityKind.PERSON:
                continue
            for graph in self.reading.sentences:
                if not quote.span.overlaps(graph.span):
                    continue
                for word in graph.words:
                    if word.text.lower() in _I and word.upos in {"PRON", "DET"} and quote.span.contains(word.span):
                        self.ends.resolve(graph, word, speaker)

    # Descriptions ----------------------------------------------------------------------------------------------

    def _descriptions(self, graph: SentenceGraph) -> None:
        for office in office_words(graph, self.lexicon):
            for word in graph.words[office.first : office.last + 1]:
                if self.reading.mentions_in(word.span) and not office.prefix:
                    break
            else:
                self._office(graph, office.first, office.last, office.office.lemma, office.prefix)
        groups = self.lexicon.words.group_nouns
        for word in graph.words if not groups.isdisjoint(graph.forms) else ():
            if word.upos == "NOUN" and word.lemma.lower() in groups and self._is_definite(graph, word):
                self._place(graph, word)

    def _office(self, graph: SentenceGraph, first: int, last: int, lemma: str, prefix: str) -> None:
        words = graph.words[first : last + 1]
        head = next((word for word in words if not first < word.head <= last + 1), words[0])
        if not self._is_definite(graph, head) and not prefix and first:
            return
        if head.features.get("Number") == "Plur" or self.ends.mention_of(graph, head) is not None:
            return
        candidates = self.offices.get(lemma.lower(), [])
        owner = self._owner(graph, head, prefix)
        if owner is not None:
            fitting = {person for _, person, body in candidates if body == owner}
        else:
            fitting = {person for number, person, _ in candidates if number <= graph.number}
        if not fitting and not any(body == owner for _, _, body in candidates):
            fitting = self._person_just_named(graph, head, owner)
        if len(fitting) == 1:
            self.ends.resolve(graph, head, fitting.pop())

    def _person_just_named(self, graph: SentenceGraph, head: Word, owner: EntityNumber | None) -> set[EntityNumber]:
        """The only person of the sentence before, if no office or country speaks against it.

        `New success for Donald Trump. The American president announced ...`
        """
        here = [
            m for m in self.reading.mentions_in(graph.span) if m.label is Label.PER and m.span.end <= head.span.start
        ]
        if here or owner is None:
            return set()
        named = {
            mention.entity
            for mention in self._mentions_of(graph.number - 1)
            if mention.label is Label.PER and mention.entity is not None
        }
        code = getattr(self.reading.entity(owner), "country_code", None)
        held = {person for office in self.offices.values() for _, person, _ in office}
        return {
            number
            for number in named
            if len(named) == 1
            and number not in held
            and ((entity := self.reading.entity(number)) is None or set(entity.countries) <= {code})
        }

    def _owner(self, graph: SentenceGraph, head: Word, prefix: str) -> EntityNumber | None:
        if prefix:
            for entity in self.reading.entities:
                if entity.label is not Label.PER and any(a.text.lower() == prefix.lower() for a in entity.aliases):
                    return entity.number
        return self.ends.owner(graph, head)

    def _is_definite(self, graph: SentenceGraph, head: Word) -> bool:
        return any(
            child.text.lower() in _ARTICLES
            or child.lemma.lower() in _ARTICLES
            or child.features.get("Definite") == "Def"
            for child in graph.children(head, "det")
        )

    def _place(self, graph: SentenceGraph, head: Word) -> None:
        """`the country`, `il Paese`: the country of the last subject, if the text names no second one since."""
        if graph.children(head, "amod", "nmod", "compound", "acl", "appos"):
            return
        if head.features.get("Number") == "Plur":
            return
        for number in range(graph.number, graph.number - _REACH, -1):
            before = [
                mention
                for mention in self._mentions_of(number)
                if mention.span.end <= head.span.start and self._is_country(mention)
            ]
            distinct = {mention.entity for mention in before}
            if len(distinct) == 1:
                entity = before[0].entity
                if entity is not None:
                    self.ends.resolve(graph, head, entity)
                return
            subjects = [
                entity for entity in self.salience.subjects.get(number, []) if self._kind(entity) is EntityKind.COUNTRY
            ]
            if len(set(subjects)) == 1:
                self.ends.resolve(graph, head, subjects[0])
                return
            if distinct:
                return

    def _kind(self, number: EntityNumber | None) -> EntityKind | None:
        entity = self.reading.entity(number)
        return entity.kind if entity else None

    def _is_country(self, mention: Mention) -> bool:
        return self._kind(mention.entity) is EntityKind.COUNTRY

    def _mentions_of(self, number: int) -> list[Mention]:
        graph = self.reading.sentence(number)
        return self.reading.mentions_in(graph.span) if graph else []

    # Pronouns --------------------------------------------------------------------------------------------------

    def _pronouns(self, graph: SentenceGraph) -> None:
        for word in graph.words:
            if word.upos not in {"PRON", "DET"}:
                continue
            form = word.text.lower()
            if is_possessive(word):
                owner = possessor(graph, word, self.ends, self.reading, partial(self._acting_before, graph, word))
                if owner is not None:
                    self.ends.resolve(graph, word, owner)
                continue
            person = form in _HE or form in _SHE or self._is_sie(word) or stands_for_person(graph, word, self.lexicon)
            found = self._speaking_body(graph, word) if form in _ANY_BODY else None
            if found is None and form in _IT:
                found = self._thing_before(graph, word)
            if found is None and person:
                found = self.person_before(graph, word)
            if found is not None:
                self.ends.resolve(graph, word, found)

    def _acting_before(self, graph: SentenceGraph, word: Word) -> Sequence[EntityNumber]:
        """Who acts before a word in its sentence, else in the one before."""
        return self._subjects(graph, before=word) or self.salience.subjects.get(graph.number - 1, [])

    def _speaking_body(self, graph: SentenceGraph, word: Word) -> EntityNumber | None:
        """`Israel denied that it ...`, `Nordkorea erklärte, es ...`: the body that is the subject of the verb above."""
        clause = graph.head(word)
        if word.relation != "nsubj" or clause is None or clause.relation not in {"ccomp", "parataxis"}:
            return None
        above = graph.head(clause)
        subject = graph.child(above, "nsubj") if above is not None else None
        if subject is None or subject.index > word.index:
            return None
        entity = self.ends.entity_of(graph, subject)
        return entity if self._kind(entity) in _BODIES else None

    def _thing_before(self, graph: SentenceGraph, word: Word) -> EntityNumber | None:
        """What `it` or `its` stands for: the subject of its clause, the only body named before, the last subject."""
        if word.relation == "expl":
            return None
        if word.deprel == "nmod:poss":
            for ancestor in graph.ancestors(word):
                subject = graph.child(ancestor, "nsubj")
                if subject is not None and subject.index < word.index and word not in graph.subtree(subject):
                    entity = self.ends.entity_of(graph, subject)
                    return entity if self._kind(entity) in _BODIES else None
        before = [m for m in self.reading.mentions_in(graph.span) if m.span.end <= word.span.start]
        if before:
            bodies = {m.entity for m in before if self._kind(m.entity) in _BODIES}
            persons = any(m.label is Label.PER for m in before)
            return bodies.pop() if len(bodies) == 1 and not persons else None
        subjects = {e for e in self.salience.subjects.get(graph.number - 1, []) if self._kind(e) in _BODIES}
        return subjects.pop() if len(subjects) == 1 else None

    @staticmethod
    def _is_sie(word: Word) -> bool:
        """German `sie` as a woman, by number and gender."""
        return (
            word.text.lower() == "sie"
            and word.features.get("Number") == "Sing"
            and word.features.get("Person", "3") == "3"
            and word.text != "Sie"
        )

    def person_before(self, graph: SentenceGraph, word: Word) -> EntityNumber | None:
        """The person that a singular pronoun (or a dropped subject) at this place stands for."""
        here = [
            mention
            for mention in self.reading.mentions_in(graph.span)
            if mention.span.end <= word.span.start and mention.label is Label.PER and mention.entity is not None
        ]
        acting = self._acting(graph, word)
        distinct = {mention.entity for mention in here if mention.entity is not None} - {acting}
        if len(distinct) == 1:
            return distinct.pop()
        if distinct:
            subjects = [entity for entity in self._subjects(graph) if entity in distinct]
            return subjects[0] if len(set(subjects)) == 1 else None
        for number in range(graph.number - 1, graph.number - 1 - _REACH, -1):
            subjects = [e for e in self.salience.subjects.get(number, []) if self._kind(e) is EntityKind.PERSON]
            if len(set(subjects)) == 1:
                return subjects[0]
            persons = set(self.salience.persons.get(number, []))
            if len(persons) == 1:
                return persons.pop()
            if persons:
                return None
        return None

    def _acting(self, graph: SentenceGraph, word: Word) -> EntityNumber | None:
        """Who does what the pronoun is the object of: nobody does it to him- or herself without `self`."""
        verb = graph.head(word)
        if verb is None or verb.upos != "VERB" or word.relation not in {"obj", "iobj", "obl"}:
            return None
        subject = graph.child(verb, "nsubj")
        relative = subject is not None and (
            "Rel" in subject.features.get("PronType", "").split(",")
            or (subject.upos == "PRON" and verb.relation == "acl" and subject.text.lower() in _RELATIVE)
        )
        if relative and verb.relation == "acl":
            subject = graph.head(verb)
        if subject is None or (subject.index > word.index and not relative):
            return None
        names = [subject, *graph.children(subject, "appos")]
        return next((entity for each in names if (entity := self.ends.entity_of(graph, each)) is not None), None)

    def dropped_subject(self, graph: SentenceGraph, clause: Clause) -> End | None:
        """Whom an Italian verb without a subject speaks of: the only subject so far, or of the sentence before."""
        verb = next((w for w in (clause.predicate, *clause.auxiliaries) if w.features.get("VerbForm") == "Fin"), None)
        if verb is None or verb.features.get("Person", "3") != "3" or verb.features.get("Number") == "Plur":
            return None
        if graph.child(clause.predicate, "expl", "csubj", "nsubj") is not None:
            return None
        if clause.predicate.relation not in {"root", "conj", "parataxis", "advcl", "ccomp"} and not self._is_within(
            graph, clause
        ):
            return None
        for number in (graph.number, graph.number - 1):
            subjects = self.salience.subjects.get(number, [])
            if number == graph.number:
                subjects = self._subjects(graph, before=clause.predicate)
            if len(set(subjects)) == 1:
                mention = self._last_mention(subjects[0], clause.predicate.span.start)
                return End(mention.span, mention.text, mention.entity) if mention else None
            if subjects:
                return None
        return None

    @staticmethod
    def _is_within(graph: SentenceGraph, clause: Clause) -> bool:
        """`la puntata durante la quale ha elogiato Trump`: a relative pronoun with an adposition is no subject."""
        if clause.predicate.relation != "acl":
            return False
        relatives = [
            word
            for word in graph.subtree(clause.predicate)
            if word.index < clause.predicate.index and "Rel" in word.features.get("PronType", "").split(",")
        ]
        return len(relatives) == 1 and bool(graph.case_words(relatives[0]))

    def _last_mention(self, entity: EntityNumber, position: int) -> Mention | None:
        for mention in reversed(self.reading.mentions_before(position)):
            if mention.entity == entity and mention.label is not Label.MISC:
                return mention
        return None

    # Memory ----------------------------------------------------------------------------------------------------

    def _subjects(self, graph: SentenceGraph, before: Word | None = None) -> list[EntityNumber]:
        found: list[EntityNumber] = []
        for word in graph.words:
            if before is not None and word.index >= before.index:
                break
            if word.deprel not in _SUBJECTS:
                continue
            head = graph.head(word)
            if head is None or head.deprel != "acl" or head.upos != "VERB":
                entity = self.ends.entity_of(graph, word)
                if entity is not None:
                    found.append(entity)
        return found

    def _remember(self, graph: SentenceGraph) -> None:
        self.salience.subjects[graph.number] = self._subjects(graph)
        persons = [
            m.entity for m in self.reading.mentions_in(graph.span) if m.label is Label.PER and m.entity is not None
        ]
        persons.extend(e for e in self.salience.subjects[graph.number] if self._kind(e) is EntityKind.PERSON)
        self.salience.persons[graph.number] = persons
