"""German sentences as written trees, and the rows they give: the rules alone, whatever a parser makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.records import ArgumentRole
from tasks.relations.extract import Extraction, extract
from tests.unit.relations.rows import annotation_of, document, shorts

NAMES = {
    "Blinken": "PER", "Tokajew": "PER", "Scholz": "PER", "Trump": "PER", "Xi": "PER", "Peskow": "PER", "Macron": "PER",
    "Astana": "LOC", "Russland": "LOC", "Russlands": "LOC", "Ukraine": "LOC", "Kasachstan": "LOC", "Kasachstans": "LOC",
    "Polen": "LOC", "Ungarn": "LOC", "Moskau": "LOC", "kasachische": "MISC", "russische": "MISC", "Kreml": "ORG",
    "Deutschland": "LOC", "US": "LOC", "Nato": "ORG", "China": "LOC", "Berlin": "LOC",
}  # fmt: skip

TREES = {
    "active": ("Blinken traf Tokajew am Dienstag in Astana.", """
Blinken Blinken PROPN 2 nsubj Case=Nom
traf treffen VERB 0 root VerbForm=Fin|Tense=Past
Tokajew Tokajew PROPN 2 obj Case=Acc
am>an an ADP 6 case
am>dem der DET 6 det
Dienstag Dienstag NOUN 2 obl
in in ADP 8 case
Astana Astana PROPN 2 obl
. . PUNCT 2 punct"""),
    "separable": ("Trump kündigte Hilfe für Polen an.", """
Trump Trump PROPN 2 nsubj Case=Nom
kündigte kündigen VERB 0 root VerbForm=Fin|Tense=Past
Hilfe Hilfe NOUN 2 obj Case=Acc
für für ADP 5 case
Polen Polen PROPN 3 nmod
an an ADP 2 compound:prt
. . PUNCT 2 punct"""),
    "passive": ("Peskow wurde von Macron kritisiert.", """
Peskow Peskow PROPN 5 nsubj:pass Case=Nom
wurde werden AUX 5 aux:pass VerbForm=Fin|Tense=Past
von von ADP 4 case
Macron Macron PROPN 5 obl
kritisiert kritisieren VERB 0 root VerbForm=Part
. . PUNCT 5 punct"""),
    "agentless": ("Der Diplomat wurde in Moskau verhaftet.", """
Der der DET 2 det
Diplomat Diplomat NOUN 6 nsubj:pass Case=Nom
wurde werden AUX 6 aux:pass VerbForm=Fin|Tense=Past
in in ADP 5 case
Moskau Moskau PROPN 6 obl
verhaftet verhaften VERB 0 root VerbForm=Part
. . PUNCT 6 punct"""),
    "coordination": ("Polen und Ungarn unterstützen die Ukraine.", """
Polen Polen PROPN 4 nsubj Case=Nom
und und CCONJ 3 cc
Ungarn Ungarn PROPN 1 conj
unterstützen unterstützen VERB 0 root VerbForm=Fin|Tense=Pres
die der DET 6 det
Ukraine Ukraine PROPN 4 obj Case=Acc
. . PUNCT 4 punct"""),
    "control": ("Ungarn weigerte sich, die Ukraine zu unterstützen.", """
Ungarn Ungarn PROPN 2 nsubj Case=Nom
weigerte weigern VERB 0 root VerbForm=Fin|Tense=Past
sich sich PRON 2 expl:pv Reflex=Yes
, , PUNCT 8 punct
die der DET 6 det
Ukraine Ukraine PROPN 8 obj Case=Acc
zu zu PART 8 mark
unterstützen unterstützen VERB 2 xcomp VerbForm=Inf
. . PUNCT 2 punct"""),
    "modal": ("Scholz will die Ukraine unterstützen.", """
Scholz Scholz PROPN 5 nsubj Case=Nom
will wollen AUX 5 aux VerbForm=Fin|Tense=Pres
die der DET 4 det
Ukraine Ukraine PROPN 5 obj Case=Acc
unterstützen unterstützen VERB 0 root VerbForm=Inf
. . PUNCT 5 punct"""),
    "future": ("Scholz wird Tokajew treffen.", """
Scholz Scholz PROPN 4 nsubj Case=Nom
wird werden AUX 4 aux VerbForm=Fin|Tense=Pres
Tokajew Tokajew PROPN 4 obj Case=Acc
treffen treffen VERB 0 root VerbForm=Inf
. . PUNCT 4 punct"""),
    "perfect": ("Scholz hat Tokajew nicht getroffen.", """
