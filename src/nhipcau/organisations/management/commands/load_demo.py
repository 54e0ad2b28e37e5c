from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhipcau.organisations.actions.demonstration import DemoAccount, make_demo_accounts
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.queries.province_files import read_province

PROVINCES = ("ha-tinh", "hue")  # the first is the one that is shown; the second proves that nothing crosses over


class Command(BaseCommand):
    help = "Nạp tỉnh trình diễn và một tài khoản cho mỗi vai trò. Chỉ chạy ở bản trình diễn."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO).")
        password = demo_password()
        for code in PROVINCES:
            province, _ = load_province(read_province(settings.PROVINCES / code), at=timezone.now())
            accounts = make_demo_accounts(province, password, at=timezone.now())
            if options["verbosity"]:
                self.stdout.write(f"\n{province.name[:1].upper()}{province.name[1:]}")
                self.stdout.write("\n".join(table(accounts)))
        if options["verbosity"]:
            self.stdout.write(f"\nMật khẩu của mọi tài khoản trình diễn: {password}")


def demo_password() -> str:
    """The password of every demonstration account: made once, kept in a file that only its owner reads."""
    kept = settings.VAR / "demo-password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text().strip()


def table(accounts: list[DemoAccount]) -> list[str]:
    """The accounts as lines of text in columns."""
    rows = [(str(each.role.label), each.email, each.full_name, each.where) for each in accounts]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  " + "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
