"""Why something cannot be handed out: each becomes one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class NothingToPackError(HouseError):
    """No publication fits what was asked for; no package was made."""

    status = 422

    def __str__(self) -> str:
        return _("Không có nội dung đã đăng nào thuộc phạm vi đã chọn, nên chưa lập gói.")


class NoConnectorError(HouseError):
    """The receiver publishes no interface that we know; its packages are handed over as files."""

    status = 409

    def __str__(self) -> str:
        return _("Nơi nhận này chưa có kết nối. Xin tải gói rồi gửi tệp.")


class UnknownAddressError(HouseError):
    """The address belongs to no published page."""

    status = 404

    def __str__(self) -> str:
        return _("Địa chỉ này không phải trang nội dung đang đăng.")
