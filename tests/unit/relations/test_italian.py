"""Italian sentences as written trees, and the rows they give: the rules alone, whatever a parser makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.records import ArgumentRole
from tasks.relations.extract import Extraction, extract
from tests.unit.relations.rows import annotation_of, document, shorts

NAMES = {
    "Blinken": "PER", "Tokayev": "PER", "Scholz": "PER", "Meloni": "PER", "Macron": "PER", "Lavrov": "PER",
    "Astana": "LOC", "Russia": "LOC", "Ucraina": "LOC", "Kazakistan": "LOC", "Polonia": "LOC", "Ungheria": "LOC",
    "Mosca": "LOC", "kazako": "MISC", "russa": "MISC", "Nato": "ORG", "Cina": "LOC", "Berlino": "LOC", "Roma": "LOC",
}  # fmt: skip

TREES = {
    "active": (["Blinken ha incontrato Tokayev ad Astana martedì."], ["""
Blinken Blinken PROPN 3 nsubj
ha avere AUX 3 aux VerbForm=Fin|Tense=Pres
incontrato incontrare VERB 0 root VerbForm=Part|Tense=Past
Tokayev Tokayev PROPN 3 obj
ad a ADP 6 case
Astana Astana PROPN 3 obl
martedì martedì NOUN 3 obl
. . PUNCT 3 punct"""]),
    "passive": (["Lavrov è stato criticato da Macron."], ["""
Lavrov Lavrov PROPN 4 nsubj:pass
è essere AUX 4 aux VerbForm=Fin|Tense=Pres
stato essere AUX 4 aux:pass VerbForm=Part|Tense=Past
criticato criticare VERB 0 root VerbForm=Part|Tense=Past
da da ADP 6 case
Macron Macron PROPN 4 obl:agent
. . PUNCT 4 punct"""]),
    "agentless": (["Il diplomatico è stato arrestato a Mosca."], ["""
Il il DET 2 det
diplomatico diplomatico NOUN 5 nsubj:pass
è essere AUX 5 aux VerbForm=Fin|Tense=Pres
stato essere AUX 5 aux:pass VerbForm=Part|Tense=Past
arrestato arrestare VERB 0 root VerbForm=Part|Tense=Past
a a ADP 7 case
Mosca Mosca PROPN 5 obl
. . PUNCT 5 punct"""]),
    "coordination": (["Polonia e Ungheria sostengono l'Ucraina."], ["""
Polonia Polonia PROPN 4 nsubj
e e CCONJ 3 cc
Ungheria Ungheria PROPN 1 conj
sostengono sostenere VERB 0 root VerbForm=Fin|Tense=Pres
l' il DET 6 det
Ucraina Ucraina PROPN 4 obj
. . PUNCT 4 punct"""]),
    "multiword": (["Il presidente della Russia ha condannato la Nato."], ["""
Il il DET 2 det
presidente presidente NOUN 7 nsubj
della>di di ADP 5 case
della>la il DET 5 det
Russia Russia PROPN 2 nmod
ha avere AUX 7 aux VerbForm=Fin|Tense=Pres
condannato condannare VERB 0 root VerbForm=Part|Tense=Past
la il DET 9 det
Nato Nato PROPN 7 obj
. . PUNCT 7 punct"""]),
    "control": (["L'Ungheria ha rifiutato di sostenere l'Ucraina."], ["""
L' il DET 2 det
Ungheria Ungheria PROPN 4 nsubj
ha avere AUX 4 aux VerbForm=Fin|Tense=Pres
rifiutato rifiutare VERB 0 root VerbForm=Part|Tense=Past
di di ADP 6 mark
sostenere sostenere VERB 4 xcomp VerbForm=Inf
l' il DET 8 det
Ucraina Ucraina PROPN 6 obj
. . PUNCT 4 punct"""]),
    "dropped": (["Meloni è arrivata a Berlino.", "Ha incontrato Scholz."], ["""
