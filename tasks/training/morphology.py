"""Sentences with UniMorph tags as training material for the tagger: the morphology-only part of UD German GSD.

UniMorph (Kirov et al. 2018, "UniMorph 2.0") merges tags that Universal Dependencies keeps apart: `V` is VERB or AUX,
`CONJ` is CCONJ or SCONJ, `PRO` is PRON or DET. There a tagger that was trained on the treebanks chooses among the tags
that the UniMorph tag allows. Which sentences are used belongs to `preparation`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tasks.training.readers import TreebankSentence
from tasks.training.treebanks import FEATS, FORM, UPOS, format_features

TagWords = Callable[[Sequence[Sequence[str]]], list[list[str]]]
"""Sentences of words to universal tags, one a word."""

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "PROPN": ("PROPN",), "N": ("NOUN",), "V": ("VERB", "AUX"), "V.PTCP": ("VERB", "AUX", "ADJ"), "ADJ": ("ADJ",),
    "ADV": ("ADV",), "ADP": ("ADP",), "DET": ("DET",), "PRO": ("PRON", "DET"), "NUM": ("NUM",),
    "CONJ": ("CCONJ", "SCONJ"), "PART": ("PART",),
}  # fmt: skip
_FEATURES: Mapping[str, tuple[str, str]] = {
    "NOM": ("Case", "Nom"), "ACC": ("Case", "Acc"), "DAT": ("Case", "Dat"), "GEN": ("Case", "Gen"),
    "MASC": ("Gender", "Masc"), "FEM": ("Gender", "Fem"), "NEUT": ("Gender", "Neut"),
    "SG": ("Number", "Sing"), "PL": ("Number", "Plur"),
    "1": ("Person", "1"), "2": ("Person", "2"), "3": ("Person", "3"),
    "PRS": ("Tense", "Pres"), "PST": ("Tense", "Past"),
    "IND": ("Mood", "Ind"), "SBJV": ("Mood", "Sub"), "IMP": ("Mood", "Imp"),
    "FIN": ("VerbForm", "Fin"), "NFIN": ("VerbForm", "Inf"), "V.PTCP": ("VerbForm", "Part"),
    "DEF": ("Definite", "Def"),
}  # fmt: skip


def allowed_tags(form: str, unimorph: str) -> tuple[str, ...]:
    """Return the universal tags that a UniMorph tag allows, the likeliest first; none where it says nothing."""
    parts = unimorph.split(";")
    for name, tags in ALLOWED.items():
        if name in parts:
            return tags
    if all(unicodedata.category(char)[0] in "PS" for char in form):
        return ("PUNCT", "SYM")
    return ()


def universal_features(unimorph: str, tag: str) -> str:
    """Return the UD features column for a UniMorph tag, given the universal tag."""
    found = dict(_FEATURES[part] for part in unimorph.split(";") if part in _FEATURES)
    if tag == "DET" and found.get("Definite"):
        found["PronType"] = "Art"
    else:
        found.pop("Definite", None)
    if tag == "NUM":
        found = {"NumType": "Card"}
    return format_features(found)


def with_universal_tags(sentences: Sequence[TreebankSentence], tagger: TagWords) -> list[TreebankSentence]:
    """Give UniMorph-tagged sentences universal tags and features.

    Args:
        sentences: their column 6 holds UniMorph tags; heads are not annotated.
        tagger: chooses where a UniMorph tag allows several universal ones.

    Returns:
        The sentences with universal tags, and with a flat tree in place of the missing one: it is for the tagger only.
    """
    predicted = tagger([[row[FORM] for row in sentence.words] for sentence in sentences])
    result = []
    for sentence, choices in zip(sentences, predicted, strict=True):
        rows = []
        for number, (row, choice) in enumerate(zip(sentence.words, choices, strict=True), start=1):
            allowed = allowed_tags(row[FORM], row[FEATS])
            tag = choice if choice in allowed or not allowed else allowed[0]
            head, relation = ("0", "root") if number == 1 else ("1", "dep")
            columns = list(row)
            columns[UPOS], columns[FEATS] = tag, universal_features(row[FEATS], tag)
            columns[6:8] = head, relation
            rows.append(tuple(columns))
        result.append(replace(sentence, rows=tuple(rows)))
    return result
