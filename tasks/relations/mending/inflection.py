"""What forms tell for certain: Italian tenses and moods, participles and infinitives, the number of Italian nouns.

Small taggers call rare forms (`invierebbe`, `ospiterà`) present indicatives.
"""

from __future__ import annotations

from tasks.records import Language, Word
from tasks.relations.entries import Lexicon
from tasks.relations.forms import verb_forms
from tasks.relations.mending.draft import Draft

_CONDITIONAL = ("rebbe", "rebbero", "remmo", "reste")
_FUTURE = ("rà", "ranno", "remo", "rai")
_PAST = ("ò", "arono", "erono", "irono", "ettero", "sero")
_PASSIVE_OR_PERFECT = frozenset({"haben", "sein", "werden", "avere", "essere", "venire"})

_ADJECTIVES = ("ig", "lich", "isch", "haft")
_MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})
_NEVER_PARTED = ("be", "emp", "ent", "er", "ge", "miss", "miß", "ver", "zer", "über", "unter", "hinter", "wider")


def read_endings(draft: Draft, language: Language) -> None:
    """Correct the features of finite Italian verbs, mark participles of both languages, tell the number of nouns."""
    for word in draft.words:
        if word.upos == "NOUN" and language == "it" and "Number" not in word.features:
            _number_of_others(draft, word)
        if word.upos not in {"VERB", "AUX"}:
            continue
        if language == "it":
            _italian(draft, word)
        elif _is_german_adjective(draft, word):
            _make_adjective(draft, word)
        elif word.upos == "VERB" and _is_german_infinitive(draft, word):
            _set(draft, word, VerbForm="Inf")
        elif word.upos == "VERB" and word.features.get("VerbForm") not in {"Inf", "Part"}:
            _german_participle(draft, word)


def name_verbs(draft: Draft, language: Language, lexicon: Lexicon) -> None:
    """The lemma of an Italian verb whose form only one verb of the lexicon has, where the engine's is unknown."""
    if language != "it":
        return
    forms = verb_forms(language)
    for word in draft.words:
        if word.upos != "VERB" or word.lemma.lower() in lexicon.verbs or word.lemma.lower() in lexicon.speech_verbs:
            continue
        lemma = forms.get(word.text.lower())
        if lemma is not None and lemma != word.lemma:
            draft.change(word.index, lemma=lemma)


def agree_with_verbs(draft: Draft, language: Language) -> None:
    """`die Regierungschefs trafen sich`: the only subject of a German verb in the plural is in the plural."""
    if language != "de":
        return
    for noun in draft.having("nsubj"):
        verb = draft.word(noun.head)
        if noun.upos != "NOUN" or verb is None or noun.features.get("Number") == "Plur":
            continue
        finite = [verb, *(each for each in draft.children(verb.index) if each.relation in {"aux", "aux:pass", "cop"})]
        plural = any(each.features.get("Number") == "Plur" and each.features.get("Person") == "3" for each in finite)
        alone = len([each for each in draft.children(verb.index) if each.relation == "nsubj"]) == 1
        if plural and alone and not any(each.relation == "conj" for each in draft.children(noun.index)):
            _set(draft, noun, Number="Plur")


def _number_of_others(draft: Draft, noun: Word) -> None:
    """`i leader`, `le società`: a noun whose form does not tell has the number of its article, else of an adjective."""
    others = [each for relation in ("det", "amod") for each in draft.children(noun.index) if each.relation == relation]
    number = next((each.features["Number"] for each in others if "Number" in each.features), None)
    if number is not None:
        _set(draft, noun, Number=number)


def _italian(draft: Draft, word: Word) -> None:
    if word.features.get("VerbForm", "Fin") != "Fin" or len(word.text) < 4:
        return
    form = word.text.lower()
    if form.endswith(_CONDITIONAL):
        _set(draft, word, Mood="Cnd", Tense="Pres", VerbForm="Fin")
    elif form.endswith(_FUTURE):
        _set(draft, word, Tense="Fut", VerbForm="Fin")
    elif form.endswith(_PAST) and word.features.get("Tense") == "Pres" and form != word.lemma.lower():
        _set(draft, word, Tense="Past", VerbForm="Fin")
    elif _is_imperfect(form, word.lemma.lower()):
        _set(draft, word, Tense="Imp", VerbForm="Fin")


def _is_imperfect(form: str, lemma: str) -> bool:
    """`lavava` is an imperfect of `lavare`, `lava` is not."""
    for vowel in "aei":
        for ending in ("va", "vano"):
            if form.endswith(vowel + ending) and form.removesuffix(ending) + "re" == lemma:
                return True
    return False


def _set(draft: Draft, word: Word, **features: str) -> None:
    if any(word.features.get(name) != value for name, value in features.items()):
        draft.change(word.index, features={**word.features, **features})


def _is_german_adjective(draft: Draft, word: Word) -> bool:
    """`war bei Google tätig`: what ends like an adjective and stands bare with a form of `sein` is no participle."""
    form = word.text.lower()
    if word.upos != "VERB" or not form.endswith(_ADJECTIVES) or form != word.lemma.lower():
        return False
    auxiliaries = [each for each in draft.children(word.index) if each.relation in {"aux", "cop"}]
    return len(auxiliaries) == 1 and auxiliaries[0].lemma.lower() == "sein"


def _make_adjective(draft: Draft, word: Word) -> None:
    draft.change(word.index, upos="ADJ", features={})
    for child in draft.children(word.index):
        if child.relation == "aux":
            draft.change(child.index, deprel="cop")
        elif child.deprel == "nsubj:pass":
            draft.change(child.index, deprel="nsubj")


def _is_german_infinitive(draft: Draft, word: Word) -> bool:
    """Whether a verb that looks like its lemma stands with a finite modal, or with `werden` and cannot be a participle.

    Participles that look like infinitives (`vergessen`, `entlassen`) begin with a prefix that is never parted, and
    have no object in the passive.
    """
    form = word.text.lower()
    if word.features.get("VerbForm") == "Inf" or form != word.lemma.lower() or not form.endswith("n"):
        return False
    finite = {
        each.lemma.lower()
        for each in draft.children(word.index)
        if each.relation == "aux" and each.features.get("VerbForm") == "Fin"
    }
    if finite & _MODALS:
        return True
    return "werden" in finite and (not form.startswith(_NEVER_PARTED) or draft.child(word.index, "obj") is not None)


def _german_participle(draft: Draft, word: Word) -> None:
    """A verb that closes the clause behind a finite auxiliary is a participle, if it is no infinitive."""
    form = word.text.lower()
    if not form.endswith(("t", "en")) or form == word.lemma.lower():
        return
    auxiliary = next((each for each in draft.children(word.index) if each.relation == "aux"), None)
    if auxiliary is None or auxiliary.index > word.index or auxiliary.features.get("VerbForm") != "Fin":
        return
    if auxiliary.lemma.lower() in _PASSIVE_OR_PERFECT:
        _set(draft, word, VerbForm="Part", Tense="Past")
