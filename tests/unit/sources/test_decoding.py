import os

import pytest

from tasks.sources.decoding import binary_kind, decode

TEXTS = [
    ("cp1252", "für"),
    ("cp1252", "È"),
    ("cp1252", "Città più però perché così"),
    ("cp1252", "„Grüße“ aus Köln – „schön“"),
    ("cp1252", "L’Italia è d’accordo"),
    ("cp1252", "El niño añadió: «Sí»"),
    ("cp1252", "l’été créée à Besançon"),
    ("cp1252", "Præsident Løkke på øen"),
    ("cp1252", "Prezzo: 5 € è giusto"),
    ("iso8859-1", "Größe und Façade"),
    ("iso8859-15", "5 € für Öl"),
    ("cp1250", "Příliš žluťoučký kůň úpěl"),
    ("cp1250", "Wałęsa mówił, że będzie źle"),
    ("iso8859-2", "Wałęsa mówił, że będzie źle, ą ś"),
    ("cp1254", "Türkiye Cumhurbaşkanı Erdoğan görüştü"),
    ("cp1251", "Президент Казахстана Касым-Жомарт Токаев"),
    ("cp1251", "МОСКВА, 5 мая"),
    ("cp1251", "Київ їде до Європи"),
    ("koi8-r", "Президент Казахстана Касым-Жомарт Токаев"),
    ("iso8859-5", "Президент Казахстана встретился"),
    ("cp866", "Президент Казахстана встретился"),
    ("cp1253", "Ο πρόεδρος της Ελλάδας"),
    ("mac-roman", "Größe für Öl"),
    ("cp850", "Größe für Öl"),
    ("gb18030", "哈萨克斯坦总统托卡耶夫与德国总理朔尔茨在柏林会晤，讨论制裁问题。" * 3),
    ("shift_jis", "カザフスタンのトカエフ大統領はベルリンでショルツ首相と会談した。" * 3),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_legacy_encodings_are_read_without_mojibake(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_and_its_mark_is_not_text(encoding: str) -> None:
    decoded = decode("Grüße, Қазақстан 🙂\n".encode(encoding))
    assert decoded is not None
    assert decoded.text == "Grüße, Қазақстан 🙂\n"


def test_utf16_in_both_orders() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        decoded = decode(mark + "è così".encode(encoding))
        assert decoded is not None
        assert decoded.text == "è così"


def test_a_cut_character_at_the_end_does_not_spoil_utf8() -> None:
    decoded = decode("Grüße aus Köln, schöne Größe für alle Bürger, überhaupt – ö".encode()[:-1])
    assert decoded is not None
    assert decoded.text.startswith("Grüße aus Köln, schöne Größe für alle Bürger")
    assert decoded.text.endswith("\ufffd")


def test_noise_is_not_decoded() -> None:
    noise = bytes(byte or 1 for byte in os.urandom(4000))
    assert decode(noise) is None


def test_half_of_a_utf16_character_is_refused() -> None:
    assert decode(b"\xff\xfe" + b"\x00\xd8") is None


def test_the_declared_encoding_is_believed_unless_it_is_utf8() -> None:
    assert decode("Ελλάδα".encode("iso8859-7"), "ISO-8859-7").text == "Ελλάδα"  # type: ignore[union-attr]
    assert decode("„Köln“".encode("cp1252"), "iso-8859-1").text == "„Köln“"  # type: ignore[union-attr]
    assert decode("Köln".encode(), "iso-8859-1").text == "Köln"  # type: ignore[union-attr]
    assert decode("für".encode("cp1252"), "no-such-encoding").text == "für"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (b"%PDF-1.7 text", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"PK\x03\x04word", "ZIP archive or office document"),
        (b"plain\x00text", "zero bytes"),
        (b"plain text", None),
        ("\ufeffa\x00".encode("utf-16-le"), None),
    ],
)
def test_binary_files_are_known_by_their_bytes(payload: bytes, kind: str | None) -> None:
    assert binary_kind(payload) == kind
