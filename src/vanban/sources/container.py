"""Several documents in one file: a ZIP archive or an e-mail with its attachments, archives inside them included.

Members are opened one after the other, in memory, within one budget for the whole file; their names are only shown,
never used as paths. One member that cannot be read does not keep the others from being read.
"""

from __future__ import annotations

import binascii
import email
import email.errors
import email.header
import email.message
import email.policy
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.errors import Encrypted, TooLarge, UnreadableSource, Unsupported
from vanban.model import Limits, Warning_
from vanban.repair.folding import fold
from vanban.sources import EMAIL, ZIP, Extract, extract_bytes, sniff
from vanban.sources.archive import Archive, shown_name

MAX_MULTIPARTS = 200
_SHOWN_NAMES = 10
_HEAD = re.compile(
    r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia|doc\s+lap\s*-\s*tu\s+do|dang\s+cong\s+san\s+viet\s+nam|^\s*so\s*:?\s*\d+\s*[/-]",
    re.M,
)
_HEAD_CHARS = 3000
_ANNEX = re.compile(r"(?:^|[\s/._-])(?:phu\s*luc|pl|bieu|mau)(?:$|[\s._\d-])")
_NO_DOCUMENT = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)|/$", re.IGNORECASE)
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_EMPTY = "Tệp nén hoặc thư này không có văn bản nào để đọc."
_DEEP = "Tệp nén lồng trong nhau quá nhiều lớp nên bị từ chối; hãy giải nén rồi gửi từng văn bản."
_MANY = "Tệp nén có quá nhiều thành phần nên bị từ chối; hãy giải nén rồi gửi từng văn bản."
_CIPHER = "Thư được mã hóa; hãy mở thư rồi lưu từng tệp đính kèm."
_BODY = "nội dung thư"
_REST = "phần còn lại"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another, with its name for people, or why it could not be taken out; `letter`: it is the text of
    an e-mail itself and not something sent with it."""

    name: str
    data: bytes | UnreadableSource
    letter: bool = False


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of the main document in a container, with a warning that names the others.

    The main one is the first that opens as an official document does and is not called an annex; without any such,
    the longest. Raises what the first member raised when none can be read.
    """
    best: Extract | None = None
    chosen, rank = "", (-1, 0)
    others: list[str] = []
    bad: list[str] = []
    refused: UnreadableSource | None = None
    for member in members(data, limits):
        if rank[0] == 2:
            others.append(member.name)
            continue
        try:
            taken = opened(member, limits)
        except UnreadableSource as problem:
            refused = refused or problem
            bad.append(member.name)
            continue
        found = (_likeness(member, taken), len(taken.text))
        if found > rank:
            others += [chosen] if best is not None else []
            best, chosen, rank = taken, member.name, found
        else:
            others.append(member.name)
    if best is None:
        raise refused or Unsupported(_EMPTY)
    return replace(best, warnings=(*_told(chosen, others, bad), *best.warnings))


def opened(member: Member, limits: Limits) -> Extract:
    """Answer the text of a member; raise UnreadableSource where it has none."""
    if isinstance(member.data, UnreadableSource):
        raise member.data
    return extract_bytes(member.data, limits=limits)


def members(data: bytes, limits: Limits) -> Iterator[Member]:
    """Answer the files in a container one by one, those in containers inside it too.

    Raises UnreadableSource where the container itself cannot be opened; what goes wrong further in is a member.
    """
    begun = False
    try:
        for member in _Unpacker(limits).members(data, "", 1):
            yield member
            begun = True
    except UnreadableSource as problem:
        if not begun:
            raise
        yield Member(_REST, problem)