Scholz Scholz PROPN 5 nsubj Case=Nom
hat haben AUX 5 aux VerbForm=Fin|Tense=Pres
Tokajew Tokajew PROPN 5 obj Case=Acc
nicht nicht PART 5 advmod
getroffen treffen VERB 0 root VerbForm=Part
. . PUNCT 5 punct"""),
    "relative": ("China, das Russland unterstützt, kritisierte Polen.", """
China China PROPN 7 nsubj Case=Nom
, , PUNCT 5 punct
das der PRON 5 nsubj PronType=Rel
Russland Russland PROPN 5 obj Case=Acc
unterstützt unterstützen VERB 1 acl:relcl VerbForm=Fin|Tense=Pres
, , PUNCT 5 punct
kritisierte kritisieren VERB 0 root VerbForm=Fin|Tense=Past
Polen Polen PROPN 7 obj Case=Acc
. . PUNCT 7 punct"""),
    "astray": ("China traf den Gesandten, der Russland unterstützt.", """
China China PROPN 2 nsubj Case=Nom
traf treffen VERB 0 root VerbForm=Fin|Tense=Past
den der DET 4 det
Gesandten Gesandter NOUN 2 obj Case=Acc
, , PUNCT 8 punct
der der PRON 8 nsubj PronType=Rel
Russland Russland PROPN 8 obj Case=Acc
unterstützt unterstützen VERB 2 parataxis VerbForm=Fin|Tense=Pres
. . PUNCT 2 punct"""),
    "case": ("Den Minister kritisierte Macron.", """
Den der DET 2 det Case=Acc
Minister Minister NOUN 3 nsubj Case=Acc
kritisierte kritisieren VERB 0 root VerbForm=Fin|Tense=Past
Macron Macron PROPN 3 obj Case=Nom
. . PUNCT 3 punct"""),
    "title": ("Der kasachische Präsident Tokajew reiste ab.", """
Der der DET 3 det
kasachische kasachisch ADJ 3 amod
Präsident Präsident NOUN 5 nsubj Case=Nom
Tokajew Tokajew PROPN 3 flat
reiste reisen VERB 0 root VerbForm=Fin|Tense=Past
ab ab ADP 5 compound:prt
. . PUNCT 5 punct"""),
    "compound": ("US-Präsident Trump und Kreml-Sprecher Peskow schwiegen.", """
US-Präsident US-Präsident NOUN 6 nsubj Case=Nom
Trump Trump PROPN 1 flat
und und CCONJ 4 cc
Kreml-Sprecher Kreml-Sprecher NOUN 1 conj
Peskow Peskow PROPN 4 flat
schwiegen schweigen VERB 0 root VerbForm=Fin|Tense=Past
. . PUNCT 6 punct"""),
    "apposition": ("Tokajew, der Präsident Kasachstans, schwieg.", """
Tokajew Tokajew PROPN 7 nsubj Case=Nom
, , PUNCT 4 punct
der der DET 4 det
Präsident Präsident NOUN 1 appos
Kasachstans Kasachstan PROPN 4 nmod Case=Gen
, , PUNCT 4 punct
schwieg schweigen VERB 0 root VerbForm=Fin|Tense=Past
. . PUNCT 7 punct"""),
    "copula": ("Tokajew ist Präsident von Kasachstan.", """
Tokajew Tokajew PROPN 3 nsubj Case=Nom
ist sein AUX 3 cop VerbForm=Fin|Tense=Pres
Präsident Präsident NOUN 0 root
von von ADP 5 case
Kasachstan Kasachstan PROPN 3 nmod
. . PUNCT 3 punct"""),
    "genitive": ("Der Angriff Russlands auf die Ukraine dauert an.", """
Der der DET 2 det
Angriff Angriff NOUN 7 nsubj Case=Nom
Russlands Russland PROPN 2 nmod Case=Gen
auf auf ADP 6 case
die der DET 6 det
Ukraine Ukraine PROPN 2 nmod
dauert dauern VERB 0 root VerbForm=Fin|Tense=Pres
an an ADP 7 compound:prt
. . PUNCT 7 punct"""),
    "adjective": ("Der russische Angriff auf die Ukraine dauert.", """
Der der DET 3 det
russische russisch ADJ 3 amod
Angriff Angriff NOUN 7 nsubj Case=Nom
auf auf ADP 6 case
die der DET 6 det
Ukraine Ukraine PROPN 7 obl
dauert dauern VERB 0 root VerbForm=Fin|Tense=Pres
. . PUNCT 7 punct"""),
    "light": ("Scholz führte ein Telefonat mit Xi.", """
