"""Why a document could not be made, in words for the person who asked for it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class NoOfficeError(HouseError):
    """LibreOffice is not installed: there is a DOCX and no PDF."""

    status = 503

    def __str__(self) -> str:
        return _(
            "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải bản Word (DOCX), hoặc đề nghị quản trị "
            "cài gói libreoffice-writer-nogui."
        )


class NoFontError(HouseError):
    """A letter would be drawn in another typeface than the document's."""

    status = 503

    def __init__(self, fonts: str) -> None:
        self.fonts = fonts
        super().__init__(fonts)

    def __str__(self) -> str:
        return _(
            "Máy chủ thiếu phông chữ văn bản (Tinos hoặc Times New Roman) nên không xuất PDF: chữ sẽ hiện bằng "
            "%(fonts)s. Hãy tải bản Word (DOCX), hoặc đề nghị quản trị cài gói fonts-croscore."
        ) % {"fonts": self.fonts}


class OfficeFailedError(HouseError):
    """LibreOffice gave nothing, or took too long."""

    status = 503

    def __str__(self) -> str:
        return _("Chưa xuất được PDF trong thời gian cho phép. Văn bản vẫn còn nguyên; hãy thử lại hoặc tải bản Word.")


class BadSourceError(ValueError):
    """A source that no bookmark can carry: an error of the program, not of the person."""
