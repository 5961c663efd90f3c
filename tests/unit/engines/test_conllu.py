from __future__ import annotations

from tasks.engines.conllu import to_conllu
from tasks.records import Annotation, Label, Language, Mention, Sentence, Span, Word

BODY = "Leader dell'Asia.\nSì"


def _annotation() -> Annotation:
    first = (
        Word(1, "Leader", "leader", "NOUN", 0, "root", Span(0, 6), {"Number": "Sing", "Gender": "Masc"}),
        Word(2, "di", "di", "ADP", 4, "case", Span(7, 12), in_multiword=True),
        Word(3, "l'", "il", "DET", 4, "det", Span(7, 12), in_multiword=True),
        Word(4, "Asia", "Asia", "PROPN", 1, "nmod", Span(12, 16), xpos="SP"),
        Word(5, ".", ".", "PUNCT", 1, "punct", Span(16, 17)),
    )
    second = (Word(1, "Sì", "sì", "INTJ", 0, "root", Span(18, 20)),)
    return Annotation(
        Language("it"), "stanza", "it-0", (Sentence(Span(0, 17), first), Sentence(Span(18, 20), second)), ()
    )


def test_whole_document() -> None:
    mention = Mention(Span(12, 16), "Asia", Label.LOC, "LOC", 0, "stanza", "it-0")
    assert to_conllu(BODY, _annotation(), [mention], "a 1") == (
        "# newdoc id = a 1\n"
        "# sent_id = a 1-1\n"
        "# text = Leader dell'Asia.\n"
        "1\tLeader\tleader\tNOUN\t_\tGender=Masc|Number=Sing\t0\troot\t_\tstart_char=0|end_char=6\n"
        "2-3\tdell'\t_\t_\t_\t_\t_\t_\t_\tstart_char=7|end_char=12|SpaceAfter=No\n"
        "2\tdi\tdi\tADP\t_\t_\t4\tcase\t_\t_\n"
        "3\tl'\til\tDET\t_\t_\t4\tdet\t_\t_\n"
        "4\tAsia\tAsia\tPROPN\tSP\t_\t1\tnmod\t_\tstart_char=12|end_char=16|NER=B-LOC|SpaceAfter=No\n"
        "5\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\tstart_char=16|end_char=17\n"
        "\n"
        "# sent_id = a 1-2\n"
        "# text = Sì\n"
        "1\tSì\tsì\tINTJ\t_\t_\t0\troot\t_\tstart_char=18|end_char=20\n"
        "\n"
    )


def test_a_name_goes_on_over_tokens_and_may_begin_inside_one() -> None:
    mentions = [Mention(Span(9, 17), BODY[9:17], Label.ORG, "ORG", 0, "stanza", "it-0")]
    tags = [line.split("\t")[9] for line in to_conllu(BODY, _annotation(), mentions, "a").splitlines() if "\t" in line]
    assert [tag.split("NER=")[1][:5] if "NER=" in tag else "O" for tag in tags[:6]] == [
        "O", "B-ORG", "O", "O", "I-ORG", "I-ORG",
    ]  # fmt: skip


def test_no_text() -> None:
    annotation = Annotation(Language("it"), "stanza", "it-0", (), ())
    assert to_conllu(" \n", annotation, [], "x\ny") == "# newdoc id = x y\n\n"
