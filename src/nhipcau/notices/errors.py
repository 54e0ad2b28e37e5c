"""Why something in this room cannot be done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class MailServerError(HouseError):
    """The mail server cannot be reached: what waits stays waiting and is tried again."""

    status = 503

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)

    def __str__(self) -> str:
        return _("Chưa gửi được thư: máy chủ thư không trả lời (%(problem)s). Thư đang chờ và sẽ được gửi lại.") % {
            "problem": self.problem
        }


class HeldAlreadyError(HouseError):
    """The same hold stands already."""

    status = 409

    def __str__(self) -> str:
        return _("Phần này đang được giữ rồi.")


class NotHeldError(HouseError):
    """A hold that was released before."""

    status = 409

    def __str__(self) -> str:
        return _("Phần này đã được thả trước đó.")


class LadderError(HouseError):
    """A ladder without steps, or with days that are none."""

    status = 422

    def __str__(self) -> str:
        return _("Bậc nhắc việc là các số ngày từ 1 đến 365, khác nhau, cách nhau bằng dấu phẩy.")
