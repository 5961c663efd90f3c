"""Packs on disk: manifests survive a round trip, and damage of every kind is noticed before anything is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.engines.packs import (
    MANIFEST_NAME,
    PackManifest,
    PackSource,
    describe_file,
    load_verified,
    read_manifest,
    verify,
    write_manifest,
)
from tasks.errors import PackDamaged


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack of two files."""
    (tmp_path / "pos.pt").write_bytes(b"tagger")
    (tmp_path / "ner.pt").write_bytes(b"names" * 1000)
    files = (describe_file(tmp_path, "pos", "pos.pt"), describe_file(tmp_path, "ner", "ner.pt"))
    sources = (PackSource('Corpus "A" \\ B', "CC BY 4.0", "pos, ner"),)
    write_manifest(
        tmp_path,
        PackManifest("de", "1", "stanza", "1.15.0", "CC-BY-SA-4.0", False, files, sources, {"las": 74.5, "words": 12}),
    )
    return tmp_path


def test_round_trip(pack: Path) -> None:
    manifest = read_manifest(pack)
    write_manifest(pack, manifest)
    assert read_manifest(pack) == manifest
    assert manifest.scores == {"las": 74.5, "words": 12}
    assert manifest.sources[0].name == 'Corpus "A" \\ B'
    assert manifest.bytes == 6 + 5000


def test_sound_pack_has_no_problem(pack: Path) -> None:
    assert verify(pack) == ()
    assert load_verified(pack).path_of(pack, "ner") == pack / "ner.pt"
    assert load_verified(pack).path_of(pack, "lemma") is None


def test_missing_file(pack: Path) -> None:
    (pack / "ner.pt").unlink()
    assert [problem.kind for problem in verify(pack)] == ["missing"]


def test_wrong_size(pack: Path) -> None:
    (pack / "ner.pt").write_bytes(b"names")
    assert [problem.kind for problem in verify(pack)] == ["size"]


def test_wrong_content_of_the_same_size(pack: Path) -> None:
    (pack / "pos.pt").write_bytes(b"tagGer")
    assert [(problem.kind, problem.path.name) for problem in verify(pack)] == [("checksum", "pos.pt")]
    with pytest.raises(PackDamaged, match=r"pos\.pt: does not match its SHA-256"):
        load_verified(pack)


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ('language = "de"', "", "does not give language"),
        ('language = "de"', "language = ", "cannot be read"),
        ('component = "ner"', 'component = "nerve"', "unknown component"),
        ('path = "ner.pt"', 'path = "../ner.pt"', "outside the pack"),
        ('path = "ner.pt"', 'path = "/etc/passwd"', "outside the pack"),
        ("bytes = 6", 'bytes = "six"', "not a number"),
    ],
)
def test_unreadable_manifest(pack: Path, old: str, new: str, detail: str) -> None:
    path = pack / MANIFEST_NAME
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    (problem,) = verify(pack)
    assert problem.kind == "manifest"
    assert detail in problem.detail
    with pytest.raises(PackDamaged):
        load_verified(pack)


def test_no_manifest(tmp_path: Path) -> None:
    assert [problem.kind for problem in verify(tmp_path)] == ["manifest"]


def test_binary_manifest(pack: Path) -> None:
    (pack / MANIFEST_NAME).write_bytes(b"\xff\xfe\x00")
    assert [problem.kind for problem in verify(pack)] == ["manifest"]


def _variant(pack: Path, base: str = "de") -> Path:
    """A variant with names of its own, beside the sound pack moved to `de`."""
    home = pack / "models"
    (home / "de").mkdir(parents=True)
    for file in [one for one in pack.iterdir() if one.is_file()]:
        file.rename(home / "de" / file.name)
    folder = home / "de-free"
    folder.mkdir()
    (folder / "ner.pt").write_bytes(b"free names")
    own = (describe_file(folder, "ner", "ner.pt"),)
    write_manifest(folder, PackManifest("de", "1", "stanza", "1.15.0", "CC-BY-SA-4.0", False, own, base=base))
    return folder


def test_variant_takes_what_it_lacks_from_its_base(pack: Path) -> None:
    folder = _variant(pack)
    manifest = load_verified(folder)
    paths = {file.component: manifest.path_of(folder, file.component) for file in manifest.files}
    assert {name: path.read_bytes() for name, path in paths.items() if path} == {"ner": b"free names", "pos": b"tagger"}
    write_manifest(folder, manifest)
    assert read_manifest(folder) == manifest


def test_damage_of_the_base_is_damage_of_the_variant(pack: Path) -> None:
    folder = _variant(pack)
    (folder.parent / "de" / "pos.pt").write_bytes(b"tugger")
    assert [problem.kind for problem in verify(folder)] == ["checksum"]


@pytest.mark.parametrize("base", ["..", "../de", "", "nowhere", "de-free"])
def test_base_that_is_none(pack: Path, base: str) -> None:
    folder = _variant(pack)
    text = (folder / MANIFEST_NAME).read_text(encoding="utf-8")
    (folder / MANIFEST_NAME).write_text(text.replace('base = "de"', f'base = "{base}"'), encoding="utf-8")
    assert [problem.kind for problem in verify(folder)] == ["manifest"]
