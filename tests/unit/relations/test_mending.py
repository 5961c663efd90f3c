"""Trees with mistakes that parsers make, and the rows that come out all the same; a right tree stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.records import Language, Relation, Sentence, Span, Word
from tasks.relations.extract import extract
from tasks.relations.lexicon import empty
from tasks.relations.mending import mended
from tests.unit.relations.rows import annotation_of, document, shorts

NAMES = {
    "Abiy": "PER", "Ruto": "PER", "Nairobi": "LOC", "Chad": "LOC", "Sudan": "LOC", "Libya": "LOC", "Tschad": "LOC",
    "Libyen": "LOC", "Nigeria": "LOC", "Ghana": "LOC", "Accra": "LOC", "Togo": "LOC", "Israele": "LOC", "Rafah": "LOC",
    "Lula": "PER", "Petro": "PER", "Unesco": "ORG", "Paris": "LOC", "Japan": "LOC", "Kenia": "LOC", "Messico": "LOC",
    "Brasile": "LOC", "Bolivia": "LOC", "kenianische": "MISC",
}  # fmt: skip

CASES = [
    ("a person takes no adverbial phrase", "en", "Ruto met Abiy in Nairobi.", """
Ruto Ruto PROPN 2 nsubj
met meet VERB 0 root VerbForm=Fin|Tense=Past
Abiy Abiy PROPN 2 obj
in in ADP 5 case
Nairobi Nairobi PROPN 3 nmod
. . PUNCT 2 punct""", "CONSULT | Ruto | met | Abiy"),
    ("a subject taken for a patient", "de", "Kenia hat Togo kritisiert.", """
Kenia Kenia PROPN 4 nsubj:pass Case=Nom
hat haben AUX 4 aux VerbForm=Fin|Tense=Pres
Togo Togo PROPN 4 obj Case=Acc
kritisiert kritisieren VERB 0 root VerbForm=Part
. . PUNCT 4 punct""", "ACCUSE | Kenia | hat kritisiert | Togo"),
    ("a dative taken for an oblique", "de", "Lula dankte dem Präsidenten.", """
Lula Lula PROPN 2 nsubj Case=Nom
dankte danken VERB 0 root VerbForm=Fin|Tense=Past
dem der DET 4 det Case=Dat
Präsidenten Präsident NOUN 2 obl:arg Case=Dat
. . PUNCT 2 punct""", "SUPPORT | Lula | dankte | dem Präsidenten"),
    ("a particle taken for a postposition", "de", "Petro zeichnete Lula aus.", """
Petro Petro PROPN 2 nsubj Case=Nom
zeichnete zeichnen VERB 0 root VerbForm=Fin|Tense=Past
Lula Lula PROPN 2 obl Case=Acc
aus aus ADP 3 case
. . PUNCT 2 punct""", "SUPPORT | Petro | zeichnete aus | Lula"),
    ("what was said taken for a second predicate", "de", "Lula sagte, Petro sei krank.", """
Lula Lula PROPN 2 nsubj Case=Nom
sagte sagen VERB 0 root VerbForm=Fin|Tense=Past
, , PUNCT 6 punct
Petro Petro PROPN 6 nsubj Case=Nom
sei sein AUX 6 cop VerbForm=Fin|Mood=Sub|Tense=Pres
krank krank ADJ 2 conj
. . PUNCT 2 punct""", "STATE | Lula | sagte | «Petro sei krank»"),
    ("a name beside an object taken for its first word", "de", "Japan gewährte Togo einen Kredit.", """
Japan Japan PROPN 2 nsubj Case=Nom
gewährte gewähren VERB 0 root VerbForm=Fin|Tense=Past
Togo Togo PROPN 2 obj
einen ein DET 5 det Case=Acc
Kredit Kredit NOUN 2 obj Case=Acc
. . PUNCT 2 punct""", "AID | Japan | gewährte | Togo"),
    ("a name joined to the noun before another", "it", "I rappresentanti di Messico e Brasile si sono incontrati.", """
