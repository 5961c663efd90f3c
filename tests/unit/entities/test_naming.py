"""The name layer: a sentence, what an engine saw in it, and what is left or added."""

from __future__ import annotations

import re

import pytest

from tasks.entities import naming, vocabulary
from tasks.entities.article import NamedArticle, name_entities
from tasks.records import Annotation, Block, BlockKind, Label, Language, Mention, Sentence, Span, Word

_LOWER = {
    "the",
    "a",
    "with",
    "der",
    "des",
    "die",
    "den",
    "mit",
    "il",
    "la",
    "con",
    "e",
    "and",
    "und",
    "in",
    "of",
    "to",
    "del",
    "di",
    "on",
    "per",
    "für",
    "von",
    "van",
    "zu",
    "eine",
}
_VERBS = {"traf", "wird", "kritisieren"}
_NOUNS = {
    *("coach", "quotidiano", "Banane", "Dessertbananen", "Kondome", "Bananen", "Präsidenten", "Zeitung", "Brokerhaus"),
    *(
        "Hilfswerk",
        "Spiele",
        "Wahlkreis",
        "Autobauers",
        "Landesbank",
        "Grafschaft",
        "Kader",
        "Flughafen",
        "Kriegs",
        "Krankenhaus",
        "Direktorin",
    ),
}
_ADJECTIVES = {"Technische", "Olympische"}


def annotation(body: str, language: str, seen: dict[str, str]) -> Annotation:
    """A hand-made annotation: a sentence a line, words at blanks and marks, names PROPN, and `seen` as mentions."""
    sentences, mentions, start = [], [], 0
    for number, line in enumerate(body.split("\n")):
        words = []
        for index, match in enumerate(re.finditer(r"'s\b|[\w.]+(?<!\.)|[^\w\s]", line), start=1):
            text = match.group()
            tag = (
                "PUNCT"
                if not text[0].isalnum()
                else "NOUN"
                if text in _NOUNS
                else "ADJ"
                if text in _ADJECTIVES
                else "VERB"
                if text in _VERBS
                else "DET"
                if text.lower() in _LOWER
                else "PROPN"
                if text[0].isupper()
                else "ADJ"
            )
            span = Span(start + match.start(), start + match.end())
            words.append(Word(index, text, text.lower(), tag, 0, "dep", span))
        sentences.append(Sentence(Span(start, start + len(line)), tuple(words)))
        for name, label in seen.items():
            for match in re.finditer(re.escape(name), line):
                span = Span(start + match.start(), start + match.end())
                mentions.append(Mention(span, name, Label(label), label, number, "hand", "hand-1"))
        start += len(line) + 1
    return Annotation(Language(language), "hand", "hand-1", tuple(sentences), tuple(mentions))


def named(body: str, language: str, seen: dict[str, str], furniture: int | None = None) -> NamedArticle:
    blocks, start = [], 0
    for number, line in enumerate(body.split("\n")):
        kind = BlockKind.FURNITURE if number == furniture else BlockKind.TEXT
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return name_entities(body, blocks, annotation(body, language, seen))


