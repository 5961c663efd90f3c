"""The errors of pressgraph: one root, fields instead of prose.

The command line turns each into one line on stderr: what, where, and what to do. How it is shown does not belong here.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final


class PressgraphError(Exception):
    """Root of all errors that pressgraph raises on purpose.

    A subclass is a dataclass (`eq=False`, so that it stays hashable as Python requires) whose fields say what went
    wrong; `what_format` and `mend_format` are `str.format` texts over those fields.
    """

    what_format: ClassVar[str] = "something went wrong"
    mend_format: ClassVar[str] = "see the log in the data folder"

    @property
    def what(self) -> str:
        """One line: what went wrong, and where."""
        return self.what_format.format(**vars(self))

    @property
    def mend(self) -> str:
        """One line: what to do about it."""
        return self.mend_format.format(**vars(self))

    def __str__(self) -> str:
        """What went wrong and what to do, in one line."""
        return f"{self.what}; {self.mend}"


@dataclass(eq=False)
class SourceMissing(PressgraphError):
    """A SOURCE that does not exist was asked for."""

    source: str

    what_format: ClassVar[str] = "no such file or folder: {source}"
    mend_format: ClassVar[str] = "check the path, or leave SOURCE out to read seeds/"


@dataclass(eq=False)
class FolderNotWritable(PressgraphError):
    """A folder that has to be written cannot be."""

    folder: Path
    reason: str

    what_format: ClassVar[str] = "cannot write to {folder} ({reason})"
    mend_format: ClassVar[str] = "make it writable, or name another folder with --data-dir"


@dataclass(eq=False)
class DiskFull(PressgraphError):
    """No space was left while writing."""

    path: Path

    what_format: ClassVar[str] = "no space left on the disk while writing {path}"
    mend_format: ClassVar[str] = "free some space and run again; nothing published so far is lost"


_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def of_system(error: OSError, path: Path) -> DiskFull | FolderNotWritable:
    """What the operating system refused while `path` was written, as one of our errors."""
    if error.errno in _FULL:
        return DiskFull(path)
    return FolderNotWritable(path.parent, error.strerror or str(error))


@dataclass(eq=False)
class PackDamaged(PressgraphError):
    """A model pack is not what its manifest says; nothing of it has been loaded."""

    folder: Path
    detail: str

    what_format: ClassVar[str] = "model pack {folder} is damaged: {detail}"
    mend_format: ClassVar[str] = "restore it from the repository, or train it again with `pressgraph models train`"


@dataclass(eq=False)
class OutputNotWritable(PressgraphError):
    """A file that was asked for cannot be written."""

    path: Path
    reason: str

    what_format: ClassVar[str] = "cannot write {path} ({reason})"
    mend_format: ClassVar[str] = "name another file with --output"


@dataclass(eq=False)
class NoEngine(PressgraphError):
    """No engine serves this language."""

    language: str

    what_format: ClassVar[str] = "no engine serves the language {language!r}"
    mend_format: ClassVar[str] = "name one in languages.toml in the data folder"


@dataclass(eq=False)
class EngineNotInstalled(PressgraphError):
    """An engine that serves a language cannot be loaded because a package or a model is not there."""

    language: str
    missing: str
    remedy: str

    what_format: ClassVar[str] = "the engine for {language!r} needs {missing}, which is not there"
    mend_format: ClassVar[str] = "{remedy}"


@dataclass(eq=False)
class LanguagesInvalid(PressgraphError):
    """A languages.toml says something that has no meaning."""

    path: Path
    detail: str

    what_format: ClassVar[str] = "{path} is not valid: {detail}"
    mend_format: ClassVar[str] = "correct the file; the packaged tasks/engines/languages.toml explains every line"


@dataclass(eq=False)
class TableInvalid(PressgraphError):
    """A CSV file that was given does not have the form that is needed."""

    path: str
    detail: str

    what_format: ClassVar[str] = "{path} cannot be used: {detail}"
    mend_format: ClassVar[str] = "give a UTF-8 CSV file with the header that --help names"


@dataclass(eq=False)
class TrainingPackageMissing(PressgraphError):
    """A package that only training and evaluation need is not installed."""

    packages: str

    what_format: ClassVar[str] = "training and evaluation need packages that are not installed: {packages}"
    mend_format: ClassVar[str] = "install them with `pip install 'pressgraph[train]'`"


@dataclass(eq=False)
class EntityUnknown(PressgraphError):
    """No entity has this identifier or name."""

    wanted: str

    what_format: ClassVar[str] = "no entity is called {wanted!r}"
    mend_format: ClassVar[str] = "look for it with `pressgraph entities list --search TEXT`"


@dataclass(eq=False)
class EntityAmbiguous(PressgraphError):
    """Several entities have this name."""

    wanted: str
    candidates: str

    what_format: ClassVar[str] = "{wanted!r} is a name of several entities"
    mend_format: ClassVar[str] = "name one by its identifier: {candidates}"


@dataclass(eq=False)
class NameNotOfEntity(PressgraphError):
    """An entity does not have the name that is to be taken out of it."""

    entity: str
    name: str
    names: str

    what_format: ClassVar[str] = "{name!r} is no name of {entity}"
    mend_format: ClassVar[str] = "name one of its forms: {names}"


@dataclass(eq=False)
class JudgementUnknown(PressgraphError):
    """There is no judgement of a user with this identifier that stands."""

    judgement: str

    what_format: ClassVar[str] = "no judgement {judgement!r} of a user stands"
    mend_format: ClassVar[str] = "see `pressgraph entities show ENTITY`"
