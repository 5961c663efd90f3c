"""What spaCy's English model says, as Universal Dependencies: a sentence, and rows of it."""

from __future__ import annotations

import pytest

from tasks.engines.protocol import Engine

pytestmark = pytest.mark.model

# sentence -> (word, deprel, head word), "-" for the root
CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "The treaty was signed by the president of Russia in May.",
        [
            ("treaty", "nsubj:pass", "signed"),
            ("was", "aux:pass", "signed"),
            ("signed", "root", "-"),
            ("president", "obl:agent", "signed"),
            ("by", "case", "president"),
            ("Russia", "nmod", "president"),
            ("of", "case", "Russia"),
        ],
    ),
    (
        "Olaf Scholz is the chancellor of Germany.",
        [
            ("chancellor", "root", "-"),
            ("is", "cop", "chancellor"),
            ("Scholz", "nsubj", "chancellor"),
            ("Germany", "nmod", "chancellor"),
        ],
    ),
    (
        "The minister has been very angry.",
        [("angry", "root", "-"), ("been", "cop", "angry"), ("has", "aux", "angry"), ("minister", "nsubj", "angry")],
    ),
    (
        "She was in Paris and he stayed at home.",
        [
            ("Paris", "root", "-"),
            ("was", "cop", "Paris"),
            ("in", "case", "Paris"),
            ("stayed", "conj", "Paris"),
            ("and", "cc", "stayed"),
            ("home", "obl", "stayed"),
        ],
    ),
    ("He became president.", [("became", "root", "-"), ("president", "xcomp", "became")]),
    ("There is a plan.", [("is", "root", "-"), ("There", "expl", "is"), ("plan", "nsubj", "is")]),
    (
        "It is clear that Russia will lose.",
        [("clear", "root", "-"), ("It", "expl", "clear"), ("lose", "csubj", "clear"), ("that", "mark", "lose")],
    ),
    (
        "Germany gave him weapons.",
        [("him", "iobj", "gave"), ("weapons", "obj", "gave"), ("Germany", "nsubj", "gave")],
    ),
    ("Germany gave weapons to Ukraine.", [("Ukraine", "obl", "gave"), ("to", "case", "Ukraine")]),
    ("The army gave up the town.", [("up", "compound:prt", "gave"), ("town", "obj", "gave")]),
    (
        "The man who signed the treaty lives in Rome.",
        [("signed", "acl:relcl", "man"), ("who", "nsubj", "signed"), ("Rome", "obl", "lives")],
    ),
    (
        "Germany, France and Italy signed the treaty.",
        [("France", "conj", "Germany"), ("Italy", "conj", "Germany"), ("and", "cc", "Italy"), (",", "punct", "France")],
    ),
    (
        "According to the ministry, the talks failed because of the war.",
        [
            ("ministry", "obl", "failed"),
            ("According", "case", "ministry"),
            ("to", "fixed", "According"),
            ("war", "obl", "failed"),
            ("of", "fixed", "because"),
        ],
    ),
    ("He wants to visit Moscow.", [("visit", "xcomp", "wants"), ("to", "mark", "visit"), ("Moscow", "obj", "visit")]),
    ("Russia's army left.", [("Russia", "nmod:poss", "army"), ("'s", "case", "Russia")]),
    ("They accused him of lying.", [("lying", "advcl", "accused"), ("of", "mark", "lying"), ("him", "obj", "accused")]),
    ("He came last week.", [("week", "obl:unmarked", "came")]),
    ("They did not sign it.", [("not", "advmod", "sign"), ("did", "aux", "sign")]),
    ("They live in and around Berlin.", [("Berlin", "obl", "live"), ("in", "case", "Berlin")]),
    ("He lives in Paris and in London.", [("London", "conj", "Paris"), ("Paris", "obl", "lives")]),
]


@pytest.mark.parametrize(("sentence", "rows"), CASES, ids=[case[0][:30] for case in CASES])
def test_rows(english: Engine, sentence: str, rows: list[tuple[str, str, str]]) -> None:
    (annotation,) = english.annotate([sentence])
    words = annotation.sentences[0].words
    found = [(word.text, word.deprel, words[word.head - 1].text if word.head else "-") for word in words]
    for row in rows:
        assert row in found


def test_negation_has_its_feature(english: Engine) -> None:
    (annotation,) = english.annotate(["They did not sign it."])
    negated = [word.text for word in annotation.sentences[0].words if word.features.get("Polarity") == "Neg"]
    assert negated == ["not"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The White House praised Angela Merkel's visit.", [("White House", "ORG"), ("Angela Merkel", "PER")]),
        ("German officials met in Berlin on Monday for two days.", [("German", "MISC"), ("Berlin", "LOC")]),
    ],
)
def test_names(english: Engine, text: str, names: list[tuple[str, str]]) -> None:
    (annotation,) = english.annotate([text])
    assert [(mention.text, mention.label.value) for mention in annotation.mentions] == names
    assert all(mention.span.of(text) == mention.text for mention in annotation.mentions)


def test_a_line_break_ends_a_sentence(english: Engine) -> None:
    text = "Talks in Berlin\u2028The president of\r\nKazakhstan"
    (annotation,) = english.annotate([text])
    assert [sentence.span.of(text) for sentence in annotation.sentences] == [
        "Talks in Berlin",
        "The president of",
        "Kazakhstan",
    ]