Scholz Scholz PROPN 2 nsubj Case=Nom
führte führen VERB 0 root VerbForm=Fin|Tense=Past
ein ein DET 4 det
Telefonat Telefonat NOUN 2 obj Case=Acc
mit mit ADP 6 case
Xi Xi PROPN 4 nmod
. . PUNCT 2 punct"""),
    "government": ("Die russische Regierung verurteilte Polen.", """
Die der DET 3 det
russische russisch ADJ 3 amod
Regierung Regierung NOUN 4 nsubj Case=Nom
verurteilte verurteilen VERB 0 root VerbForm=Fin|Tense=Past
Polen Polen PROPN 4 obj Case=Acc
. . PUNCT 4 punct"""),
    "speech": ("Scholz sagte, dass Polen die Ukraine unterstützt.", """
Scholz Scholz PROPN 2 nsubj Case=Nom
sagte sagen VERB 0 root VerbForm=Fin|Tense=Past
, , PUNCT 8 punct
dass dass SCONJ 8 mark
Polen Polen PROPN 8 nsubj Case=Nom
die der DET 7 det
Ukraine Ukraine PROPN 8 obj Case=Acc
unterstützt unterstützen VERB 2 ccomp VerbForm=Fin|Tense=Pres
. . PUNCT 2 punct"""),
    "according": ("Laut Scholz unterstützt Polen die Ukraine.", """
Laut laut ADP 2 case
Scholz Scholz PROPN 3 obl
unterstützt unterstützen VERB 0 root VerbForm=Fin|Tense=Pres
Polen Polen PROPN 3 nsubj Case=Nom
die der DET 6 det
Ukraine Ukraine PROPN 3 obj Case=Acc
. . PUNCT 3 punct"""),
    "quote": ("„Wir helfen Polen\", sagte Scholz.", """
„ „ PUNCT 3 punct
Wir wir PRON 3 nsubj Case=Nom
helfen helfen VERB 0 root VerbForm=Fin|Tense=Pres
Polen Polen PROPN 3 obj Case=Dat
" " PUNCT 3 punct
, , PUNCT 7 punct
sagte sagen VERB 3 parataxis VerbForm=Fin|Tense=Past
Scholz Scholz PROPN 7 nsubj Case=Nom
. . PUNCT 3 punct"""),
    "amount": ("Scholz versprach Polen 25 Millionen US-Dollar.", """
Scholz Scholz PROPN 2 nsubj Case=Nom
versprach versprechen VERB 0 root VerbForm=Fin|Tense=Past
Polen Polen PROPN 2 iobj Case=Dat
25 25 NUM 5 nummod
Millionen Million NOUN 6 nummod
US-Dollar US-Dollar NOUN 2 obj Case=Acc
. . PUNCT 2 punct"""),
    "conditional": ("Wenn Polen die Ukraine unterstützt, kritisiert Ungarn Scholz.", """
