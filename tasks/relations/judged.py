"""Whom a judgement in a clause concerns: `kritisierte, dass die EU zögere`, `Israel müsse abziehen, forderte X`.

Verbs whose object names that party belong to verb_rules.py, what was said to statements.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.records import RelationType, Voice, Word
from tasks.relations.attribution import is_speech
from tasks.relations.clauses import Clause
from tasks.relations.sentence import SentenceParts

_JUDGING = frozenset({RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REQUEST})
_OBLIGING = frozenset({"müssen", "sollen", "must", "should", "have", "need", "ought", "dovere"})
_WANTING = frozenset({"wollen", "want", "volere"})
"""Verbs of wish: whoever wants that somebody does something asks it of them (`will, dass Berlin zahlt`)."""
_THAT = frozenset({"dass", "that", "che"})


def judged(sentence: SentenceParts, clause: Clause, lemma: str) -> Iterator[tuple[RelationType, Word]]:
    """The type of such a verb and the named heads whose doing it judges, or from whom it demands something.

    Args:
        sentence: with its clauses.
        clause: of the verb.
        lemma: the verb's.
    """
    plain = sentence.lexicon.verbs.get(lemma, ())
    frames = [frame for frame in plain if not (frame.object_labels or frame.object_lemmas)]
    types = {RelationType.REQUEST} if lemma in _WANTING else {frame.type for frame in frames}
    if len(types) != 1 or clause.objects or clause.recipients or clause.voice is not Voice.ACTIVE:
        return
    type_ = next(iter(types & _JUDGING), None)
    inner = _said(sentence, clause)
    if type_ is None or inner is None or inner.voice is not Voice.ACTIVE or inner.subject_source != "own":
        return
    if type_ is RelationType.REQUEST and not _obliges(sentence, inner):
        return
    for head in inner.subjects:
        if head not in clause.subjects and sentence.ends.mention_of(sentence.graph, head) is not None:
            yield type_, head


def _said(sentence: SentenceParts, clause: Clause) -> Clause | None:
    """The clause that a verb governs with `that`, or that it is inserted in."""
    graph = sentence.graph
    content = clause.content
    if content is not None and content.relation == "ccomp":
        return sentence.clauses.get(content.index)
    head = graph.head(clause.predicate)
    inserted = clause.predicate.relation == "parataxis" and is_speech(graph, clause.predicate, sentence.lexicon)
    if inserted and head is not None:
        return sentence.clauses.get(head.index)
    return None


def _obliges(sentence: SentenceParts, inner: Clause) -> bool:
    """Whether a clause says what somebody has to do; `doveva aiutare` says what was meant to be."""
    obliging = [each for each in (*inner.auxiliaries, inner.predicate) if each.lemma.lower() in _OBLIGING]
    if obliging:
        return any(each.lemma.lower() != "dovere" or each.features.get("Tense") != "Imp" for each in obliging)
    return any(each.lemma.lower() in _THAT for each in sentence.graph.children(inner.predicate, "mark"))