REFINED = [
    ("de", "die Lage des armen Landes", {"Landes": "ORG"}, set()),
    ("de", "die Lage des Rheins", {"Rheins": "LOC"}, {("Rheins", "LOC")}),
    ("de", "mit der Direktbank Zorwa", {}, {("Zorwa", "ORG")}),
    ("de", "mit der Plattform Zorwa", {"Zorwa": "LOC"}, {("Zorwa", "ORG")}),
    ("de", "die Partei Angela Merkels", {"Angela Merkels": "PER"}, {("Angela Merkels", "PER")}),
    ("de", "mit dem Ortsteil Zorwa", {"Zorwa": "PER"}, {("Zorwa", "LOC")}),
    ("de", "mit der Zeitung „Zorwa“", {"Zorwa": "MISC"}, {("Zorwa", "ORG")}),
    ("de", "mit der Zeitung „Hohe Zorwa“", {"Zorwa": "MISC"}, {("Hohe Zorwa", "ORG")}),
    ("de", "mit dem Film „Zorwa“", {"Zorwa": "MISC"}, {("Zorwa", "MISC")}),
    ("de", "mit dem Brokerhaus Zorwa", {"Brokerhaus Zorwa": "ORG"}, {("Zorwa", "ORG")}),
    ("de", "mit der Landesbank Zorwa", {"Landesbank Zorwa": "ORG"}, {("Landesbank Zorwa", "ORG")}),
    ("de", "mit dem Chef des Autobauers Zorwa", {}, {("Zorwa", "ORG")}),
    ("de", "in der Gruppe B", {}, set()),
    ("de", "mit dem Wahlkreis Zorwa and Stamm", {"Zorwa": "LOC"}, {("Zorwa and Stamm", "LOC")}),
    (
        "de",
        "mit George and Jane Holms",
        {"George": "PER", "Jane Holms": "PER"},
        {("George", "PER"), ("Jane Holms", "PER")},
    ),
    ("de", "mit den Zorwa and Arral Lions", {"Arral Lions": "ORG"}, {("Zorwa and Arral Lions", "ORG")}),
    ("de", "mit dem Haus in Zorwa Hills", {"Zorwa Hills": "PER"}, {("Zorwa Hills", "LOC")}),
    ("de", "mit der Sängerin Faith Hill", {"Faith Hill": "PER"}, {("Faith Hill", "PER")}),
    ("de", "mit dem Film „Zorwa Road“", {"Zorwa Road": "MISC"}, {("Zorwa Road", "MISC")}),
    ("de", "Auch das Technische Hilfswerk wird gerufen", {}, {("Technische Hilfswerk", "ORG")}),
    ("de", "mit der Frage der Technische Spiele", {}, set()),
    ("de", "Das wird der ZRWA kritisieren", {}, {("ZRWA", "ORG")}),
    ("de", "Das wird der ÖPNV kritisieren", {}, set()),
    ("de", "mit der ZRWA-Reform", {}, set()),
    (
        "de",
        "Die Gemeinschaft Zorwa (GZRR) wird größer",
        {"Gemeinschaft Zorwa": "ORG"},
        {("Gemeinschaft Zorwa", "ORG"), ("GZRR", "ORG")},
    ),
    ("de", "ZRWA wird größer", {"ZRWA": "PER"}, {("ZRWA", "ORG")}),
    ("de", "in der Gala im kalifornischen Zorwa", {}, {("kalifornischen", "MISC"), ("Zorwa", "LOC")}),
    ("de", "in Zorwa in der Grafschaft wird", {}, {("Zorwa", "LOC")}),
    (
        "de",
        "mit Malcolm O'Zorwa und Jane Wirr-Arral\nWirr-Arral wird",
        {"Jane Wirr-Arral": "PER"},
        {("Malcolm O'Zorwa", "PER"), ("Jane Wirr-Arral", "PER"), ("Wirr-Arral", "PER")},
    ),
    (
        "de",
        "A Zorwa (England), B de Arral (Wales), C Wirrem (Irland)",
        {"A Zorwa": "LOC"},
        {
            *(("A Zorwa", "PER"), ("B de Arral", "PER"), ("C Wirrem", "PER")),
            *(("England", "LOC"), ("Wales", "LOC"), ("Irland", "LOC")),
        },
    ),
    (
        "de",
        "mit Liam Zorwa und Tony Arral\nDas wird Zorwa Arral kritisieren",
        {"Liam Zorwa": "PER", "Tony Arral": "PER", "Zorwa Arral": "PER"},
        {("Liam Zorwa", "PER"), ("Tony Arral", "PER"), ("Zorwa", "PER"), ("Arral", "PER")},
    ),
    (
        "de",
        "mit Liam Zorwa\nDas wird Zorwa BBC Sport kritisieren",
        {"Liam Zorwa": "PER", "Zorwa BBC Sport": "PER"},
        {("Liam Zorwa", "PER"), ("Zorwa", "PER"), ("BBC Sport", "ORG")},
    ),
    ("de", "mit dem Kader der Zorwa Lions", {"Kader der Zorwa Lions": "PER"}, {("Zorwa Lions", "ORG")}),
    ("de", "Zorwa Arral, Direktorin und Chefin", {"Zorwa": "LOC"}, {("Zorwa Arral", "PER")}),
    ("de", "mit Steve Zorwa von den Dragons", {"Steve Zorwa": "PER"}, {("Steve Zorwa", "PER"), ("Dragons", "ORG")}),
    ("de", "mit dem Zorwa-Flughafen", {}, {("Zorwa-Flughafen", "LOC")}),
    ("de", "wegen des Zorwa-Kriegs", {"Zorwa-Kriegs": "LOC"}, {("Zorwa", "MISC")}),
    ("de", "mit dem Thomas-Krankenhaus", {}, set()),
    ("de", "Starke Bananen werden rar", {"Starke Bananen": "PER"}, set()),
    ("de", "Zorwa Bananen werden rar", {"Zorwa Bananen": "ORG"}, {("Zorwa Bananen", "ORG")}),
    ("de", "mit Siham Zorwa ad-Din", {"Siham Zorwa": "PER"}, {("Siham Zorwa ad-Din", "PER")}),
    (
        "de",
        "mit den Aktien von Zorwa\nZorwa wird rar",
        {"Zorwa": "PER"},
        {("Zorwa", "ORG")},
    ),
    ("de", "mit den Aktien von Mario", {"Mario": "PER"}, {("Mario", "PER")}),
    ("de", "Das wird Kremlchef Zorwa kritisieren", {"Kremlchef Zorwa": "PER"}, {("Zorwa", "PER")}),
    (
        "de",
        "Gestern bat Jakob Zorwa Hans Arral",
        {"Jakob Zorwa Hans Arral": "PER"},
        {("Jakob Zorwa", "PER"), ("Hans Arral", "PER")},
    ),
    ("de", "mit der regierende ZRWA", {}, {("ZRWA", "ORG")}),
    ("de", "in der „Zorwa Daily Times“", {"Zorwa Daily Times": "MISC"}, {("Zorwa Daily Times", "ORG")}),
    ("it", "con il quotidiano Zorwa", {}, {("Zorwa", "ORG")}),
    ("it", "con il quotidiano Mario Rossi", {"Mario Rossi": "PER"}, {("Mario Rossi", "PER")}),
    ("en", "He met Chancellor Angela Merkel", {"Chancellor Angela Merkel": "ORG"}, {("Angela Merkel", "PER")}),
    ("en", "He met Angela Merkel", {"Angela Merkel": "ORG"}, {("Angela Merkel", "PER")}),
    (
        "en",
        "He praised Zorwa's Paolo Rossi",
        {"Zorwa's Paolo Rossi": "ORG"},
        {("Zorwa", "ORG"), ("Paolo Rossi", "PER")},
    ),
    ("en", "He met Lib Dem Jane Holms", {"Lib Dem Jane Holms": "PER"}, {("Lib Dem", "ORG"), ("Jane Holms", "PER")}),
    ("en", "He met the Zorwas", {"Zorwas": "PER"}, {("Zorwas", "ORG")}),
    ("en", "He met Theresa May", {}, {("Theresa May", "PER")}),
    ("en", "He met Theresa in May", {"Theresa": "PER"}, {("Theresa", "PER")}),
    (
        "en",
        "He met the Zorwas and Jane Zorwa",
        {"Zorwas": "PER", "Jane Zorwa": "PER"},
        {("Zorwas", "PER"), ("Jane Zorwa", "PER")},
    ),
    ("en", "He left for Armenia", {}, {("Armenia", "LOC")}),
    ("en", "They ate Turkey", {}, set()),
    ("en", "We left on Monday", {"Monday": "ORG"}, set()),
    ("en", "He praised Norwegian policy", {"Norwegian": "LOC"}, {("Norwegian", "MISC")}),
    ("en", "Talks at the World Health Organization", {"World Health": "LOC"}, {("World Health Organization", "ORG")}),
    ("de", "mit usbekischen waren", {}, {("usbekischen", "MISC")}),
    ("de", "mit Bundeskanzler Karl Nehammer", {}, {("Karl Nehammer", "PER")}),
    ("de", "mit den Vereinigten Staaten", {}, {("Vereinigten Staaten", "LOC")}),
    ("it", "con il premier Giuseppe Conte", {}, {("Giuseppe Conte", "PER")}),
    ("it", "con il governo ungherese", {}, {("ungherese", "MISC")}),
    ("en", "He chairs the Committee on Fisheries", {"Fisheries": "MISC"}, {("Committee on Fisheries", "ORG")}),
    (
        "en",
        "The Committee on Transport, Energy and Tourism, Smith said",
        {"Smith": "PER"},
        {("Committee on Transport, Energy and Tourism", "ORG"), ("Smith", "PER")},
    ),
    ("de", "der Ausschuss für Fischerei tagte", {}, {("Ausschuss für Fischerei", "ORG")}),
    ("it", "con la commissione per la pesca", {}, {("commissione per la pesca", "ORG")}),
    ("de", "die Kommission hat es dem Parlament versprochen", {}, {("Kommission", "ORG"), ("Parlament", "ORG")}),
    ("de", "die Kommission wog drei Kilo", {}, set()),
    ("de", "mit Herrn van der Meer", {}, {("van der Meer", "PER")}),
    ("de", "es gab Dessertbananen", {"Dessertbananen": "PER"}, set()),
    ("de", "Kondome wurden verteilt", {"Kondome": "PER"}, set()),
    (
        "de",
        "mit Matthew Williams Bananen",
        {"Matthew Williams Bananen": "PER"},
        {("Matthew Williams", "PER")},
    ),
    (
        "de",
        "Macron traf Selenskyj",
        {"Macron traf Selenskyj": "PER"},
        {("Macron", "PER"), ("Selenskyj", "PER")},
    ),
    (
        "it",
        "il direttore della Cia William Burns",
        {"Cia William Burns": "ORG"},
        {("Cia", "ORG"), ("William Burns", "PER")},
    ),
    (
        "it",
        "la portavoce della Casa Bianca Karine Jean-Pierre",
        {"Casa Bianca Karine Jean-Pierre": "ORG"},
        {("Casa Bianca", "LOC"), ("Karine Jean-Pierre", "PER")},
    ),
    ("it", "il ministro degli Esteri Ri Yong Ho", {"Esteri Ri Yong Ho": "PER"}, {("Ri Yong Ho", "PER")}),
    (
        "it",
        "la sottosegretaria alla Difesa Isabella Rauti",
        {"Difesa Isabella Rauti": "ORG"},
        {("Isabella Rauti", "PER")},
    ),
    ("it", "con Difesa Servizi", {"Difesa Servizi": "ORG"}, {("Difesa Servizi", "ORG")}),
    ("it", "con Moon Jae-in", {"Moon": "ORG"}, {("Moon Jae-in", "PER")}),
    ("it", "con Kai-Fu Lee", {"Kai": "PER", "Lee": "PER"}, {("Kai-Fu Lee", "PER")}),
    ("it", "con Ri e con Ri Yong Ho", {"Yong Ho": "PER", "Ri": "PER"}, {("Ri Yong Ho", "PER"), ("Ri", "PER")}),
    ("it", "con Moon Jae-in e Kim", {"Moon Jae": "ORG", "Kim": "PER"}, {("Moon Jae-in", "PER"), ("Kim", "PER")}),
    ("it", "con Park Geun-hye", {"Park Geun-hye": "LOC"}, {("Park Geun-hye", "PER")}),
    ("en", "on Moon Jae-in", {"Moon Jae": "PER"}, {("Moon Jae-in", "PER")}),
    ("en", "on Joe Biden-led talks", {"Joe Biden": "PER"}, {("Joe Biden", "PER")}),
    ("de", "Trump lud Tokajew ein", {"Trump lud Tokajew": "PER"}, {("Trump", "PER"), ("Tokajew", "PER")}),
    ("it", "il presidente kazako Tokayev", {"kazako Tokayev": "PER"}, {("kazako", "MISC"), ("Tokayev", "PER")}),
    ("de", "wird die EU Ungarn kritisieren", {"EU Ungarn": "ORG"}, {("EU", "ORG"), ("Ungarn", "LOC")}),
    (
        "en",
        "on Sunday Fernford coach Luke Walton smiled, Walton praised Fernford",
        {"Luke Walton": "PER"},
        {("Fernford", "ORG"), ("Luke Walton", "PER"), ("Walton", "PER")},
    ),
    ("en", "on Sunday head coach Luke Walton smiled", {"Luke Walton": "PER"}, {("Luke Walton", "PER")}),
    (
        "it",
        "con Guy Cecil, direttore di Priorities Now",
        {"Guy Cecil": "PER", "Priorities Now": "PER"},
        {("Guy Cecil", "PER"), ("Priorities Now", "ORG")},
    ),
    (
        "en",
        "He met Guy Cecil, director of Fernford",
        {"Guy Cecil": "ORG"},
        {("Guy Cecil", "PER"), ("Fernford", "ORG")},
    ),
    (
        "it",
        "con Jeff Flake (R-Arizona)",
        {"Jeff Flake": "PER", "R-Arizona": "MISC"},
        {("Jeff Flake", "PER"), ("Arizona", "LOC")},
    ),
    ("it", "con i Repubblicani", {}, {("Repubblicani", "MISC")}),
    ("it", "con il senatore repubblicano Rossi", {"Rossi": "PER"}, {("repubblicano", "MISC"), ("Rossi", "PER")}),
    ("it", "con il senatore leghista Rossi", {"Rossi": "PER"}, {("leghista", "MISC"), ("Rossi", "PER")}),
    ("it", "con un tifoso leghista", {}, set()),
    ("it", "il senatore Fi Luca Neri", {"Fi Luca Neri": "PER"}, {("Fi", "ORG"), ("Luca Neri", "PER")}),
    ("it", "il sindaco torinese Neri", {"Neri": "PER"}, {("torinese", "MISC"), ("Neri", "PER")}),
    ("it", "il tecnico nerazzurro Neri", {"Neri": "PER"}, {("Neri", "PER")}),
    ("it", "il tecnico nerazzurro con Inter", {"Inter": "ORG"}, {("nerazzurro", "MISC"), ("Inter", "ORG")}),
    ("it", "lo scontro Neri-Bianchi", {"Neri-Bianchi": "PER"}, {("Neri", "PER"), ("Bianchi", "PER")}),
    ("it", "con Neri-Bianchi", {"Neri-Bianchi": "PER"}, {("Neri-Bianchi", "PER")}),
    ("it", "con il leghista Luca Neri", {"Luca Neri": "PER"}, {("leghista", "MISC"), ("Luca Neri", "PER")}),
    ("it", "con i leghisti", {}, {("leghisti", "MISC")}),
    ("it", "con Federalberghi", {"Federalberghi": "PER"}, {("Federalberghi", "ORG")}),
    ("it", "con Federica", {"Federica": "PER"}, {("Federica", "PER")}),
    ("it", "con gli azzurri", {}, set()),
    ("it", "con il quotidiano russo Zorwa Blat", {"Zorwa Blat": "PER"}, {("russo", "MISC"), ("Zorwa Blat", "ORG")}),
    ("it", "S. Parisse (Italia)", {"S. Parisse": "LOC", "Italia": "LOC"}, {("S. Parisse", "PER"), ("Italia", "LOC")}),
    ("it", "con S. Maria", {"S. Maria": "LOC"}, {("S. Maria", "LOC")}),
    ("it", "con un paese repubblicano", {}, set()),
    ("de", "dankten den Grünen", {}, {("Grünen", "MISC")}),
    (
        "de",
        "wurde der Thyssenkrupp-Chef Guy Cecil gelobt",
        {"Guy Cecil": "PER"},
        {("Thyssenkrupp", "MISC"), ("Guy Cecil", "PER")},
    ),
    ("de", "wurde der Polizei-Chef Guy Cecil gelobt", {"Guy Cecil": "PER"}, {("Guy Cecil", "PER")}),
    ("en", "She grew up in Sialkot", {"Sialkot": "PER"}, {("Sialkot", "LOC")}),
    ("en", "She grew up in Sialkot", {}, {("Sialkot", "LOC")}),
    (
        "en",
        "They sued Volkswagen, Corus and Fiat",
        {"Corus": "LOC"},
        {("Volkswagen", "ORG"), ("Corus", "ORG"), ("Fiat", "ORG")},
    ),
    (
        "en",
        "He praised Berlin's Zukunft Forum",
        {"Berlin's Zukunft Forum": "ORG"},
        {("Berlin", "LOC"), ("Zukunft Forum", "ORG")},
    ),
    (
        "de",
        "Corbyns Labour Party und Corbyn",
        {"Corbyns Labour Party": "ORG"},
        {("Corbyns", "PER"), ("Labour Party", "ORG")},
    ),
    ("de", "mit Martin Halketts Banane", {"Martin Halketts Banane": "PER"}, {("Martin Halketts", "PER")}),
    ("de", "mit Angela Banane", {"Angela Banane": "PER"}, {("Angela Banane", "PER")}),
    ("de", "gegen Birmingham City", {"Birmingham City": "ORG"}, {("Birmingham City", "ORG")}),
    ("de", "das Beweismaterial wird", {"Beweismaterial": "LOC"}, set()),
    ("de", "eine Banane und Gertrud Stein", {"Banane": "PER", "Gertrud Stein": "PER"}, {("Gertrud Stein", "PER")}),
    ("de", "der Leiter des Ludlow Police Department", {"Department": "MISC"}, {("Ludlow Police Department", "ORG")}),
    (
        "it",
        "la Ludlow Agency for Trade and Growth",
        {"Ludlow": "LOC", "Trade": "PER"},
        {("Ludlow Agency for Trade and Growth", "ORG")},
    ),
    (
        "it",
        "il portiere dei Corus Allan Meads. Corus e Allan Meads",
        {"Corus Allan Meads": "ORG", "e Allan Meads": "PER", "Corus e": "ORG"},
        {("Corus", "ORG"), ("Allan Meads", "PER")},
    ),
    ("en", "Weather hit him and the weather", {"Weather": "PER"}, set()),
    ("de", "Bananen wurden reif und die Bananen", {"Bananen": "PER"}, set()),
    (
        "de",
        "Menga traf und Martin Mengas",
        {"Menga traf": "LOC", "Martin Mengas": "PER"},
        {("Menga", "PER"), ("Martin Mengas", "PER")},
    ),
    ("en", "They moved to Washington, D.C.", {"Washington": "PER"}, {("Washington, D.C.", "LOC")}),
    (
        "it",
        "la Lega Nordica per la Caccia (Lnc)",
        {"Lega Nordica": "ORG", "Lnc": "LOC"},
        {("Lega Nordica per la Caccia", "ORG"), ("Lnc", "ORG")},
    ),
    (
        "en",
        "They left the Movement Toward Silence (MAS) and Ann Lee (ACL)",
        {"Ann Lee": "PER"},
        {("Movement Toward Silence", "ORG"), ("MAS", "ORG"), ("Ann Lee", "PER")},
    ),
    ("en", "They met Hun Sen. Hun Sen left", {"Hun": "PER", "Hun Sen": "PER"}, {("Hun Sen", "PER")}),
    ("de", "Die Zielpunkt GmbH und Nordwind AG", {}, {("Zielpunkt GmbH", "ORG"), ("Nordwind AG", "ORG")}),
    ("de", "Die Tegeler HandelsgmbH", {"Tegeler HandelsgmbH": "MISC"}, {("Tegeler HandelsgmbH", "ORG")}),
    (
        "de",
        "Die Quandor-Brigaden und das Max-Planck-Institut",
        {},
        {("Quandor-Brigaden", "ORG"), ("Max-Planck-Institut", "ORG")},
    ),
    ("de", "Die Bananen-Bank und die US-Bank", {}, {("US", "MISC")}),
    (
        "de",
        "mit Wirtschaftskammer-Präsident Christoph Leitl",
        {"Christoph Leitl": "PER"},
        {("Wirtschaftskammer", "MISC"), ("Christoph Leitl", "PER")},
    ),
    (
        "de",
        "der ÖIAG-Chef, Rudolf Kemler",
        {"Rudolf Kemler": "PER"},
        {("ÖIAG", "MISC"), ("Rudolf Kemler", "PER")},
    ),
    (
        "it",
        "il presidente di Assoutenti, Gabriele Melluso",
        {"Assoutenti": "PER", "Gabriele Melluso": "PER"},
        {("Assoutenti", "ORG"), ("Gabriele Melluso", "PER")},
    ),
    (
        "it",
        "il portavoce di Rossini, Gabriele Melluso",
        {"Rossini": "PER", "Gabriele Melluso": "PER"},
        {("Rossini", "PER"), ("Gabriele Melluso", "PER")},
    ),
    (
        "it",
        "il governatore di Kharkiv, Oleh Synegubov",
        {"Oleh Synegubov": "LOC", "Kharkiv": "LOC"},
        {("Kharkiv", "LOC"), ("Oleh Synegubov", "PER")},
    ),
    ("en", "with coach Sven-Goran Eriksson", {"Sven-Goran Eriksson": "ORG"}, {("Sven-Goran Eriksson", "PER")}),
    ("en", "an analyst at coach Aton, who left", {"Aton": "PER"}, {("Aton", "ORG")}),
    (
        "it",
        "Carlo Pierini, presidente Assobibe, disse",
        {"Carlo Pierini": "PER", "Assobibe": "PER"},
        {("Carlo Pierini", "PER"), ("Assobibe", "ORG")},
    ),
]


