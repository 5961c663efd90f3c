"""Payloads as they were read, kept by SHA-256: `DATA_DIR/raw/<first two digits>/<digest>.zst`."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from warehouse.connection import errors_of, make_folder


class RawStore:
    """The payloads of a data folder. Writing one twice is harmless, from several processes, too."""

    def __init__(self, data_dir: Path) -> None:
        """Nothing is read or made yet."""
        self._folder = data_dir / "raw"

    def path(self, sha256: str) -> Path:
        """Where the payload of this digest lies or would lie."""
        return self._folder / sha256[:2] / f"{sha256}.zst"

    def put(self, payload: bytes) -> str:
        """Keep the payload; returns its digest.

        Raises:
            FolderNotWritable, DiskFull: as the names say.
        """
        digest = hashlib.sha256(payload).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        make_folder(path.parent)
        with errors_of(path), tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as aside:
            try:
                with pa.CompressedOutputStream(aside, "zstd") as stream:
                    stream.write(payload)
                Path(aside.name).replace(path)
            finally:
                Path(aside.name).unlink(missing_ok=True)
        return digest

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The digests of payloads that were kept before the moment, and not again since."""
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*.zst"):
            if path.stat().st_mtime < moment.timestamp():
                yield path.stem

    def get(self, sha256: str) -> bytes:
        """The payload of this digest.

        Raises:
            KeyError: if it was never kept.
        """
        path = self.path(sha256)
        if not path.exists():
            raise KeyError(sha256)
        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as stream:
            return bytes(stream.read())
