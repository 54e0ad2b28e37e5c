"""A province's plain files (provinces/<code>/): what they say, and everything that is wrong with them at once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from ..choices import NameKind, OrganisationKind, SuccessionKind
from ..errors import ProvinceFilesError

KINDS = {
    "Đảng": OrganisationKind.PARTY,
    "UBND": OrganisationKind.COMMITTEE,
    "sở": OrganisationKind.DEPARTMENT,
    "vũ trang": OrganisationKind.ARMED,
    "mặt trận, đoàn thể": OrganisationKind.FRONT,
    "hội": OrganisationKind.ASSOCIATION,
    "báo chí": OrganisationKind.MEDIA,
    "đơn vị sự nghiệp": OrganisationKind.CENTRE,
    "huyện": OrganisationKind.DISTRICT,
    "xã": OrganisationKind.COMMUNE,
    "trung ương": OrganisationKind.CENTRAL,
    "khác": OrganisationKind.OTHER,
}
NAME_KINDS = {
    "chính thức": NameKind.OFFICIAL,
    "viết tắt": NameKind.ABBREVIATION,
    "cách gọi khác": NameKind.ALIAS,
}
WAYS = {
    "đổi tên": SuccessionKind.RENAMED,
    "hợp nhất": SuccessionKind.MERGED,
    "chia, tách": SuccessionKind.SPLIT,
    "chuyển nhiệm vụ": SuccessionKind.MOVED_DUTY,
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProvinceFiles:
    """What a province's files say. Each table maps the key of a row to its values, in file order.

    Tables: `organisations` (code), `names` (code, text), `successions` (from, to, day), `groups` (code),
    `group_names` (code, text), `memberships` (group, organisation).
    """

    code: str
    name: str
    name_en: str
    before_excludes_the_day: bool
    tables: dict[str, dict[tuple[str, ...], Row]]


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one folder and gathers faults with file and line."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    def rows(self, file: str) -> Iterator[tuple[str, dict[str, str]]]:
        path = self.folder / file
        if not path.exists():
            return
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for number, row in enumerate(csv.DictReader(handle), 2):
                yield f"{file}, dòng {number}", {name: (value or "").strip() for name, value in row.items() if name}

    def day(self, place: str, text: str) -> date | None:
        if not text:
            return None
        try:
            return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            self.faults.append(f"{place}: “{text}” không phải ngày dạng ngày/tháng/năm")
            return None

    def word(self, place: str, text: str, words: dict[str, Any]) -> Any:
        if text not in words:
            self.faults.append(f"{place}: “{text}” không có trong các loại: {'; '.join(words)}")
        return words.get(text, "")

    def known(self, place: str, code: str, codes: Any) -> None:
        if code not in codes:
            self.faults.append(f"{place}: không có mã “{code}”")


def province_codes(root: Path) -> list[str]:
    """The provinces that have files, by code."""
    return sorted(path.parent.name for path in root.glob("*/tinh.toml"))


def read_province(folder: Path) -> ProvinceFiles:
    """What a province's files say. Raises ProvinceFilesError with every fault found, file and line."""
    reader = _Reader(folder)
    about = _about(reader)
    tables: dict[str, dict[tuple[str, ...], Row]] = {"organisations": _table(reader, "co-quan.csv", _organisation)}
    codes = {key[0] for key in tables["organisations"]}
    for key, row in tables["organisations"].items():
        if row["parent"]:
            reader.known(f"co-quan.csv, mã {key[0]}, cột trực thuộc", row["parent"], codes)
    tables["names"] = _table(reader, "ten-khac.csv", partial(_name, codes))
    tables["successions"] = _table(reader, "ke-thua.csv", partial(_succession, codes))
    tables["groups"] = _table(reader, "nhom.csv", _group)
    groups = {key[0] for key in tables["groups"]}
    tables["group_names"] = _table(reader, "cach-goi-nhom.csv", partial(_group_name, groups))
    tables["memberships"] = _table(reader, "thanh-vien.csv", partial(_membership, groups, codes))
    for (group,), row in tables["groups"].items():
        for (code,), body in tables["organisations"].items():
            if body["kind"] in row["by_kind"]:
                tables["memberships"].setdefault((group, code), {"valid_from": None, "valid_to": None})
    if reader.faults:
        raise ProvinceFilesError(folder.name, reader.faults)
    return ProvinceFiles(folder.name, about["name"], about["name_en"], about["before"], tables)