@pytest.mark.parametrize(("language", "body", "seen", "expected"), REFINED)
def test_names_are_put_right(language: str, body: str, seen: dict[str, str], expected: set[tuple[str, str]]) -> None:
    result = named(body, language, seen)
    assert {(mention.text, str(mention.label)) for mention in result.mentions} == expected
    assert all(mention.span.of(body) == mention.text for mention in result.mentions)


def test_furniture_gives_no_name() -> None:
    result = named("Armenia\nHe left for Georgia and Armenia", "en", {}, furniture=0)
    assert all(mention.sentence_no == 1 for mention in result.mentions)
    assert "Armenia" in {mention.text for mention in result.mentions}


def test_a_country_and_its_people_are_one_entity() -> None:
    result = named("Armenia thanked Armenian voters", "en", {})
    assert {mention.entity for mention in result.mentions} == {0}
    assert result.entities[0].country_code == "AM"


@pytest.mark.parametrize(
    ("body", "seen", "name"),
    [
        ("il senatore leghista con Lega", {"Lega": "ORG"}, "Lega"),
        ("il senatore Fi Luca Neri con Forza Italia", {"Fi Luca Neri": "PER"}, "Forza Italia"),
        ("da provincia di Como per Como", {"provincia di Como": "LOC", "Como": "LOC"}, "Como"),
    ],
)
def test_an_owner_goes_by_its_own_name(body: str, seen: dict[str, str], name: str) -> None:
    result = named(body, "it", seen)
    assert [entity.name for entity in result.entities if entity.label is not Label.PER] == [name]


