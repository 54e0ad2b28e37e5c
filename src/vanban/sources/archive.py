"""A ZIP file from a stranger: parts are read by name, into memory, within bounds, never written anywhere."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib

from vanban.errors import Corrupt, Encrypted, TooLarge, UnreadableSource
from vanban.model import Limits

_END = struct.Struct("<4s4H2LH")
_END_SIGN = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_MAX_COMMENT = 65_535
_MAX_DIRECTORY_ENTRY = 1_024
_FREE_RATIO_BYTES = 4 * 1024 * 1024
_SAYS_UTF8 = 0x800
_MAX_NAME = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]|^[A-Za-z]:")
_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, OverflowError,
)  # fmt: skip
_BROKEN = "Tệp nén bên trong văn bản đã hỏng; hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại."
_BIG = "Tệp vượt quá dung lượng cho phép; hãy bỏ bớt ảnh hoặc tách tệp rồi gửi lại."
_BOMB = "Tệp nở ra quá lớn khi mở (giống tệp phá hoại), nên bị từ chối; hãy kiểm tra nguồn gốc của tệp."


class Archive:
    """The parts of a ZIP file.

    Opening it reads only the directory, whose size is judged first, since a small file can announce millions
    of parts. Raises Corrupt, Encrypted or TooLarge.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) > limits.max_bytes:
            raise TooLarge(_BIG)
        self._limits = limits
        self._unpacked = 0
        _judge_directory(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as problem:
            raise Corrupt(_BROKEN) from problem
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            # programs differ in which of two parts of one name they show: nobody can say what was signed
            if info.filename in self._infos:
                raise Corrupt(_BROKEN)
            self._infos[info.filename] = info

    @property
    def names(self) -> frozenset[str]:
        """Names of all parts, as stored; they are keys here and never paths on a disk."""
        return frozenset(self._infos)

    def listing(self) -> list[tuple[str, str]]:
        """Answer the parts in the order of the directory: the name that `read` takes, and the name for people."""
        return [(name, _as_written(info)) for name, info in self._infos.items()]

    def read(self, name: str) -> bytes | None:
        """Answer a part unpacked, or None if there is none; all that is unpacked stays within the limits."""
        info = self._infos.get(name)
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise Encrypted("Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        if info.compress_type not in _READABLE:
            raise Corrupt(_BROKEN)
        room = self._limits.max_unpacked_bytes - self._unpacked
        allowed = min(room, max(_FREE_RATIO_BYTES, info.compress_size * self._limits.max_ratio))
        try:
            with self._zip.open(info) as stream:
                content = stream.read(allowed + 1)
        except _DAMAGE as problem:
            raise Corrupt(_BROKEN) from problem
        if len(content) > allowed:
            raise TooLarge(_BOMB)
        self._unpacked += len(content)
        return content


def _as_written(info: zipfile.ZipInfo) -> str:
    """The name of a part as its author wrote it: programs store UTF-8 without saying so, which reads as code page 437;
    a folder keeps its stroke at the end."""
    name = info.filename
    if not info.flag_bits & _SAYS_UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return (shown_name(name) or "không tên") + ("/" if name.endswith("/") else "")


def shown_name(name: str) -> str:
    """Answer a file's name for people to read: nothing in it climbs out of a folder, breaks or turns the line."""
    parts = re.split(r"[/\\]", _UNSAFE.sub("", name))
    kept = (part.strip() for part in parts if part.strip() not in {"", ".", ".."})
    return unicodedata.normalize("NFC", "/".join(kept))[:_MAX_NAME]


def packed_kind(data: bytes) -> str:
    """Answer what a ZIP file is, by the names in its directory: `docx`, `odf` or `zip`; a directory that cannot be
    read gives what the first part says."""
    try:
        _judge_directory(data, Limits())
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (UnreadableSource, *_DAMAGE):
        (length,) = struct.unpack_from("<H", data.ljust(30, b"\x00"), 26)
        names = {data[30 : 30 + length].decode("utf-8", "replace")}
    if "mimetype" in names and (len(names) == 1 or "content.xml" in names or "META-INF/manifest.xml" in names):
        return "odf"
    if "[Content_Types].xml" in names or any(name.startswith(("word/", "_rels/", "xl/", "ppt/")) for name in names):
        return "docx"
    return "zip"


def _judge_directory(data: bytes, limits: Limits) -> None:
    place = data.rfind(_END_SIGN, max(0, len(data) - _MAX_COMMENT - _END.size))
    if place < 0 or place + _END.size > len(data):
        raise Corrupt(_BROKEN)
    _, disk, start_disk, here, count, size, _, _ = _END.unpack_from(data, place)
    zip64 = data[max(0, place - _LOCATOR_SIZE) :].startswith(_ZIP64_LOCATOR)
    if disk or start_disk or here != count:
        raise Corrupt(_BROKEN)
    if zip64 or count > limits.max_parts or size > limits.max_parts * _MAX_DIRECTORY_ENTRY:
        raise TooLarge(_BOMB)
