"""Finds the predicates of a sentence with their logical subjects, objects and obliques.

Subjects are carried over coordination, control and raising, relative clauses, participles and adverbial clauses.
What a predicate means (its type) and how the text commits to it do not belong here.
Built on Universal Dependencies v2; the treatment of control follows the enhanced UD guidelines
(https://universaldependencies.org/u/overview/enhanced-syntax.html).
"""

from __future__ import annotations

from dataclasses import replace

from tasks.records import Voice, Word
from tasks.relations.clause_ends import (
    before_sum,
    by_case,
    expanded,
    expletive,
    is_reflexive,
    obliques_of,
    one_subject,
    without_adposition,
)
from tasks.relations.clauses import Clause
from tasks.relations.documents import author_of
from tasks.relations.entries import Words
from tasks.relations.graph import SentenceGraph
from tasks.relations.relatives import resolve_relative
from tasks.relations.voice import agents_of, voice_of

_CLAUSAL = frozenset({"ccomp", "xcomp"})
_TO_INFINITIVE = frozenset({"to", "zu", "um", "di", "a", "per", "da"})
_SUBJECT_CONTROL = frozenset(
    {
        "promise",
        "threaten",
        "vow",
        "versprechen",
        "drohen",
        "promettere",
        "minacciare",
        "leave",
        "quit",
        "exit",
        "join",
        "meet",
        "visit",
        "beat",
        "defeat",
        "spend",
        "cross",
    }
)
"""Verbs with an object whose subject does what follows, also as its purpose (`left Google to join Microsoft`)."""
_HAVING_DONE = frozenset(
    {
        "chiedere", "ordinare", "imporre", "permettere", "consentire", "vietare", "impedire", "consigliare",
        "suggerire", "raccomandare", "intimare", "proibire",
    }
)  # fmt: skip
_DEEPEST = 60
"""Clauses inside clauses that may lend each other a subject; more come from damaged trees."""
_LIKE_PREPOSITIONS = frozenset({"following", "including", "regarding", "concerning", "involving"})
"""Participles that only tell when or about what: whose plan it is they do not say (`following a plot to kill him`)."""
_NEVER_PREDICATES = frozenset({"PUNCT", "CCONJ"})
_NOT_PREDICATES = frozenset({"aux", "cop", "case", "mark", "fixed", "flat", "compound", "cc", "det", "amod", "advmod"})


def _asked(governor: Clause) -> tuple[Word, ...]:
    """Italian verbs that have somebody else do something name who in a phrase: `chiedere all'FBI di indagare`."""
    if governor.predicate.lemma.lower() not in _HAVING_DONE or governor.voice is Voice.PASSIVE:
        return ()
    return tuple(each.head for each in governor.obliques if each.adposition == "a")


def find_clauses(
    graph: SentenceGraph,
    words: Words,
    names: frozenset[int] = frozenset(),
    intransitive: frozenset[str] = frozenset(),
) -> dict[int, Clause]:
    """All clauses of a sentence by the index of their predicate.

    `names` are the indexes of words that are part of a name: whatever a tagger calls them, they are no verbs.
    `intransitive` are lemmas of verbs that take no object.
    """
    finder = _Finder(graph, words, names, intransitive)
    for word in graph.words:
        verbal = word.upos in {"VERB", "AUX"} or word.index in finder.carriers
        if verbal and word.upos not in _NEVER_PREDICATES and finder.is_predicate(word):
            finder.clause(word)
    return finder.found


