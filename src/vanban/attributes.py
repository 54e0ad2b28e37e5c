"""Attribute lines (*Đơn vị chủ trì / phối hợp / thực hiện*, *Thời gian thực hiện*) and the units they govern."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vanban.charges import Ref, refs_of
from vanban.deadlines import Limit, labelled_limit
from vanban.grammar.lexicon import Tokens
from vanban.grammar.markers import BULLETS
from vanban.grammar.names import parse_names
from vanban.outline import Node, Part
from vanban.paragraphs import attribute_label, attribute_role
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

_GUIDED = re.compile(r"\s*(?:căn cứ|theo|trên cơ sở)\s+(?:\w+[\s,]+){1,4}?của\s+", re.I)
_ORDER = re.compile(r"\s*(?:(?P<ask>đề nghị)|giao(?: cho)?|yêu cầu)\s+", re.I)
_LEADS = re.compile(r"[\s(,]*chủ trì", re.I)
_TOGETHER = re.compile(
    r"\s*[,(]?\s*(?:chủ trì\)?[\s,]*)?(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:cùng với|với|cùng))?\s*", re.I
)
_REACH = "Dòng đơn vị thực hiện đứng sau mục khác; chưa chắc áp dụng cho mục này."


@dataclass(slots=True)
class Executors:
    """What one group of attribute lines says, and the doubts about whom it reaches."""

    lead: list[Ref] = field(default_factory=list)
    coordinating: list[Ref] = field(default_factory=list)
    limit: tuple[Flow, Limit] | None = None
    doubts: list[str] = field(default_factory=list)

    def unsure(self) -> Executors:
        """The same, reaching further than is sure."""
        return Executors(self.lead, self.coordinating, self.limit, [*self.doubts, _REACH])


def attribute_groups(part: Part) -> dict[int, Executors]:
    """Answer for each governed node (by `id`) what its attribute lines say."""
    governed: dict[int, Executors] = {}
    roots = [node for node in part.nodes if node.parent is None]
    _govern_row(roots, governed)
    for node in part.nodes:
        if node.children:
            _govern_row(node.children, governed)
    return governed


def _govern_row(row: list[Node], governed: dict[int, Executors]) -> None:
    """Siblings in order: lines between them govern those before, back to the previous lines; lines inside one
    govern it, and, unsure, earlier siblings that have none."""
    waiting: list[Node] = []
    index = 0
    while index < len(row):
        node = row[index]
        if node.role:
            lines = [node]
            while index + 1 < len(row) and row[index + 1].role:
                index += 1
                lines.append(row[index])
            executors = read_executors([line.text for line in lines])
            for target in waiting:
                _govern(target, executors, governed)
            waiting = []
        else:
            waiting.append(node)
            inside = [child.text for child in node.children if child.role]
            after = [paragraph.flow for paragraph in _labelled_after(node)]
            if inside or after:
                executors = read_executors([*inside, *after])
                _govern(node, executors, governed)
                last = index == len(row) - 1
                for target in waiting[:-1]:
                    _reach(target, executors, governed, sure=bool(after) and not target.heading, last=last)
                waiting = []
        index += 1


def _labelled_after(node: Node) -> list:  # type: ignore[type-arg]
    """Unmarked attribute lines in the unit's own body or in that of its last descendant that is a bullet."""
    own = [paragraph for paragraph in node.body if paragraph.label]
    if own or not node.children:
        return own
    last = node.children[-1]
    return _labelled_after(last) if last.marker.style in BULLETS and not last.role else []


def _govern(node: Node, executors: Executors, governed: dict[int, Executors]) -> None:
    """A unit that states something is governed with its content dashes; a heading only through its body."""
    content = [child for child in node.children if not child.role]
    if not node.heading:
        governed.setdefault(id(node), executors)
        for child in content:
            if child.marker.style in BULLETS:
                _govern(child, executors, governed)
    elif not content:
        governed.setdefault(id(node), executors)
    else:
        for child in content:
            _govern(child, executors.unsure(), governed)


def _reach(node: Node, executors: Executors, governed: dict[int, Executors], sure: bool, last: bool) -> None:
    if any(child.role for child in node.children) or id(node) in governed:
        return
    if sure:
        _govern(node, executors, governed)
    elif last:
        _govern(node, executors.unsure(), governed)


def read_executors(flows: list[Flow]) -> Executors:
    """Answer what a group of attribute lines says."""
    executors = Executors()
    for flow in flows:
        label = attribute_label(flow.text)
        if label is None:
            continue
        start = flow.text.index(":") + 1
        role = attribute_role(label)
        if role == "time":
            limit = labelled_limit(flow.text, start)
            executors.limit = (flow, limit) if limit is not None else executors.limit
        elif role == "coordinator":
            executors.coordinating.extend(_all_names(flow, start))
        else:
            _read_lead(flow, start, "thuc hien" in label and "chu tri" not in label, executors)
    return executors


def _all_names(flow: Flow, start: int) -> list[Ref]:
    refs, _ = _clause_names(flow, start, Tokens(flow.text))
    return refs


def _clause_names(flow: Flow, start: int, tokens: Tokens) -> tuple[list[Ref], int]:
    """Answer names joined by commas and semicolons, with *đề nghị* and *giao* between them."""
    refs: list[Ref] = []
    end = start
    while True:
        order = _ORDER.match(flow.text, end)
        begin = order.end() if order else end
        names, after = parse_names(tokens, begin, semicolons=True)
        if not names:
            return refs, end
        refs.extend(refs_of(names, flow, order is not None and order["ask"] is not None))
        joint = re.match(r"[\s;,]*(?:và\s+)?", flow.text[after:])
        end = after + (joint.end() if joint else 0)
        if _ORDER.match(flow.text, end) is None:
            return refs, after


def _read_lead(flow: Flow, start: int, mixed: bool, executors: Executors) -> None:
    """*Đơn vị chủ trì*: all that are named. *Đơn vị thực hiện*: those with *chủ trì* or their own verb; if none has
    it, all before *phối hợp (với)*; those after it coordinate."""
    text = flow.text
    tokens = Tokens(text)
    guided = _GUIDED.match(text, start)
    if guided:
        names, end = parse_names(tokens, guided.end(), limit=1)
        start = end + 1 if names and text[end : end + 1] == "," else start
    bare: list[Ref] = []
    led = False
    at = start
    while at < len(text):
        refs, end = _clause_names(flow, at, tokens)
        if not refs:
            break
        leads = _LEADS.match(text, end) is not None
        stop = text.find(";", end)
        stop = len(text) if stop < 0 else stop
        together = _TOGETHER.match(text, end) or re.compile(r"\bphối hợp\s+(?:chặt chẽ\s+)?(?:cùng\s+)?với\s+").search(
            text, end, stop
        )
        partners, after = _clause_names(flow, together.end(), tokens) if together else ([], end)
        helps = together is not None and not leads and not partners
        if helps and mixed and led:
            executors.coordinating.extend(refs)
        elif leads and bare and len(refs) > 0 and not _verb_follows(text, bare[-1].end):
            executors.lead.extend(refs)
        else:
            executors.lead.extend(refs)
        if leads:
            led = True
        bare = refs
        executors.coordinating.extend(partners)
        at = max(after, stop) + 1 if stop < len(text) else len(text)


def _verb_follows(text: str, end: int) -> bool:
    return fold(text[end : end + 3]).strip().isalpha()
