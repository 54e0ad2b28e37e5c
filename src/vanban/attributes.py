"""Attribute lines (*Đơn vị chủ trì / phối hợp / thực hiện*, *Thời gian thực hiện*) and the units they govern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from vanban.charges import Ref, find_subject, names_later, refs_of
from vanban.deadlines import Limit, labelled_limit
from vanban.doubts import REACH, Doubt
from vanban.grammar.bodies import starts_with_verb
from vanban.grammar.lexicon import Tokens
from vanban.grammar.markers import BULLETS
from vanban.grammar.names import Name, parse_names
from vanban.outline import Node, Part
from vanban.paragraphs import Paragraph, attribute_label, attribute_role
from vanban.repair.lines import Flow
from vanban.tables import HEAD

_GUIDED = re.compile(r"\s*(?:căn cứ|theo|trên cơ sở)\s+(?:\w+[\s,]+){1,4}?của\s+", re.I)
_ORDER = re.compile(r"\s*(?:(?P<ask>đề nghị)|giao(?: cho)?|yêu cầu)\s+", re.I)
_LEADS = re.compile(r"[\s(,]*(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:đồng\s+)?chủ trì(?:\s+thực hiện)?\)?", re.I)
_LATER = re.compile(r"\bphối hợp\s+(?:chặt chẽ\s+)?(?:cùng\s+với|với|cùng)\s+", re.I)
_TOGETHER = re.compile(
    r"\s*[,(]?\s*(?:chủ trì\)?[\s,]*)?(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:cùng với|với|cùng))?\s*", re.I
)
_NEXT_LABEL = re.compile(r"[.;,]\s+(?P<label>[^\W\d_][^.;:()]{3,40}):")
_SAID_LATER = re.compile(r"(?:\(|[.;]\s)\s*(?P<label>[^\W\d_][^.;:()]{3,40}):")
# What a task yields, costs or whom it is for stands beside the task and is none itself.
_ASIDE = re.compile(
    r"(?:dự kiến\s+)?(?:sản phẩm|kết quả|kinh phí|nguồn kinh phí|địa điểm|đối tượng|quy mô)[^:.;]{0,25}:", re.I
)


@dataclass(slots=True)
class Executors:
    """What one group of attribute lines says, and the doubts about whom it reaches."""

    lead: list[Ref] = field(default_factory=list)
    coordinating: list[Ref] = field(default_factory=list)
    limit: tuple[Flow, Limit] | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def unsure(self) -> Executors:
        """The same, reaching further than is sure."""
        return Executors(self.lead, self.coordinating, self.limit, [*self.doubts, REACH])


def attribute_groups(part: Part) -> dict[int, Executors]:
    """Answer for each governed node (by `id`) what its attribute lines say."""
    governed: dict[int, Executors] = {}
    # innermost rows first: the nearest lines govern
    for node in reversed(part.nodes):
        if node.children:
            _govern_row(node.children, governed)
    _govern_row([node for node in part.nodes if node.parent is None], governed)
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
                if _charged(target):
                    continue
                _govern(target, executors, governed)
            waiting = []
        elif not (waiting and not node.children and _ASIDE.match(node.text.text)):
            waiting.append(node)
            grouped = node.heading and any(not child.role for child in node.children)
            if (said := _said_later(node)) is not None:
                governed.setdefault(id(node), read_executors([said]))
            inside = [] if grouped else [child.text for child in node.children if child.role]
            after = [paragraph.flow for paragraph in _labelled_after(node)]
            if inside or after:
                executors = read_executors([*inside, *after])
                _govern(node, executors, governed)
                last = index == len(row) - 1
                for target in waiting[:-1]:
                    if _charged(target):
                        continue
                    _reach(target, executors, governed, sure=bool(after) and not target.heading, last=last)
                waiting = []
        index += 1


def _charged(node: Node) -> bool:
    """Whether the unit itself says who does it, so that lines after a later one do not reach it."""
    subject = find_subject(node.text)
    return (subject is not None and subject.firm) or names_later(node.text) is not None


def _labelled_after(node: Node) -> list[Paragraph]:
    """Unmarked attribute lines in the unit's own body or in that of its last descendant that is a bullet."""
    own = [paragraph for paragraph in node.body if paragraph.label and paragraph.label != HEAD]
    if own or not node.children:
        return own
    last = node.children[-1]
    return _labelled_after(last) if last.marker.style in BULLETS and not last.role else []


def _govern(node: Node, executors: Executors, governed: dict[int, Executors]) -> None:
    """A unit that states something is governed with its content dashes; a heading only through its body."""
    content = [child for child in node.children if not child.role and not _ASIDE.match(child.text.text)]
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
    if id(node) in governed or _has_lines(node):
        return
    if sure:
        _govern(node, executors, governed)
    elif last:
        _govern(node, executors.unsure(), governed)


def _has_lines(node: Node) -> bool:
    """Whether attribute lines stand anywhere inside the unit."""
    if any(paragraph.label and paragraph.label != HEAD for paragraph in node.body):
        return True
    return any(child.role or _has_lines(child) for child in node.children)


