import pytest

from tasks.text.normalise import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("MÜNCHEN", "munchen"),
        ("e\u0301tat", "etat"),
        ("L’Italia  è\u00a0«qui»", 'l\'italia e "qui"'),
        ("„ja“ – nein…", '"ja" - nein...'),
        ("Łódź, Øre, Erdoğan ı İ", "lodz, ore, erdogan i i"),
        ("Йод, Тоқаев", "иод, тоқаев"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
