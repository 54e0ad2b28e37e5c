"""What looks damaged in a document: lost letters, odd signs inside words, numbers left out, pages without words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.grammar.markers import find_marker
from vanban.model import Reading, Repair

_LOST = "\ufffd"
_WORD = re.compile(r"\S+")
_LONGEST_WORD = 80
# a sign that no Vietnamese word holds, or a digit between two small letters: what OCR without Vietnamese leaves
_ODD = re.compile(r"[^\W\d_][€§©¢£¥{}~|^\\¿¡]|[€§©¢£¥{}~|^\\¿¡][^\W\d_]|[a-zà-ỹ]\d[a-zà-ỹ]")
_REASONS = {
    "lost-letter": "chữ cái bị mất, đã khôi phục",
    "hyphen": "dấu nối cuối dòng ghi sai mã, đã thay bằng “-”",
    "nfc": "dấu viết rời (Unicode tổ hợp), đã ghép lại",
    "space": "khoảng trắng đặc biệt, đã thay bằng khoảng trắng thường",
    "line-end": "từ bị ngắt ở cuối dòng, đã nối lại",
    "invisible": "ký tự không nhìn thấy, đã bỏ",
    "marks": "chữ mất dấu, đã thêm dấu theo nghĩa",
    "marker": "ký hiệu đầu mục nhận dạng sai, đã sửa theo thứ tự",
    "recognition": "chữ nhận dạng chưa chắc, đã sửa theo nghĩa",
    "symbol": "số, ký hiệu văn bản nhận dạng sai, đã sửa theo ký hiệu đã biết",
    "speck": "vết bẩn bị nhận dạng thành dấu, đã bỏ",
    "numeral": "số La Mã nhận dạng sai, đã sửa",
    "missing-letter": "chữ cái rơi mất không để lại dấu vết, đã thêm theo nghĩa",
    "tone-place": "dấu thanh đặt sai chữ, đã đặt lại",
    "split-word": "từ bị tách làm hai, đã ghép lại",
    "joined-words": "hai từ bị dính liền, đã tách ra",
    "tcvn3": "chữ theo bảng mã cũ TCVN3 (ABC), đã chuyển sang Unicode",
    "vni": "chữ theo bảng mã cũ VNI, đã chuyển sang Unicode",
    "viscii": "chữ theo bảng mã cũ VISCII, đã chuyển sang Unicode",
    "cp1258": "chữ theo bảng mã Windows-1258, đã chuyển sang Unicode",
    "viqr": "chữ gõ theo quy ước VIQR, đã chuyển sang Unicode",
    "utf8": "chữ UTF-8 bị đọc sai bảng mã, đã đọc lại",
}
# changes of coding that leave every printed letter as it was
_HARMLESS = frozenset(
    {"nfc", "space", "invisible", "hyphen", "line-end", "tcvn3", "vni", "viscii", "cp1258", "viqr", "utf8"}
)
_DAMAGE_WARNINGS = frozenset({"no_marks", "lost_letters", "encoding", "scan", "corrupt_page"})
_MAX_PER_KIND = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that looks damaged. `line` counts from 1 and is None for the whole document; `words` are as found,
    `why` is a Vietnamese phrase, `harmless` is true for changes of coding that lose nothing."""

    line: int | None
    words: str
    why: str
    harmless: bool = False


def check(reading: Reading) -> tuple[Finding, ...]:
    """Answer what looks damaged in a document, in the order of its lines; what concerns the whole comes first."""
    found = [
        *_from_warnings(reading),
        *_from_repairs(reading),
        *_left_over(reading),
        *_gaps(reading),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.line or 0, finding.harmless)))


def _from_warnings(reading: Reading) -> Iterator[Finding]:
    for warning in reading.warnings:
        if warning.code in _DAMAGE_WARNINGS:
            yield Finding(warning.line, "", warning.message)


def _from_repairs(reading: Reading) -> Iterator[Finding]:
    counted: dict[str, list[Repair]] = {}
    for repair in reading.repairs:
        if repair.rule in _HARMLESS and repair.sure:
            counted.setdefault(repair.rule, []).append(repair)
            continue
        why = _REASONS.get(repair.rule, f"đã sửa theo quy tắc {repair.rule}")
        doubt = "" if repair.sure else "; chưa chắc, cần xem lại"
        yield Finding(repair.line, repair.original, f"{why}: “{repair.repaired}”{doubt}")
    for rule, repairs in counted.items():
        again = f" ({len(repairs)} chỗ)" if len(repairs) > 1 else ""
        yield Finding(repairs[0].line, "", f"{_REASONS[rule]}{again}", harmless=True)


def _left_over(reading: Reading) -> Iterator[Finding]:
    lost = odd = 0
    for number, line in enumerate(reading.text.split("\n"), start=1):
        if _LOST not in line and not _ODD.search(line):
            continue
        for word in _WORD.findall(line):
            if _LOST in word:
                lost += 1
                if lost <= _MAX_PER_KIND:
                    yield Finding(number, word[:_LONGEST_WORD], "chữ cái bị mất, không khôi phục được")
            elif len(word) <= _LONGEST_WORD and _ODD.search(word):
                odd += 1
                if odd <= _MAX_PER_KIND:
                    yield Finding(number, word, "ký hiệu lạ trong từ, có thể do nhận dạng chữ sai")


def _gaps(reading: Reading) -> Iterator[Finding]:
    """Arabic and roman numbers that are left out; letters are not judged, since real lists skip *f*, *j* and *đ*."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for unit in reading.units:
        marker = find_marker(reading.source_text[unit.start : unit.start + 60].lstrip())
        if marker is None or marker.style not in {"arabic", "roman", "decimal"}:
            continue
        row = (unit.path.rpartition(".")[0], marker.style)
        value, label = last.get(row, (0, ""))
        if value and marker.value > value + 1:
            yield Finding(unit.line, marker.label, f"số thứ tự nhảy từ {label} đến {marker.label}")
        last[row] = (marker.value, marker.label)
