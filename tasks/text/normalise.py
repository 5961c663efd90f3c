"""One spelling for comparing texts. Never for bodies: offsets do not survive it."""

from __future__ import annotations

import unicodedata
from typing import Final

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "…": "...",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)


def fold(text: str) -> str:
    """Lower case, without accents, with plain quotes, apostrophes and dashes and single spaces: `Straße` is `strasse`.

    Letters that do not decompose (`ł`, `ø`, `ı`) become their nearest Latin letter. Cyrillic `й` and `ё` become `и` and
    `е`, as other scripts lose their marks, too. Folding twice changes nothing more.
    """
    plain = text.translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFKD", bare.translate(_PLAIN).casefold())
    return " ".join("".join(character for character in folded if not unicodedata.combining(character)).split())