Meloni Meloni PROPN 3 nsubj
è essere AUX 3 aux VerbForm=Fin|Tense=Pres
arrivata arrivare VERB 0 root VerbForm=Part|Tense=Past
a a ADP 5 case
Berlino Berlino PROPN 3 obl
. . PUNCT 3 punct""", """
Ha avere AUX 2 aux VerbForm=Fin|Tense=Pres|Number=Sing|Person=3
incontrato incontrare VERB 0 root VerbForm=Part|Tense=Past
Scholz Scholz PROPN 2 obj
. . PUNCT 2 punct"""]),
    "plural": (["Meloni è arrivata a Berlino.", "Hanno incontrato Scholz."], ["""
Meloni Meloni PROPN 3 nsubj
è essere AUX 3 aux VerbForm=Fin|Tense=Pres
arrivata arrivare VERB 0 root VerbForm=Part|Tense=Past
a a ADP 5 case
Berlino Berlino PROPN 3 obl
. . PUNCT 3 punct""", """
Hanno avere AUX 2 aux VerbForm=Fin|Tense=Pres|Number=Plur|Person=3
incontrato incontrare VERB 0 root VerbForm=Part|Tense=Past
Scholz Scholz PROPN 2 obj
. . PUNCT 2 punct"""]),
    "negative": (["Meloni non ha mai incontrato Lavrov."], ["""
Meloni Meloni PROPN 5 nsubj
non non ADV 5 advmod
ha avere AUX 5 aux VerbForm=Fin|Tense=Pres
mai mai ADV 5 advmod
incontrato incontrare VERB 0 root VerbForm=Part|Tense=Past
Lavrov Lavrov PROPN 5 obj
. . PUNCT 5 punct"""]),
    "would": (["Meloni vorrebbe incontrare Macron."], ["""
Meloni Meloni PROPN 3 nsubj
vorrebbe volere AUX 3 aux VerbForm=Fin|Mood=Cnd|Tense=Pres
incontrare incontrare VERB 0 root VerbForm=Inf
Macron Macron PROPN 3 obj
. . PUNCT 3 punct"""]),
    "future": (["Meloni incontrerà Macron."], ["""
Meloni Meloni PROPN 2 nsubj
incontrerà incontrare VERB 0 root VerbForm=Fin|Tense=Fut
Macron Macron PROPN 2 obj
. . PUNCT 2 punct"""]),
    "relative": (["La Cina, che sostiene la Russia, ha criticato la Polonia."], ["""
La il DET 2 det
Cina Cina PROPN 10 nsubj
, , PUNCT 5 punct
che che PRON 5 nsubj PronType=Rel
sostiene sostenere VERB 2 acl:relcl VerbForm=Fin|Tense=Pres
la il DET 7 det
Russia Russia PROPN 5 obj
, , PUNCT 5 punct
ha avere AUX 10 aux VerbForm=Fin|Tense=Pres
criticato criticare VERB 0 root VerbForm=Part|Tense=Past
la il DET 12 det
Polonia Polonia PROPN 10 obj
. . PUNCT 10 punct"""]),
    "title": (["Il presidente kazako Tokayev è a Roma."], ["""
Il il DET 2 det
presidente presidente NOUN 7 nsubj
kazako kazako ADJ 2 amod
Tokayev Tokayev PROPN 2 flat
è essere AUX 7 cop VerbForm=Fin|Tense=Pres
a a ADP 7 case
Roma Roma PROPN 0 root
. . PUNCT 7 punct"""]),
    "minister": (["Il ministro degli Esteri kazako Tokayev è a Roma."], ["""
Il il DET 2 det
ministro ministro NOUN 10 nsubj
degli>di di ADP 5 case
degli>gli il DET 5 det
Esteri estero NOUN 2 nmod
kazako kazako ADJ 2 amod
Tokayev Tokayev PROPN 2 flat
è essere AUX 10 cop VerbForm=Fin|Tense=Pres
a a ADP 10 case
Roma Roma PROPN 0 root
. . PUNCT 10 punct"""]),
    "apposition": (["Tokayev, presidente del Kazakistan, tace."], ["""
Tokayev Tokayev PROPN 8 nsubj
, , PUNCT 3 punct
presidente presidente NOUN 1 appos
del>di di ADP 6 case
del>il il DET 6 det
Kazakistan Kazakistan PROPN 3 nmod
, , PUNCT 3 punct
tace tacere VERB 0 root VerbForm=Fin|Tense=Pres
. . PUNCT 8 punct"""]),
    "nominal": (["L'invasione russa dell'Ucraina continua."], ["""
