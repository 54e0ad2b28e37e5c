"""The signs of whether a unit charges somebody: for a duty that was read, that there is one; for any other unit, that
there is none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from vanban.confidence.fields import Field, Signs
from vanban.confidence.ground import Ground
from vanban.confidence.outline import FILED
from vanban.grammar.bodies import starts_head, starts_with_verb
from vanban.grammar.lexicon import Tokens, lexicon
from vanban.model import Assignment, Reading, Unit
from vanban.repair.folding import fold

_ORDERS = re.compile(r"\b(?:giao|đề nghị|yêu cầu|phân công|mời)\b", re.I)
_LEADS = re.compile(r"chủ trì|chịu trách nhiệm|có trách nhiệm|đầu mối|phối hợp|thực hiện\)", re.I)
_LIMITS = re.compile(r"trước ngày|trước \d|chậm nhất|hoàn thành|không quá|trong thời hạn|báo cáo", re.I)
_ALLOWS = re.compile(r"^(?:[^.;:]{0,80})(?:được quyền|có quyền|được phép|không được|nghiêm cấm|là\b)", re.I)
_PAST = re.compile(r"\bđã\b|đạt \d|tăng \d|so với", re.I)
_DIVIDES = re.compile(
    r"tổ chức thực hiện|phân công|trách nhiệm|nhiệm vụ|giải pháp|nội dung|phan cong|trach nhiem", re.I
)
_AIMS = re.compile(
    r"mục đích|yêu cầu|mục tiêu|quan điểm|kinh phí|phạm vi|nguyên tắc|kết quả|tình hình|thành phần", re.I
)
_PLANS = frozenset({"Kế hoạch", "Chương trình"})


def charging_fields(reading: Reading, ground: Ground) -> Iterator[Field]:
    """For every unit whether it charges somebody, as the duties of the reading say or do not say."""
    duties: dict[str, Assignment] = {}
    places: dict[str, int] = {}
    for place, duty in enumerate(reading.assignments):
        duties.setdefault(duty.path, duty)
        places.setdefault(duty.path, place)
    level = _Levels(reading, frozenset(duties))
    for index, unit in enumerate(reading.units):
        if unit.role is not None:
            continue
        told = duties.get(unit.path)
        signs = ground.document | level.signs(unit) | _words(unit, told)
        if told is None:
            yield Field(f"/units/{index}/charges", "no_duty", signs, (f"/units/{index}",))
            continue
        lead = reading.evidence.get(f"/assignments/{places[unit.path]}/lead/0", ())
        signs |= _source(unit, told, lead[0].start if lead else None)
        yield Field(f"/units/{index}/charges", "duty", signs, (f"/units/{index}",))


class _Levels:
    """How units stand to one another: whether their fellows charge somebody, under which heading."""

    def __init__(self, reading: Reading, duties: frozenset[str]) -> None:
        self._parents = {unit.path.rpartition(".")[0] for unit in reading.units}
        self._tops = {unit.path: unit.text for unit in reading.units}
        self._plan = reading.metadata.kind in _PLANS
        self._report = reading.metadata.kind == "Báo cáo"
        self._fellows: Counter[str] = Counter()
        self._charged: dict[str, int] = defaultdict(int)
        for unit in reading.units:
            parent = unit.path.rpartition(".")[0]
            self._fellows[parent] += 1
            self._charged[parent] += unit.path in duties
        self._duties = duties

    def signs(self, unit: Unit) -> Signs:
        parent = unit.path.rpartition(".")[0]
        charged = unit.path in self._duties
        others = self._fellows[parent] - 1
        share = (self._charged[parent] - charged) / others if others else 0.5
        top = self._tops.get(unit.path.split(".")[0], "")
        near = self._tops.get(parent, "")
        said = {
            "has_children": unit.path in self._parents,
            "is_heading": unit.heading,
            "no_plan": not self._plan,
            "report": self._report,
            "issued": unit.path.startswith(("KT.", "Đ", "Ch.", "M")),
            "annex": unit.path.startswith("PL"),
            "divides": _DIVIDES.search(top) is not None,
            "aims" if charged else "so_aims": _AIMS.match(top) is not None or _AIMS.match(near) is not None,
            "top": not parent,
        }
        found = {name: 1.0 for name, true in said.items() if true}
        found["fellows"] = share if not charged else 1 - share
        return found


def _words(unit: Unit, told: Assignment | None) -> Signs:
    """What the words of the unit themselves say of a charge."""
    text = unit.text if not unit.heading else " ".join([unit.text, *(paragraph.text for paragraph in unit.body)])
    tokens = Tokens(text[:400])
    first = tokens.at(0)
    said = {
        "opens_body": bool(tokens.items) and starts_head(tokens, 0),
        "opens_many": first is not None and first.key in {"các", "mỗi", "từng", "những"},
        "opens_group": first is not None and lexicon().groups["bare"].match(tokens, 0) is not None,
        "opens_verb": starts_with_verb(tokens, 0),
        "orders": _ORDERS.search(text) is not None,
        "leads": _LEADS.search(text) is not None,
        "limits": _LIMITS.search(text) is not None,
        "allows": _ALLOWS.match(text) is not None,
        "past": _PAST.search(text) is not None,
        "list": text.rstrip()[-1:] == ":",
        "brief": len(tokens.items) < 6,
        "filed": FILED.match(text) is not None,
        "row": bool(unit.cells),
    }
    # what makes a duty likely speaks for one that was read and against there being none, and the other way about
    for_duty = ("opens_body", "opens_many", "opens_group", "orders", "leads", "limits")
    against = ("allows", "past")
    agree = against if told is None else for_duty
    found = {f"so_{name}" if name in agree else name: 1.0 for name, true in said.items() if true}
    if told is None:
        bodies = sum(starts_head(tokens, at) or _many(tokens, at) for at in range(1, len(tokens.items)))
        found["bodies"] = min(bodies, 3) / 3
        if any(cell.role == "lead" and cell.text.strip() for cell in unit.cells):
            found["cell_lead"] = 1.0
    return found


def _many(tokens: Tokens, at: int) -> bool:
    """Whether a group of bodies is named there: `các cơ quan`."""
    token = tokens.at(at)
    many = token is not None and token.key in {"các", "những", "mỗi"}
    return many and lexicon().groups["bare"].match(tokens, at + 1) is not None


def _source(unit: Unit, told: Assignment, lead: int | None) -> Signs:
    """Where the reader found who leads: at the opening of the words, inside them, above or below them."""
    text = told.text
    where = "elsewhere"
    if lead is not None and told.start <= lead < max(told.end, unit.end):
        where = "own_opening" if lead - told.start < 24 else "own_inside"
    elif lead is not None:
        where = "heir" if lead < told.start else "later"
    found = {where: 1.0}
    if where.startswith("own"):
        at = fold(text).find(fold(told.lead[0])) if told.lead else -1
        after = text[at + len(told.lead[-1]) :] if at >= 0 else text
        if not _LEADS.search(text[:240]) and not _ORDERS.search(text[: max(at, 0) + 1]):
            found["bare_charge"] = 1.0
        if after.lstrip()[:1] == ":":
            found["colon_after"] = 1.0
            if _named_list(after):
                found["names_after"] = 1.0
    for doubt in told.doubts:
        found[f"told_{doubt.code}"] = 1.0
    if told.unmarked:
        found["unmarked"] = 1.0
    return found


def _named_list(after: str) -> bool:
    """Whether a colon is followed by names alone: who is invited, not what they are to do."""
    pieces = [piece.strip() for piece in re.split(r"[;,]", after.lstrip(" :").rstrip(" .;")) if piece.strip()]
    return len(pieces) > 1 and all(piece[:1].isupper() for piece in pieces)
