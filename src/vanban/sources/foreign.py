"""Kinds of file that people send by mistake, told by their first bytes, each with what to do instead."""

from __future__ import annotations

from vanban.errors import Encrypted, UnreadableSource, Unsupported

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLD_WORD = "Tệp thuộc dạng Word cũ (.doc) nên không đọc được; hãy mở bằng Word, lưu thành .docx rồi gửi lại."
_LOCKED = "Tệp Word được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_RICH = "Tệp thuộc dạng RTF nên không đọc được; hãy mở bằng Word, lưu thành .docx rồi gửi lại."
_PICTURE = "Tệp là ảnh chụp, không có chữ để đọc; hãy gửi tệp soạn thảo hoặc PDF có lớp chữ."


def refusal(data: bytes) -> UnreadableSource | None:
    """Answer why this file is refused, or None if it is of none of the kinds known here."""
    if data.startswith(_OLE):
        return Encrypted(_LOCKED) if _ENCRYPTED_PACKAGE in data else Unsupported(_OLD_WORD)
    if data.startswith(b"{\\rtf"):
        return Unsupported(_RICH)
    if data.startswith(_PICTURES) and b"\x00" in data[:64]:
        return Unsupported(_PICTURE)
    return None
