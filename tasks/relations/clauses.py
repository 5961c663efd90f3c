"""The predicates of a sentence with their logical subjects, objects and obliques.

Subjects are carried over coordination, control and raising, relative clauses, participles and adverbial clauses.
What a predicate means (its type) and how the text commits to it do not belong here.
Built on Universal Dependencies v2; the treatment of control follows the enhanced UD guidelines
(https://universaldependencies.org/u/overview/enhanced-syntax.html).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tasks.records import Voice, Word
from tasks.relations.entries import Words
from tasks.relations.graph import SentenceGraph

_CLAUSAL = frozenset({"ccomp", "xcomp"})
_RELATIVE_FORMS = frozenset({"who", "whom", "which", "that", "che", "cui", "chi"})
_RELATIVE_GERMAN = frozenset({"der", "die", "das", "dem", "den", "dessen", "deren", "denen", "welcher", "welche"})
_AS = frozenset({"als", "as"})
_PARTITIVE = frozenset({"di", "über", "bis", "rund", "circa", "of", "over", "about", "around"})
_TO_INFINITIVE = frozenset({"to", "zu", "um", "di", "a", "per", "da"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "versprechen", "drohen", "promettere", "minacciare"})
_MOST_ENDS = 12
"""Coordinated ends of one predicate; a longer coordination is a list."""
_DEEPEST = 60
"""Clauses inside clauses that may lend each other a subject; more come from damaged trees."""
_NEVER_PREDICATES = frozenset({"PUNCT", "CCONJ"})
_NOT_PREDICATES = frozenset({"aux", "cop", "case", "mark", "fixed", "flat", "compound", "cc", "det", "amod", "advmod"})


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase that hangs on a predicate with an adposition or none.

    Attributes:
        head: head of the noun phrase.
        adposition: lemma of the adposition, lower case; empty if there is none.
        markers: the adposition's words.
    """

    head: Word
    adposition: str
    markers: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its logical ends.

    Attributes:
        predicate: the verb, or the nominal or adjective that a copula makes a predicate.
        copula: the copula's word, None for a verb.
        subjects: heads of the logical subjects; for a passive the agent.
        objects: heads of the logical objects; for a passive the patient.
        recipients: indirect objects.
        obliques: other phrases, agent excluded.
        content: head of a clausal complement.
        governors: predicates that embed this one, nearest first.
        subject_source: how the subject was found: `own`, `coordination`, `control`, `relative`, `participle`,
            `adverbial`, `noun`, or `none`.
    """

    predicate: Word
    copula: Word | None
    voice: Voice
    subjects: tuple[Word, ...] = ()
    objects: tuple[Word, ...] = ()
    recipients: tuple[Word, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    content: Word | None = None
    governors: tuple[Word, ...] = ()
    subject_source: str = "none"
    auxiliaries: tuple[Word, ...] = ()
    finite: bool = False
    shared_object: bool = False


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
        if word.upos not in _NEVER_PREDICATES and finder.is_predicate(word):
            finder.clause(word)
    return finder.found


class _Finder:
    """Finds clauses; a clause whose subject comes from another is found after that one."""

    def __init__(self, graph: SentenceGraph, words: Words, names: frozenset[int], intransitive: frozenset[str]) -> None:
        self.graph = graph
        self.words = words
        self.names = names
        self.intransitive = intransitive
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
        voice = self._voice(word, auxiliaries, copula)
        subjects = self._expand(graph.children(word, "nsubj", "nsubj:pass", "csubj") or self._expletive(word))
        objects = () if copula else self._expand([c for c in graph.children(word, "obj") if not _is_reflexive(c)])
        recipients = self._expand(graph.children(word, "iobj"))
        if copula is None and voice is not Voice.PASSIVE:
            subjects, objects, recipients = self._one_subject(word, subjects, objects, recipients)
        obliques = self._obliques(word)
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
            agents, obliques = self._agents(word, obliques)
        if subjects and objects and not agents and subjects[0].features.get("Case") == "Gen":
            genitives = tuple(each for each in subjects if each.features.get("Case") == "Gen")
            subjects = tuple(each for each in subjects if each not in genitives)
            if not subjects and objects[0].features.get("Case") == "Nom":
                subjects, objects = objects, ()
        subjects, objects = self._by_case(subjects, objects)
        if copula is None:
            subjects, strays = self._without_adposition(subjects)
            objects, more = self._without_adposition(objects)
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

    def _expand(self, heads: list[Word]) -> tuple[Word, ...]:
        found: dict[int, Word] = {}
        for head in heads:
            for conjunct in self.graph.conjuncts(head):
                if conjunct.upos != "PUNCT" and not (conjunct is not head and self.graph.child(conjunct, "nsubj")):
                    found[conjunct.index] = conjunct
        return tuple(found[index] for index in sorted(found)[:_MOST_ENDS])

    def _expletive(self, word: Word) -> list[Word]:
        """German `es` that is all the subject there is (`Es beherbergt ein Museum`)."""
        return [each for each in self.graph.children(word, "expl") if each.text.lower() == "es" and each.upos == "PRON"]

    def _copula(self, word: Word) -> Word | None:
        """The copula of a nominal, also where the parser calls it an auxiliary (`wurde Richter`)."""
        found = self.graph.child(word, "cop")
        if found is not None or word.upos not in {"NOUN", "PROPN"}:
            return found
        return next((each for each in self.graph.children(word, "aux") if self._is_copula(each)), None)

    def _is_copula(self, word: Word) -> bool:
        return word.lemma.lower() in self.words.copulas

    def _one_subject(
        self, verb: Word, subjects: tuple[Word, ...], objects: tuple[Word, ...], recipients: tuple[Word, ...]
    ) -> tuple[tuple[Word, ...], tuple[Word, ...], tuple[Word, ...]]:
        """A second `subject` behind the verb is none if nothing joins it to the first.

        Names without case confuse parsers:
        `Riad stellte Katar ein Ultimatum`, `Biden bezeichnete Putin als ...`: it becomes the object, or the recipient
        if there is an object.
        """
        if len(subjects) < 2 or subjects[0].index > verb.index:
            return subjects, objects, recipients
        joined = [word for word in subjects if word.index < verb.index or self._is_joined(word)]
        apart = tuple(word for word in subjects if word not in joined)
        if not apart:
            return subjects, objects, recipients
        if objects:
            return tuple(joined), objects, (*recipients, *apart)
        return tuple(joined), apart, recipients

    def _is_joined(self, word: Word) -> bool:
        return self.graph.child(word, "cc") is not None or (
            word.index > 1 and self.graph.words[word.index - 2].text == "," and word.relation == "conj"
        )

    def _without_adposition(self, heads: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Oblique, ...]]:
        """Phrases with an adposition are no subjects or objects, but Italian partitives and `über 100 Menschen`."""
        plain: list[Word] = []
        obliques: list[Oblique] = []
        for head in heads:
            markers = [
                word
                for word in self.graph.case_words(head)
                if word.index < head.index and (word.upos == "ADP" or word.text.lower() in _AS)
            ]
            if markers and markers[0].lemma.lower() not in _PARTITIVE:
                obliques.append(Oblique(head, markers[0].lemma.lower(), tuple(markers)))
            else:
                plain.append(head)
        return tuple(plain), tuple(obliques)

    def _obliques(self, word: Word) -> tuple[Oblique, ...]:
        graph = self.graph
        found: list[Oblique] = []
        for child in graph.children(word, "obl", "nmod" if word.upos == "VERB" else "obl"):
            markers = graph.case_words(child)
            for conjunct in graph.conjuncts(child):
                own = graph.case_words(conjunct) or markers
                found.append(Oblique(conjunct, own[0].lemma.lower() if own else "", tuple(own)))
        return tuple(found)

    def _voice(self, word: Word, auxiliaries: tuple[Word, ...], copula: Word | None) -> Voice:
        if copula is not None or self._is_never_passive(word, auxiliaries):
            return Voice.ACTIVE
        graph = self.graph
        participle = word.features.get("VerbForm") == "Part" or word.features.get("Voice") == "Pass"
        past = participle and word.features.get("Tense") != "Pres"
        by_label = graph.child(word, "nsubj:pass", "aux:pass", "obl:agent", "csubj:pass") is not None
        by_auxiliary = participle and any(self._makes_passive(each, auxiliaries) for each in auxiliaries)
        reduced = (
            past and not auxiliaries and word.relation in {"acl", "amod"} and graph.child(word, "nsubj", "obj") is None
        )
        shared = past and not auxiliaries and self._shares_passive(word)
        return Voice.PASSIVE if by_label or by_auxiliary or reduced or shared else Voice.ACTIVE

    def _shares_passive(self, word: Word) -> bool:
        """`was arrested and charged`: the auxiliary of the first participle holds for the second."""
        head = self.graph.head(word)
        return (
            word.relation == "conj"
            and head is not None
            and head.index < word.index
            and self.graph.child(word, "nsubj") is None
            and self.graph.child(head, "nsubj:pass", "aux:pass") is not None
        )

    def _is_never_passive(self, word: Word, auxiliaries: tuple[Word, ...]) -> bool:
        """What parsers take for passives: Italian perfects (`si è ritirata`, `sono rientrati`), `werden einladen`."""
        if word.features.get("VerbForm") == "Inf" and [each.lemma.lower() for each in auxiliaries] == ["werden"]:
            return True
        if any(each.lemma.lower() != "essere" or each.text.lower().startswith("stat") for each in auxiliaries):
            return False
        reflexive = any(
            child.text.lower() in {"si", "s'", "s’"} for child in self.graph.children(word, "expl", "obj", "iobj")
        )
        return bool(auxiliaries) and (reflexive or word.lemma.lower() in self.intransitive)

    def _makes_passive(self, auxiliary: Word, auxiliaries: tuple[Word, ...]) -> bool:
        """`werden` with a participle is passive, `essere` only beside `stato`; `be` and `sein` as the parser says."""
        lemma = auxiliary.lemma.lower()
        if lemma not in self.words.passive_auxiliaries:
            return False
        if lemma == "essere":
            return auxiliary.text.lower().startswith("stat") or len(auxiliaries) > 1
        return auxiliary.deprel == "aux:pass" or lemma not in {"be", "get", "sein"}

    def _agents(self, word: Word, obliques: tuple[Oblique, ...]) -> tuple[tuple[Word, ...], tuple[Oblique, ...]]:
        marked = {
            child.index
            for head in self.graph.children(word, "obl:agent")
            if self.graph.case(head) in self.words.agent_prepositions or not self.graph.case(head)
            for child in self.graph.conjuncts(head)
        }
        if not marked:
            marked = {
                oblique.head.index
                for oblique in obliques
                if oblique.adposition in self.words.agent_prepositions
                and oblique.head.upos in {"PROPN", "NOUN", "PRON"}
            }
        agents = tuple(oblique.head for oblique in obliques if oblique.head.index in marked)
        return agents, tuple(oblique for oblique in obliques if oblique.head.index not in marked)

    @staticmethod
    def _by_case(subjects: tuple[Word, ...], objects: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """Swap ends whose morphology contradicts the parser: accusative `subject` beside nominative `object`."""
        if not subjects or not objects:
            return subjects, objects
        subject_case, object_case = subjects[0].features.get("Case"), objects[0].features.get("Case")
        if subject_case in {"Acc", "Dat"} and object_case == "Nom":
            return objects, subjects
        return subjects, objects

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
        clause = self._resolve_relative(clause)
        passive = clause.voice is Voice.PASSIVE
        if (clause.objects if passive else clause.subjects) or (clause.predicate.relation == "amod" and not passive):
            return clause
        found, source = self._foreign_subject(clause.predicate)
        if not found:
            return clause
        if passive:
            return replace(clause, objects=found, subject_source=source)
        taken = {word.index for word in clause.objects}
        found = tuple(word for word in found if word.index not in taken)
        return replace(clause, subjects=found, subject_source=source) if found else clause

    def _foreign_subject(self, word: Word) -> tuple[tuple[Word, ...], str]:
        head = self.graph.head(word)
        if head is None:
            return (), "none"
        participle = word.features.get("VerbForm") in {"Part", "Ger"}
        if word.relation == "amod" or (word.relation == "acl" and participle):
            return ((head,), "participle") if head.upos in {"NOUN", "PROPN", "PRON"} else ((), "none")
        if word.relation == "acl":
            return self._holder_of(head), "noun"
        if head.index in self.working or len(self.working) > _DEEPEST or not self.is_predicate(head):
            return (), "none"
        return self._subject_from(self.clause(head), word)

    def _subject_from(self, governor: Clause, word: Word) -> tuple[tuple[Word, ...], str]:
        """The subject that a dependent predicate shares with the one that governs it."""
        surface = governor.objects if governor.voice is Voice.PASSIVE else governor.subjects
        source = "none"
        if word.relation == "conj":
            clausal = self.graph.child(word, "mark") is not None and word.features.get("VerbForm") == "Fin"
            if not clausal and governor.predicate.index < word.index:
                source = "coordination"
        elif word.relation == "xcomp":
            source = "control"
            controlled = governor.objects or governor.recipients
            by_subject = governor.predicate.lemma.lower() in _SUBJECT_CONTROL
            if controlled and governor.voice is not Voice.PASSIVE and not by_subject:
                surface = controlled
        elif word.relation == "advcl" and not self._is_finite(word, tuple(self.graph.children(word, "aux")), None):
            source = "adverbial"
        elif word.relation == "ccomp" and self._is_infinitive(word):
            source = "control"
        return (surface, source) if source != "none" else ((), "none")

    def _holder_of(self, noun: Word) -> tuple[Word, ...]:
        """Who has the plan, decision or right that an infinitive explains (`Kazakhstan's decision to join`)."""
        for child in self.graph.children(noun, "nmod", "det"):
            if (
                child.deprel == "nmod:poss"
                or child.features.get("Poss") == "Yes"
                or child.features.get("Case") == "Gen"
            ):
                return (child,)
        head = self.graph.head(noun)
        if head is not None and noun.relation in {"obj", "obl"} and self.is_predicate(head):
            if head.index in self.working or len(self.working) > _DEEPEST:
                return ()
            return self.clause(head).subjects
        return ()

    def _resolve_relative(self, clause: Clause) -> Clause:
        """Put the antecedent in the place of a relative pronoun."""
        antecedent = self._agreeing(clause, self._antecedent(clause.predicate)) or self._noun_before_comma(clause)
        if antecedent is None:
            return self._without_relatives(clause)
        heads = (antecedent,)

        def resolved(words: tuple[Word, ...]) -> tuple[Word, ...]:
            return tuple(new for word in words for new in (heads if self._is_relative(word) else (word,)))

        obliques = tuple(
            replace(oblique, head=antecedent) if self._is_relative(oblique.head) else oblique
            for oblique in clause.obliques
        )
        changed = replace(
            clause, subjects=resolved(clause.subjects), objects=resolved(clause.objects), obliques=obliques
        )
        source = "relative" if changed.subjects != clause.subjects or changed.objects != clause.objects else "own"
        return replace(changed, subject_source=source) if changed != clause else clause

    def _antecedent(self, word: Word) -> Word | None:
        current: Word | None = word
        while current is not None and current.relation == "conj":
            current = self.graph.head(current)
        if current is None or current.relation != "acl":
            return None
        noun = self.graph.head(current)
        return noun if noun is not None and noun.upos in {"NOUN", "PROPN", "PRON", "NUM"} else None

    def _agreeing(self, clause: Clause, noun: Word | None) -> Word | None:
        """The antecedent, or the noun that it hangs on if only that agrees (`ein Teil der Prostata ..., der`)."""
        ends = (*clause.subjects, *clause.objects)
        pronoun = next((each for each in ends if self._is_relative(each) and each.index < clause.predicate.index), None)
        head = self.graph.head(noun) if noun is not None else None
        if noun is None or pronoun is None or head is None or _agree(noun, pronoun):
            return noun
        return head if noun.relation in {"nmod", "appos"} and head.upos == "NOUN" and _agree(head, pronoun) else noun

    def _without_relatives(self, clause: Clause) -> Clause:
        """Without relative pronouns whose antecedent was not found: they say nothing by themselves."""
        marked = {
            word.index
            for word in (*clause.subjects, *clause.objects)
            if "Rel" in word.features.get("PronType", "").split(",")
        }
        if not marked:
            return clause
        return replace(
            clause,
            subjects=tuple(word for word in clause.subjects if word.index not in marked),
            objects=tuple(word for word in clause.objects if word.index not in marked),
        )

    def _noun_before_comma(self, clause: Clause) -> Word | None:
        """The noun that a relative pronoun follows (`Prostata, der ...`) where the parser hung the clause elsewhere."""
        ends = (*clause.subjects, *clause.objects, *(oblique.head for oblique in clause.obliques))
        for pronoun in ends:
            if not self._is_relative(pronoun) or pronoun.index > clause.predicate.index:
                continue
            place = pronoun.index - 2
            while place >= 0 and self.graph.words[place].upos == "ADP":
                place -= 1
            if place < 1 or self.graph.words[place].text != ",":
                return None
            for word in reversed(self.graph.words[max(0, place - 8) : place]):
                if (
                    word.upos in {"NOUN", "PROPN"}
                    and _agree(word, pronoun)
                    and word.relation not in {"flat", "compound"}
                ):
                    return word
                if word.upos in {"VERB", "PUNCT"}:
                    return None
        return None

    @staticmethod
    def _is_relative(word: Word) -> bool:
        if word.features.get("PronType") == "Rel" or "Rel" in word.features.get("PronType", "").split(","):
            return True
        text = word.text.lower()
        return word.upos in {"PRON", "DET"} and (text in _RELATIVE_FORMS or text in _RELATIVE_GERMAN)

    # Objects from elsewhere ------------------------------------------------------------------------------------

    def _with_shared_object(self, clause: Clause) -> Clause:
        """`X condemned and sanctioned Y`: the object of the last of several verbs belongs to each."""
        graph, word = self.graph, clause.predicate
        if clause.copula or clause.objects or clause.obliques or clause.content or clause.voice is Voice.PASSIVE:
            return clause
        for child in graph.children(word, "conj"):
            objects = self._expand(graph.children(child, "obj"))
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


def _is_reflexive(word: Word) -> bool:
    return word.upos == "PRON" and (
        word.features.get("Reflex") == "Yes" or word.text.lower() in {"sich", "si", "s'", "s’"}
    )


def _agree(noun: Word, pronoun: Word) -> bool:
    """Whether number and gender, where both are marked, are the same."""
    for feature in ("Number", "Gender"):
        first, second = noun.features.get(feature), pronoun.features.get(feature)
        if first and second and first != second:
            return False
    return True


def logical_surface_subject(clause: Clause) -> tuple[Word, ...]:
    """The grammatical subject's heads: the patient of a passive, else the subject."""
    return clause.objects if clause.voice is Voice.PASSIVE else clause.subjects


def clause_above(graph: SentenceGraph, clauses: Mapping[int, Clause], word: Word) -> Clause | None:
    """The nearest clause that holds this word."""
    for ancestor in (word, *graph.ancestors(word)):
        found = clauses.get(ancestor.index)
        if found is not None:
            return found
    return None
