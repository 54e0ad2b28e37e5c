"""The signs of who leads, who coordinates and until when, given that there is a duty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vanban import data
from vanban.confidence.fields import Field, Signs
from vanban.confidence.ground import Ground
from vanban.grammar.bodies import starts_head
from vanban.grammar.lexicon import Tokens, lexicon
from vanban.model import Assignment, Reading, Span, Unit
from vanban.repair.folding import fold

_LIST_SIGN = re.compile(r"[,;]| và ")
_GENERIC = re.compile(r"(?:(?:các|những|mỗi|từng) )?(?:cơ quan|đơn vị|sở|ban|ngành|địa phương|bên|phía)(?: \S+)?", re.I)
_WITH_CUE = re.compile(r"phối hợp|phoi hop|cùng với|với sự tham gia", re.I)
_SECOND = re.compile(r"[;.] (?:riêng|mời|đề nghị|giao|yêu cầu|đồng thời)|được đề nghị|luân phiên|lần lượt", re.I)
_MORE = re.compile(r"\s*(?:,|;|và|cùng|&|/|\()\s*(?=[^\W\d_])")
_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,4}|ngày \d{1,2}|tháng \d{1,2}|quý [IV\d]+", re.I)
_FIRM_LIMIT = re.compile(r"trước|chậm nhất|hoàn thành|thời hạn|không quá|không muộn|muộn nhất|xong|hạn chót", re.I)
_IN_LIMIT = re.compile(
    r"trong (?:tháng|quý|năm|tuần|ngày|buổi|vòng|\d)|dịp|cuối (?:năm|quý|tháng|kỳ)|đầu (?:năm|quý|tháng)"
    r"|từ (?:ngày|tháng|quý)|kỳ họp|dự kiến|quý [IV\d]|tháng \d|năm \d{4}|ngày \d|\d/\d|giờ|kể từ|sau khi|ngay sau",
    re.I,
)
_GOES_ON = re.compile(r"\s*(?:ít nhất|và|hoặc|,\s*(?:chậm|trước|riêng)|đến|năm|kể từ|sau|của|cho đến)\b", re.I)
_ASKS = re.compile(r"[.;] (?:đề nghị|riêng|giao)\b[^.;]*$", re.I)
# Only so much of a name is looked for again.
_REACH = 600


def duty_fields(reading: Reading, ground: Ground) -> Iterator[Field]:
    """Of every duty those who lead, those who coordinate, and the time limit."""
    places = {unit.path: index for index, unit in enumerate(reading.units)}
    seen: set[str] = set()
    for index, duty in enumerate(reading.assignments):
        at = f"/assignments/{index}"
        unit = reading.units[places[duty.path]] if duty.path in places else None
        rests = _rests(places.get(duty.path), unit)
        whole = " ".join([duty.text, *(paragraph.text for paragraph in unit.body)]) if unit else duty.text
        common = _common(duty, unit, again=duty.path in seen)
        seen.add(duty.path)
        unread = _unread(duty)
        for role, names in (("lead", duty.lead), ("coordinating", duty.coordinating)):
            spans = [span for place in range(len(names)) for span in reading.evidence.get(f"{at}/{role}/{place}", ())]
            signs = common | ground.at(spans, " ".join(names)) | _names(names) | _told(duty, role)
            if not names:
                signs |= {"null": 1.0}
                signs |= {name: value for name, value in ground.at((duty,), duty.text).items() if name != "dull"}
            signs |= unread | _after(duty, names, spans)
            yield Field(f"{at}/{role}", role, signs | _role_signs(duty, spans, role, whole), rests)
        spans = list(reading.evidence.get(f"{at}/deadline", ()))
        words = ground.at(spans, duty.deadline) if duty.deadline else ground.document
        yield Field(f"{at}/deadline", "limit", common | words | _told(duty, "deadline") | _limit(duty, whole), rests)


def _rests(place: int | None, unit: Unit | None) -> tuple[str, ...]:
    if place is None:
        return ()
    return (f"/units/{place}/charges",) if unit is not None and unit.role is None else (f"/units/{place}",)


def _common(duty: Assignment, unit: Unit | None, *, again: bool) -> Signs:
    said = {
        "unmarked": duty.unmarked,
        "table": unit is not None and bool(unit.cells),
        "again": again,
        "issued": duty.path.startswith(("KT.", "Đ", "Ch.")),
    }
    return {name: 1.0 for name, true in said.items() if true}


@cache
def _heads() -> tuple[str, ...]:
    names = data.groups("org_heads.txt")
    return tuple({fold(head) for key in ("plain", "loose", "whole", "council") for head in names.get(key, ())})


@cache
def _known() -> frozenset[str]:
    named = data.groups("org_names.txt")
    names = {fold(f"{head} {body}") for head, bodies in named.items() for body in bodies}
    groups = {fold(group) for values in data.groups("groups.txt").values() for group in values}
    return frozenset(names | groups)


def _names(names: Sequence[str]) -> Signs:
    found: Signs = {}
    for name in names:
        folded = fold(name)
        if folded not in _known():
            found["unlisted"] = 1.0
            if not folded.startswith(_heads()) and not folded.startswith("cac "):
                found["stranger"] = 1.0
        if len(name.split()) > 10:
            found["long"] = 1.0
        if _LIST_SIGN.search(name):
            found["joined"] = 1.0
        if _GENERIC.fullmatch(name):
            found["generic"] = 1.0
    if len(names) > 1:
        found["many"] = min(len(names), 8) / 8
    return found


def _told(duty: Assignment, field: str) -> Signs:
    """The doubts that the reading itself has about a field of a duty, by their codes."""
    codes = {doubt.code for doubt in duty.doubts if not doubt.field or doubt.field.startswith(field)}
    found = {f"told_{code}": 1.0 for code in codes}
    return found | {"told": 1.0} if found else found


def _unread(duty: Assignment) -> Signs:
    """Bodies that the words name and that are neither lead nor partner; most of all after a stop, as a second
    subject."""
    text = duty.text[:_REACH]
    tokens = Tokens(text)
    taken: list[tuple[int, int]] = []
    for name in (*duty.lead, *duty.coordinating):
        at = text.casefold().find(name.casefold())
        while at >= 0:
            taken.append((at, at + len(name)))
            at = text.casefold().find(name.casefold(), at + 1)
    others = subjects = 0
    for index, token in enumerate(tokens.items):
        many = token.key in {"các", "những", "mỗi"} and lexicon().groups["bare"].match(tokens, index + 1) is not None
        if not (starts_head(tokens, index) or many) or any(start <= token.start < end for start, end in taken):
            continue
        before = tokens.at(index - 1)
        others += 1
        subjects += before is not None and before.text in ";.:("
    found = {"others": min(others, 4) / 4, "second": float(subjects > 0), "second_order": float(_said(_SECOND, text))}
    return {name: value for name, value in found.items() if value}


def _said(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _after(duty: Assignment, names: Sequence[str], spans: Sequence[Span]) -> Signs:
    """What follows the last name: a list that seems to go on, or a word that could belong to the name."""
    if not names or not spans:
        return {}
    at = duty.text.casefold().find(names[-1].casefold())
    if at < 0:
        return {"not_here": 1.0}
    rest = duty.text[at + len(names[-1]) :]
    found: Signs = {}
    if (more := _MORE.match(rest)) is not None:
        word = rest[more.end() :].split(" ", 1)[0]
        found["goes_on"] = 1.0
        if word[:1].isupper():
            found["goes_on_capital"] = 1.0
    elif (rest[:1] == " " and rest[1:2].isupper()) or (rest[:1] not in " ,;.:)" and rest):
        found["cut"] = 1.0
    return found


def _role_signs(duty: Assignment, spans: Sequence[Span], role: str, whole: str) -> Signs:
    if role == "lead":
        own = any(duty.start <= span.start < duty.end for span in spans)
        inside = own and all(span.start - duty.start > 30 for span in spans)
        return {
            "heir": float(bool(spans) and not own),
            "inside": float(inside),
            "length": min(len(duty.text.split()), 80) / 80,
        }
    cues = len(_WITH_CUE.findall(whole))
    return {"cue": float(cues > 0 and not duty.coordinating), "cues": float(cues > 1 and bool(duty.coordinating))}


def _limit(duty: Assignment, whole: str) -> Signs:
    found: Signs = {}
    dates = len(_DATE_LIKE.findall(duty.text))
    if duty.deadline is None:
        found["null"] = 1.0
        said = {
            "cue": _said(_FIRM_LIMIT, whole),
            "cue_in": _said(_IN_LIMIT, whole),
            "cue_both": _said(_FIRM_LIMIT, whole) and _said(_IN_LIMIT, whole),
            "twice": dates > 0,
        }
    else:
        at = whole.find(duty.deadline)
        rest = whole[at + len(duty.deadline) :] if at >= 0 else ""
        said = {
            "undated": not duty.due_all,
            "long": len(duty.deadline.split()) > 10,
            "twice": dates > len(duty.due_all),
            "goes_on": _GOES_ON.match(rest) is not None,
            "elsewhere": at < 0,
            "asks_else": at > 0 and _said(_ASKS, whole[:at]),
            "not_last": len(re.findall(r"[.;] \w", rest)) > 0,
        }
    found |= {name: 1.0 for name, true in said.items() if true}
    if duty.rhythm is not None:
        found["rhythm"] = 1.0
    return found