L' il DET 2 det
invasione invasione NOUN 7 nsubj
russa russo ADJ 2 amod
dell'>di di ADP 6 case
dell'>l' il DET 6 det
Ucraina Ucraina PROPN 2 nmod
continua continuare VERB 0 root VerbForm=Fin|Tense=Pres
. . PUNCT 7 punct"""]),
    "speech": (["Scholz ha detto che la Polonia sostiene l'Ucraina."], ["""
Scholz Scholz PROPN 3 nsubj
ha avere AUX 3 aux VerbForm=Fin|Tense=Pres
detto dire VERB 0 root VerbForm=Part|Tense=Past
che che SCONJ 7 mark
la il DET 6 det
Polonia Polonia PROPN 7 nsubj
sostiene sostenere VERB 3 ccomp VerbForm=Fin|Tense=Pres
l' il DET 9 det
Ucraina Ucraina PROPN 7 obj
. . PUNCT 3 punct"""]),
    "according": (["Secondo Scholz la Polonia sostiene l'Ucraina."], ["""
Secondo secondo ADP 2 case
Scholz Scholz PROPN 5 obl
la il DET 4 det
Polonia Polonia PROPN 5 nsubj
sostiene sostenere VERB 0 root VerbForm=Fin|Tense=Pres
l' il DET 7 det
Ucraina Ucraina PROPN 5 obj
. . PUNCT 5 punct"""]),
    "quote": (["«Aiutiamo la Polonia», ha detto Scholz."], ["""
« « PUNCT 2 punct
Aiutiamo aiutare VERB 0 root VerbForm=Fin|Tense=Pres|Number=Plur|Person=1
la il DET 4 det
Polonia Polonia PROPN 2 obj
» » PUNCT 2 punct
, , PUNCT 8 punct
ha avere AUX 8 aux VerbForm=Fin|Tense=Pres
detto dire VERB 2 parataxis VerbForm=Part|Tense=Past
Scholz Scholz PROPN 8 nsubj
. . PUNCT 2 punct"""]),
    "amount": (["Washington ha annunciato 25 milioni di dollari."], ["""
Washington Washington PROPN 3 nsubj
ha avere AUX 3 aux VerbForm=Fin|Tense=Pres
annunciato annunciare VERB 0 root VerbForm=Part|Tense=Past
25 25 NUM 5 nummod
milioni milione NOUN 3 obj
di di ADP 7 case
dollari dollaro NOUN 5 nmod
. . PUNCT 3 punct"""]),
    "astray": (["La Nato critica Lavrov."], ["""
