"""Message catalogues: compile them, refresh them from the sources, tell what is not translated.

Our msgids are Vietnamese (docs/decisions/0003-messages-in-vietnamese.md), so `locale/en` holds the English of
our own words and `locale/vi` the Vietnamese of other people's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "nhipcau"
ENGLISH = Path("locale/en/LC_MESSAGES/django.po")


def compile_stale() -> None:
    """Writes each .mo whose .po is newer. polib does it, so that gettext need not be installed."""
    for source in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What holds no words of the house: the portal's own catalogues hold the same words in further languages."""
    found = shutil.ignore_patterns("*.mo", "__pycache__", "tests", "static", "wagtail")(folder, names)
    return set(found) | ({"locale"} if Path(folder).name == "portal" else set())


def extracted(english: Path) -> polib.POFile:
    """The English catalogue as it ought to be now: every msgid of the sources, with the translations of `english`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "nhipcau"
        shutil.copytree(PACKAGE, copy, ignore=_ignored)
        (copy / ENGLISH).parent.mkdir(parents=True, exist_ok=True)
        if english.exists():
            shutil.copy(english, copy / ENGLISH)
        # Without settings the command looks at the folder alone, and works whatever state the code is in.
        env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        options = ["--locale", "en", "--no-wrap", "--no-obsolete", "--add-location", "file"]
        subprocess.run([sys.executable, "-m", "django", "makemessages", *options], cwd=copy, env=env, check=True)
        return polib.pofile(str(copy / ENGLISH), wrapwidth=0)


def untranslated(catalogue: polib.POFile) -> list[str]:
    """The msgids that have no translation that a person has settled."""
    return [entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()]


def main() -> int:
    compile_stale()
    english = PACKAGE / ENGLISH
    fresh = extracted(english)
    missing = untranslated(fresh)
    if "--check" not in sys.argv:
        fresh.metadata.pop("POT-Creation-Date", None)  # else every run is a change
        english.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(english))
        compile_stale()
    for msgid in missing:
        print(f"chưa có bản tiếng Anh: {msgid}")
    print(f"{len(fresh)} câu, {len(missing)} chưa dịch")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
