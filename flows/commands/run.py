"""`pressgraph run`: the main job."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir, languages_from, writable_settings
from tasks.records import Reprocess

app: Final = typer.Typer()


@app.command(
    epilog="Examples: pressgraph run   pressgraph run news/ https://example.org/feed   pressgraph run --reprocess stale"
)
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Files, folders, feeds, web pages; default: seeds/."),
    ] = None,
    data_dir: DataDir = DATA,
    reprocess: Annotated[Reprocess, typer.Option(help="Work also on outdated articles, or on all.")] = Reprocess.NEW,
    languages: Annotated[str | None, typer.Option(help="Only these, e.g. en,de,it.")] = None,
) -> int:
    """Read articles, find names and relations, publish the database."""
    from flows.choice import default_sources
    from flows.main_job import run_main_job
    from flows.parameters import RunParameters
    from flows.progress import shown
    from flows.summary import show

    settings = writable_settings(data_dir)
    parameters = RunParameters(
        sources=tuple(sources or default_sources()), reprocess=reprocess, languages=languages_from(languages)
    )
    with shown():
        report = run_main_job(settings, parameters)
    show(report, settings.data_dir)
    return 1 if report.missing or report.problems else 0
