"""Kinds of file told by their first bytes: old Office files apart from each other, and what people send by mistake,
each with what to do instead."""

from __future__ import annotations

import re
import struct
from typing import Literal

from vanban.errors import Encrypted, UnreadableSource, Unsupported

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_WORD_SIGN = b"\xec\xa5"
_WORD_LOCKED = 0x0100
_STREAMS = {
    "locked": "EncryptedPackage",
    "doc": "WordDocument",
    "xls": "Workbook",
    "ppt": "PowerPoint Document",
    "msg": "__properties_version1.0",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLD_XML = re.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{1,60}:[ \t]|[ \t]\S|From \S")
_MAIL = re.compile(rb"^(?:from|to|mime-version|received|message-id|content-type|return-path):", re.I | re.M)
_UNREAD = {
    "xls": "Tệp là bảng tính Excel; hãy lưu văn bản thành .docx hoặc .pdf rồi gửi lại.",
    "ppt": "Tệp là bài trình chiếu PowerPoint; hãy lưu văn bản thành .docx hoặc .pdf rồi gửi lại.",
    "msg": "Tệp là thư Outlook (.msg) nên không đọc được; hãy lưu thư thành .eml rồi gửi lại.",
    "ole": "Tệp thuộc dạng Office cũ không rõ loại; hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
    "dos": "Tệp thuộc dạng Word quá cũ nên không đọc được; hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
    "xml": "Tệp Word lưu ở dạng XML nên không đọc được; hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
}
_ARCHIVE = "Tệp nén không phải dạng ZIP nên không mở được; hãy giải nén rồi gửi văn bản, hoặc nén lại thành .zip."
_LOCKED = "Tệp Word được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_PICTURE = "Tệp là ảnh chụp, không có chữ để đọc; hãy gửi tệp soạn thảo hoặc PDF có lớp chữ."

OleKind = Literal["locked", "doc", "xls", "ppt", "msg", "ole"]


def is_old_word(data: bytes) -> bool:
    """Whether the file is a Word document of the kind before DOCX; raise Encrypted if it asks for a password."""
    if not data.startswith(OLE) or _ole_kind(data) != "doc":
        return False
    if (sign := word_version(data)) is not None and sign[1]:
        raise Encrypted(_LOCKED)
    return True


def word_version(data: bytes) -> tuple[int, bool] | None:
    """Answer the version that the head of a Word document states (193: Word 97) and whether it is locked."""
    for place in range(_SECTOR, min(len(data) - 12, 4096 * _SECTOR), _SECTOR):
        if data.startswith(_WORD_SIGN, place):
            version, flags = struct.unpack_from("<H6xH", data, place + 2)
            return version, bool(flags & _WORD_LOCKED)
    return None


def refusal(data: bytes) -> UnreadableSource | None:
    """Answer why this file is refused, or None if it is of none of the kinds known here."""
    if data.startswith(OLE):
        kind = _ole_kind(data)
        return Encrypted(_LOCKED) if kind == "locked" else Unsupported(_UNREAD.get(kind, _UNREAD["ole"]))
    if data.startswith(_ARCHIVES):
        return Unsupported(_ARCHIVE)
    if data.startswith((b"\xdb\xa5\x2d\x00", b"\x31\xbe\x00\x00")):
        return Unsupported(_UNREAD["dos"])
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") and _OLD_XML.search(data[:2048]):
        return Unsupported(_UNREAD["xml"])
    if data.startswith(_PICTURES) and b"\x00" in data[:64]:
        return Unsupported(_PICTURE)
    return None


def opens_as_mail(head: bytes) -> bool:
    """Whether a file begins with the header of an e-mail (or of a web page kept as one, MHT): nothing but its lines,
    at least two of them of the best known names."""
    header = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    lines = header.splitlines()
    if len(lines) < 2 or not all(_HEADER.match(line) for line in lines[:20]):
        return False
    return len(set(_MAIL.findall(header.lower()))) >= 2


def _ole_kind(data: bytes) -> OleKind:
    """What a compound file holds, by the names in its directory."""
    for kind, name in _STREAMS.items():
        if name.encode("utf-16-le") in data:
            return kind  # type: ignore[return-value]
    return "ole"
