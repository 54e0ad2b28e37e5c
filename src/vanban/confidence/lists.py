"""The signs of citations, report deadlines and recipients, and of whether each list is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.confidence.fields import Field, Signs
from vanban.confidence.ground import Ground
from vanban.confidence.header import NUMBER, agrees
from vanban.model import Reading

# What may be the number of a document, also where its letters were misread.
_NUMBER_LIKE = re.compile(r"\d{1,5}\s?(?:/\d{4})?\s?[/-]\s?[A-ZĐ][A-Z0-9Đ&-]{1,}")
_NUMBERED = re.compile(r"\bsố:? ?([^\s,;.()]*\d[^\s,;()]*[/-][^\s,;.()]*)", re.I)
_CITED = re.compile(r"(?:Luật|Nghị định|Thông tư|Chỉ thị|Quyết định|Kết luận|Nghị quyết|Kế hoạch|Công văn) số\b", re.I)
_REPORTS = re.compile(r"báo cáo|gửi", re.I)
_DATED = re.compile(r"\d{1,2}/\d{1,2}|ngày \d{1,2}|tháng \d", re.I)


def list_fields(reading: Reading, ground: Ground) -> Iterator[Field]:
    """Every citation, report deadline and recipient; `/citations/-` and its like are that no further one is there."""
    yield from _citations(reading, ground)
    yield from _reports(reading, ground)
    yield from _recipients(reading, ground)
    yield Field("/units/-", "no_more_units", ground.document | _outline(reading))


def _citations(reading: Reading, ground: Ground) -> Iterator[Field]:
    for index, cited in enumerate(reading.citations):
        signs = ground.at((cited,), "")
        after = reading.source_text[cited.end : cited.end + 30]
        said = {
            "shape": not NUMBER.fullmatch(cited.number),
            "stranger": cited.kind is None,
            "clash": cited.kind is not None and not agrees(cited.kind, cited.number),
            "null": cited.date is None,
            "undated": cited.date is None and re.match(r"\W*ngày\b", after) is not None,
            "cut": after[:1].isalnum() or after[:1] in "-/",
        }
        signs |= {name: 1.0 for name, true in said.items() if true}
        yield Field(f"/citations/{index}", "citation", signs)
    text = reading.text
    own = reading.metadata.number or ""
    known = {re.sub(r"\s", "", cited.number) for cited in reading.citations} | {own}
    seen = {re.sub(r"\s", "", match) for match in _NUMBER_LIKE.findall(text)}
    missed = sum(not any(number.startswith(one) or one.startswith(number) for one in known if one) for number in seen)
    odd = {number for number in _NUMBERED.findall(text) if not any(one and one in number for one in known)}
    announced = sum(1 for _ in _CITED.finditer(text))
    whole = {
        "missed": min(missed, 3) / 3,
        "unread": min(len(odd), 3) / 3,
        "cues": float(announced > len(reading.citations)),
        "many": min(len(known), 8) / 8,
    }
    yield Field("/citations/-", "no_more_citations", ground.document | whole)


def _reports(reading: Reading, ground: Ground) -> Iterator[Field]:
    for index, report in enumerate(reading.report_deadlines):
        spans = reading.evidence.get(f"/report_deadlines/{index}", ())
        said = {"stranger": report.who is None, "nobody": report.to is None, "yearless": report.date.startswith("--")}
        own = ground.at(spans, report.text) | {name: 1.0 for name, true in said.items() if true}
        yield Field(f"/report_deadlines/{index}", "report", own)
    cues = sum(
        _REPORTS.search(unit.text) is not None and _DATED.search(unit.text) is not None for unit in reading.units
    )
    unread = {
        "cues": min(max(cues - len(reading.report_deadlines), 0), 4) / 4,
        "none": float(not reading.report_deadlines),
    }
    yield Field("/report_deadlines/-", "no_more_reports", ground.document | unread)


def _recipients(reading: Reading, ground: Ground) -> Iterator[Field]:
    for index, recipient in enumerate(reading.recipients):
        signs = ground.at(reading.evidence.get(f"/recipients/{index}", ()), recipient)
        said = {
            "long": len(recipient.split()) > 18,
            "shape": recipient.upper() == recipient and len(recipient) > 6,
            "short": len(recipient) < 5,
            "joined": "; " in recipient or "\n" in recipient,
        }
        yield Field(f"/recipients/{index}", "recipient", signs | {name: 1.0 for name, true in said.items() if true})
    named = re.search(r"nơi nhận|noi nhan", reading.text, re.I) is not None
    filed = any("lưu" in recipient.casefold() for recipient in reading.recipients)
    whole: Signs = ground.document | {
        "none": float(not reading.recipients),
        "few": float(0 < len(reading.recipients) < 4),
        "cue_list": float(named and not reading.recipients),
        "open_end": float(bool(reading.recipients) and not filed),
    }
    yield Field("/recipients/-", "no_more_recipients", whole)


def _outline(reading: Reading) -> Signs:
    paths = {unit.path for unit in reading.units}
    orphans = sum("." in path and path.rpartition(".")[0] not in paths for path in paths)
    return {
        "again": float(any("~" in path for path in paths)),
        "orphans": min(orphans, 3) / 3,
        "none": float(not paths),
        "many": min(len(paths), 80) / 80,
    }
