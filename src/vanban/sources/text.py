"""Plain text: which encoding, which line ends, which pages."""

from __future__ import annotations

import codecs
import re

from vanban.model import Limits, Warning_
from vanban.repair.encodings import unmap
from vanban.sources import TEXT, Extract

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085|\x0b")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_NAMES = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "viscii": "VISCII",
    "cp1258": "Windows-1258",
    "viqr": "VIQR",
    "utf8": "UTF-8",
}
# Quotes and dashes of Windows-1252 where no old encoding was at work.
_CONTROLS = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a plain-text file; undecodable bytes become U+FFFD, with a warning."""
    cut = data[: limits.max_bytes]
    text, warnings = decode(cut)
    return from_text(text, limits=limits, warnings=warnings, cut=len(cut) < len(data))


def from_text(text: str, *, limits: Limits, warnings: tuple[Warning_, ...] = (), cut: bool = False) -> Extract:
    """Answer text that is already decoded, its line ends unified; a form feed starts a page."""
    if cut or len(text) > limits.max_chars:
        text = text[: limits.max_chars]
        kept = f"{limits.max_chars:,}".replace(",", ".")
        warnings += (Warning_("truncated", f"Văn bản quá dài: chỉ đọc {kept} ký tự đầu."),)
    text = _LINE_ENDS.sub("\n", text)
    pages = tuple(match.end() for match in re.finditer("\f", text))
    return Extract(text, (0, *pages) if pages else (), TEXT, warnings)


def decode(data: bytes) -> tuple[str, tuple[Warning_, ...]]:
    """Answer the text of `data` and what there is to say about its encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    if b"\x00" in data[:4096]:
        encoding = "utf-16-le" if data[1:4096:2].count(0) >= data[0:4096:2].count(0) else "utf-16-be"
        return data.decode(encoding, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        lossy = data.decode("utf-8", "replace")
    if lossy.count("\ufffd") * 2 > sum(character > "\x7f" for character in lossy):
        # most of what is not ASCII is not UTF-8 either: a file of the time before Unicode
        return _decode_old(data)
    lost = Warning_("encoding", "Một số byte không phải UTF-8; chữ ở đó bị mất và được thay bằng U+FFFD.")
    return lossy, (lost,)


def _decode_old(data: bytes) -> tuple[str, tuple[Warning_, ...]]:
    """Answer the text of a file in old encodings, the likeliest of each paragraph; failing that, as Windows-1258."""
    mapped = unmap(data.decode("latin-1"))
    if not mapped.segments:
        old = Warning_("encoding", "Tệp không phải UTF-8, được đọc theo bảng mã Windows-1258; hãy xem lại dấu.")
        return data.decode("cp1258", "replace"), (old,)
    names = ", ".join(dict.fromkeys(_NAMES[segment.encoding] for segment in mapped.segments))
    message = f"Tệp không phải UTF-8, được đọc theo bảng mã cũ {names}; hãy xem lại dấu."
    return mapped.text.translate(_CONTROLS), (Warning_("encoding", message),)
