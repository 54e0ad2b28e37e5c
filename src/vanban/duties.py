"""Duties: which paragraphs charge somebody, who leads, who coordinates, and in what mode.

Three ways of charging are read: a leaf under an agency's heading; a paragraph that names its own subject
(*Giao Sở A …*, *Sở B chủ trì …*); and attribute lines (*Đơn vị chủ trì: …*) that govern the items before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vanban import data
from vanban.attributes import Executors, attribute_groups
from vanban.charges import Ref, Subject, coordinated, find_subject, heading_names, names_later
from vanban.deadlines import Limit, find_limit
from vanban.grammar.markers import BULLETS
from vanban.outline import Node, Part
from vanban.paragraphs import Paragraph
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

_CARRY_OUT = re.compile(
    r"\b(?:triển khai|tổ chức|thực hiện|nghiêm túc|kịp thời|hiệu quả|có|đúng|đầy đủ|Kế hoạch|này|nội dung|các|của"
    r"|theo|và|căn cứ|để|chủ động|phối hợp|tốt|đạt|yêu cầu|quy định|tiến độ|chất lượng|trên|đảm bảo|bảo đảm)\b|[\W\d_]",
    re.I,
)

_FORMULA = re.compile(r"trên đây là|(?:UBND|ủy ban nhân dân)\b[^,;.]*?\byêu cầu", re.I)


@dataclass(slots=True)
class Duty:
    """A paragraph that charges somebody, before it becomes an `Assignment`."""

    path: str
    flow: Flow
    whole: Flow
    lead: list[Ref] = field(default_factory=list)
    coordinating: list[Ref] = field(default_factory=list)
    limit: tuple[Flow, Limit] | None = None
    unmarked: bool = False
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    """What the headings over a unit say: is it about purpose or money, does it divide the tasks, whose is it."""

    silent: bool = False
    division: bool = False
    asked: bool = False
    agencies: list[Ref] = field(default_factory=list)
    partners: list[Ref] = field(default_factory=list)


def read_duties(part: Part) -> list[Duty]:
    """Answer the duties of one part in document order."""
    governed = attribute_groups(part)
    sections: dict[int, _Section] = {}
    duties: list[Duty] = []
    for node in part.nodes:
        above = sections[id(node.parent)] if node.parent else _Section()
        sections[id(node)] = _section(node, above)
        if node.role:
            continue
        duties.extend(_unit_duties(node, above, sections[id(node)], governed.get(id(node))))
    duties.extend(_closing_duties(part))
    return duties


def _section(node: Node, above: _Section) -> _Section:
    title = fold(node.text.text)
    silent, division = above.silent, above.division
    asked = above.asked or (node.heading and title.startswith("de nghi"))
    agencies, partners = above.agencies, above.partners
    if node.heading or node.children:
        outermost = node.parent is None or node.marker.style in {"roman", "capital", "chapter", "part", "article"}
        if outermost or not above.division:
            silent = above.silent or (node.heading and _is_silent(title))
        division = above.division or _divides(title, outermost)
        own = heading_names(node.text) if node.heading or node.text.text.endswith(":") else []
        agencies = own or agencies or _introduced(node)
        if own:
            silent = False
            partners, _ = coordinated(node.text, {fold(ref.name) for ref in own})
    return _Section(silent, division, asked, agencies, partners)


def _is_silent(title: str) -> bool:
    """Whether a section of this title states aims or money rather than duties."""
    frame = data.groups("frame.txt")
    if any(fold(word) in title for word in frame["speaks"]):
        return False
    return title.startswith(tuple(map(fold, frame["purpose"] + frame["budget"])))


def _divides(title: str, outermost: bool) -> bool:
    """Whether a section of this title divides the tasks among agencies."""
    words = tuple(map(fold, data.groups("frame.txt")["division"]))
    return any(word in title for word in words) if outermost else title.strip(" .:") in words


def _introduced(node: Node) -> list[Ref]:
    """`Yêu cầu các cơ quan … được giao nhiệm vụ:` under a heading charges everything below it."""
    for paragraph in node.body:
        if paragraph.text.rstrip().endswith(":"):
            subject = find_subject(paragraph.flow, loose=True)
            if subject is not None:
                return subject.refs
    return []


def _unit_duties(node: Node, above: _Section, own: _Section, executors: Executors | None) -> list[Duty]:
    bodies = [paragraph for paragraph in node.body if paragraph.label is None]
    stated: Flow | None = node.text
    if node.heading:
        stated = bodies.pop(0).flow if bodies and not _content_children(node) and node.rank > 0 else None
        if stated is not None and stated.text.endswith(":") and node.children:
            stated = None
    duties = []
    if stated is not None and stated.text:
        duty = _stated(node, stated, above, own, executors)
        if duty is not None:
            duties.append(duty)
    if not own.silent:
        duties.extend(_continued(node, bodies))
    return duties


def _content_children(node: Node) -> bool:
    return any(not child.role for child in node.children)


def _stated(node: Node, stated: Flow, above: _Section, own: _Section, executors: Executors | None) -> Duty | None:
    agencies = own.agencies if node.heading else above.agencies
    subject = find_subject(stated, loose=bool(agencies) or above.division)
    duty = Duty(node.path, node.paragraph.flow if stated is node.text else stated, stated)
    if executors is not None:
        duty.lead, duty.coordinating = list(executors.lead), list(executors.coordinating)
        duty.limit = executors.limit
        duty.doubts.extend(executors.doubts)
        if not duty.lead and subject is not None:
            duty.lead = subject.refs
        if not duty.lead and agencies:
            duty.lead = list(agencies)
    elif agencies and not (above.silent and not node.heading):
        spoken = subject is not None and not subject.weak
        duty.lead = subject.refs if subject is not None and spoken else list(agencies)
        duty.coordinating = [] if spoken or node.heading else list(above.partners)
        if subject is not None and not subject.weak and any(ref.requested for ref in agencies):
            duty.lead = [ref.as_requested() for ref in subject.refs]
    elif subject is not None and not above.silent and not own.silent and (above.division or subject.firm):
        duty.lead = subject.refs
    elif not above.silent and not own.silent and (later := names_later(stated)) is not None:
        duty.lead = later.refs
    if not duty.lead:
        return None
    if above.asked:
        duty.lead = [ref.as_requested() for ref in duty.lead]
    _coordinate(duty, stated, node)
    if duty.limit is None and (limit := find_limit(stated.text)) is not None:
        duty.limit = (stated, limit)
    _doubt(duty, stated)
    return duty


def _coordinate(duty: Duty, stated: Flow, node: Node) -> None:
    flows = [node.text, stated] if node.heading and stated is not node.text else [stated]
    leads = {fold(ref.name) for ref in duty.lead}
    seen = {fold(ref.name) for ref in duty.coordinating}
    for flow in flows:
        refs, unread = coordinated(flow, leads)
        for ref in refs:
            if fold(ref.name) not in seen | leads:
                seen.add(fold(ref.name))
                duty.coordinating.append(ref)
        if unread:
            duty.doubts.append("Có “phối hợp với” nhưng không đọc được tên cơ quan phối hợp.")


def _doubt(duty: Duty, stated: Flow) -> None:
    strange = [ref.name for ref in [*duty.lead, *duty.coordinating] if not ref.known]
    if strange:
        duty.doubts.append("Tên cơ quan chưa có trong danh mục: " + "; ".join(dict.fromkeys(strange)) + ".")
    if duty.limit is not None and duty.limit[1].event:
        duty.doubts.append("Thời hạn gắn với một sự kiện, không phải một ngày.")


def _continued(node: Node, bodies: list[Paragraph]) -> list[Duty]:
    """Unmarked paragraphs that name their own responsible organisations."""
    duties = []
    for paragraph in bodies:
        subject = find_subject(paragraph.flow)
        if subject is None or not subject.firm or paragraph.text.endswith(":"):
            continue
        duties.append(_unmarked(node.path, paragraph, subject))
    return duties


def _unmarked(path: str, paragraph: Paragraph, subject: Subject) -> Duty:
    duty = Duty(path, paragraph.flow, paragraph.flow, lead=subject.refs, unmarked=True)
    refs, _ = coordinated(paragraph.flow, {fold(ref.name) for ref in duty.lead})
    duty.coordinating = refs
    if (limit := find_limit(paragraph.text)) is not None:
        duty.limit = (paragraph.flow, limit)
    _doubt(duty, paragraph.flow)
    return duty


def _closing_duties(part: Part) -> list[Duty]:
    """Closing paragraphs that charge somebody with more than carrying the plan out, at the last section's path."""
    if not part.nodes:
        return []
    section = part.nodes[-1]
    while section.parent is not None:
        section = section.parent
    path = section.path if section.marker.style not in BULLETS else part.nodes[-1].path
    duties = []
    for paragraph in part.closing:
        formula = _FORMULA.match(paragraph.text) is not None
        subject = names_later(paragraph.flow, orders=True) if formula else find_subject(paragraph.flow, loose=True)
        subject = subject or (None if formula else names_later(paragraph.flow, orders=True))
        if subject is None or (formula and not _asks_more(paragraph.text[subject.end :])):
            continue
        duties.append(_unmarked(path, paragraph, subject))
    return duties


def _asks_more(text: str) -> bool:
    return len(_CARRY_OUT.sub("", text)) > 8
