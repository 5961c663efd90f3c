"""Resolve requirements.lock and requirements-test.lock from pyproject.toml with pip-compile (`make lock`).

torch stays out: `make` installs it in a step of its own, since its wheels differ from machine to machine.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = (
    "# Every package with its hashes, torch excepted: `make` installs it in a step of its own. Remade by `make lock`.\n"
)
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--unsafe-package=torch",
    "--unsafe-package=pip",
    "--unsafe-package=setuptools",
)


def resolve(name: str, *more: str) -> None:
    """Write lock file `name` and replace pip-compile's remarks by one line of ours."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *more, f"--output-file={name}", "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - fixed words, no shell
    path = ROOT / name
    pins, _, _ = path.read_text(encoding="utf-8").partition("\n# WARNING")
    path.write_text(HEADER + pins.strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    resolve("requirements.lock", "--extra=build")
    resolve("requirements-test.lock", "--extra=build", "--extra=test", "--constraint=requirements.lock")
