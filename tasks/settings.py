"""Settings of a run, from the environment (prefix `PRESSGRAPH_`) or the command line.

Which engine serves a language is not here but in `engines/languages.toml`; a user's own lines stand in
`languages.toml` in the data folder.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_CHECKOUT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Where things are and how large the pieces of work are."""

    model_config = SettingsConfigDict(env_prefix="PRESSGRAPH_", frozen=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the warehouse, the raw payloads and the logs.")
    packs: Path | None = Field(default=None, description="Folder of the model packs; default: those that come with it.")
    batch_articles: int = Field(default=40, ge=1, description="Most articles in one batch of annotation.")
    batch_characters: int = Field(default=200_000, ge=1, description="Most characters in one batch of annotation.")
    max_payload_bytes: int = Field(default=5_000_000, ge=1, description="Larger texts and pages are rejected.")
    watch: tuple[Path, ...] = Field(default=(), description="Folders that `serve` watches besides inbox and seeds/.")
    feed_seconds: float = Field(
        default=300.0, ge=0.0, description="How often `serve` looks into the feeds of sources.txt; 0: only on schedule."
    )
    allow_private_addresses: bool = Field(
        default=False, description="Whether feeds and pages may lie on this machine or in its private network."
    )

    @property
    def batch_size(self) -> tuple[int, int]:
        """Most articles and most characters in a batch."""
        return self.batch_articles, self.batch_characters

    @property
    def languages_file(self) -> Path | None:
        """The user's own choice of engines, if there is one."""
        path = self.data_dir / "languages.toml"
        return path if path.is_file() else None

    @property
    def packs_dir(self) -> Path:
        """The folder with a model pack a language."""
        return self.packs or packaged("models")

    @property
    def work_dir(self) -> Path:
        """Where batches lie while a run is under way."""
        return self.data_dir / "work"

    @property
    def logs_dir(self) -> Path:
        """Where logs, and tracebacks among them, go."""
        return self.data_dir / "logs"

    @property
    def inbox(self) -> Path:
        """Files dropped here are ingested by `pressgraph serve`."""
        return self.data_dir / "inbox"

    @property
    def attempts(self) -> Path:
        """Marks of articles that are being analysed."""
        return self.work_dir / "attempts.json"

    @property
    def fetch_states(self) -> Path:
        """What is remembered of feeds and pages that were fetched."""
        return self.data_dir / "fetched.json"

    @property
    def files_read(self) -> Path:
        """What is remembered of files that were read."""
        return self.data_dir / "files.parquet"

    @property
    def sources_file(self) -> Path:
        """The user's list of feeds, pages and folders that scheduled runs read, one a line."""
        return self.data_dir / "sources.txt"


def packaged(name: str) -> Path:
    """Folder `name` (`seeds`, `models`) as it came: beside the rooms, or inside the installed wheel."""
    beside = _CHECKOUT / name
    return beside if beside.is_dir() else Path(__file__).parent / "packaged" / name
