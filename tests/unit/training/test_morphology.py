"""UniMorph tags become universal tags; a tagger decides only where they leave a choice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tasks.training.morphology import allowed_tags, universal_features, with_universal_tags
from tasks.training.readers import parse_conllu

SENTENCE = """# text = Sie hat gelacht .
1\tSie\tsie\t_\t_\tNOM;3;PL;PRO\t_\t_\t_\t_
2\that\thaben\t_\t_\tIND;3;SG;PRS;V;FIN\t_\t_\t_\t_
3\tgelacht\tlachen\t_\t_\tV.PTCP;V\t_\t_\t_\t_
4\t.\t.\t_\t_\t_\t_\t_\t_\t_
"""


@pytest.mark.parametrize(
    ("form", "unimorph", "expected"),
    [
        ("Haus", "N;NEUT;SG;NOM", ("NOUN",)),
        ("Arenas", "SG;GEN;MASC;PROPN", ("PROPN",)),
        ("wird", "IND;3;V;PRS;SG;FIN;PASS", ("VERB", "AUX")),
        ("und", "CONJ", ("CCONJ", "SCONJ")),
        ("...", "_", ("PUNCT", "SYM")),
        ("z.B.", "_", ()),
    ],
)
def test_allowed_tags(form: str, unimorph: str, expected: tuple[str, ...]) -> None:
    assert allowed_tags(form, unimorph) == expected


def test_features_are_sorted_and_articles_are_articles() -> None:
    assert universal_features("FEM;SG;NOM;DEF;DET", "DET") == (
        "Case=Nom|Definite=Def|Gender=Fem|Number=Sing|PronType=Art"
    )
    assert universal_features("V.PTCP;V", "VERB") == "VerbForm=Part"
    assert universal_features("ADV", "ADV") == "_"


@pytest.mark.parametrize(("choice", "expected"), [("AUX", "AUX"), ("VERB", "VERB"), ("NOUN", "VERB")])
def test_the_tagger_chooses_among_allowed_tags_only(choice: str, expected: str) -> None:
    def tagger(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[choice] * len(words) for words in sentences]

    (tagged,) = with_universal_tags(parse_conllu(SENTENCE, "gsd-morphology"), tagger)
    assert [row[3] for row in tagged.words] == ["PRON", expected, expected, "PUNCT"]
