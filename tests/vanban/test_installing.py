"""`vanban` installs by itself: a wheel of its own, nothing else needed for plain text, typed, extras named."""

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import vanban

SOURCE = Path(__file__).parents[2] / "src"
PLAN = "Số: 3/KH-UBND\nKẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Ngoại vụ chủ trì, phối hợp với Công an tỉnh đón phóng viên.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install ./src` makes, unpacked where nothing else is."""
    place = tmp_path_factory.mktemp("wheel")
    shutil.copytree(SOURCE / "vanban", place / "src" / "vanban", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SOURCE / "pyproject.toml", place / "src")
    build = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(place)], cwd=place / "src", check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "installed")
    return place / "installed"


def test_the_wheel_reads_plain_text_with_the_standard_library_alone(installed: Path) -> None:
    # -S leaves every installed library out
    code = (
        f"import sys, json; sys.path.insert(0, {str(installed)!r}); import vanban; "
        f"print(json.dumps(vanban.read({PLAN!r}).as_dict()['assignments'][0]['lead'])); print(vanban.__file__)"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    said, place = done.stdout.splitlines()
    assert json.loads(said) == ["Sở Ngoại vụ"]
    assert Path(place).is_relative_to(installed)


def test_the_wheel_holds_the_package_whole_and_nothing_else(installed: Path) -> None:
    def held(root: Path) -> set[str]:
        return {
            path.relative_to(root).as_posix()
            for path in (root / "vanban").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    assert held(installed) == held(SOURCE)
    assert "vanban/py.typed" in held(installed)
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"vanban"}


def test_it_has_the_version_of_the_package_and_asks_for_nothing(installed: Path) -> None:
    (about,) = metadata.distributions(path=[str(installed)])
    assert about.version == vanban.__version__
    asked = [Requirement(line) for line in about.requires or []]
    assert asked
    assert all("extra" in str(requirement.marker) for requirement in asked)


def test_every_extra_that_an_error_names_exists() -> None:
    extras = tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {"html", "docx", "pdf", "ocr", "xlsx"} <= set(extras)


def test_the_platform_pins_what_the_extras_ask_for() -> None:
    extras = tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for requirement in map(Requirement, {line for lines in extras.values() for line in lines}):
        if requirement.name != "vanban":
            assert requirement.specifier.contains(metadata.version(requirement.name))