La il DET 2 det
Nato Nato PROPN 3 nsubj
critica criticare VERB 0 root VerbForm=Fin|Tense=Pres
Lavrov Lavrov VERB 3 ccomp VerbForm=Inf
. . PUNCT 3 punct"""]),
}  # fmt: skip

PRESENT = [
    ("active", "CONSULT | Blinken | ha incontrato | Tokayev"),
    ("passive", "ACCUSE | Macron | è stato criticato | Lavrov"),
    ("agentless", "COERCE | - | è stato arrestato | Il diplomatico"),
    ("coordination", "SUPPORT | Polonia | sostengono | l'Ucraina"),
    ("coordination", "SUPPORT | Ungheria | sostengono | l'Ucraina"),
    ("multiword", "ACCUSE | Il presidente della Russia | ha condannato | la Nato"),
    ("control", "SUPPORT | L'Ungheria | ha rifiutato di sostenere | l'Ucraina"),
    ("dropped", "CONSULT | Meloni | Ha incontrato | Scholz"),
    ("negative", "CONSULT | Meloni | non ha mai incontrato | Lavrov"),
    ("would", "CONSULT | Meloni | vorrebbe incontrare | Macron"),
    ("future", "CONSULT | Meloni | incontrerà | Macron"),
    ("relative", "SUPPORT | La Cina | sostiene | la Russia"),
    ("relative", "ACCUSE | La Cina | ha criticato | la Polonia"),
    ("title", "HEAD_OF | Tokayev | presidente | kazako"),
    ("title", "POSITION_HELD | Tokayev | presidente | «presidente»"),
    ("minister", "AFFILIATED_WITH | Tokayev | ministro degli Esteri | kazako"),
    ("apposition", "HEAD_OF | Tokayev | presidente | Kazakistan"),
    ("nominal", "ASSAULT | russa | invasione | Ucraina"),
    ("speech", "STATE | Scholz | ha detto | «la Polonia sostiene l'Ucraina»"),
    ("speech", "SUPPORT | la Polonia | sostiene | l'Ucraina"),
    ("quote", "STATE | Scholz | ha detto | «Aiutiamo la Polonia»"),
    ("astray", "ACCUSE | La Nato | critica | Lavrov"),
]

ABSENT = [
    ("active", "CONSULT | Tokayev | ha incontrato | Blinken"),
    ("passive", "ACCUSE | Lavrov | è stato criticato | Macron"),
    ("agentless", "COERCE | Il diplomatico | è stato arrestato | Mosca"),
    ("coordination", "SUPPORT | Polonia e Ungheria | sostengono | l'Ucraina"),
    ("plural", "CONSULT | Meloni | Hanno incontrato | Scholz"),
    ("relative", "SUPPORT | che | sostiene | la Russia"),
    ("relative", "ACCUSE | la Russia | ha criticato | la Polonia"),
    ("title", "AFFILIATED_WITH | Tokayev | presidente | kazako"),
    ("minister", "HEAD_OF | Tokayev | ministro degli Esteri | kazako"),
    ("nominal", "ASSAULT | Ucraina | invasione | russa"),
    ("speech", "SUPPORT | Scholz | sostiene | l'Ucraina"),
]

COMMITMENT = [
    ("active", "incontrare", ("positive", "asserted", "past")),
    ("negative", "incontrare", ("negative", "asserted", "past")),
    ("control", "sostenere", ("negative", "asserted", None)),
    ("would", "incontrare", ("positive", "possible", None)),
    ("future", "incontrare", ("positive", "future", "future")),
    ("passive", "criticare", ("positive", "asserted", "past")),
    ("coordination", "sostenere", ("positive", "asserted", "present")),
]


def found(name: str) -> Extraction:
    lines, trees = TREES[name]
    body = "\n".join(lines)
    return extract(document(body, annotation_of(body, trees, "it", NAMES), date(2023, 3, 2)))


@pytest.mark.parametrize(("name", "row"), PRESENT)
def test_rows_that_a_sentence_gives(name: str, row: str) -> None:
    assert row in shorts(found(name).relations)


@pytest.mark.parametrize(("name", "row"), ABSENT)
def test_rows_that_a_sentence_does_not_give(name: str, row: str) -> None:
    assert row not in shorts(found(name).relations)


@pytest.mark.parametrize(("name", "lemma", "expected"), COMMITMENT)
def test_commitment(name: str, lemma: str, expected: tuple[str, str, str | None]) -> None:
    row = next(row for row in found(name).relations if row.predicate == lemma)
    assert (row.polarity, row.modality, row.tense) == expected


@pytest.mark.parametrize(("name", "speaker"), [("speech", "Scholz"), ("according", "Scholz"), ("coordination", "-")])
def test_attribution(name: str, speaker: str) -> None:
    row = next(row for row in found(name).relations if row.predicate == "sostenere")
    assert (row.attribution.text if row.attribution else "-") == speaker


def test_dropped_subject_points_to_the_name() -> None:
    row = next(row for row in found("dropped").relations if row.type == "CONSULT")
    assert row.subject is not None
    assert (row.subject.span.start, row.subject.entity is not None) == (0, True)


def test_guillemets() -> None:
    (quote,) = found("quote").quotes
    assert (quote.text, quote.speaker.text if quote.speaker else "-") == ("Aiutiamo la Polonia", "Scholz")


def test_place_and_time() -> None:
    row = next(row for row in found("active").relations if row.type == "CONSULT")
    assert [(each.role, each.text, each.value) for each in row.arguments] == [
        (ArgumentRole.LOCATION, "ad Astana", None),
        (ArgumentRole.TIME, "martedì", "2023-02-28"),
    ]


def test_amount() -> None:
    assert "25000000 USD" in {each.value for row in found("amount").relations for each in row.arguments}
