"""Making several treebanks one: relations, features and lemmas in one style, and text as newspapers print it.

Reading and splitting belong to `corpora`; what Stanza's trainers are given is written by `recipes`.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.training.readers import TreebankSentence, surface_text

Row = tuple[str, ...]
ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)

# Subtypes that only one treebank of a language makes, and what the others call the same thing.
RELATION_NAMES = {
    "de": {"nmod:poss": "nmod", "obl:tmod": "obl", "flat:name": "flat", "cc:preconj": "cc", "csubj:pass": "csubj",
           "iobj": "obl:arg"},
    "it": {"obl:tmod": "obl", "csubj:pass": "csubj", "discourse:emo": "discourse", "parataxis:appos": "parataxis",
           "parataxis:discourse": "parataxis", "parataxis:insert": "parataxis", "parataxis:nsubj": "parataxis",
           "parataxis:obj": "parataxis", "nsubj:outer": "nsubj", "det:poss": "det:poss"},
}  # fmt: skip
DROPPED_FEATURES = frozenset({"Typo", "Foreign", "ExtPos", "AdpType", "Abbr", "Voice", "Aspect", "Polite", "Reflex",
                              "Gender[psor]", "Number[psor]"})  # fmt: skip
_VERB_FORMS = {"VB": "Inf", "VBN": "Part", "VBG": "Ger"}
_ITALIAN_ARTICLES = {"il": "Def", "uno": "Ind"}
_FINAL_MARKS = frozenset({".", "!", "?", "...", ";", ":"})
QUOTE_STYLES = {
    "de": (("„", "“"), ("„", '"'), ("»", "«"), ("«", "»"), ("“", "”"), ('"', '"')),
    "it": (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')),
}
_OPENING, _CLOSING = frozenset('"„“«»‚‘'), frozenset('"“”«»‘’')
_NO_SPACE_BEFORE = frozenset(",.;:!?)]%")
_NO_SPACE_AFTER = frozenset("([")


def _with(row: Row, **columns: str) -> Row:
    names = {"form": FORM, "lemma": LEMMA, "feats": FEATS, "deprel": DEPREL, "misc": MISC}
    changed = list(row)
    for name, value in columns.items():
        changed[names[name]] = value
    return tuple(changed)


def parse_features(features: str) -> dict[str, str]:
    """Return the features column as a mapping."""
    return dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)


def format_features(features: dict[str, str]) -> str:
    """Return a mapping of features as a column, sorted as UD asks."""
    return "|".join(f"{name}={features[name]}" for name in sorted(features, key=str.lower)) or "_"


def _features(row: Row, language: str) -> str:
    features = {name: value for name, value in parse_features(row[FEATS]).items() if name not in DROPPED_FEATURES}
    if row[UPOS] in ("VERB", "AUX") and "VerbForm" not in features:
        form = "Fin" if "Mood" in features else _VERB_FORMS.get(row[XPOS])
        if form:
            features["VerbForm"] = form
    if row[UPOS] == "NUM":
        features.setdefault("NumType", "Card")
    if row[UPOS] not in ("NUM", "ADJ", "ADV", "DET", "NOUN"):
        features.pop("NumType", None)
    if row[UPOS] == "DET":
        features.pop("NumType", None)
    if language == "it" and row[UPOS] == "DET" and row[LEMMA] in _ITALIAN_ARTICLES:
        features["Definite"] = _ITALIAN_ARTICLES[row[LEMMA]]
        features["PronType"] = "Art"
    if row[UPOS] in ("ADJ", "ADV", "PART") and features.get("Degree") == "Pos":
        del features["Degree"]
    return format_features(features)


def _lemma(row: Row, language: str) -> str:
    if row[UPOS] == "PUNCT":
        return row[FORM]
    lemma = row[LEMMA]
    if language == "it":
        if row[UPOS] == "DET" and row[FORM].lower() in ("un", "una", "un'", "un’", "uno"):
            return "uno"
        if row[UPOS] not in ("PROPN", "X", "SYM"):
            return lemma.lower()
    return lemma


def _is_relative(dependents: Sequence[Row]) -> bool:
    return any("PronType=Rel" in child[FEATS] for child in dependents)


def _relation(row: Row, rows: dict[str, Row], children: dict[str, list[Row]], language: str) -> str:
    relation = RELATION_NAMES[language].get(row[DEPREL], row[DEPREL])
    if language == "de" and relation == "acl" and _is_relative(children.get(row[ID], [])):
        return "acl:relcl"
    if language == "it" and relation == "obl" and row[HEAD] in rows:
        passive = any(child[DEPREL] == "aux:pass" for child in children.get(row[HEAD], []))
        agent = any(child[DEPREL] == "case" and child[LEMMA] == "da" for child in children.get(row[ID], []))
        if passive and agent and row[UPOS] in ("PROPN", "PRON"):
            return "obl:agent"
    if language == "it" and relation == "flat" and row[UPOS] == "PROPN":
        return "flat:name"
    return relation


def harmonise(sentence: TreebankSentence, language: str) -> TreebankSentence:
    """Bring one sentence to the common style. Language-specific tags (column 5) and enhanced edges are dropped."""
    rows = {row[ID]: row for row in sentence.words}
    children: dict[str, list[Row]] = {}
    for row in sentence.words:
        children.setdefault(row[HEAD], []).append(row)
    result = []
    for row in sentence.rows:
        if "." in row[ID]:
            continue
        misc = "SpaceAfter=No" if "SpaceAfter=No" in row[MISC] else "_"
        if "-" in row[ID]:
            result.append((row[ID], row[FORM], *["_"] * 7, misc))
            continue
        result.append((row[ID], row[FORM], _lemma(row, language), row[UPOS], "_", _features(row, language),
                       row[HEAD], _relation(row, rows, children, language), "_", misc))  # fmt: skip
    changed = replace(sentence, rows=tuple(result))
    if sentence.source == "markit":
        changed = detokenise(changed)
    return replace(changed, text=surface_text(changed.rows))


def detokenise(sentence: TreebankSentence) -> TreebankSentence:
    """Take away the blanks that a tokenised text has before marks, after brackets, elisions and inside quotes."""
    rows = list(sentence.rows)
    covered, surface = 0, []
    for index, row in enumerate(rows):
        if "-" in row[ID]:
            covered = int(row[ID].split("-")[1])
            surface.append(index)
        elif int(row[ID]) > covered:
            surface.append(index)
    quotes = 0
    for this, following in itertools.pairwise(surface):
        form, after = rows[this][FORM], rows[following][FORM]
        if form == '"':
            quotes += 1
        glued = after in _NO_SPACE_BEFORE or form in _NO_SPACE_AFTER or form.endswith(("'", "’"))
        glued = glued or (form == '"' and quotes % 2 == 1) or (after == '"' and quotes % 2 == 1)
        if glued:
            rows[this] = _with(rows[this], misc="SpaceAfter=No")
    return replace(sentence, rows=tuple(rows))


def vary_typography(sentence: TreebankSentence, language: str, chance: random.Random) -> TreebankSentence:
    """Give a sentence another quote style, and typographic apostrophes half of the time."""
    opening, closing = chance.choice(QUOTE_STYLES[language])
    curly = chance.random() < 0.5
    rows, quotes = [], 0
    for row in sentence.rows:
        form = row[FORM]
        if form in _OPENING or form in _CLOSING:
            quotes += 1
            form = opening if quotes % 2 else closing
        elif curly and len(form) > 1:
            form = form.replace("'", "’")
        rows.append(_with(row, form=form, lemma=form) if form != row[FORM] and row[UPOS] == "PUNCT" else
                    _with(row, form=form))  # fmt: skip
    return replace(sentence, rows=tuple(rows), text=surface_text(rows))


def without_final_mark(sentence: TreebankSentence) -> TreebankSentence:
    """Take the final mark away, as titles have none; a sentence without one comes back unchanged."""
    last = sentence.rows[-1]
    if last[FORM] not in _FINAL_MARKS or last[ID] == "1" or any(row[HEAD] == last[ID] for row in sentence.rows):
        return sentence
    rows = sentence.rows[:-1]
    return replace(sentence, rows=rows, text=surface_text(rows))


def in_capitals(sentence: TreebankSentence) -> TreebankSentence:
    """Write a sentence in capitals, as some titles are; lemmas stay."""
    rows = tuple(_with(row, form=row[FORM].upper() if "ß" not in row[FORM] else row[FORM]) for row in sentence.rows)
    return replace(sentence, rows=rows, text=surface_text(rows))


def retagged(sentence: TreebankSentence, analyses: Sequence[tuple[str, str, str]]) -> TreebankSentence:
    """Give the words of a sentence other tags: (universal tag, features, lemma) for each word, in order."""
    rows, following = [], iter(analyses)
    for row in sentence.rows:
        tag, features, lemma = next(following) if row[ID].isdigit() else (row[UPOS], row[FEATS], row[LEMMA])
        rows.append((*row[:LEMMA], lemma, tag, row[XPOS], features, *row[HEAD:]))
    return replace(sentence, rows=tuple(rows))


def as_conllu(sentences: Iterable[TreebankSentence]) -> str:
    """Write sentences as CoNLL-U."""
    blocks = []
    for sentence in sentences:
        lines = [f"# sent_id = {sentence.sent_id}", f"# text = {sentence.text}"]
        blocks.append("\n".join(lines + ["\t".join(row) for row in sentence.rows]) + "\n")
    return "\n".join(blocks) + "\n"


def augmented(sentences: Sequence[TreebankSentence], language: str, chance: random.Random) -> list[TreebankSentence]:
    """Return every sentence once with varied typography; a tenth without its final mark and a fiftieth in capitals."""
    result = []
    for sentence in sentences:
        varied = vary_typography(sentence, language, chance)
        draw = chance.random()
        if draw < 0.10:
            varied = without_final_mark(varied)
        elif draw < 0.12:
            varied = in_capitals(varied)
        result.append(varied)
    return result


_SPACE_LABEL, _TOKEN_LABEL, _MWT_LABEL = "0", "1", "3"
_SENTENCE_STEP = {"1": "2", "3": "4"}


def tokenizer_text(sentences: Sequence[TreebankSentence], chance: random.Random) -> tuple[str, str]:
    """Return running text and Stanza's character labels: 1 ends a token, 2 a sentence, 3 and 4 the same for multiwords.

    Paragraphs are one to five sentences long; a sentence without a final mark stands alone, as a title does.
    """
    paragraphs: list[tuple[str, str]] = []
    text, labels, room = "", "", chance.randint(1, 5)
    for sentence in sentences:
        alone = sentence.rows[-1][FORM] not in _FINAL_MARKS and not re.match(r"\W", sentence.rows[-1][FORM])
        if text and (alone or room == 0):
            paragraphs.append((text, labels))
            text, labels, room = "", "", chance.randint(1, 5)
        if text:
            text, labels = text + " ", labels + _SPACE_LABEL
        piece, marks = _labelled(sentence)
        text, labels, room = text + piece, labels + marks, room - 1
        if alone:
            room = 0
    if text:
        paragraphs.append((text, labels))
    return "\n\n".join(one[0] for one in paragraphs) + "\n\n", "\n\n".join(one[1] for one in paragraphs) + "\n\n"


def _labelled(sentence: TreebankSentence) -> tuple[str, str]:
    text, labels, covered = "", "", 0
    for row in sentence.rows:
        multiword = "-" in row[ID]
        if not multiword and int(row[ID]) <= covered:
            continue
        if multiword:
            covered = int(row[ID].split("-")[1])
        text += row[FORM]
        labels += _SPACE_LABEL * (len(row[FORM]) - 1) + (_MWT_LABEL if multiword else _TOKEN_LABEL)
        if "SpaceAfter=No" not in row[MISC]:
            text, labels = text + " ", labels + _SPACE_LABEL
    trimmed = text.rstrip()
    labels = labels[: len(trimmed)]
    return trimmed, labels[:-1] + _SENTENCE_STEP[labels[-1]]


def multiword_expansions(sentences: Iterable[TreebankSentence]) -> list[tuple[tuple[str, tuple[str, ...]], int]]:
    """Count multiword tokens and what they stand for, as Stanza's tokeniser wants them for its scores."""
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    for sentence in sentences:
        forms = {row[ID]: row[FORM].lower() for row in sentence.words}
        for row in sentence.rows:
            if "-" in row[ID]:
                first, last = (int(part) for part in row[ID].split("-"))
                key = (row[FORM], tuple(forms[str(number)] for number in range(first, last + 1)))
                counts[key] = counts.get(key, 0) + 1
    return sorted(counts.items())
