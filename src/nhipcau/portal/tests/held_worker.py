"""A worker that waits in the middle of a publication, or right after it, until the test has killed it.

python -m nhipcau.portal.tests.held_worker middle|after|never FOLDER
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import django

MIDDLE, SECONDS = 4, 120


def main(moment: str, folder: str) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db.models.signals import post_save

    from nhipcau.library.public import Publication, on_publication

    made = []

    def wait() -> None:
        (Path(folder) / "held").touch()
        time.sleep(SECONDS)

    def count(**_more: Any) -> None:
        made.append(1)
        if len(made) == MIDDLE:
            wait()

    if moment == "middle":
        post_save.connect(count, sender=Publication)
    elif moment == "after":
        on_publication(lambda _change: wait())
    call_command("worker", "--interval", "0.05")


if __name__ == "__main__":
    main(*sys.argv[1:])
