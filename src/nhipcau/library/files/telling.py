"""What a file is, in words for whoever sent it."""

from __future__ import annotations

import filetype
from django.utils.translation import gettext as _


def told(data: bytes) -> str:
    """What the bytes are: “chương trình chạy trên Windows”, “trang HTML”…"""
    if not data:
        return _("tệp rỗng")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, words in (
        (b"mz", _("chương trình chạy trên Windows")),
        (b"\x7felf", _("chương trình chạy trên Linux")),
        (b"#!", _("tệp lệnh")),
        (b"<?php", _("mã PHP")),
        (b"%pdf", _("PDF")),
    ):
        if start.startswith(mark):
            return words
    if b"<svg" in start:
        return _("hình vẽ SVG")
    if start.startswith((b"<!doctype html", b"<html", b"<script")) or b"<html" in start:
        return _("trang HTML")
    guessed = filetype.guess(data[:8192])
    kinds = {"image": _("ảnh"), "video": _("video"), "audio": _("âm thanh"), "font": _("phông chữ")}
    if guessed:
        main = guessed.mime.partition("/")[0]
        return f"{kinds[main]} {guessed.extension.upper()}" if main in kinds else guessed.extension.upper()
    return _("văn bản") if b"\0" not in data[:4096] else _("dữ liệu không rõ loại")
