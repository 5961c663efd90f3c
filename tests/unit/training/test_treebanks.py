# ruff: noqa: E501 - rows are kept whole
"""Harmonising and varying treebank sentences."""

from __future__ import annotations

import random

import pytest

from tasks.training import treebanks
from tasks.training.readers import TreebankSentence, parse_conllu


def sentence(text: str, source: str = "gsd") -> TreebankSentence:
    """Read one sentence whose columns are separated by blanks."""
    rows = "\n".join("\t".join(line.split()) for line in text.strip().splitlines())
    return parse_conllu(rows + "\n", source)[0]


ITALIAN = """
1 È essere AUX V _ 3 cop _ _
2-3 dell' _ _ _ _ _ _ _ SpaceAfter=No
2 di di ADP E _ 4 case _ _
3 l' il DET RD Definite=Def 4 det _ _
4 Asia Asia PROPN SP _ 0 root _ SpaceAfter=No
5 . [PUNCT] PUNCT FS _ 4 punct _ _
"""


def test_punctuation_lemma_and_article_features() -> None:
    rows = treebanks.harmonise(sentence(ITALIAN), "it").rows
    assert rows[-1][treebanks.LEMMA] == "."
    assert rows[3][treebanks.FEATS] == "Definite=Def|PronType=Art"
    assert all(row[treebanks.XPOS] == "_" for row in rows)


@pytest.mark.parametrize(("tag", "form"), [("VB", "Inf"), ("VBN", "Part"), ("VBG", "Ger")])
def test_missing_verb_form_comes_from_the_native_tag(tag: str, form: str) -> None:
    words = sentence(f"1 x x VERB {tag} Voice=Act 0 root _ _", "pud")
    assert treebanks.harmonise(words, "it").rows[0][treebanks.FEATS] == f"VerbForm={form}"


def test_relative_clauses_get_their_subtype_in_german() -> None:
    words = sentence(
        "1 Haus Haus NOUN NN _ 0 root _ _\n2 das der PRON PRELS PronType=Rel 3 nsubj _ _\n3 steht stehen VERB VVFIN _ 1 acl _ _"
    )
    assert treebanks.harmonise(words, "de").rows[2][treebanks.DEPREL] == "acl:relcl"


@pytest.mark.parametrize(
    ("language", "old", "new"), [("de", "nmod:poss", "nmod"), ("de", "flat:name", "flat"), ("it", "obl:tmod", "obl")]
)
def test_subtypes_of_one_treebank(language: str, old: str, new: str) -> None:
    words = sentence(f"1 a a NOUN _ _ 0 root _ _\n2 b b NOUN _ _ 1 {old} _ _")
    assert treebanks.harmonise(words, language).rows[1][treebanks.DEPREL] == new


def test_tokenised_text_is_joined_again() -> None:
    words = sentence(
        '1 " " PUNCT _ _ 2 punct _ _\n2 Sì sì INTJ _ _ 0 root _ _\n3 " " PUNCT _ _ 2 punct _ _\n4 , , PUNCT _ _ 2 punct _ _\n'
        "5 l' il DET RD _ 6 det _ _\n6 Asia Asia PROPN _ _ 2 nsubj _ _\n7 . . PUNCT _ _ 2 punct _ _",
        "markit",
    )
    assert treebanks.harmonise(words, "it").text == '"Sì", l\'Asia.'


def test_final_mark_can_go() -> None:
    short = treebanks.without_final_mark(sentence(ITALIAN))
    assert short.text == "È dell'Asia"
    assert treebanks.without_final_mark(short) == short


@pytest.mark.parametrize("seed", range(5))
def test_typography_keeps_the_words(seed: int) -> None:
    plain = sentence(ITALIAN)
    varied = treebanks.vary_typography(plain, "it", random.Random(seed))
    assert varied.text.replace("’", "'") == plain.text


def test_tokenizer_labels() -> None:
    text, labels = treebanks.tokenizer_text([sentence(ITALIAN)], random.Random(1))
    assert text == "È dell'Asia.\n\n"
    # È, a blank, dell' as a multiword token, Asia, and the full stop that ends the sentence.
    assert labels == "1" + "0" + "00003" + "0001" + "2" + "\n\n"


@pytest.mark.parametrize("seed", range(5))
def test_text_and_labels_are_equally_long(seed: int) -> None:
    chance = random.Random(seed)
    sentences = [sentence(ITALIAN), treebanks.without_final_mark(sentence(ITALIAN))] * 4
    text, labels = treebanks.tokenizer_text(sentences, chance)
    assert len(text) == len(labels)
    assert [char == "\n" for char in text] == [char == "\n" for char in labels]
    assert sum(label in "24" for label in labels) == len(sentences)


def test_sentences_without_a_mark_stand_alone() -> None:
    title = treebanks.without_final_mark(sentence(ITALIAN))
    text, _ = treebanks.tokenizer_text([sentence(ITALIAN), title, sentence(ITALIAN)], random.Random(3))
    assert "È dell'Asia\n\n" in text


def test_multiword_expansions_are_counted() -> None:
    assert treebanks.multiword_expansions([sentence(ITALIAN)] * 2) == [(("dell'", ("di", "l'")), 2)]
