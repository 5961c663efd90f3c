"""Italian trees as a small parser makes them, mistakes and all: the rows that come out, and those that must not.

The trees are what an engine gave for the sentence; each case is named after what it shows.
"""

from __future__ import annotations

import pytest

from tasks.relations.extract import extract
from tests.unit.relations.rows import annotation_of, document, shorts

CASES: list[tuple[str, str, dict[str, str], list[str], list[str], str]] = [
    (
        "bare plural taken for an adjective",
        "Mosca ha posizionato missili in Bielorussia.",
        {"Mosca": "LOC", "Bielorussia": "LOC"},
        ["MOBILIZE | Mosca | ha posizionato | missili"],
        [],
        """
Mosca Mosca PROPN 3 nsubj
ha avere AUX 3 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
posizionato posizionare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
missili missile ADJ 3 xcomp Number=Plur
in in ADP 6 case
Bielorussia Bielorussia PROPN 3 obl
. . PUNCT 3 punct""",
    ),
    (
        "object of an idiom",
        "Il New York Times ha citato in giudizio OpenAI.",
        {"New York Times": "ORG", "OpenAI": "ORG"},
        ["ACCUSE | Il New York Times | ha citato | OpenAI"],
        [],
        """
Il il DET 2 det Gender=Masc|Number=Sing
New New PROPN 6 nsubj
York York PROPN 2 flat:name Gender=Masc|Number=Sing
Times Times PROPN 2 flat:name Gender=Masc|Number=Sing
ha avere AUX 6 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
citato citare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
in in ADP 8 case
giudizio giudizio NOUN 6 obl Gender=Masc|Number=Sing
OpenAI OpenAI ADJ 8 amod Number=Sing
. . PUNCT 6 punct""",
    ),
    (
        "no object in mockery",
        "Rock ha preso in giro Kanye West.",
        {"Rock": "PER", "Kanye West": "PER"},
        [],
        ["COERCE"],
        """
Rock Rock PROPN 3 nsubj Gender=Masc|Number=Sing
ha avere AUX 3 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
preso prendere VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
in in ADP 5 case
giro giro NOUN 3 obl Gender=Masc|Number=Sing
Kanye Kanye PROPN 5 nmod
West West PROPN 6 flat:name Gender=Masc|Number=Sing
. . PUNCT 3 punct""",
    ),
    (
        "participle taken for an adjective",
        "L'Antitrust ha diffidato TikTok.",
        {"Antitrust": "ORG", "TikTok": "ORG"},
        ["THREATEN | L'Antitrust | ha diffidato | TikTok"],
        [],
        """
L' il DET 2 det Number=Sing
Antitrust Antitrust PROPN 4 nsubj
ha avere AUX 4 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
diffidato diffidato ADJ 5 amod Gender=Masc|Number=Sing
TikTok TikTok PROPN 0 root
. . PUNCT 5 punct""",
    ),
    (
        "participle taken for an adposition",
        "La Malesia ha disdetto il contratto con Huawei.",
        {"Malesia": "LOC", "Huawei": "ORG"},
        ["REJECT | La Malesia | ha disdetto | il contratto con Huawei"],
        [],
        """
La il DET 2 det Gender=Fem|Number=Sing
Malesia Malesia PROPN 3 nsubj
ha avere VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
disdetto disdetto ADP 6 case
il il DET 6 det Gender=Masc|Number=Sing
contratto contratto NOUN 3 obl Gender=Masc|Number=Sing
con con ADP 8 case
Huawei Huawei PROPN 6 nmod Gender=Fem|Number=Sing
. . PUNCT 3 punct""",
    ),
    (
        "unknown participle with essere",
        "Ryanair è ricorsa alla Corte di giustizia.",
        {"Ryanair": "ORG", "Corte di giustizia": "ORG"},
        ["REQUEST | Ryanair | è ricorsa alla | Corte di giustizia"],
        [],
        """
Ryanair Ryanair PROPN 3 nsubj
è essere AUX 3 cop Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
ricorsa ricorsa NOUN 0 root Gender=Masc|Number=Plur
alla>a a ADP 6 case
alla>la il DET 6 det Gender=Fem|Number=Sing
Corte Corte PROPN 3 nmod Gender=Fem|Number=Sing
di di ADP 8 case
giustizia giustizia NOUN 6 nmod Gender=Fem|Number=Sing
. . PUNCT 3 punct""",
    ),
    (
        "perfect across a phrase",
        "José Barroso ha a sua volta esaltato l'Unione Europea.",
        {"José Barroso": "PER", "Unione Europea": "ORG"},
        ["SUPPORT | José Barroso | ha esaltato | l'Unione Europea"],
        [],
        """
José José PROPN 3 nsubj
Barroso Barroso PROPN 1 flat:name
ha avere VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
a a ADP 6 case
sua suo DET 6 det:poss Gender=Fem|Number=Sing
volta volta NOUN 3 obl Gender=Fem|Number=Sing
esaltato esaltare VERB 3 advcl Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
l' il DET 9 det Number=Sing
Unione Unione PROPN 7 nsubj:pass
Europea Europea PROPN 9 flat:name
. . PUNCT 3 punct""",
    ),
    (
        "clause taken for a relative one",
        "Sinner ha puntualizzato che giocherà a Torino.",
        {"Sinner": "PER", "Torino": "LOC"},
        ["STATE | Sinner | ha puntualizzato | «giocherà a Torino»"],
        [],
        """
Sinner Sinner PROPN 2 nsubj
ha avere AUX 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
puntualizzato puntualizzato NOUN 2 obj Gender=Masc|Number=Sing
che che PRON 5 nsubj
giocherà giocare VERB 3 acl:relcl Mood=Ind|Number=Sing|Tense=Fut|VerbForm=Fin
a a ADP 7 case
Torino torino PROPN 5 obl
. . PUNCT 2 punct""",
    ),
    (
        "verb before che",
        "L'Unhcr teme che migliaia di persone fuggano.",
        {"Unhcr": "ORG"},
        ["STATE | L'Unhcr | teme | «migliaia di persone fuggano»"],
        [],
        """
L' il DET 2 det Number=Sing
Unhcr Unhcr PROPN 0 root
teme teme ADV 2 advmod
che che SCONJ 8 mark
migliaia migliaio NOUN 8 nsubj Gender=Fem|Number=Plur
di di ADP 7 case
persone persona NOUN 5 nmod Gender=Fem|Number=Plur
fuggano fuggano VERB 2 acl:relcl Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
. . PUNCT 2 punct""",
    ),
    (
        "noun between article and nationality",
        "Il Ciad ospita i rifugiati sudanesi.",
        {"Ciad": "LOC", "sudanesi": "MISC"},
        ["AID | Il Ciad | ospita | i rifugiati sudanesi"],
        [],
        """
Il il DET 2 det Gender=Masc|Number=Sing
Ciad Ciad PROPN 3 nsubj
ospita ospitare VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
i il DET 6 det Gender=Masc|Number=Plur
rifugiati rifugiato ADJ 6 amod Gender=Masc|Number=Plur
sudanesi sudanesi NOUN 3 obj Gender=Masc|Number=Plur
. . PUNCT 3 punct""",
    ),
    (
        "fact of an apposition",
        "YouTube, sussidiaria di Google, ha cambiato le regole.",
        {"YouTube": "ORG", "Google": "ORG"},
        ["PART_OF | YouTube | sussidiaria | Google"],
        [],
        """
YouTube YouTube PROPN 8 nsubj Gender=Masc|Number=Sing
, , PUNCT 1 punct
sussidiaria sussidiaria NOUN 1 appos Gender=Fem|Number=Sing
di di ADP 5 case
Google Google PROPN 3 nmod
, , PUNCT 1 punct
ha avere AUX 8 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
cambiato cambiare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
le il DET 10 det Gender=Fem|Number=Plur
regole regola NOUN 8 obj Gender=Fem|Number=Plur
. . PUNCT 8 punct""",
    ),
    (
        "no fact of a person",
        "Karen Jankel, filiale di Michael Bond, ha parlato.",
        {"Karen Jankel": "PER", "Michael Bond": "PER"},
        [],
        ["PART_OF"],
        """
Karen Karen PROPN 10 nsubj
Jankel Jankel PROPN 1 flat:name
, , PUNCT 1 punct
filiale filiale ADJ 1 amod Number=Sing
di di ADP 6 case
Michael Michael PROPN 4 nmod
Bond Bond PROPN 6 flat:name
, , PUNCT 1 punct
ha avere AUX 10 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
parlato parlare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
. . PUNCT 10 punct""",
    ),
    (
        "withdrawal without agent",
        "Le unità ucraine hanno ripiegato da Avdiivka.",
        {"ucraine": "MISC", "Avdiivka": "LOC"},
        ["RETREAT | Le unità ucraine | hanno ripiegato da | Avdiivka"],
        ["RETREAT | Avdiivka"],
        """
Le il DET 2 det Gender=Fem|Number=Plur
unità unità NOUN 5 nsubj Gender=Fem
ucraine ucraino ADJ 2 amod Gender=Fem|Number=Plur
hanno avere AUX 5 aux Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
ripiegato ripiegare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
da da ADP 7 case
Avdiivka Avdiivka PROPN 5 obl:agent
. . PUNCT 5 punct""",
    ),
    (
        "agent of da parte di",
        "La folla è stata dispersa da parte della Guardia Nazionale.",
        {"Guardia Nazionale": "ORG"},
        ["COERCE | Guardia Nazionale | è stata dispersa | La folla"],
        [],
        """
La il DET 2 det Gender=Fem|Number=Sing
folla folla NOUN 5 nsubj:pass Gender=Fem|Number=Sing
è essere AUX 5 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
stata essere AUX 5 aux:pass Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part
dispersa dispersa VERB 0 root Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part
da da ADP 7 case
parte parte NOUN 5 obl Gender=Fem|Number=Sing
della>di di ADP 10 case
della>la il DET 10 det Gender=Fem|Number=Sing
Guardia Guardia PROPN 7 nmod
Nazionale Nazionale PROPN 10 flat:name
. . PUNCT 5 punct""",
    ),
    (
        "names that are told",
        "Le vittime si chiamavano Petrov Ivanov e Maria Ivanova.",
        {"Petrov Ivanov": "PER", "Maria Ivanova": "PER"},
        [],
        ["CONSULT"],
        """
Le il DET 2 det Gender=Fem|Number=Plur
vittime vittima NOUN 4 nsubj Gender=Fem|Number=Plur
si si PRON 4 expl
chiamavano chiamare VERB 0 root Mood=Ind|Number=Plur|Tense=Imp|VerbForm=Fin
Petrov Petrov PROPN 4 nsubj
Ivanov Ivanov PROPN 5 flat:name Gender=Masc|Number=Sing
e e CCONJ 8 cc
Maria Maria PROPN 5 conj
Ivanova Ivanova PROPN 8 flat:name
. . PUNCT 4 punct""",
    ),
    (
        "speakers in turn",
        "Hanno parlato Mario Vitiello, Paolo Berdini e Carla Neri.",
        {"Mario Vitiello": "PER", "Paolo Berdini": "PER", "Carla Neri": "PER"},
        [],
        ["CONSULT"],
        """
Hanno avere AUX 2 aux Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
parlato parlare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
Mario mario PROPN 2 nsubj
Vitiello Vitiello PROPN 3 flat:name
, , PUNCT 6 punct
Paolo Paolo PROPN 3 conj
Berdini Berdini PROPN 6 flat:name
e e CCONJ 9 cc
Carla Carla PROPN 6 conj
Neri Neri PROPN 9 flat:name
. . PUNCT 2 punct""",
    ),
    (
        "leaders speak of others",
        "I vertici di Germanwings e di Lufthansa hanno parlato di un incidente.",
        {"Germanwings": "ORG", "Lufthansa": "ORG"},
        [],
        ["CONSULT"],
        """
I il DET 2 det Gender=Masc|Number=Plur
vertici vertice NOUN 9 nsubj Gender=Masc|Number=Plur
di di ADP 4 case
Germanwings Germanwings PROPN 2 nmod
e e CCONJ 7 cc
di di ADP 7 case
Lufthansa Lufthansa PROPN 4 conj
hanno avere AUX 9 aux Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
parlato parlare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
di di ADP 12 case
un uno DET 12 det Gender=Masc|Number=Sing
incidente incidente NOUN 9 obl Gender=Masc|Number=Sing
. . PUNCT 9 punct""",
    ),
    (
        "minister by department",
        "La segretaria al Tesoro americana Janet Yellen è a Pechino.",
        {"americana": "MISC", "Janet Yellen": "PER", "Pechino": "LOC"},
        ["AFFILIATED_WITH | Janet Yellen | segretaria al Tesoro | americana"],
        ["HEAD_OF"],
        """
La il DET 2 det Gender=Fem|Number=Sing
segretaria segretario NOUN 11 nsubj Gender=Fem|Number=Sing
al>a a ADP 5 case
al>il il DET 5 det Gender=Masc|Number=Sing
Tesoro Tesoro NOUN 2 nmod Gender=Masc|Number=Sing
americana americano ADJ 5 amod Gender=Fem|Number=Sing
Janet Janet PROPN 11 nsubj
Yellen Yellen PROPN 7 flat:name Gender=Masc|Number=Sing
è essere AUX 11 cop Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
a a ADP 11 case
Pechino Pechino PROPN 0 root Gender=Fem|Number=Sing
. . PUNCT 11 punct""",
    ),
    (
        "head of a department",
        "Falah Bakir, capo del dipartimento relazioni estere del Kurdistan, è morto.",
        {"Falah Bakir": "PER", "Kurdistan": "LOC"},
        ["AFFILIATED_WITH | Falah Bakir | capo del dipartimento relazioni | Kurdistan"],
        ["HEAD_OF"],
        """
Falah Falah PROPN 15 nsubj
Bakir Bakir PROPN 1 flat:name
, , PUNCT 1 punct
capo capo NOUN 1 appos Gender=Masc|Number=Sing
del>di di ADP 7 case
del>il il DET 7 det Gender=Masc|Number=Sing
dipartimento dipartimento NOUN 4 nmod Gender=Masc|Number=Sing
relazioni relazione NOUN 7 nmod Gender=Fem|Number=Plur
estere estero ADJ 8 amod Gender=Fem|Number=Plur
del>di di ADP 12 case
del>il il DET 12 det Gender=Masc|Number=Sing
Kurdistan Kurdistan PROPN 8 nmod
, , PUNCT 1 punct
è essere AUX 15 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
morto morire VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
. . PUNCT 15 punct""",
    ),
    (
        "people in a list",
        "Il premier Ahmed Souaré, il presidente della Corte Suprema, capi militari e deputati si sono riuniti.",
        {"Ahmed Souaré": "PER", "Corte Suprema": "ORG"},
        [],
        ["HEAD_OF | Ahmed Souaré", "AFFILIATED_WITH | Ahmed Souaré"],
        """
Il il DET 2 det Gender=Masc|Number=Sing
premier premier NOUN 19 nsubj:pass Gender=Masc
Ahmed Ahmed PROPN 2 nmod
Souaré Souaré PROPN 3 flat:name Gender=Masc|Number=Sing
, , PUNCT 2 punct
il il DET 7 det Gender=Masc|Number=Sing
presidente presidente NOUN 19 nsubj Gender=Masc|Number=Sing
della>di di ADP 10 case
della>la il DET 10 det Gender=Fem|Number=Sing
Corte Corte PROPN 7 nmod Gender=Fem|Number=Sing
Suprema suprema PROPN 10 flat:name
, , PUNCT 7 punct
capi capo NOUN 7 appos Gender=Masc|Number=Plur
militari militare ADJ 13 amod Gender=Masc|Number=Plur
e e CCONJ 16 cc
deputati deputato NOUN 13 conj Gender=Masc|Number=Plur
si si PRON 19 expl
sono essere AUX 19 aux Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
riuniti riunire VERB 0 root Gender=Masc|Number=Plur|Tense=Past|VerbForm=Part
. . PUNCT 19 punct""",
    ),
    (
        "office, comma, name and verb",
        "Il presidente della regione Lombardia, Roberto Formigoni ha protestato.",
        {"regione Lombardia": "ORG", "Roberto Formigoni": "PER"},
        ["HEAD_OF | Roberto Formigoni | presidente | regione Lombardia"],
        [],
        """
Il il DET 2 det Gender=Masc|Number=Sing
presidente presidente NOUN 11 nsubj Gender=Masc|Number=Sing
della>di di ADP 5 case
della>la il DET 5 det Gender=Fem|Number=Sing
regione regione NOUN 2 nmod Gender=Fem|Number=Sing
Lombardia Lombardia PROPN 5 nmod
, , PUNCT 2 punct
Roberto Roberto PROPN 11 nsubj
Formigoni Formigoni PROPN 8 flat:name
ha avere AUX 11 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
protestato protestare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
. . PUNCT 11 punct""",
    ),
    (
        "body in brackets",
        "Tom Boonen (della Quick Step) ha vinto.",
        {"Tom Boonen": "PER", "Quick Step": "ORG"},
        ["AFFILIATED_WITH | Tom Boonen | Tom Boonen (della Quick Step | Quick Step"],
        [],
        """
Tom Tom PROPN 10 nsubj Gender=Masc|Number=Sing
Boonen Boonen PROPN 1 flat:name
( ( PUNCT 6 punct
della>di di ADP 6 case
della>la il DET 6 det Gender=Fem|Number=Sing
Quick Quick PROPN 1 nmod
Step Step PROPN 6 flat:name
) ) PUNCT 6 punct
ha avere AUX 10 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
vinto vincere VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
. . PUNCT 10 punct""",
    ),
    (
        "removed from office",
        "Roberto Formigoni ha sollevato dall'incarico Alessandro Cè.",
        {"Roberto Formigoni": "PER", "Alessandro Cè": "PER"},
        ["SANCTION | Roberto Formigoni | ha sollevato | Alessandro Cè"],
        [],
        """
Roberto Roberto PROPN 4 nsubj
Formigoni Formigoni PROPN 1 flat:name
ha avere AUX 4 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
sollevato sollevare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
dall'>da da ADP 7 case
dall'>l' il DET 7 det Number=Sing
incarico incarico NOUN 4 obl:agent Gender=Masc|Number=Sing
Alessandro Alessandro PROPN 7 nmod
Cè Cè PROPN 8 flat:name
. . PUNCT 4 punct""",
    ),
    (
        "called by phone",
        "Manmohan Singh ha chiamato al telefono Pervez Musharraf.",
        {"Manmohan Singh": "PER", "Pervez Musharraf": "PER"},
        ["CONSULT | Manmohan Singh | ha chiamato | Pervez Musharraf"],
        [],
        """
Manmohan Manmohan PROPN 4 nsubj
Singh Singh PROPN 1 flat:name
ha avere AUX 4 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
chiamato chiamare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
al>a a ADP 7 case
al>il il DET 7 det Gender=Masc|Number=Sing
telefono telefono NOUN 4 obl Gender=Masc|Number=Sing
Pervez Pervez PROPN 7 nmod
Musharraf Musharraf PROPN 8 flat:name
. . PUNCT 4 punct""",
    ),
    (
        "agreement made known",
        "PostePay SpA ha annunciato un accordo commerciale stretto con la società Open Fiber.",
        {"PostePay SpA": "ORG", "Open Fiber": "ORG"},
        ["AGREE | PostePay SpA | accordo | la società Open Fiber"],
        [],
        """
PostePay PostePay PROPN 4 nsubj Gender=Fem|Number=Sing
SpA SpA PROPN 1 flat:name Gender=Fem|Number=Sing
ha avere AUX 4 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
annunciato annunciare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
un uno DET 6 det Gender=Masc|Number=Sing
accordo accordo NOUN 4 obj Gender=Masc|Number=Sing
commerciale commerciale ADJ 6 amod Gender=Masc|Number=Sing
stretto stretto ADJ 6 amod Gender=Masc|Number=Sing
con con ADP 11 case
la il DET 11 det Gender=Fem|Number=Sing
società società NOUN 6 nmod Gender=Fem|Number=Sing
Open Open PROPN 11 nmod Gender=Fem|Number=Sing
Fiber Fiber PROPN 12 flat:name
. . PUNCT 4 punct""",
    ),
    (
        "object taken for an oblique",
        "L'ONU invierà in Libano una forza armata.",
        {"ONU": "ORG", "Libano": "LOC"},
        ["MOBILIZE | L'ONU | invierà in | Libano"],
        [],
        """
L' il DET 2 det Number=Sing
ONU ONU PROPN 3 nsubj
invierà inviare VERB 0 root Mood=Ind|Number=Sing|Tense=Fut|VerbForm=Fin
in in ADP 5 case
Libano Libano PROPN 3 obl
una uno DET 7 det Gender=Fem|Number=Sing
forza forza NOUN 3 obj Gender=Fem|Number=Sing
armata armato ADJ 7 amod Gender=Fem|Number=Sing
. . PUNCT 3 punct""",
    ),
    (
        "subject taken for the object of a gerund",
        "Parlando alla CNN, Rob Portman ha ribadito la richiesta.",
        {"CNN": "ORG", "Rob Portman": "PER"},
        ["STATE | Rob Portman | Parlando alla | CNN"],
        [],
        """
Parlando parlare VERB 9 advcl VerbForm=Ger
alla>a a ADP 4 case
alla>la il DET 4 det Gender=Fem|Number=Sing
CNN CNN PROPN 1 obl Gender=Fem|Number=Sing
, , PUNCT 9 punct
Rob Rob PROPN 9 nsubj Gender=Masc|Number=Sing
Portman Portman PROPN 6 flat:name Gender=Masc|Number=Sing
ha avere AUX 9 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
ribadito ribadire VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
la il DET 11 det Gender=Fem|Number=Sing
richiesta richiesta NOUN 9 obj Gender=Fem|Number=Sing
. . PUNCT 9 punct""",
    ),
    (
        "who reports is no subject",
        "La situazione, secondo quanto ha riferito Bernardo Cervellera, è gravissima.",
        {"Bernardo Cervellera": "PER"},
        [],
        ["STATE | La situazione"],
        """
La il DET 2 det Gender=Fem|Number=Sing
situazione situazione NOUN 7 nsubj Gender=Fem|Number=Sing
, , PUNCT 2 punct
secondo secondo ADP 5 case
quanto quanto PRON 7 obl Gender=Masc|Number=Sing
ha avere AUX 7 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
riferito riferire VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
Bernardo Bernardo PROPN 7 nsubj
Cervellera Cervellera PROPN 8 flat:name
, , PUNCT 7 punct
è essere AUX 12 cop Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
gravissima grave ADJ 7 parataxis Gender=Fem|Number=Sing
. . PUNCT 7 punct""",
    ),
    (
        "participle agrees with the name",
        "L'esecuzione di Michael Morales, condannato a morte, è rinviata.",
        {"Michael Morales": "PER"},
        [],
        ["ACCUSE | - | condannato | L'esecuzione"],
        """
L' il DET 2 det Number=Sing
esecuzione esecuzione NOUN 12 nsubj:pass Gender=Fem|Number=Sing
di di ADP 4 case
Michael Michael PROPN 2 nmod
Morales Morales PROPN 4 flat:name
, , PUNCT 2 punct
condannato condannare VERB 2 acl Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
a a ADP 9 case
morte morte NOUN 7 obl Gender=Fem|Number=Sing
, , PUNCT 2 punct
è essere AUX 12 aux:pass Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
rinviata rinviare VERB 0 root Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part
. . PUNCT 12 punct""",
    ),
    (
        "list of places and clubs",
        "Vince davanti a Chelsea, Liverpool, Tottenham e Everton.",
        {"Chelsea": "LOC", "Liverpool": "LOC", "Tottenham": "ORG", "Everton": "ORG"},
        [],
        ["LOCATED_IN"],
        """
Vince Vince VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
davanti davanti ADV 4 case
a a ADP 2 fixed
Chelsea Chelsea PROPN 1 obl Gender=Fem|Number=Sing
, , PUNCT 6 punct
Liverpool Liverpool PROPN 4 conj
, , PUNCT 6 punct
Tottenham Tottenham PROPN 4 conj
e e CCONJ 10 cc
Everton Everton PROPN 8 conj
. . PUNCT 1 punct""",
    ),
    (
        "bare noun taken for a verb",
        "La Danimarca ha inviato caccia all'Ucraina.",
        {"Danimarca": "LOC", "Ucraina": "LOC"},
        ["AID | La Danimarca | ha inviato all' | Ucraina"],
        [],
        """
La il DET 2 det Gender=Fem|Number=Sing
Danimarca Danimarca PROPN 4 nsubj
ha avere AUX 4 aux Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
inviato inviare VERB 0 root Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
caccia cacciare VERB 4 xcomp Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
all'>a a ADP 8 case
all'>l' il DET 8 det Number=Sing
Ucraina Ucraina PROPN 5 obl
. . PUNCT 4 punct""",
    ),
    (
        "noun behind have",
        "Stellantis ha sede ad Amsterdam.",
        {"Stellantis": "ORG", "Amsterdam": "LOC"},
        ["LOCATED_IN | Stellantis | ha ad | Amsterdam"],
        [],
        """
Stellantis Stellantis PROPN 2 nsubj
ha avere VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
sede sede NOUN 2 obj Gender=Fem|Number=Sing
ad a ADP 5 case
Amsterdam Amsterdam PROPN 2 obl
. . PUNCT 2 punct""",
    ),
    (
        "armed wing",
        "Le brigate al-Qassam sono il braccio armato di Hamas.",
        {"Hamas": "ORG"},
        ["PART_OF | Le brigate | sono il braccio di | Hamas"],
        [],
        """
Le il DET 2 det Gender=Fem|Number=Plur
brigate brigate NOUN 9 nsubj Gender=Fem|Number=Plur
al>a a ADP 5 case
al>il il DET 5 det Gender=Masc|Number=Sing
- - PUNCT 9 punct
Qassam Qassam PROPN 9 nsubj
sono essere AUX 9 cop Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
il il DET 9 det Gender=Masc|Number=Sing
braccio braccio NOUN 0 root Gender=Masc|Number=Sing
armato armare VERB 9 acl Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part
di di ADP 12 case
Hamas Hamas PROPN 10 obl
. . PUNCT 9 punct""",
    ),
]


@pytest.mark.parametrize(
    ("body", "names", "wanted", "unwanted", "tree"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_rows(body: str, names: dict[str, str], wanted: list[str], unwanted: list[str], tree: str) -> None:
    found = shorts(extract(document(body, annotation_of(body, [tree], "it", names))).relations)
    assert set(wanted) <= set(found)
    assert not [row for row in found for begin in unwanted if row.startswith(begin)]
