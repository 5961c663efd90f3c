"""Lines of pages and the part they play. F furniture, T title, . text."""

from pathlib import Path

import pytest

from tasks.records import BlockKind
from tasks.text.blocks import find_blocks, text_of, title_of
from tasks.text.furniture import Line, word_lists

SEEDS = Path(__file__).parents[3] / "seeds"
MARKS = {BlockKind.FURNITURE: "F", BlockKind.TITLE: "T", BlockKind.TEXT: "."}

FIRST = "Die Minister haben sich am Montag in Wien auf ein neues Abkommen über Erdgas geeinigt."
SECOND = "The ministers said on Monday that the agreement would be signed within two weeks in Vienna."
THIRD = "I ministri hanno annunciato lunedì che l’accordo sarà firmato a Vienna entro due settimane."


def marks(body: str) -> str:
    return "".join(MARKS[block.kind] for block in find_blocks(body))


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("000_4a2270c064e143a4", "FT........"),
        ("001_ead51922292e05b6", "FFF" + "." * 23 + "F"),
        ("002_fd4f438c24bf3718", "T..F..F"),
        ("003_e8537f0d67bd5a57", "F" + "." * 10 + "F" + "." * 15 + "FFFFF"),
        ("004_981d5b7d61389fb0", "FFT" + "." * 11 + "F"),
    ],
)
def test_the_seeds(seed: str, expected: str) -> None:
    assert marks((SEEDS / f"{seed}.txt").read_text("utf-8")) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By",
        "Veröffentlicht am",
        "Aktualisiert",
        "• Updated",
        "Leggi anche:",
        "Read also: Minister resigns over gas deal",
        "Lesen Sie auch: Warum der Minister zurücktritt",
        "Vedi anche: Il ministro si dimette",
        "Share this article",
        "Facebook Twitter WhatsApp E-Mail",
        "Condividi su Facebook",
        "Kommentare (12)",
        "3 Kommentare",
        "Anzeige",
        "Advertisement",
        "Pubblicità",
        "Foto: Hans Maier/dpa",
        "Symbolbild: Ein Tanker liegt im Hafen von Triest.",
        "(Photo by Jane Doe/AFP)",
        "The minister leaves the building (Photo: Reuters)",
        "© 2023 Die Zeitung",
        "AFP/Getty Images",
        "picture alliance/dpa",
        "Quelle: dpa",
        "Fonte: Ansa",
        "Zusätzliche Quellen • AP, AFP",
        "Home » World » Europe",
        "Startseite > Politik > Ausland",
        "News | Sport | Kultur",
        "Sport • Kultur • Wetter",
        "World News Politics Europe",
        "Stand: 01.03.2023, 14:05 Uhr",
        "March 1, 2023 at 10:30 am",
        "28 febbraio 2023",
        "4 min read",
        "Lesezeit: 3 Minuten",
        "arrow-right",
        "logo_main.svg",
        "https://example.com/a?b=c",
        "redaktion@example.com",
        "***",
        "—",
        "All rights reserved.",
        "Copyright 2023 by Example Media. Alle Rechte vorbehalten.",
        "Riproduzione riservata",
        "We use cookies to improve your experience on our site.",
        "Sign up for our newsletter and never miss a story.",
        "Abonnieren Sie unseren Newsletter.",
        "Iscriviti alla nostra newsletter",
    ],
)
def test_furniture_between_paragraphs(line: str) -> None:
    assert marks(f"{FIRST}\n{line}\n{SECOND}\n{THIRD}") == ".F.."


