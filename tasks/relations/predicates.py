"""The name of a predicate: its lemma with separable particle, and its words as they stand in the text.

Types and commitment do not belong here.
"""

from __future__ import annotations

from tasks.records import Language, Word
from tasks.relations.clauses import Clause
from tasks.relations.entries import Lexicon, Words
from tasks.relations.forms import verb_forms
from tasks.relations.graph import SentenceGraph
from tasks.relations.lexicon import lexicon

_GERMAN_PARTICLES = frozenset(
    {
        "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "fest", "fort", "frei", "heim", "her", "herab", "heran",
        "heraus", "herunter", "hervor", "hin", "hinaus", "hinzu", "los", "mit", "nach", "nieder", "preis", "stand",
        "statt", "teil", "um", "vor", "voran", "voraus", "vorbei", "weg", "weiter", "wieder", "zu", "zurück",
        "zusammen", "bekannt", "bereit", "bloß", "kennen", "klar", "sicher", "über", "unter", "zurecht", "entgegen",
    }
)  # fmt: skip


_SHORTEST_ADVERB = 5


def particles(graph: SentenceGraph, verb: Word, language: Language) -> list[Word]:
    """Separated particles of a verb (`kündigte ... an`, `carry out`).

    Parsers now and then call the particle an adverb or adposition: a word that makes a verb of the lexicon with this
    one counts as one, too, if it closes a German clause or stands right behind an English verb.
    """
    found = graph.particles.get(verb.index)
    if found is None:
        found = graph.particles[verb.index] = _find_particles(graph, verb, language)
    return found


def _find_particles(graph: SentenceGraph, verb: Word, language: Language) -> list[Word]:
    found = [
        child
        for child in graph.children(verb, "compound")
        if child.deprel == "compound:prt" and not (language == "de" and _is_adverb(verb, child))
    ]
    words = lexicon(language)
    if found or words is None or language not in {"de", "en"}:
        return found
    if language == "en":
        following = graph.word(verb.index + 1)
        known = following is not None and following.relation == "advmod" and following.head == verb.index
        return [following] if known and following and f"{verb.lemma} {following.text}".lower() in words.verbs else []
    last = _closing_particle(graph, verb, words)
    if last is not None:
        return [last]
    return [
        child
        for child in graph.children(verb, "advmod", "mark", "case", "obl", "compound", "dep")
        if child.index > verb.index
        and child.xpos == "PTKVZ"
        and child.text.lower() in _GERMAN_PARTICLES
        and not graph.children(child)
    ]


def _is_adverb(verb: Word, child: Word) -> bool:
    """A German adverb that the parser took for a particle (`finanzierte ... jahrelang`)."""
    form = child.text.lower()
    if len(form) < _SHORTEST_ADVERB or form in _GERMAN_PARTICLES or child.index < verb.index:
        return False
    german = lexicon(Language("de"))
    return german is None or form + verb.lemma.lower() not in german.verbs


def _closing_particle(graph: SentenceGraph, verb: Word, german: Lexicon) -> Word | None:
    """A German particle that closes the clause, whatever the parser took it for (`bot ... an`, `hieß ... gut`).

    Only where it makes a verb of the lexicon with the verb that it belongs to.
    """
    if verb.features.get("VerbForm", "Fin") != "Fin" or verb.upos not in {"VERB", "AUX"}:
        return None
    for place in range(verb.index, len(graph.words) - 1):
        word, following = graph.words[place], graph.words[place + 1]
        if word.features.get("VerbForm") == "Fin" and word.upos in {"VERB", "AUX"}:
            return None
        if following.upos not in {"PUNCT", "CCONJ"} or word.upos in {"NOUN", "PROPN", "PRON", "PUNCT"}:
            continue
        if word.text.islower() and _separable(word.text, verb, german) is not None:
            return word
    return None


def _separable(particle: str, verb: Word, german: Lexicon) -> str | None:
    """The lexicon verb that a particle makes with a verb, by the verb's lemma or its form."""
    whole = particle + verb.lemma.lower()
    if whole in german.verbs or whole in german.speech_verbs or whole in german.controls:
        return whole
    return verb_forms(Language("de")).get(particle + verb.text.lower())


def lemma_of(graph: SentenceGraph, word: Word, language: Language) -> str:
    """Lemma of a predicate in lower case for a verb, German separable particles in front, English ones behind.

    Where the engine's lemma is unknown to the lexicon but the form is a regular one of a lexicon verb, that verb.
    """
    if word.upos not in {"VERB", "AUX"}:
        return word.lemma
    found = graph.lemmas.get(word.index)
    if found is None:
        found = graph.lemmas[word.index] = _verb_lemma(graph, word, language)
    return found