def read_executors(flows: list[Flow]) -> Executors:
    """Answer what a group of attribute lines says."""
    executors = Executors()
    for flow in (piece for whole in flows for piece in _pieces(whole)):
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


def read_named(flow: Flow) -> tuple[list[Ref], list[Ref]]:
    """Answer who leads and who coordinates by words that name whoever carries a task out, with or without labels
    (`Sở A (chủ trì); Sở B`, `Sở A phối hợp với B`, `Chủ trì: A. Phối hợp: B`)."""
    executors = read_executors([flow])
    if not executors.lead:
        _read_lead(flow, 0, True, executors)
    return executors.lead, executors.coordinating


def _pieces(flow: Flow) -> Iterator[Flow]:
    """One flow a label: `Cơ quan chủ trì: A. Cơ quan phối hợp: B; thời gian: quý II`."""
    starts = [0]
    for match in _NEXT_LABEL.finditer(flow.text):
        if attribute_label(match["label"] + ":") is not None:
            starts.append(match.start("label"))
    for start, end in pairwise([*starts, len(flow.text)]):
        piece = flow.text[start:end].rstrip()
        yield flow.cut(start, start + len(piece.rstrip(")") if "(" not in piece else piece))


def _said_later(node: Node) -> Flow | None:
    """What a unit says of its executors at its end: `… (Chủ trì: A; phối hợp: B)`, `…. Đơn vị thực hiện: A`."""
    text = node.text.text
    for match in _SAID_LATER.finditer(text):
        if attribute_label(match["label"] + ":") is not None:
            return node.text.cut(match.start("label"), len(text.rstrip(" .;")))
    return None


def _all_names(flow: Flow, start: int) -> list[Ref]:
    """All organisations of a line, whatever stands between them."""
    refs: list[Ref] = []
    for clause in _clauses(flow, start):
        refs.extend(clause.names)
        refs.extend(clause.partners)
    return refs


@dataclass(slots=True)
class _Clause:
    """One clause of an executor line: who is named first, whether they lead or only help, whom they work with."""

    names: list[Ref] = field(default_factory=list)
    partners: list[Ref] = field(default_factory=list)
    leads: bool = False
    helps: bool = False


def _read_lead(flow: Flow, start: int, mixed: bool, executors: Executors) -> None:
    """*Đơn vị chủ trì*: all that are named. *Đơn vị thực hiện*: those with *chủ trì* or a verb of their own; if
    none has it, all before *phối hợp (với)*; those after it coordinate."""
    clauses = list(_clauses(flow, start))
    led = any(clause.leads for clause in clauses)
    for clause in clauses:
        aside = mixed and clause.helps
        (executors.coordinating if aside and led else executors.lead).extend(clause.names)
        executors.coordinating.extend(clause.partners)


def _clauses(flow: Flow, start: int) -> Iterator[_Clause]:
    text = flow.text
    tokens = Tokens(text)
    guided = _GUIDED.match(text, start)
    if guided:
        names, end = parse_names(tokens, guided.end(), limit=1)
        start = end + 1 if names and text[end : end + 1] == "," else start
    at = start
    while at < len(text):
        clause, at = _clause(flow, tokens, at)
        if clause.names or clause.partners:
            yield clause
        joint = re.compile(r"[\s;,.]+(?:và\s+)?").match(text, at)
        at = joint.end() if joint else _next_clause(text, at)


def _next_clause(text: str, at: int) -> int:
    stop = text.find(";", at)
    return len(text) if stop < 0 else stop


def _clause(flow: Flow, tokens: Tokens, at: int) -> tuple[_Clause, int]:
    text = flow.text
    clause = _Clause()
    order = _ORDER.match(text, at)
    asked = order is not None and order["ask"] is not None
    at = order.end() if order else at
    names, end = parse_names(tokens, at, semicolons=True)
    names, end = _up_to_mark(text, names, end)
    clause.names = refs_of(names, flow, asked)
    leads = _LEADS.match(text, end)
    if leads is not None:
        clause.leads = True
        end = leads.end()
    together = _TOGETHER.match(text, end) or (_LATER.search(text, end, _next_clause(text, end)) if names else None)
    if together is not None:
        partners, after = parse_names(tokens, together.end(), semicolons=True)
        clause.partners = refs_of(partners, flow)
        clause.helps = not partners and not clause.leads
        end = after if partners else together.end()
    elif names and not leads and starts_with_verb(tokens, tokens.index(end)):
        end = _next_clause(text, end)
    return clause, max(end, at)


def _up_to_mark(text: str, names: list[Name], end: int) -> tuple[list[Name], int]:
    """`Sở A (chủ trì), Sở B`: the mark ends the list of those who lead."""
    for before, after in pairwise(names):
        if _LEADS.match(text, before.end) and after.start > before.end:
            return names[: names.index(after)], before.end
    return names, end
