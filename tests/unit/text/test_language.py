import pytest

from tasks.records import Language
from tasks.text.blocks import find_blocks
from tasks.text.language import LanguageGuess, detect, detect_many

SENTENCES = [
    ("The minister met the Kazakh president in Berlin on Monday.", "en"),
    ("Der Minister traf am Montag in Berlin den kasachischen Präsidenten.", "de"),
    ("Il ministro ha incontrato lunedì a Berlino il presidente kazako.", "it"),
    ("Le ministre a rencontré lundi à Berlin le président kazakh.", "fr"),
    ("El ministro se reunió el lunes en Berlín con el presidente kazajo.", "es"),
    ("Президент Казахстана встретился с министром в понедельник.", "ru"),
    ("Президент Казахстану зустрівся з міністром у понеділок.", "uk"),
    ("Қазақстан Президенті дүйсенбіде министрмен кездесті.", "kk"),
    ("Bakan pazartesi günü Berlin'de Kazak cumhurbaşkanıyla görüştü.", "tr"),
    ("Statsministeren møtte presidenten i Berlin på mandag.", "no"),
    ("Blinken incontra i leader", "it"),
    ("Trump met Putin.", "en"),
]


@pytest.mark.parametrize(("text", "language"), SENTENCES)
def test_one_sentence_is_enough(text: str, language: str) -> None:
    guess = detect(text)
    assert guess.language == language
    assert 0 < guess.confidence <= 1


def test_many_texts_give_the_same_as_one_by_one() -> None:
    texts = [text for text, _ in SENTENCES[:4]]
    texts.insert(2, "12:30 +++")
    assert detect_many(texts) == [detect(text) for text in texts]


@pytest.mark.parametrize("text", ["", " \n", "1234 – 5", "🙂", "https://example.com/the/minister"])
def test_without_letters_there_is_no_language(text: str) -> None:
    assert detect(text) == LanguageGuess(None, 0.0)


def test_furniture_does_not_count() -> None:
    body = (
        "Share this article\nRead more\nSubscribe now\nSign up\nAdvertisement\n"
        "Il ministro è arrivato a Roma per i colloqui.\n"
        "I colloqui dureranno tre giorni."
    )
    assert detect(body, find_blocks(body)).language == Language("it")


def test_confidence_grows_with_the_text() -> None:
    assert detect(SENTENCES[1][0] * 5).confidence > 0.99


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Giorgia Meloni met Bosco Verticale in Astana.", "en"),
        ("President Emmanuel Macron met Chancellor Friedrich Merz in Berlin on Monday.", "en"),
        ("Ursula von der Leyen arrived in Tashkent.", "en"),
        ("Donald Trump and Recep Tayyip Erdogan spoke in Ankara.", "en"),
        ("Tokajew traf Putin.", "de"),
        ("Der Kanzler traf Macron in Paris.", "de"),
        ("Viktor Orban respinge il piano.", "it"),
        ("Emmanuel Macron rencontre Friedrich Merz à Berlin.", "fr"),
        ("Wladimir Putin and Kassym-Jomart Tokayev signed it.", "en"),
        ("Giorgia Meloni besucht Bosco Verticale am Montag.", "de"),
        ("Manchester United traf Donald Trump in Astana.", "de"),
        ("Kassym-Jomart Tokayev e Donald Trump hanno firmato.", "it"),
    ],
)
def test_names_do_not_tell_the_language(text: str, language: str) -> None:
    assert detect(text).language == language
