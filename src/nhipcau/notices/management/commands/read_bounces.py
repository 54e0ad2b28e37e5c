from __future__ import annotations

import email
import mailbox
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nhipcau.notices.actions.bounces import take_in


class Command(BaseCommand):
    help = "Đọc thư báo không gửi được từ một hộp thư: tệp mbox, thư mục Maildir, tệp .eml hoặc thư mục tệp .eml."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"Không có {path}")
        found = take_in(messages_in(path), at=timezone.now())
        self.stdout.write(f"Thư bị trả lại: {found.marked}; không rõ thư nào: {found.unknown}; thư khác: {found.other}")


def messages_in(path: Path) -> Iterator[Message]:
    """Every message of a mailbox, whichever of the usual forms it has. Nothing in it is changed."""
    if path.is_dir() and (path / "cur").is_dir():
        yield from mailbox.Maildir(str(path), create=False)
    elif path.is_dir():
        for file in sorted(path.glob("*.eml")):
            yield email.message_from_bytes(file.read_bytes())
    elif path.read_bytes()[:5] == b"From ":
        yield from mailbox.mbox(str(path), create=False)
    else:
        yield email.message_from_bytes(path.read_bytes())
