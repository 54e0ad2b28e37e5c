"""What the cells of a row say of its task: who leads, with whom, by when."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.attributes import Executors, read_named
from vanban.charges import Ref, refs_of
from vanban.deadlines import Limit, labelled_limit
from vanban.doubts import EMPTY_CELL
from vanban.grammar.lexicon import Tokens
from vanban.grammar.names import parse_names
from vanban.repair.folding import fold
from vanban.repair.lines import Flow
from vanban.tables import RowCell, RowNode

_BETWEEN = re.compile(r"(?:[\s;,.:+•●*/–-]|\bvà\b|\bcùng\b)*")
_PART_END = re.compile(r"\s*(?:[;,\n]|\s[-–+•●]\s|\.?\s*$)")
_ROLE_WORDS = re.compile(
    r"[\s(,:]*(?:đơn vị|cơ quan)?\s*(?:(?:đồng\s+)?chủ trì|phối hợp(?:\s+(?:cùng\s+với|với|cùng))?|thực hiện"
    r"|tham mưu|là đầu mối|đầu mối|chính)(?:\s+thực hiện)?[\s),:]*",
    re.I,
)
_ORDER = re.compile(r"(?:(?P<ask>đề nghị)|giao|yêu cầu)\s+", re.I)
_LAST_WORDS = re.compile(r"[\s,(]*\b(?:cùng\s+)?(?:chủ trì|phối hợp|thực hiện|tham gia)(?:\s+thực hiện)?[\s).]*$", re.I)


def read_cells(node: RowNode) -> Executors:
    """Answer what the cells of a row say; what stands in a column of names is a name, known or not."""
    found = Executors()
    for cell in node.of("lead"):
        _add(found.lead, _listed(cell))
    for cell in node.of("executor"):
        lead, partners = read_named(cell.flow)
        if not lead:
            lead = _listed(cell)
        _add(found.lead, lead)
        _add(found.coordinating, partners)
    for cell in node.of("coordinator"):
        _add(found.coordinating, _listed(cell))
    leads = {fold(ref.name) for ref in found.lead}
    found.coordinating = [ref for ref in found.coordinating if fold(ref.name) not in leads]
    found.limit = _limit(node.of("time"))
    if any(cell.assumed for cell in node.of("lead", "executor")):
        found.doubts.append(EMPTY_CELL)
    return found


def _add(refs: list[Ref], more: list[Ref]) -> None:
    known = {fold(ref.name) for ref in refs}
    refs.extend(ref for ref in more if fold(ref.name) not in known)


def _listed(cell: RowCell) -> list[Ref]:
    """The names of a cell: those of the grammar, and between them whole parts that it does not know."""
    flow = cell.flow
    text, tokens = flow.text, Tokens(flow.text)
    refs: list[Ref] = []
    at = _begin(text, 0)
    while at < len(text):
        order = _ORDER.match(text, at)
        asked = order is not None and order["ask"] is not None
        at = order.end() if order else at
        names, end = parse_names(tokens, at, semicolons=True)
        refs.extend(refs_of(names, flow, asked))
        following = _begin(text, end)
        if not names or (text[end:following].isspace() and not parse_names(tokens, following, limit=1)[0]):
            stop = _part_end(text, end)
            start = names[-1].start if names else at
            whole = _LAST_WORDS.sub("", text[start:stop]).strip()
            if names:
                refs.pop()
            if any(char.isalpha() for char in whole):
                refs.append(Ref(whole, flow, start, start + len(whole), False, False, asked))
            following = _begin(text, max(stop, end))
        at = max(following, at + 1)
    return refs


def _begin(text: str, at: int) -> int:
    """Where the next name may begin: after signs that part names, and words that only say their role."""
    while True:
        after = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        words = _ROLE_WORDS.match(text, after)
        after = words.end() if words else after
        if after == at:
            return at
        at = after


def _part_end(text: str, at: int) -> int:
    stop = _PART_END.search(text, at)
    return stop.start() if stop else len(text)


def _limit(cells: list[RowCell]) -> tuple[Flow, Limit] | None:
    """The words of the time's cells; a cross under a period stands for the period."""
    crossed = [cell for cell in cells if cell.period is not None]
    if crossed:
        said = labelled_limit("; ".join(cell.period or "" for cell in crossed), 0)
        places = ((0, len(crossed[0].flow.text)),)
        return None if said is None else (crossed[0].flow, replace(said, places=places))
    for cell in cells:
        limit = labelled_limit(cell.flow.text, 0)
        if limit is not None:
            return cell.flow, limit
    return None
