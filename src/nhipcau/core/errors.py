"""Errors that mean something to a person; views turn them into words (core/middleware.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .policy import Permission


class HouseError(Exception):
    """Something that a person can understand and put right; str() is the sentence to show."""

    status = 400


class SentenceError(HouseError):
    """A refusal whose one sentence is written where it is raised: it says what is wrong and what to do."""

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class NotAllowedError(HouseError):
    """The actor may not do this; the sentence says which roles would be allowed, and which only in their own agency."""

    status = 403

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(permission.code)

    def __str__(self) -> str:
        everywhere, at_home = sorted(self.permission.roles), sorted(self.permission.within - self.permission.roles)
        roles = [str(role.label) for role in everywhere]
        roles += [_("%(role)s của chính cơ quan đó") % {"role": role.label} for role in at_home]
        return _("Tài khoản này chưa có quyền “%(what)s”. Quyền này dành cho: %(roles)s.") % {
            "what": self.permission.label,
            "roles": ", ".join(roles),
        }


class ChangedMeanwhileError(HouseError):
    """Somebody else changed the same record after it was shown; nothing was written."""

    status = 409

    def __init__(self, current: object) -> None:
        self.current = current
        super().__init__("changed meanwhile")

    def __str__(self) -> str:
        return _("Người khác vừa sửa mục này. Nội dung mới nhất được hiện bên dưới; chưa có gì bị ghi đè.")


class CalendarSpanError(HouseError):
    """Days in a row that end before they begin, or last longer than a month."""

    status = 422

    def __str__(self) -> str:
        return _("Ngày cuối phải bằng hoặc sau ngày đầu, và mỗi lần ghi không quá 31 ngày.")
