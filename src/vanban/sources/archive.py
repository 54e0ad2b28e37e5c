"""A ZIP file from a stranger: parts are read by name, into memory, within bounds, never written anywhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from vanban.errors import Corrupt, Encrypted, TooLarge
from vanban.model import Limits

_END = struct.Struct("<4s4H2LH")
_END_SIGN = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_MAX_COMMENT = 65_535
_MAX_DIRECTORY_ENTRY = 1_024
_FREE_RATIO_BYTES = 4 * 1024 * 1024
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