@pytest.mark.parametrize(
    "line",
    [
        "Lange Beziehungen zu Russland",
        "Telefonat mit dem Präsidenten",
        "The position of Astana and the revival of the pacts",
        "La posizione di Roma",
        "Hintergrund",
        "Von der Leyen trifft Scholz",
        "Di Maio incontra Lavrov a Roma",
        "By the end of the year, the talks had failed.",
        "Er ging.",
        "„Nein.“",
        "Foto und Film waren seine Welt.",
        "Source of the dispute: a pipeline that nobody wanted to pay for.",
        "Quelle: Der Minister habe ihm gesagt, dass er nicht kommen werde.",
        "Comments by the minister angered Moscow.",
        "Share prices fell on Monday.",
        "Home secretary Suella Braverman resigned.",
        "Cookies are banned under the new law.",
        "Google, which uses cookies, was fined by the commission.",
        "Copyright law is changing in Europe.",
        "(c) whether the state has ratified the treaty.",
        "Subscribe? No, said the readers.",
        "»Wir kommen wieder«, sagte der Minister.",
        "Die Leser > 50 Jahre stimmten mit Ja.",
        "Am 1. März 2023 kam der Krieg.",
        "Nel 2023 la guerra è arrivata.",
        "Video shows the attack on the bridge",
        "More than 20 people died",
        "Die EU/USA-Gespräche sind gescheitert.",
    ],
)
def test_no_furniture_between_paragraphs(line: str) -> None:
    assert marks(f"{FIRST}\n{line}\n{SECOND}\n{THIRD}") == "...."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ministers agree on gas", FIRST, SECOND], "T.."),
        (["World", "Ministers agree on gas", "By Jane Doe", "Reuters", FIRST, SECOND], "FTFF.."),
        (["Ministers agree on gas", "By", "Jane Doe", FIRST, SECOND], "TFF.."),
        (["Gasstreit", "Minister einigen sich in Wien", "Von Max Muster und Eva Maier", FIRST, SECOND], "FTF.."),
        (["Accordo sul gas a Vienna", "di Mario Rossi", FIRST, SECOND], "TF.."),
        (["Warum gaben die Minister so schnell nach?", FIRST, SECOND], "T.."),
        (["Home » Ministers agree on gas", "Europe", "Ministers agree on gas", FIRST], "FFT."),
        ([FIRST, SECOND], ".."),
        (["Ministers agree on gas", FIRST, "Ministers agree on gas", SECOND], "T.F."),
        ([FIRST, SECOND, "Kasachstan", "Erdgas"], "..FF"),
        (["Gas", "Home » Ministers agree on gas in Vienna on Monday."], ".."),
        ([FIRST, SECOND, "Related articles", "Who pays for the pipeline?", "Minister resigns over gas"], "..FFF"),
        ([FIRST, SECOND, "Kommentare", "Das finde ich sehr gut, endlich tut sich etwas."], "..F."),
        ([FIRST, "Mehr zum Thema", "Minister tritt wegen des Gases zurück", SECOND], ".FF."),
        (
            [FIRST, "Mehr zum Thema", "Minister tritt wegen Gas zurück", "Streit schon seit Jahren im Gange", SECOND],
            ".FF..",
        ),
    ],
)
def test_lines_by_their_place(lines: list[str], expected: str) -> None:
    assert marks("\n\n".join(lines)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Kazakhstan joins the accords",
        "Von",
        "Economy",
        "Foto: Scholz trifft Tokajew in Berlin",
        "https://example.com",
        "Trump meets Tokayev\nScholz in Astana\nBlinken in Rom",
        "Tokayev\nPutin",
    ],
)
def test_the_only_lines_there_are_carry_the_content(body: str) -> None:
    assert set(marks(body)) == {"."}


def test_a_given_title_is_found_wherever_it_stands() -> None:
    blocks = find_blocks(f"{FIRST}\nThe  Deal.\n{SECOND}", title="the deal.")
    assert [block.kind for block in blocks] == [BlockKind.TEXT, BlockKind.TITLE, BlockKind.TEXT]


def test_blocks_leave_the_space_around_lines_out() -> None:
    body = f"\n\n  Ministers agree on gas\t\n \n\u00a0{FIRST}\u2003\n"
    blocks = find_blocks(body)
    assert [block.span.of(body) for block in blocks] == ["Ministers agree on gas", FIRST]
    assert title_of(body, blocks) == "Ministers agree on gas"
    assert text_of(body, blocks) == f"Ministers agree on gas\n{FIRST}"


def test_an_empty_body_has_no_blocks() -> None:
    assert find_blocks(" \n\n") == ()
    assert title_of("", ()) is None


def test_the_word_lists_are_whole() -> None:
    lists = word_lists()
    assert {"kommentare", "commenti", "comments"} <= lists.labels
    assert {"märz", "marzo", "march"} <= lists.time_words


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("He left.", True),
        ("„Nein, danke.“", True),
        ("Who pays?", True),
        ("It failed.12", True),
        ("Who pays for it", False),
        ("Euractiv.", False),
        ("Version 3.5", False),
        ("It failed. Nobody knows why", True),
    ],
)
def test_sentences(text: str, is_sentence: bool) -> None:
    assert Line(text).is_sentence is is_sentence
