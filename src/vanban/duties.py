"""Duties: which paragraphs charge somebody, who leads, who coordinates, and in what mode.

Three ways of charging are read: a leaf under an agency's heading; a paragraph that names its own subject
(*Giao Sở A …*, *Sở B chủ trì …*); and attribute lines (*Đơn vị chủ trì: …*) that govern the items before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban import data
from vanban.attributes import Executors, attribute_groups
from vanban.charges import Ref, Subject, coordinated, find_subject, heading_names, names_later
from vanban.deadlines import Limit, find_limit
from vanban.doubts import (
    AFTER_PREFACE,
    EVENT_LIMIT,
    INSIDE,
    SEVERAL_LIMITS,
    UNMARKED,
    Doubt,
    not_listed,
    unknown_name,
)
from vanban.grammar.markers import BULLETS
from vanban.outline import Node, Part
from vanban.paragraphs import Paragraph
from vanban.repair.folding import fold
from vanban.repair.lines import Flow
from vanban.tables import RowCell, RowNode
from vanban.tables.cells import read_cells

_CARRY_OUT = re.compile(
    r"\b(?:triển khai|tổ chức|thực hiện|nghiêm túc|kịp thời|hiệu quả|có|đúng|đầy đủ|Kế hoạch|này|nội dung|các|của"
    r"|theo|và|căn cứ|để|chủ động|phối hợp|tốt|đạt|yêu cầu|quy định|tiến độ|chất lượng|trên|đảm bảo|bảo đảm)\b|[\W\d_]",
    re.I,
)

_ORDER_WORDS = re.compile(r"\b(?:đề nghị|yêu cầu|giao|mời|kết luận|chỉ đạo|thông báo|xây dựng|ban hành)\b", re.I)
_ENUMERATES = re.compile(r"\bgom(?: (?:cac|nhung))?(?: \w+,?){0,6}:$|\bco ten sau(?: day)?:$")
_FOR_SAKE = re.compile(r"\b(?:theo|xét|căn cứ)\s*$", re.I)
_COURTESY = re.compile(r"[^,;.]*\b(?:trân trọng|rất mong)\b", re.I)
_FORMULA = re.compile(r"trên đây là|(?:UBND|ủy ban nhân dân)\b[^,;.]*?\byêu cầu", re.I)


@dataclass(slots=True)
class Duty:
    """A paragraph that charges somebody, before it becomes an `Assignment`; `cells`: of the row it stands in."""

    path: str
    flow: Flow
    whole: Flow
    lead: list[Ref] = field(default_factory=list)
    coordinating: list[Ref] = field(default_factory=list)
    limit: tuple[Flow, Limit] | None = None
    unmarked: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    cells: list[RowCell] = field(default_factory=list)

    def spoken(self, *roles: str) -> Iterator[Flow]:
        """Answer the words of the duty, and of its cells of these roles."""
        yield self.whole
        for cell in self.cells:
            if cell.role in roles:
                yield cell.flow


@dataclass(slots=True)
class _Section:
    """What the headings over a unit say: is it about purpose or money, does it divide the tasks, whose is it,
    does it tell what has been done."""

    silent: bool = False
    division: bool = False
    asked: bool = False
    agencies: list[Ref] = field(default_factory=list)
    partners: list[Ref] = field(default_factory=list)
    past: bool = False


def read_duties(part: Part, report: bool = False) -> list[Duty]:
    """Answer the duties of one part in document order; in a `report` only sections on what is to come have any."""
    governed = attribute_groups(part)
    sections: dict[int, _Section] = {}
    outside = _Section(asked=_asks_all(part), agencies=_asked_before(part))
    duties: list[Duty] = []
    for node in part.nodes:
        above = sections[id(node.parent)] if node.parent else outside
        sections[id(node)] = _section(node, above, report)
        if node.role or sections[id(node)].past:
            continue
        duties.extend(_unit_duties(node, above, sections[id(node)], governed.get(id(node))))
    duties.extend(_closing_duties(part))
    return duties


def _asks_all(part: Part) -> bool:
    """Whether what stands before the first unit requests all that follows: `… đề nghị các cơ quan … như sau:`."""
    last = part.front[-1].text.rstrip() if part.front else ""
    if not last.endswith(":"):
        return False
    orders = list(_ORDER_WORDS.finditer(last))
    return bool(orders) and orders[-1].group().lower() == "đề nghị" and not _FOR_SAKE.search(last[: orders[-1].start()])


def _asked_before(part: Part) -> list[Ref]:
    """`… đề nghị các cơ quan, đơn vị:` before the first unit charges everything below it."""
    last = part.front[-1].flow if part.front else None
    if last is None or not last.text.rstrip().endswith(":"):
        return []
    orders = list(_ORDER_WORDS.finditer(last.text))
    asked = last.cut(orders[-1].start(), len(last.text)) if orders else None
    subject = names_later(asked, orders=True) if asked is not None else None
    return (
        subject.refs if asked is not None and subject is not None and not asked.text[subject.end :].strip(" :") else []
    )


def _section(node: Node, above: _Section, report: bool) -> _Section:
    title = fold(node.text.text)
    silent, division = above.silent, above.division
    asked = above.asked or (node.heading and title.startswith("de nghi"))
    agencies, partners = above.agencies, above.partners
    if node.heading or node.children:
        outermost = node.parent is None or node.marker.style in {"roman", "capital", "chapter", "part", "article"}
        if outermost or not above.division:
            silent = above.silent or (node.heading and _is_silent(title))
        division = above.division or _divides(title, outermost)
        silent = silent or _ENUMERATES.search(title) is not None
        own = heading_names(node.text) if node.heading or node.text.text.endswith(":") else []
        agencies = own or agencies or _introduced(node)
        if own:
            silent = False
            partners = coordinated(node.text, {fold(ref.name) for ref in own}).refs
    past = above.past or (report and node.parent is None and not _looks_ahead(title))
    return _Section(silent, division, asked, agencies, partners, past)


def _looks_ahead(title: str) -> bool:
    """Whether a section of a report is on what is to be done."""
    frame = data.groups("frame.txt")
    told = title.startswith(tuple(map(fold, frame["told"])))
    return not told and any(fold(word) in title for word in frame["ahead"])


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
    if isinstance(node, RowNode) and executors is None:
        executors = None if node.heading else read_cells(node)
    # a paragraph in quotation marks is the new text of another document
    bodies = [paragraph for paragraph in node.body if paragraph.label is None and paragraph.text[:1] not in '“"']
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
    subject = find_subject(stated, loose=bool(agencies) or above.division or _in_article(node))
    if subject is not None and agencies and _party_leads(stated, agencies):
        subject = None
    duty = Duty(node.path, node.paragraph.flow if stated is node.text else stated, stated)
    duty.cells = node.cells if isinstance(node, RowNode) else []
    if subject is not None and subject.prefaced:
        duty.doubts.append(AFTER_PREFACE)
    if executors is not None:
        duty.coordinating, duty.limit = list(executors.coordinating), executors.limit
        duty.doubts.extend(executors.doubts)
        spoken = subject.refs if subject is not None and not above.silent else []
        if not (executors.lead or spoken or agencies) and (later := names_later(duty.whole)) is not None:
            spoken = later.refs  # the lines tell the time alone
        duty.lead = list(executors.lead or spoken or agencies)
    else:
        _name_lead(duty, node, subject, above, own)
    if not duty.lead:
        return None
    if subject is not None and duty.lead == subject.refs:
        duty.coordinating.extend(subject.partners)
    if above.asked and not (subject is not None and subject.given):
        duty.lead = [ref.as_requested() for ref in duty.lead]
    _coordinate(duty, stated, node)
    if duty.limit is None and (limit := find_limit(stated.text)) is not None:
        duty.limit = (stated, limit)
    _doubt(duty)
    return duty


def _name_lead(duty: Duty, node: Node, subject: Subject | None, above: _Section, own: _Section) -> None:
    """Who leads where no attribute lines say so: the paragraph's own subject, the heading's agencies, or whom the
    paragraph names inside."""
    agencies = own.agencies if node.heading else above.agencies
    silent = above.silent or own.silent
    if agencies and not (above.silent and not node.heading):
        spoken = subject is not None and not subject.weak
        duty.lead = subject.refs if subject is not None and spoken else list(agencies)
        duty.coordinating = [] if spoken or node.heading else list(above.partners)
        if spoken and any(ref.requested for ref in agencies):
            duty.lead = [ref.as_requested() for ref in duty.lead]
    elif subject is not None and not (silent and (node.heading or above.silent)) and (above.division or subject.firm):
        duty.lead = subject.refs  # `Sở A chuẩn bị tài liệu gồm:` charges, what is listed below does not
    elif not silent and (later := names_later(duty.whole)) is not None:
        duty.lead = later.refs
        duty.doubts.append(INSIDE)


def _in_article(node: Node) -> bool:
    return node.marker.style == "article" or any(above.marker.style == "article" for above in node.ancestors())


def _party_leads(stated: Flow, agencies: list[Ref]) -> bool:
    """`Lãnh đạo Sở A tăng cường …` under a Party committee's heading says what the committee does, not who."""
    opens = fold(stated.text).startswith(("lanh dao ", "chi dao "))
    party = tuple(map(fold, data.groups("frame.txt")["party"]))
    return opens and all(fold(ref.name).removeprefix("cac ").startswith(party) for ref in agencies)