def _verb_lemma(graph: SentenceGraph, word: Word, language: Language) -> str:
    lemma, form = word.lemma.lower(), word.text.lower()
    parts = particles(graph, word, language)
    if language == "de":
        if form in _GERMAN_PARTICLES:
            whole = _parted(graph, word, form)
            return whole if whole is not None and is_known(whole, language) else verb_forms(language).get(form, lemma)
        if parts:
            particle = parts[0].text.lower()
            known = verb_forms(language)
            whole = lemma if lemma.startswith(particle) else particle + lemma
            return whole if is_known(whole, language) else known.get(particle + form, whole)
    elif parts:
        return f"{lemma} {parts[0].text.lower()}"
    return lemma if is_known(lemma, language) else verb_forms(language).get(form, lemma)


def _parted(graph: SentenceGraph, word: Word, particle: str) -> str | None:
    """`fand ... statt` where the parser takes the particle for the verb and the verb for its auxiliary."""
    verb = next((child for child in graph.children(word, "aux", "cop") if child.index < word.index), None)
    return None if verb is None else particle + verb.lemma.lower()


def is_known(lemma: str, language: Language) -> bool:
    """Whether the lexicon has this verb, as an event, a control verb or one of speech."""
    words = lexicon(language)
    return words is None or lemma in words.verbs or lemma in words.speech_verbs or lemma in words.controls


def is_negator(word: Word, words: Words) -> bool:
    """Whether the word denies what it hangs on."""
    return (word.text.lower() in words.negation or word.lemma.lower() in words.negation) and not _is_still(word)


_ONLY = frozenset({"just", "only", "merely", "simply", "nur", "bloß", "lediglich", "solo", "soltanto", "solamente"})
"""After a negation these say that there is more: `not just`, `nicht nur`, `non solo`."""


def holds_for_verb(graph: SentenceGraph, negator: Word) -> bool:
    """Whether a negation denies the predicate: not in `not just`, nor in Italian `non a caso`."""
    after = graph.word(negator.index + 1)
    if after is None:
        return True
    return after.text.lower() not in _ONLY and not (negator.text.lower() == "non" and after.upos in {"ADP", "NOUN"})


def _is_still(word: Word) -> bool:
    """German `noch` denies only behind `weder`, where `weder` already does."""
    return word.text.lower() == "noch"


def predicate_words(graph: SentenceGraph, clause: Clause, language_words: Lexicon) -> list[Word]:
    """Auxiliaries, negation, verb and particle, in order of the text.

    For a complement without a subject of its own (`tried to join`) the governing verbs and the infinitive marker
    belong to it.
    """
    if clause.copula is not None:
        core = [clause.copula, *clause.auxiliaries]
        core.extend(
            child for child in graph.children(clause.predicate, "advmod") if is_negator(child, language_words.words)
        )
        return sorted(core, key=lambda word: word.index)
    found = _verb_words(graph, clause.predicate, language_words)
    current = clause.predicate
    for governor in clause.governors:
        if current.relation != "xcomp" or governor.upos not in {"VERB", "AUX"} or graph.child(current, "nsubj"):
            break
        if graph.child(governor, "obj", "iobj") is not None:
            break
        found.extend(child for child in graph.children(current, "mark") if child.upos in {"PART", "ADP", "SCONJ"})
        found.extend(_verb_words(graph, governor, language_words))
        current = governor
    unique = {word.index: word for word in found}
    return [unique[index] for index in sorted(unique)]


def _verb_words(graph: SentenceGraph, verb: Word, language_words: Lexicon) -> list[Word]:
    found = [verb, *graph.children(verb, "aux"), *particles(graph, verb, language_words.language)]
    found.extend(
        child
        for child in graph.children(verb, "advmod")
        if is_negator(child, language_words.words) and holds_for_verb(graph, child)
    )
    found.extend(
        child
        for child in graph.children(verb, "expl", "obj", "iobj")
        if (child.features.get("Reflex") == "Yes" or child.text.lower() in {"si", "s'", "s’", "sich"})
        and child.upos == "PRON"
    )
    return found


def text_of(graph: SentenceGraph, found: list[Word]) -> str:
    """The words' surface forms with one space between; a multiword token once, glued forms (`didn't`) unparted."""
    parts: list[str] = []
    last_end = -1
    for word in found:
        if parts and word.span.start < last_end:
            continue
        piece = graph.text(word.span)
        if parts and word.span.start == last_end:
            parts[-1] += piece
        else:
            parts.append(piece)
        last_end = word.span.end
    return " ".join(parts)
