"""Which lines begin with a dateline, and that the sentence behind it is read without it."""

from __future__ import annotations

import pytest

from tasks.engines.datelines import dateline_end
from tasks.engines.lines import pieces

_REST = "Das Kartellgericht hat am Montag gegen zwei Firmen entschieden."


@pytest.mark.parametrize(
    "dateline",
    [
        "Traun – ",
        "Wien/Budapest – ",
        "Rio de Janeiro — ",
        "Frankfurt am Main (dpa) - ",
        "Bad Segeberg (ots) - ",
        "Berlin taz | ",
        "Peking, 3. Mai (Reuters) - ",
        "Nendeln, 27.6.2025 – ",
        "LA CROSSE, Wis. (AP) — ",
        "BEIRUT/THE HAGUE, March 7 (Reuters) - ",
        "(ANSA) - ROMA, 12 MAR - ",
        "ROMA - ",
        "Gaza/Bad Ischl – ",
    ],
)
def test_datelines(dateline: str) -> None:
    body = f"Überschrift\n  {dateline}{_REST}"
    assert [span.of(body) for span in pieces(body)] == ["Überschrift", dateline.strip(), _REST]


@pytest.mark.parametrize(
    "line",
    [
        _REST,
        "Paris – Hauptstadt Frankreichs – wächst weiter, wie das Amt für Statistik am Montag mitteilte.",
        "Der Gemeindevorstand – das Gremium der Gemeinde – schrieb im Juli an die Diözese und bat um Auskunft.",
        "Das ist eine der großen Fragen – Antworten darauf hat bisher niemand gegeben, der gefragt wurde.",
        "Liverpool 1 - 0 Everton: Das Tor des Abends fiel erst kurz vor dem Ende, als schon niemand mehr hoffte.",
        "Rückschlag im Titelkampf - Liverpool verliert bei Everton und muss um die Meisterschaft bangen",
        "Berlin – Neue Töne. Und alte.",
        "Graz – ein Ort mit vielen alten Kirchen, der an der Mur liegt.",
        "Real-Trainer Zidane hat den Klub verlassen, wie er am Montag sagte.",
        "Bonn – Köln 2:1",
        "Der Streit um Nord-Süd-Trassen in Hessen und Bayern geht nach Angaben der Ministerien weiter.",
        "",
    ],
)
def test_other_lines(line: str) -> None:
    assert dateline_end(line) == 0


def test_a_dash_pair_behind_a_dateline_is_no_objection() -> None:
    line = "Wien – Der Minister – er ist seit Mai im Amt – hat am Montag ein neues Gesetz vorgestellt."
    assert dateline_end(line) == len("Wien – ")


@pytest.mark.parametrize(
    "line",
    [
        "Wien – Zwei Tage vor dem 1. Mai, dem Tag der Arbeit, ist wieder einmal eine Debatte entbrannt.",
        "Wien – Der Sender hat sieben Politiker in eine Wohnung gesteckt – im Westen der Stadt.",
    ],
)
def test_an_ordinal_or_a_dash_behind_a_clause_is_no_objection(line: str) -> None:
    assert dateline_end(line) == len("Wien – ")
