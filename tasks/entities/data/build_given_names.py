"""Write `given_names.txt` from the name lists of Faker's locales (MIT licence).

Run from the top of the checkout, with the extra `train` installed:

    python -m tasks.entities.data.build_given_names

One name a line, sorted, Latin letters only, at least three letters, with a capital. Names of pseudo-locales and
initials are left out. Which of them are also common words is decided by hand in `common_words.toml`.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

LOCALES = [
    "cs_CZ",
    "da_DK",
    "de_AT",
    "de_CH",
    "de_DE",
    "en_GB",
    "en_IE",
    "en_IN",
    "en_US",
    "es_ES",
    "et_EE",
    "fi_FI",
    "fr_CH",
    "fr_FR",
    "hr_HR",
    "hu_HU",
    "it_IT",
    "lt_LT",
    "lv_LV",
    "nl_NL",
    "no_NO",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "ro_RO",
    "sk_SK",
    "sl_SI",
    "sv_SE",
    "tr_TR",
    "uz_UZ",
    "az_AZ",
]
LISTS = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")


def given_names() -> list[str]:
    """All given names of `LOCALES`, sorted and unique."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in LISTS:
            found.update(str(name) for name in getattr(provider, attribute, ()))
    return sorted(name for name in found if re.fullmatch(r"[^\W\d_]{3,}(-[^\W\d_]+)?", name) and name[0].isupper())


if __name__ == "__main__":
    target = Path(__file__).with_name("given_names.txt")
    target.write_text("\n".join(given_names()) + "\n", encoding="utf-8")