class _Finder:
    """Finds clauses; a clause whose subject comes from another is found after that one."""

    def __init__(self, graph: SentenceGraph, words: Words, names: frozenset[int], intransitive: frozenset[str]) -> None:
        self.graph = graph
        self.words = words
        self.names = names
        self.intransitive = intransitive
        self.carriers = {each.head for each in graph.words if each.relation in {"cop", "aux"}}
        self.found: dict[int, Clause] = {}
        self.working: set[int] = set()

    def is_predicate(self, word: Word) -> bool:
        """Verbs that are not auxiliaries or adjectives, and nominals with a copula."""
        if self._copula(word) is not None:
            return word.upos != "PUNCT"
        if word.index in self.names:
            return False
        if word.relation in _NOT_PREDICATES:
            return word.upos == "VERB" and word.relation == "amod" and word.features.get("VerbForm") == "Part"
        if word.upos == "VERB":
            return True
        if word.upos == "AUX":
            return any(child.relation in {"nsubj", "obj"} for child in self.graph.children(word))
        return False

    def clause(self, word: Word) -> Clause:
        """The clause of a predicate, found once."""
        known = self.found.get(word.index)
        if known is not None:
            return known
        self.working.add(word.index)
        clause = self._with_subject(self._own(word))
        clause = self._with_shared_object(clause)
        self.working.discard(word.index)
        self.found[word.index] = clause
        return clause

    # The clause by its own dependents ------------------------------------------------------------------------

    def _own(self, word: Word) -> Clause:
        graph = self.graph
        copula = self._copula(word)
        auxiliaries = tuple(each for each in graph.children(word, "aux") if each is not copula)
        voice = voice_of(graph, word, auxiliaries, copula, self.words, self.intransitive)
        subjects = expanded(graph, graph.children(word, "nsubj", "nsubj:pass", "csubj") or expletive(graph, word))
        objects = () if copula else expanded(graph, [c for c in graph.children(word, "obj") if not is_reflexive(c)])
        recipients = expanded(graph, graph.children(word, "iobj") or before_sum(graph, objects, self.words))
        if copula is None and voice is not Voice.PASSIVE:
            subjects, objects, recipients = one_subject(graph, word, subjects, objects, recipients)
        obliques = obliques_of(graph, word)
        content = next(
            (
                child
                for child in graph.children(word, "ccomp", "xcomp")
                if child.upos in {"VERB", "AUX"} or graph.child(child, "cop", "nsubj") is not None
            ),
            None,
        )
        agents: tuple[Word, ...] = ()
        if voice is Voice.PASSIVE:
            agents, obliques = agents_of(graph, word, obliques, self.words)
        if subjects and objects and not agents and subjects[0].features.get("Case") == "Gen":
            genitives = tuple(each for each in subjects if each.features.get("Case") == "Gen")
            subjects = tuple(each for each in subjects if each not in genitives)
            if not subjects and objects[0].features.get("Case") == "Nom":
                subjects, objects = objects, ()
        subjects, objects = by_case(subjects, objects)
        if copula is None:
            subjects, strays = without_adposition(graph, subjects)
            objects, more = without_adposition(graph, objects)
            obliques = (*obliques, *strays, *more)
        if voice is Voice.PASSIVE:
            patients = subjects
            subjects, objects = agents, patients or objects
        return Clause(
            predicate=word,
            copula=copula,
            voice=voice,
            subjects=subjects,
            objects=objects,
            recipients=recipients,
            obliques=obliques,
            content=content,
            governors=self._governors(word),
            subject_source="own" if subjects or (voice is Voice.PASSIVE and objects) else "none",
            auxiliaries=auxiliaries,
            finite=self._is_finite(word, auxiliaries, copula),
        )

    def _copula(self, word: Word) -> Word | None:
        """The copula of a nominal, also where the parser calls it an auxiliary (`wurde Richter`)."""
        if word.index not in self.carriers:
            return None
        found = self.graph.child(word, "cop")
        if found is not None or word.upos not in {"NOUN", "PROPN"}:
            return found
        return next((each for each in self.graph.children(word, "aux") if self._is_copula(each)), None)

    def _is_copula(self, word: Word) -> bool:
        return word.lemma.lower() in self.words.copulas

    def _governors(self, word: Word) -> tuple[Word, ...]:
        """Predicates that embed this one as a complement, through coordination."""
        found: list[Word] = []
        current = word
        for ancestor in self.graph.ancestors(word):
            if current.relation in _CLAUSAL or (current.relation in {"acl", "csubj"} and self._is_infinitive(current)):
                found.append(ancestor)
            elif (
                (current.relation == "conj" and self.graph.child(current, "nsubj", "mark") is None)
                or current.relation == "parataxis"
                or (current.relation == "obj" and found)
            ):
                pass
            else:
                break
            current = ancestor
        return tuple(found)

    def _is_infinitive(self, word: Word) -> bool:
        if word.features.get("VerbForm") == "Inf":
            return True
        return any(
            each.lemma.lower() in _TO_INFINITIVE or each.text.lower() == "to"
            for each in self.graph.children(word, "mark")
        )

    @staticmethod
    def _is_finite(word: Word, auxiliaries: tuple[Word, ...], copula: Word | None) -> bool:
        return any(
            each.features.get("VerbForm") == "Fin" for each in (word, *auxiliaries, *([copula] if copula else []))
        )

    # Subjects from elsewhere -----------------------------------------------------------------------------------

    def _with_subject(self, clause: Clause) -> Clause:
        clause = resolve_relative(self.graph, clause)
        passive = clause.voice is Voice.PASSIVE
        if (clause.objects if passive else clause.subjects) or not (passive or self._may_have_subject(clause)):
            return clause
        found, source = self._foreign_subject(clause.predicate)
        if not found:
            return clause
        if passive:
            return replace(clause, objects=found, subject_source=source)
        taken = {word.index for word in clause.objects}
        found = tuple(word for word in found if word.index not in taken)
        return replace(clause, subjects=found, subject_source=source) if found else clause

    @staticmethod
    def _may_have_subject(clause: Clause) -> bool:
        """Not an attribute, unless it is a present participle with phrases (`das an China grenzende Kasachstan`)."""
        present = clause.predicate.features.get("Tense") == "Pres"
        return clause.predicate.relation != "amod" or (present and bool(clause.obliques or clause.recipients))

    def _foreign_subject(self, word: Word) -> tuple[tuple[Word, ...], str]:
        head = self.graph.head(word)
        if head is None:
            return (), "none"
        participle = word.features.get("VerbForm") in {"Part", "Ger"}
        if word.relation == "amod" or (word.relation == "acl" and participle):
            return self._of_participle(word, head)
        if word.relation in {"acl", "xcomp"} and self._is_cleft(word, head):
            return (head,), "control"
        if word.relation == "acl":
            return self._holder_of(head), "noun"
        if head.index in self.working or len(self.working) > _DEEPEST or not self.is_predicate(head):
            return (), "none"
        return self._subject_from(self.clause(head), word)

    def _of_participle(self, word: Word, head: Word) -> tuple[tuple[Word, ...], str]:
        """What a participle stands beside does it, or whoever says what that says."""
        author = author_of(self.graph, word, head)
        if author is not None:
            return expanded(self.graph, [author]), "noun"
        return ((head,), "participle") if head.upos in {"NOUN", "PROPN", "PRON"} else ((), "none")

    def _subject_from(self, governor: Clause, word: Word) -> tuple[tuple[Word, ...], str]:
        """The subject that a dependent predicate shares with the one that governs it."""
        surface = governor.objects if governor.voice is Voice.PASSIVE else governor.subjects
        source = "none"
        if word.relation == "conj":
            clausal = self.graph.child(word, "mark") is not None and word.features.get("VerbForm") == "Fin"
            if not clausal and governor.predicate.index < word.index and not self._speaks_of_more(word, surface):
                source = "coordination"
        elif word.relation == "xcomp":
            source = "control"
            controlled = governor.objects or governor.recipients or _asked(governor)
            by_subject = governor.predicate.lemma.lower() in _SUBJECT_CONTROL
            if controlled and governor.voice is not Voice.PASSIVE and not by_subject:
                surface = controlled
        elif word.relation == "advcl" and not self._is_finite(word, tuple(self.graph.children(word, "aux")), None):
            source = "adverbial"
        elif word.relation == "ccomp" and self._is_infinitive(word):
            source = "control"
            surface = _asked(governor) or surface
        return (surface, source) if source != "none" else ((), "none")

    def _speaks_of_more(self, word: Word, subjects: tuple[Word, ...]) -> bool:
        """Whether a verb is plural and its subject is one thing: `Meloni ha parlato ... e sono stati arrestati`."""
        verb = next((each for each in (*self.graph.children(word, "aux"), word) if "Number" in each.features), None)
        if verb is None or verb.features["Number"] != "Plur" or len(subjects) != 1:
            return False
        subject = subjects[0]
        number = subject.features.get("Number", "Sing" if subject.upos == "PROPN" else "")
        return number == "Sing" and self.graph.child(subject, "conj") is None

    def _is_cleft(self, word: Word, head: Word) -> bool:
        """`È stata la Commissione a multare Meta`: the noun behind a bare copula does what the infinitive says."""
        marked = any(each.lemma.lower() == "a" for each in self.graph.children(word, "mark"))
        copula = self._copula(head)
        bare = copula is not None and self.graph.child(head, "nsubj") is None
        return (
            marked
            and head.upos in {"NOUN", "PROPN", "PRON"}
            and bare
            and copula is not None
            and copula.index < head.index
        )

    def _holder_of(self, noun: Word) -> tuple[Word, ...]:
        """Who has the plan, decision or right that an infinitive explains (`Kazakhstan's decision to join`)."""
        for child in self.graph.children(noun, "nmod", "det"):
            if (
                child.deprel in {"nmod:poss", "det:poss"}
                or child.features.get("Poss") == "Yes"
                or child.features.get("Case") == "Gen"
            ):
                return (child,)
        head = self.graph.head(noun)
        if head is not None and head.text.lower() in _LIKE_PREPOSITIONS:
            return ()
        if head is not None and noun.relation in {"obj", "obl"} and self.is_predicate(head):
            if head.index in self.working or len(self.working) > _DEEPEST:
                return ()
            return self.clause(head).subjects
        return ()

    # Objects from elsewhere ------------------------------------------------------------------------------------

    def _with_shared_object(self, clause: Clause) -> Clause:
        """`X condemned and sanctioned Y`: the object of the last of several verbs belongs to each."""
        graph, word = self.graph, clause.predicate
        if clause.copula or clause.objects or clause.obliques or clause.content or clause.voice is Voice.PASSIVE:
            return clause
        for child in graph.children(word, "conj"):
            objects = expanded(graph, graph.children(child, "obj"))
            between = graph.words[word.index : child.index - 1]
            if (
                objects
                and child.upos == "VERB"
                and graph.child(child, "nsubj", "nsubj:pass") is None
                and all(each.upos in {"CCONJ", "PUNCT", "ADV", "AUX"} for each in between)
                and not any(each.text == "," for each in between)
            ):
                return replace(clause, objects=objects, shared_object=True)
        return clause
