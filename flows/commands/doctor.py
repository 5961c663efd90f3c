"""`pressgraph doctor`: what is installed, and what is wrong."""

from __future__ import annotations

from typing import Final

import typer

from flows.commands.options import DATA, DataDir
from tasks.settings import Settings

app: Final = typer.Typer()


@app.command()
def doctor(data_dir: DataDir = DATA) -> int:
    """Say what is installed and whether the main job can run."""
    from flows.doctor import examine

    return examine(Settings(data_dir=data_dir))
