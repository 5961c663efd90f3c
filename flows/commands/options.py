"""What several commands share: the option `--data-dir`, settings made from it, lists of languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from tasks.records import Language
from tasks.settings import Settings

DataDir = Annotated[
    Path,
    typer.Option("--data-dir", envvar="PRESSGRAPH_DATA_DIR", help="Folder of the warehouse.", show_default=True),
]
DATA: Final = Path("data")


def writable_settings(data_dir: Path) -> Settings:
    """Settings with a data folder that can be written, and a log in it."""
    from flows.logs import log_to_file
    from warehouse.connection import make_folder

    settings = Settings(data_dir=data_dir)
    make_folder(settings.data_dir)
    log_to_file(settings)
    return settings


def languages_from(text: str | None) -> tuple[Language, ...] | None:
    """The codes of a list such as `en,de,it`; None if no list was given.

    Raises:
        typer.BadParameter: if one is no two-letter code, or there is none.
    """
    if text is None:
        return None
    codes = [code.strip().lower() for code in text.split(",") if code.strip()]
    wrong = [code for code in codes if not (len(code) == 2 and code.isascii() and code.isalpha())]
    if wrong or not codes:
        raise typer.BadParameter(f"--languages takes two-letter codes such as en,de,it, not {text!r}")
    return tuple(Language(code) for code in codes)