I il DET 2 det
rappresentanti rappresentante NOUN 9 nsubj Number=Plur
di di ADP 4 case
Messico Messico PROPN 2 nmod
e e CCONJ 6 cc
Brasile Brasile PROPN 2 conj
si si PRON 9 expl
sono essere AUX 9 aux VerbForm=Fin
incontrati incontrare VERB 0 root VerbForm=Part
. . PUNCT 9 punct""",
        "CONSULT | I rappresentanti di Messico e Brasile | si sono incontrati | I rappresentanti di Messico e Brasile"),
    ("a person hung on a place", "de", "Ruto traf in Nairobi Abiy.", """
Ruto Ruto PROPN 2 nsubj Case=Nom
traf treffen VERB 0 root VerbForm=Fin|Tense=Past
in in ADP 4 case
Nairobi Nairobi PROPN 2 obl Case=Dat
Abiy Abiy PROPN 4 flat
. . PUNCT 2 punct""", "CONSULT | Ruto | traf | Abiy"),
    ("an infinitive taken for a participle", "de", "Wird Japan Kenia besuchen?", """
Wird werden AUX 4 aux VerbForm=Fin|Tense=Pres|Mood=Ind
Japan Japan PROPN 4 nsubj Case=Nom
Kenia Kenia PROPN 4 obj Case=Acc
besuchen besuchen VERB 0 root VerbForm=Part
? ? PUNCT 4 punct""", "CONSULT | Japan | Wird besuchen | Kenia"),
    ("a verb taken for a noun", "en", "Chad borders Sudan and Libya.", """
Chad Chad PROPN 2 compound Number=Sing
borders border NOUN 0 root Number=Plur
Sudan Sudan PROPN 2 appos
and and CCONJ 5 cc
Libya Libya PROPN 3 conj
. . PUNCT 2 punct""", "BORDERS | Chad | borders | Libya"),
    ("a verb taken for an adverb", "de", "Der Tschad grenzt an Libyen.", """
Der der DET 2 det
Tschad Tschad PROPN 0 root Case=Nom
grenzt grenzen ADV 2 advmod
an an ADP 5 case
Libyen Libyen PROPN 2 nmod Case=Dat
. . PUNCT 2 punct""", "BORDERS | Der Tschad | grenzt an | Libyen"),
    ("a verb taken for an adjective, a week for a subject", "de", "Nigeria besuchte vergangene Woche Togo.", """
Nigeria Nigeria PROPN 5 nsubj Case=Nom
besuchte besucht ADJ 4 amod
vergangene vergangen ADJ 4 amod
Woche Woche NOUN 5 nsubj Case=Acc
Togo Togo PROPN 0 root Case=Acc
. . PUNCT 5 punct""", "CONSULT | Nigeria | besuchte | Togo"),
    ("a weekday taken for an object", "it", "Lula ha incontrato lunedì Petro.", """
Lula Lula PROPN 3 nsubj
ha avere AUX 3 aux VerbForm=Fin|Tense=Pres
incontrato incontrare VERB 0 root VerbForm=Part|Tense=Past
lunedì lunedì NOUN 3 obj
Petro Petro PROPN 3 obj
. . PUNCT 3 punct""", "CONSULT | Lula | ha incontrato | Petro"),
    ("a name glued to a weekday", "de", "Lula lobte am Freitag Petro.", """
Lula Lula PROPN 2 nsubj Case=Nom
lobte loben VERB 0 root VerbForm=Fin|Tense=Past
am>an an ADP 5 case
am>dem der DET 5 det
Freitag Freitag NOUN 2 obl
Petro Petro PROPN 5 flat
. . PUNCT 2 punct""", "SUPPORT | Lula | lobte | Petro"),
    ("a country takes no adverbial phrase", "it", "L'attacco di Israele a Rafah.", """
L' il DET 2 det
attacco attacco NOUN 0 root
di di ADP 4 case
Israele Israele PROPN 2 nmod
a a ADP 6 case
Rafah Rafah PROPN 4 nmod
. . PUNCT 2 punct""", "ASSAULT | Israele | attacco | Rafah"),
    ("have with an object beside an auxiliary", "de", "Die Unesco hat ihren Sitz in Paris und wird gelobt.", """