def _about(reader: _Reader) -> Row:
    path = reader.folder / "tinh.toml"
    if not path.exists():
        raise ProvinceFilesError(reader.folder.name, [f"không có tệp {path}"])
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as fault:
        raise ProvinceFilesError(reader.folder.name, [f"tinh.toml: {fault}"]) from fault
    if not given.get("name"):
        reader.faults.append("tinh.toml: thiếu name, tên tỉnh kèm “tỉnh” hoặc “thành phố”")
    before = given.get("before_excludes_the_day", True)
    return {"name": given.get("name", ""), "name_en": given.get("name_en", ""), "before": before}


def _table(
    reader: _Reader, file: str, read: Callable[[_Reader, str, dict[str, str]], tuple[tuple[str, ...], Row]]
) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for place, row in reader.rows(file):
        try:
            key, values = read(reader, place, row)
        except KeyError as missing:
            reader.faults.append(f"{file}: thiếu cột {missing}")
            break
        if key in found:
            reader.faults.append(f"{place}: trùng với một dòng ở trên ({', '.join(key)})")
        found[key] = values
    return found


def _organisation(reader: _Reader, place: str, row: dict[str, str]) -> tuple[tuple[str, ...], Row]:
    if not row["tên"]:
        reader.faults.append(f"{place}: thiếu tên")
    return (row["mã"],), {
        "name": row["tên"],
        "short_name": row["tên ngắn"],
        "name_en": row["tên tiếng Anh"],
        "kind": reader.word(place, row["loại"], KINDS),
        "parent": row["trực thuộc"],
        "only_requested": row["chỉ đề nghị"].lower() in ("x", "có"),
        "valid_from": reader.day(place, row["từ ngày"]),
        "valid_to": reader.day(place, row["đến ngày"]),
        "order": int(row["thứ tự"]) if row["thứ tự"].isdigit() else 1000,
    }


def _name(codes: set[str], reader: _Reader, place: str, row: dict[str, str]) -> tuple[tuple[str, ...], Row]:
    reader.known(place, row["mã"], codes)
    return (row["mã"], row["cách gọi"]), {
        "kind": reader.word(place, row["loại tên"], NAME_KINDS),
        "valid_from": reader.day(place, row["từ ngày"]),
        "valid_to": reader.day(place, row["đến ngày"]),
    }


def _succession(codes: set[str], reader: _Reader, place: str, row: dict[str, str]) -> tuple[tuple[str, ...], Row]:
    reader.known(place, row["từ cơ quan"], codes)
    reader.known(place, row["sang cơ quan"], codes)
    on = reader.day(place, row["từ ngày"])
    if on is None:
        reader.faults.append(f"{place}: thiếu ngày")
    return (row["từ cơ quan"], row["sang cơ quan"], on.isoformat() if on else ""), {
        "kind": reader.word(place, row["cách thức"], WAYS),
        "share": row["phần việc"],
        "takes_external_information": row["nhận TTĐN"].lower() in ("x", "có"),
        "source": row["căn cứ"],
    }


def _group(reader: _Reader, place: str, row: dict[str, str]) -> tuple[tuple[str, ...], Row]:
    words = [word.strip() for word in row["thành viên theo loại"].split(";") if word.strip()]
    return (row["mã"],), {"name": row["tên"], "by_kind": tuple(reader.word(place, word, KINDS) for word in words)}


def _group_name(groups: set[str], reader: _Reader, place: str, row: dict[str, str]) -> tuple[tuple[str, ...], Row]:
    reader.known(place, row["mã nhóm"], groups)
    return (row["mã nhóm"], row["cách gọi"]), {}


def _membership(
    groups: set[str], codes: set[str], reader: _Reader, place: str, row: dict[str, str]
) -> tuple[tuple[str, ...], Row]:
    reader.known(place, row["mã nhóm"], groups)
    reader.known(place, row["mã cơ quan"], codes)
    days = {"valid_from": reader.day(place, row["từ ngày"]), "valid_to": reader.day(place, row["đến ngày"])}
    return (row["mã nhóm"], row["mã cơ quan"]), days