def test_a_family_name_is_its_full_name() -> None:
    body = "Chancellor Olaf Scholz met Bill Clinton\nScholz thanked Hillary Clinton"
    result = named(body, "en", {"Olaf Scholz": "ORG", "Scholz": "ORG", "Bill Clinton": "PER", "Hillary Clinton": "PER"})
    people = [entity.name for entity in result.entities if entity.label is Label.PER]
    assert people == ["Olaf Scholz", "Bill Clinton", "Hillary Clinton"]
    assert {m.entity for m in result.mentions if m.text.endswith("Scholz")} == {result.entities[0].number}


def test_a_family_name_stays_with_the_one_who_went_by_it_first() -> None:
    """A relative is named in full once; the family name alone goes on to mean the other."""
    body = "Dora Ludlow left\nLudlow wept\nPeter Ludlow came\nLudlow laughed"
    result = named(body, "en", {"Dora Ludlow": "PER", "Ludlow": "PER", "Peter Ludlow": "PER"})
    assert [result.entities[m.entity].name for m in result.mentions if m.entity is not None] == [
        "Dora Ludlow", "Dora Ludlow", "Peter Ludlow", "Dora Ludlow",
    ]  # fmt: skip


def test_an_acronym_in_brackets_is_what_stands_before_it() -> None:
    result = named("Die Nordische Jagdliga für Wild (NJW) und NJW", "de", {})
    assert {mention.text for mention in result.mentions} == {"Nordische Jagdliga für Wild", "NJW"}
    assert {mention.entity for mention in result.mentions} == {0}


