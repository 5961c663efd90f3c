"""`pressgraph serve` and `pressgraph notify`: Prefect's server with all that belongs to it, and how to tell it news."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from flows.commands.options import DATA, DataDir, writable_settings

app: Final = typer.Typer()

_PORT: Final = 4200


@app.command(epilog="Examples: pressgraph serve   pressgraph serve --port 4300 --data-dir news/")
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the UI answers.")] = _PORT,
    server: Annotated[
        str | None, typer.Option(help="Use the Prefect server with this API address, ending in /api, and start none.")
    ] = None,
    data_dir: DataDir = DATA,
) -> int:
    """Run Prefect's server and UI, a worker, the watcher of the inbox and all deployments until Ctrl-C."""
    from flows.serve import serve as serve_until_interrupted

    serve_until_interrupted(writable_settings(data_dir), port, server)
    return 0


@app.command(epilog="Example: pressgraph notify https://example.org/news/1.html")
def notify(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of an article or a feed.")],
    server: Annotated[
        str | None, typer.Option(envvar="PREFECT_API_URL", help="API of the server; default: that of the data folder.")
    ] = None,
    data_dir: DataDir = DATA,
) -> int:
    """Tell a running server of a new article; it is read within seconds."""
    from flows.announcing import API_ADDRESS, announce_url
    from tasks.sources.identity import canonical_url

    if canonical_url(url) is None:
        raise typer.BadParameter(f"not a web address: {url!r}")
    left = data_dir / API_ADDRESS
    found = left.read_text(encoding="utf-8") if left.is_file() else f"http://127.0.0.1:{_PORT}/api"
    announce_url(server or found, url)
    return 0