class _Unpacker:
    """Keeps one budget of files and bytes over all levels."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files = limits.max_parts
        self._bytes = limits.max_unpacked_bytes

    def members(self, data: bytes, above: str, depth: int) -> Iterator[Member]:
        inside = self._packed(data) if sniff(data) == ZIP else self._letter(data)
        for member in inside:
            self._files -= 1
            if self._files < 0:
                raise TooLarge(_MANY)
            member = replace(member, name=f"{above}{member.name}")
            if isinstance(member.data, bytes) and _kind(member.data) in {ZIP, EMAIL}:
                yield from self._deeper(member, member.data, depth)
            else:
                yield member

    def _deeper(self, member: Member, data: bytes, depth: int) -> Iterator[Member]:
        if depth >= self._limits.max_depth:
            yield replace(member, data=TooLarge(_DEEP))
            return
        try:
            yield from self.members(data, f"{member.name}/", depth + 1)
        except UnreadableSource as problem:
            yield replace(member, data=problem)

    def _packed(self, data: bytes) -> Iterator[Member]:
        archive = Archive(data, replace(self._limits, max_unpacked_bytes=self._bytes))
        for stored, shown in archive.listing():
            if _NO_DOCUMENT.search(shown):
                continue
            try:
                content = archive.read(stored)
            except TooLarge as problem:
                # the budget is for all: what comes after would not fit either
                yield Member(shown, problem)
                return
            except UnreadableSource as problem:
                yield Member(shown, problem)
                continue
            if content is not None:
                self._bytes -= len(content)
                yield Member(shown, content)

    def _letter(self, data: bytes) -> Iterator[Member]:
        if data.lower().count(b"content-type: multipart/") > MAX_MULTIPARTS:
            raise TooLarge(_MANY)
        letter = email.message_from_bytes(data[: self._limits.max_bytes], policy=email.policy.compat32)
        body: email.message.Message | None = None
        attached: list[email.message.Message] = []
        for part in letter.walk():
            kind = part.get_content_type()
            if part.is_multipart() or kind in _SIGNATURES:
                continue
            if kind in {"text/plain", "text/html"} and not _is_attached(part):
                # of a text and the same as a page, the page has the tables
                body = part if body is None or kind == "text/html" != body.get_content_type() else body
            elif not (kind.startswith("image/") and part.get("Content-ID")):
                attached.append(part)
        if body is not None and (content := _body(body)).strip():
            yield Member(_BODY, content, letter=True)
        for place, part in enumerate(attached, start=1):
            name = shown_name(_filename(part)) or f"tệp đính kèm {place}"
            if part.get_content_type() in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
                yield Member(name, Encrypted(_CIPHER))
            else:
                yield Member(name, _payload(part))


def _likeness(member: Member, taken: Extract) -> int:
    """How much a member is the main document: 2 for one with the head of an official document, 0 for the letter that
    it came with."""
    if member.letter:
        return 0
    name = fold(member.name.rpartition("/")[2])
    headed = _HEAD.search(fold(unicodedata.normalize("NFC", taken.text[:_HEAD_CHARS])))
    return 2 if headed and not _ANNEX.search(name) else 1


def _told(chosen: str, others: list[str], bad: list[str]) -> Iterator[Warning_]:
    if others:
        count = len(others) + len(bad) + 1
        yield Warning_(
            "several_documents",
            f"Tệp chứa {count} văn bản; chỉ đọc văn bản chính “{chosen}”, còn lại: {_named(others)}.",
        )
    if bad:
        yield Warning_("left_out", f"Có {len(bad)} tệp bên trong không đọc được: {_named(bad)}.")


def _named(names: list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN_NAMES])
    return shown if len(names) <= _SHOWN_NAMES else f"{shown} và {len(names) - _SHOWN_NAMES} tệp khác"


def _kind(data: bytes) -> str:
    try:
        return sniff(data)
    except UnreadableSource:
        return ""


def _is_attached(part: email.message.Message) -> bool:
    # a header with bytes that are no ASCII comes as an object of its own
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return disposition.startswith("attachment") or bool(_filename(part))


def _filename(part: email.message.Message) -> str:
    try:
        name = part.get_filename() or ""
        return str(email.header.make_header(email.header.decode_header(name)))
    except (LookupError, UnicodeError, ValueError, binascii.Error, email.errors.HeaderParseError):
        return ""


def _payload(part: email.message.Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        return b""
    return content if isinstance(content, bytes) else b""


def _body(part: email.message.Message) -> bytes:
    """The text of a letter in UTF-8, whatever its header declares."""
    content = _payload(part)
    try:
        return content.decode(part.get_content_charset("utf-8")).encode()
    except (LookupError, UnicodeError):
        return content
