"""A folder of letters that comes to a standstill at a letter of a test's choice; it runs in a process of its own."""

import os
import time

from nhipcau.notices.mail import FolderBackend

PATIENCE_SECONDS = 60


class StuckFolder(FolderBackend):
    """NHIPCAU_TEST_STUCK: `before 3` stands still before the third letter lies in the folder, `after 3` when it does.

    Each letter that was new to the folder is noted in `deliveries`, so that a test can count them.
    """

    def write(self, message):
        place, number = (os.environ.get("NHIPCAU_TEST_STUCK") or "never 0").split()
        written = len(list(self.folder.glob("*.eml")))
        if place == "before" and written + 1 == int(number):
            self._stand_still()
        new = super().write(message)
        if new:
            with (self.folder / "deliveries").open("a") as notes:
                notes.write(f"{message.to[0]}\n")
        if place == "after" and written + 1 == int(number):
            self._stand_still()
        return new

    def _stand_still(self):
        (self.folder / "stuck").touch()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            time.sleep(0.05)
        raise TimeoutError("nobody killed this process")
