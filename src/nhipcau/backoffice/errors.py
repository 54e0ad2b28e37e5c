"""What goes wrong at the door of the back office, in words for people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class TechnicalAccountError(HouseError):
    """A superuser: Wagtail would show it every province."""

    status = 403

    def __str__(self) -> str:
        return _(
            "Tài khoản kỹ thuật thấy dữ liệu của mọi tỉnh nên không vào được trang biên tập. "
            "Xin đăng nhập bằng tài khoản được giao vai trò trong tỉnh."
        )
