# ruff: noqa: E501 - sample lines are kept whole
"""Corpus readers on tiny samples in each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.training.corpora import NamedEntityCorpus, without_restricted
from tasks.training.readers import (
    COMMON_LABELS,
    GERMEVAL_LABELS,
    TaggedSentence,
    parse_columns,
    parse_conllu,
    parse_smartdata,
    read_ehri,
    surface_tokens,
    to_bio,
)

CONLLU = """# sent_id = one
# text = Sie war im Haus.
1\tSie\tsie\tPRON\t_\t_\t5\tnsubj\t_\t_
2\twar\tsein\tAUX\t_\t_\t5\tcop\t_\t_
3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\t_\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\t_\t_\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_
"""


def test_conllu_keeps_multiword_tokens() -> None:
    first, second = parse_conllu(CONLLU, "sample")
    assert first.sent_id == "one"
    assert [row[1] for row in first.words] == ["Sie", "war", "in", "dem", "Haus", "."]
    assert [token for token, _ in surface_tokens(first.rows)] == ["Sie", "war", "im", "Haus", "."]
    assert second.text == "Ja!"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("B-LOC", "I-LOC", "O"), ("B-LOC", "I-LOC", "O")),
        (("I-LOC", "I-LOC"), ("B-LOC", "I-LOC")),
        (("B-PER", "I-LOC"), ("B-PER", "B-LOC")),
        (("O", "B-DATE", "I-DATE"), ("O", "O", "O")),
        (("B-DATE", "I-PER"), ("O", "B-PER")),
    ],
)
def test_spans_are_mended(tags: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert to_bio(tags, COMMON_LABELS) == expected


def test_germeval_labels() -> None:
    text = "#\tsource\n1\tdeutsche\tB-LOCderiv\tO\n2\tEU-Länder\tB-ORGpart\tO\n3\tFaust\tB-OTH\tB-PER\n4\tin\tO\tO\n5\tUlm\tB-LOC\tO\n"
    (sentence,) = parse_columns(text, "germeval", token_column=1, tag_column=2, labels=GERMEVAL_LABELS)
    assert sentence.tokens == ("deutsche", "EU-Länder", "Faust", "in", "Ulm")
    assert sentence.tags == ("B-MISC", "O", "B-MISC", "O", "B-LOC")


def test_a_hash_can_be_a_token() -> None:
    (sentence,) = parse_columns("#Bahn\tB-ORG\nsagt\tO\n", "tweets", token_column=0, tag_column=1)
    assert sentence.tokens == ("#Bahn", "sagt")


def smartdata(text: str, spans: list[tuple[int, int, str]]) -> str:
    mentions = [{"span": {"start": start, "end": end}, "type": kind} for start, end, kind in spans]
    return json.dumps({"text": {"string": text}, "conceptMentions": {"array": mentions}}, indent=1)


def test_smartdata_offsets_become_tags() -> None:
    text = "Am 3. Mai sprach Dr. Eva Kurz in Bad Ems. Die Bahn AG schwieg\nTitel"
    kinds = [(text.index("3"), text.index("3") + 6, "date"), (text.index("Eva"), text.index(" in"), "person"),
             (text.index("Bad"), text.index(". Die"), "location-city"),
             (text.index("Bahn"), text.index(" schwieg"), "organization-company")]  # fmt: skip
    both = smartdata(text, kinds) + "\n" + smartdata("Leer", [])
    first, second = parse_smartdata(both)
    assert [" ".join(sentence.tokens) for sentence in first] == [
        "Am 3 . Mai sprach Dr . Eva Kurz in Bad Ems .",
        "Die Bahn AG schwieg",
        "Titel",
    ]
    named = {token: tag for sentence in first for token, tag in zip(sentence.tokens, sentence.tags, strict=True)}
    assert [named[token] for token in ("Mai", "Eva", "Kurz", "Bad", "Ems", "Bahn", "AG")] == [
        "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG",
    ]  # fmt: skip
    assert first[0].masked == frozenset({"MISC"})
    assert len(second) == 1


def test_smartdata_without_mentions() -> None:
    (document,) = parse_smartdata(json.dumps({"text": {"string": "Nichts."}, "conceptMentions": None}))
    assert document[0].tags == ("O", "O")


def test_ehri_adjectives_are_no_places(tmp_path: Path) -> None:
    rows = ["Einreise O", "rumänischer B-LOC", "Juden O", "nach O", "Wien B-LOC", "am O", "7. B-DATE", "Mai I-DATE", "",
            "Anna B-PERS", "Adler I-PERS", "in O", "Theresienstadt B-GHETTO", ". O"]  # fmt: skip
    path = tmp_path / "ehri.iob2"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    first, second = read_ehri(path)
    assert first.tags == ("O", "O", "O", "O", "B-LOC", "O", "O", "O")
    assert second.tags == ("B-PER", "I-PER", "O", "B-LOC", "O")
    assert first.masked == {"MISC"}


def test_free_corpora_leave_out_what_forbids_commercial_use() -> None:
    corpus = NamedEntityCorpus(
        (TaggedSentence("germeval", ("Ja",), ("O",)), TaggedSentence("wikineural", ("Nein",), ("O",))),
        (TaggedSentence("wikineural", ("Doch",), ("O",)),),
    )
    free = without_restricted(corpus, "de")
    assert [sentence.source for sentence in free.training] == ["germeval"]
    assert free.development == corpus.development
    assert without_restricted(corpus, "it") == corpus
