"""Letters as files, and what a letter is made of."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

NOT_IN_NAMES = re.compile(r"[^\w.@-]+")


class FolderBackend(BaseEmailBackend):
    """Writes each letter to a file of its own (`EMAIL_FILE_PATH`), whole or not at all.

    The file is named by the letter's Message-ID, and what lies there is left as it is: a letter that is handed over a
    second time, because nobody knows whether the first time came to its end, arrives once.
    """

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Writes the letters; answers how many."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            self.write(message)
        return len(messages)

    def write(self, message: EmailMessage) -> bool:
        """Writes one letter, beside its place first, then put there; answers whether it was not there before."""
        content = message.message()
        name = NOT_IN_NAMES.sub("_", str(content["Message-ID"]).strip("<>"))
        beside = self.folder / f".{name}.{os.getpid()}"
        beside.write_bytes(content.as_bytes())
        try:
            (self.folder / f"{name}.eml").hardlink_to(beside)
        except FileExistsError:
            return False
        finally:
            beside.unlink()
        return True


def letter(subject: str, text: str, html: str, *, to: str, message_id: str) -> EmailMultiAlternatives:
    """A letter as text and HTML, with the Message-ID under which a bounce will speak of it."""
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF"}
    made = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    made.attach_alternative(html, "text/html")
    return made


def absolute(path: str) -> str:
    """An address of the house as it is written in a letter."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def mail_host() -> str:
    """The name under which letters are numbered: this installation's host."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