Wenn wenn SCONJ 5 mark
Polen Polen PROPN 5 nsubj Case=Nom
die der DET 4 det
Ukraine Ukraine PROPN 5 obj Case=Acc
unterstützt unterstützen VERB 7 advcl VerbForm=Fin|Tense=Pres
, , PUNCT 5 punct
kritisiert kritisieren VERB 0 root VerbForm=Fin|Tense=Pres
Ungarn Ungarn PROPN 7 nsubj Case=Nom
Scholz Scholz PROPN 7 obj Case=Acc
. . PUNCT 7 punct"""),
}  # fmt: skip

PRESENT = [
    ("active", "CONSULT | Blinken | traf | Tokajew"),
    ("separable", "STATE | Trump | kündigte an | Hilfe für Polen"),
    ("passive", "ACCUSE | Macron | wurde kritisiert | Peskow"),
    ("agentless", "COERCE | - | wurde verhaftet | Der Diplomat"),
    ("coordination", "SUPPORT | Polen | unterstützen | die Ukraine"),
    ("coordination", "SUPPORT | Ungarn | unterstützen | die Ukraine"),
    ("modal", "SUPPORT | Scholz | will unterstützen | die Ukraine"),
    ("future", "CONSULT | Scholz | wird treffen | Tokajew"),
    ("perfect", "CONSULT | Scholz | hat nicht getroffen | Tokajew"),
    ("relative", "SUPPORT | China | unterstützt | Russland"),
    ("relative", "ACCUSE | China | kritisierte | Polen"),
    ("astray", "SUPPORT | den Gesandten | unterstützt | Russland"),
    ("case", "ACCUSE | Macron | kritisierte | Den Minister"),
    ("title", "HEAD_OF | Tokajew | Präsident | kasachische"),
    ("title", "POSITION_HELD | Tokajew | Präsident | «Präsident»"),
    ("compound", "HEAD_OF | Trump | US-Präsident | US"),
    ("compound", "AFFILIATED_WITH | Peskow | Kreml-Sprecher | Kreml"),
    ("apposition", "HEAD_OF | Tokajew | Präsident | Kasachstans"),
    ("copula", "HEAD_OF | Tokajew | Präsident | Kasachstan"),
    ("copula", "OPEN | Tokajew | ist | Präsident von Kasachstan"),
    ("genitive", "ASSAULT | Russlands | Angriff | die Ukraine"),
    ("adjective", "ASSAULT | russische | Angriff | die Ukraine"),
    ("light", "CONSULT | Scholz | führte ein Telefonat mit | Xi"),
    ("government", "ACCUSE | Die russische Regierung | verurteilte | Polen"),
    ("speech", "STATE | Scholz | sagte | «Polen die Ukraine unterstützt»"),
    ("speech", "SUPPORT | Polen | unterstützt | die Ukraine"),
    ("quote", "STATE | Scholz | sagte | «Wir helfen Polen»"),
]

ABSENT = [
    ("active", "CONSULT | Tokajew | traf | Blinken"),
    ("passive", "ACCUSE | Peskow | wurde kritisiert | Macron"),
    ("agentless", "COERCE | Der Diplomat | wurde verhaftet | Moskau"),
    ("coordination", "SUPPORT | Polen und Ungarn | unterstützen | die Ukraine"),
    ("relative", "SUPPORT | das | unterstützt | Russland"),
    ("relative", "ACCUSE | Russland | kritisierte | Polen"),
    ("astray", "SUPPORT | China | unterstützt | Russland"),
    ("case", "ACCUSE | Den Minister | kritisierte | Macron"),
    ("title", "AFFILIATED_WITH | Tokajew | Präsident | kasachische"),
    ("compound", "HEAD_OF | Peskow | Kreml-Sprecher | Kreml"),
    ("light", "OPEN | Xi | führte | ein Telefonat"),
    ("speech", "SUPPORT | Scholz | unterstützt | die Ukraine"),
    ("quote", "STATE | Wir | sagte | «Wir helfen Polen»"),
]

COMMITMENT = [
    ("active", "treffen", ("positive", "asserted", "past")),
    ("perfect", "treffen", ("negative", "asserted", "past")),
    ("control", "unterstützen", ("negative", "asserted", None)),
    ("modal", "unterstützen", ("positive", "possible", "present")),
    ("future", "treffen", ("positive", "future", "future")),
    ("conditional", "unterstützen", ("positive", "conditional", "present")),
    ("conditional", "kritisieren", ("positive", "asserted", "present")),
    ("passive", "kritisieren", ("positive", "asserted", "past")),
    ("coordination", "unterstützen", ("positive", "asserted", "present")),
]


def found(name: str) -> Extraction:
    body, tree = TREES[name]
    return extract(document(body, annotation_of(body, [tree], "de", NAMES), date(2023, 3, 2)))


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
    row = next(row for row in found(name).relations if row.predicate == "unterstützen")
    assert (row.attribution.text if row.attribution else "-") == speaker


def test_government_stands_for_its_country() -> None:
    row = next(row for row in found("government").relations if row.type == "ACCUSE")
    assert row.subject is not None
    body, tree = TREES["government"]
    entities = document(body, annotation_of(body, [tree], "de", NAMES)).entities
    assert row.subject.entity is not None
    assert entities[row.subject.entity].name == "russische"


def test_german_opening_with_straight_closing_mark() -> None:
    (quote,) = found("quote").quotes
    assert quote.text == "Wir helfen Polen"
    assert quote.speaker is not None
    assert quote.speaker.text == "Scholz"


def test_place_and_time() -> None:
    row = next(row for row in found("active").relations if row.type == "CONSULT")
    assert [(each.role, each.text, each.value) for each in row.arguments] == [
        (ArgumentRole.TIME, "am Dienstag", "2023-02-28"),
        (ArgumentRole.LOCATION, "in Astana", None),
    ]


def test_amount() -> None:
    values = {each.value for row in found("amount").relations for each in row.arguments}
    assert "25000000 USD" in values