def test_two_transliterations_in_one_article_are_one_person() -> None:
    body = "mit Präsident Shavkat Mirziyoyev\nMirsijojew reiste"
    result = named(body, "de", {"Shavkat Mirziyoyev": "PER", "Mirsijojew": "PER"})
    assert [entity.name for entity in result.entities] == ["Shavkat Mirziyoyev"]
    assert result.entities[0].offices == ("president",)


def test_every_word_list_is_read() -> None:
    lists = vocabulary.load(Language("de"))
    assert {"Banane", "Kommission"} <= lists.common_nouns | lists.institutions_in_debate
    assert not lists.common_nouns & lists.towns.keys()
    assert lists.towns["Gelsenkirchen"] is True
    assert lists.towns["Essen"] is False


@pytest.mark.parametrize("language", ["en", "de", "it", "fr"])
def test_each_rule_can_be_left_out(language: str) -> None:
    body = "Angela Merkel met Emmanuel Macron in Berlin\nThe Commission left"
    scene = naming.scene_of(body, [], annotation(body, language, {"Merkel": "ORG"}))
    for rule in naming.RULES:
        mentions = naming.apply(scene, annotation(body, language, {"Merkel": "ORG"}).mentions, without={rule})
        assert all(mention.span.of(body) == mention.text for mention in mentions)