def _coordinate(duty: Duty, stated: Flow, node: Node) -> None:
    flows = [node.text, stated] if node.heading and stated is not node.text else [stated]
    leads = {fold(ref.name) for ref in duty.lead}
    seen = {fold(ref.name) for ref in duty.coordinating}
    for flow in flows:
        partners = coordinated(flow, leads)
        for ref in partners.refs:
            if fold(ref.name) not in seen | leads:
                seen.add(fold(ref.name))
                duty.coordinating.append(ref)
        duty.doubts.extend(partners.doubts)


def _doubt(duty: Duty) -> None:
    for key, refs in (("lead", duty.lead), ("coordinating", duty.coordinating)):
        for place, ref in enumerate(refs):
            if not ref.known:
                duty.doubts.append(unknown_name(f"{key}/{place}", ref.name))
            elif not ref.listed:
                duty.doubts.append(not_listed(f"{key}/{place}"))
    if duty.limit is not None:
        if duty.limit[1].event:
            duty.doubts.append(EVENT_LIMIT)
        if len(duty.limit[1].places) > 1:
            duty.doubts.append(SEVERAL_LIMITS)


def _continued(node: Node, bodies: list[Paragraph]) -> list[Duty]:
    """Unmarked paragraphs that name their own responsible organisations."""
    duties = []
    for paragraph in bodies:
        subject = None if _COURTESY.match(paragraph.text) else find_subject(paragraph.flow)
        if subject is None or not subject.firm or paragraph.text.endswith(":"):
            continue
        duties.append(_unmarked(node.path, paragraph, subject))
    return duties


def _unmarked(path: str, paragraph: Paragraph, subject: Subject) -> Duty:
    duty = Duty(path, paragraph.flow, paragraph.flow, lead=subject.refs, unmarked=True)
    partners = coordinated(paragraph.flow, {fold(ref.name) for ref in duty.lead})
    duty.coordinating = partners.refs
    duty.doubts = [UNMARKED, *partners.doubts]
    if (limit := find_limit(paragraph.text)) is not None:
        duty.limit = (paragraph.flow, limit)
    _doubt(duty)
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