Die der DET 2 det
Unesco Unesco PROPN 10 nsubj:pass Case=Nom
hat haben AUX 10 aux VerbForm=Fin|Tense=Pres
ihren ihr DET 5 det:poss
Sitz Sitz NOUN 10 obj Case=Acc
in in ADP 7 case
Paris Paris PROPN 5 nmod
und und CCONJ 10 cc
wird werden AUX 10 aux:pass VerbForm=Fin|Tense=Pres
gelobt loben VERB 0 root VerbForm=Part
. . PUNCT 10 punct""", "LOCATED_IN | Die Unesco | hat ihren Sitz in | Paris"),
    ("a speaker behind the verb", "it", "Il Brasile aiuta la Bolivia, ha detto Lula.", """
Il il DET 2 det
Brasile Brasile PROPN 3 nsubj
aiuta aiutare VERB 0 root VerbForm=Fin|Tense=Pres
la il DET 5 det
Bolivia Bolivia PROPN 3 obj
, , PUNCT 3 punct
ha avere AUX 8 aux VerbForm=Fin|Tense=Pres
detto dire VERB 3 parataxis VerbForm=Part|Tense=Past
Lula Lula PROPN 8 obj
. . PUNCT 3 punct""", "STATE | Lula | ha detto | «Il Brasile aiuta la Bolivia»"),
]  # fmt: skip


def rows(language: str, body: str, tree: str) -> tuple[Relation, ...]:
    return extract(document(body, annotation_of(body, [tree], language, NAMES), date(2024, 5, 15))).relations


@pytest.mark.parametrize(("language", "body", "tree", "row"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_rows_in_spite_of_a_mistake(language: str, body: str, tree: str, row: str) -> None:
    assert row in shorts(rows(language, body, tree))


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("invierebbe", "inviare", ("conditional", None)),
        ("ospiterà", "ospitare", ("future", "future")),
        ("aiutava", "aiutare", ("asserted", "past")),
        ("lava", "lavare", ("asserted", "present")),
    ],
)
def test_italian_endings_tell_tense_and_mood(form: str, lemma: str, expected: tuple[str, str | None]) -> None:
    body = f"Il Messico {form} la Bolivia."
    tree = f"""
Il il DET 2 det
Messico Messico PROPN 3 nsubj
{form} {lemma} VERB 0 root VerbForm=Fin|Mood=Ind|Tense=Pres
la il DET 5 det
Bolivia Bolivia PROPN 3 obj
. . PUNCT 3 punct"""
    row = next(row for row in rows("it", body, tree) if row.predicate == lemma)
    assert (row.modality, row.tense) == expected


def test_a_german_year_without_adposition_is_a_time() -> None:
    tree = """
Kenia Kenia PROPN 4 nsubj Case=Nom
wurde werden AUX 4 cop VerbForm=Fin|Tense=Past
1963 1963 NUM 4 nummod
Mitglied Mitglied NOUN 0 root Case=Nom
der der DET 6 det Case=Gen
Unesco Unesco PROPN 4 nmod Case=Gen
. . PUNCT 4 punct"""
    row = next(row for row in rows("de", "Kenia wurde 1963 Mitglied der Unesco.", tree) if row.type == "MEMBER_OF")
    assert (row.predicate_text, row.tense) == ("wurde Mitglied", "past")
    assert row.event_date is not None
    assert row.event_date.start == date(1963, 1, 1)


def test_what_a_clause_with_dass_says_is_only_demanded() -> None:
    tree = """
Kenia Kenia PROPN 2 nsubj Case=Nom
forderte fordern VERB 0 root VerbForm=Fin|Tense=Past
, , PUNCT 9 punct
dass dass SCONJ 9 mark
Togo Togo PROPN 9 nsubj Case=Nom
sich sich PRON 9 obj Case=Acc
aus aus ADP 8 case
Mali Mali PROPN 9 obl Case=Dat
zurückzieht zurückziehen VERB 2 advcl VerbForm=Fin|Tense=Pres
. . PUNCT 2 punct"""
    found = rows("de", "Kenia forderte, dass Togo sich aus Mali zurückzieht.", tree)
    assert [row.modality for row in found if row.type == "RETREAT"] == ["possible"]


def test_a_right_tree_stays() -> None:
    words = (
        Word(1, "Kenya", "Kenya", "PROPN", 2, "nsubj", Span(0, 5)),
        Word(2, "left", "leave", "VERB", 0, "root", Span(6, 10)),
    )
    sentence = Sentence(Span(0, 10), words)
    assert mended(sentence, Language("en"), empty(Language("en")), ()) is sentence
