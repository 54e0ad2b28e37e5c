"""Head and foot of a document: number, date, place, issuer, title, stamps, signer. What is not printed stays None."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from vanban import data
from vanban.grammar.casing import in_running_case
from vanban.grammar.dates import find_dates
from vanban.grammar.letters import LOWER, UPPER
from vanban.grammar.symbols import find_symbols
from vanban.parts import is_recipients_line, is_signature_line
from vanban.recipients import SIGNER_TAIL
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line, join_lines

_MOTTO = re.compile(
    r"C[ỘO]NG H[ÒO]A X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A VI[ỆE]T NAM"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM|[ĐD][ộo]c l[ậa]p\s*-\s*T[ựu] do\s*-\s*H[ạa]nh ph[úu]c",
    re.I,
)
_NUMBER_LINE = re.compile(r"^\W*s[o06](?:\s*[:;.]|\s+(?=\d+\s*[-/]\s*[a-z]{2}))")
_RULE = re.compile(r"^[\W_o0]{2,}$", re.I)
_ABSTRACT = re.compile(r"^V\s*/\s*v\s*:?\s*(?:việc\s+)?", re.I)
_ENACTS = re.compile(
    r"\b(?:ban hành|xây dựng)\s+(?P<kind>{kinds})\s+(?P<title>.{{3,600}}?)\s*[,;:]?\s*"
    r"(?:(?:cụ thể|chi tiết|gồm|với|bao gồm)\b[^.]{{0,60}}?\s)?(?:như sau|sau đây|sau\s*:)",
    re.S,
)
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.I)
# `UBND TỈNH X` over `SỞ Y`: the body below belongs to that place.
_SUPERIOR = re.compile(
    rf"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN)\s+(?P<level>TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN)\s+"
    rf"(?P<name>[^{LOWER}]+?)\s+(?=SỞ|BAN|PHÒNG|VĂN PHÒNG|TRUNG TÂM|CỤC|CHI CỤC)"
)
_HEADER_LINES = 40
_STAMP_LINE = 120
_SIGN = re.compile(rf"(?:^|\s)(?P<sign>(?:TM|KT|TL|TUQ|Q)\.\s?[^{LOWER}]{{4,}})$")


@dataclass(slots=True)
class Head:
    """What was found, and where: `flows` gives for each key the flow and the place of its words."""

    values: dict[str, str | int] = field(default_factory=dict)
    flows: dict[str, tuple[Flow, int, int]] = field(default_factory=dict)

    def put(self, key: str, value: str | int | None, flow: Flow, start: int = 0, end: int | None = None) -> None:
        """Keep the first value found for `key`."""
        stop = len(flow.text) if end is None else end
        if value not in (None, "") and key not in self.values and stop > start:
            self.values[key] = value
            self.flows[key] = (flow, start, stop)

    def text(self, key: str) -> str | None:
        """Answer a value as text, None if it was not found."""
        value = self.values.get(key)
        return None if value is None else str(value)


def read_head(front: list[Line], opening: list[Flow], foot: list[Line], running: list[Flow]) -> Head:
    """Answer the metadata. `front`: the lines before the first unit; `opening`: the same as paragraphs; `foot`: the
    lines from the recipients on; `running`: all paragraphs, for the province."""
    head = Head()
    rows = [line for line in front if line.text.strip()]
    top = _read_top(rows[:_HEADER_LINES], head)
    _read_title(rows, top, head)
    _read_enacting(opening, head)
    _read_foot(foot, head)
    _read_stamps(front, foot, head)
    _read_province(opening, running, head)
    _complete_issuer(head)
    _read_year(head)
    return head


def _read_top(rows: list[Line], head: Head) -> int:
    """Read number, place, date and issuer; answer the index of the first row after them (0: there is no top)."""
    after = 0
    crowned = False
    issuer: list[tuple[Line, str]] = []
    for index, line in enumerate(rows):
        text = line.text
        if fold(text.strip()).startswith(("kinh gui", "can cu")):
            break
        number = _NUMBER_LINE.match(fold(text))
        if number:
            flow = join_lines([line])
            symbols = find_symbols(flow.text)
            if symbols:
                head.put("number", symbols[0].number, flow, symbols[0].start, symbols[0].end)
            _read_place(flow, symbols[0].end if symbols else 0, head)
            after = index + 1
        elif _kind_line(text) or _kind_opening(text.strip()):
            break
        elif after and _read_place(join_lines([line]), 0, head):
            after = index + 1
        elif not after and index < 8:
            if _MOTTO.search(text):
                crowned = True
            if left := _left_column(text):
                issuer.append((line, left))
            _read_place(join_lines([line]), len(" ".join(text[: _right_column(text)].split())), head)
        elif not after and _read_place(join_lines([line]), 0, head):
            after = index + 1
    if (after or crowned) and issuer:
        _put_issuer(issuer, head)
    return after


def _right_column(text: str) -> int:
    """Where the last column of a line begins that is set in columns, 0 if it is not."""
    gaps = list(re.finditer(r"\s{3,}(?=\S)|\t(?=\S)", text.rstrip()))
    return gaps[-1].end() if gaps and text[: gaps[-1].start()].strip() else 0


def _left_column(text: str) -> str:
    left = _MOTTO.sub(" ", text)
    left = re.split(r"\s{3,}|\t", left.strip())[0].strip(" -–_*")
    return left if left and left.upper() == left and any(char.isalpha() for char in left) else ""


def _put_issuer(issuer: list[tuple[Line, str]], head: Head) -> None:
    written = " ".join(left for _, left in issuer)
    flow = join_lines([issuer[0][0]])
    start = flow.text.find(issuer[0][1].split()[0])
    head.put("issuer_as_written", written, flow, max(start, 0), None)
    body = in_running_case(_last_body([left for _, left in issuer]))
    under = _SUPERIOR.match(written)
    if under and not body.startswith(("Ủy ban", "Uỷ ban", "UBND")) and _province(body) is None:
        body += f" {under['level'].lower()} {in_running_case(under['name'])}"
    head.put("issuer", body, flow, max(start, 0), None)


def _last_body(columns: list[str]) -> str:
    """The issuer is the lowest body: under `UBND TỈNH X` may stand `SỞ Y`; a place line goes on the line before."""
    bodies: list[str] = []
    for column in columns:
        opens = fold(column).startswith(tuple(fold(opening) for opening in data.groups("stamps.txt")["issuer_opens"]))
        if bodies and not opens:
            bodies[-1] += " " + column
        else:
            bodies.append(column)
    return bodies[-1]


def _read_place(flow: Flow, start: int, head: Head) -> bool:
    text = flow.text
    match = _place_match(text[start:])
    if match is None:
        return False
    begin, end = start + match.start("place"), start + match.end("place")
    if len(text) - end > 60:
        return False
    place = text[begin:end].strip()
    head.put("place", place, flow, begin, end)
    dates = [date for date in find_dates(text[end:]) if date.unit == "day" and date.year]
    if dates:
        head.put("date", dates[0].iso, flow, end + dates[0].start, end + dates[0].end)
    return True


def _place_match(text: str) -> re.Match[str] | None:
    """`Hà Tĩnh, ngày …`: the place is the words right before the comma, not a symbol that stands on their left."""
    return re.search(r"(?P<place>(?<![\w/-])(?:[^\W\d_]+[ .]+){0,4}[^\W\d_]+)\s*,\s*(?=ng[àa]y\b)", text, re.I)


def _is_stamp(text: str) -> bool:
    stamps = data.groups("stamps.txt")
    return text.strip(" .[]()*-") in {mark.upper() for mark in (*stamps["secrecy"], *stamps["urgency"])}


@cache
def _kinds() -> dict[str, str]:
    return {fold(kind): kind for kind in data.lines("kinds.txt")}


def _kind_line(text: str) -> str | None:
    """Answer the kind if a line prints it alone and in capitals."""
    stripped = " ".join(text.strip(" \t:*-–").split())
    return _kinds().get(fold(stripped)) if stripped.upper() == stripped else None


def _read_title(rows: list[Line], after: int, head: Head) -> None:
    for index, row in enumerate(rows[:_HEADER_LINES]):
        abstract = _ABSTRACT.match(row.text.strip())
        if abstract:
            flow = join_lines(_title_lines(rows[index:], first=True))
            head.put("kind", "Công văn", flow, 0, abstract.end())
            words = flow.text[abstract.end() :].strip()
            head.put("title", words[:1].upper() + words[1:], flow, abstract.end())
            return
    for index in range(after, len(rows)):
        text = rows[index].text.strip()
        kind = _kind_line(text)
        if kind is None:
            kind = _kind_opening(text)
            if kind is None:
                continue
            lines = _title_lines(rows[index:], first=True)
            flow = join_lines(lines)
            head.put("kind", kind, flow, 0, len(kind))
            head.put("title", flow.text[len(flow.text) - len(flow.text[len(kind) :].lstrip()) :], flow, len(kind) + 1)
            return
        head.put("kind", kind, join_lines([rows[index]]))
        lines = _title_lines(rows[index + 1 :])
        if lines:
            head.put("title", join_lines(lines).text, join_lines(lines))
        return


def _kind_opening(text: str) -> str | None:
    """`KẾ HOẠCH CÔNG TÁC …` on one line, all in capitals."""
    if text.upper() != text or len(text) < 8:
        return None
    for folded, kind in _kinds().items():
        if fold(text).startswith(folded + " "):
            return kind
    return None


def _title_lines(rows: list[Line], first: bool = False) -> list[Line]:
    taken: list[Line] = []
    basis = tuple(data.groups("frame.txt")["legal_basis"])
    for line in rows[:8]:
        text = line.text.strip()
        if _RULE.match(text) or text.startswith("(") or _MOTTO.search(text) or _is_stamp(text):
            break
        if taken and _place_match(text):
            break
        if taken:
            gap = line.number - taken[-1].number > 1
            goes_on = text[0].islower() or (text.upper() == text and taken[-1].text.upper() == taken[-1].text)
            if (gap and not goes_on) or (not goes_on and text.lower().startswith(basis)):
                break
        if fold(text).startswith(("kinh gui", "can cu")) and not (first and not taken):
            break
        taken.append(line)
    return taken


def _read_enacting(opening: list[Flow], head: Head) -> None:
    kinds = "|".join(re.escape(kind) for kind in data.lines("kinds.txt"))
    enacts = re.compile(_ENACTS.pattern.replace("{kinds}", kinds).replace("{{", "{").replace("}}", "}"), re.S)
    for flow in reversed(opening):
        match = enacts.search(flow.text)
        if match is None:
            continue
        head.put("kind", match["kind"], flow, match.start("kind"), match.end("kind"))
        title = match["title"].strip(" ,;:")
        head.put("title", title[:1].upper() + title[1:], flow, match.start("title"), match.start("title") + len(title))
        before = flow.text[: match.start()]
        names = list(_issuers().finditer(before))
        if names:
            last = names[-1]
            head.put("issuer_as_written", last.group(), flow, last.start(), last.end())
            head.put("issuer", _full(last.group()), flow, last.start(), last.end())
        return


@cache
def _issuers() -> re.Pattern[str]:
    return re.compile(
        r"(?:UBND|[ỦU][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|HĐND|Hội đồng nhân dân)\s+"
        r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)"
        rf"(?:\s+[{UPPER}]\w*(?:\s+(?:-\s+)?[{UPPER}]\w*){{0,3}})?"
    )


def _full(name: str) -> str:
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    name = re.sub(r"^HĐND\b", "Hội đồng nhân dân", name)
    return re.sub(r"^[ỦU][yỷ] ban [Nn]hân dân", "Ủy ban nhân dân", name)


def _read_foot(foot: list[Line], head: Head) -> None:
    signs: list[tuple[Line, str]] = []
    names: list[tuple[Line, str]] = []
    for line in foot:
        cells = re.split(r"\s{3,}|\t", line.text.strip())
        if (tail := SIGNER_TAIL.search(line.text.rstrip())) is not None and line.text.strip()[:1] in "-–":
            cells.append(tail.group().strip())
        for cell in cells:
            sign = _SIGN.search(cell)
            if sign or is_signature_line(cell):
                signs.append((line, sign["sign"] if sign else cell))
            elif not is_recipients_line(cell) and _is_person(cell):
                names.append((line, cell))
    if signs:
        _put_cells(head, "sign_capacity", signs)
    if names:
        _put_cells(head, "signer", names[-1:])


def _put_cells(head: Head, key: str, cells: list[tuple[Line, str]]) -> None:
    """Keep what cells of the foot say, joined with commas; the place is that of the first."""
    flow = join_lines([cells[0][0]])
    words = [" ".join(cell.split()).strip(" ,;") for _, cell in cells]
    start = max(flow.text.find(words[0]), 0)
    head.put(key, ", ".join(words), flow, start, start + len(words[0]))


_NOT_NAMES = frozenset(
    {"nơi", "nhận", "lưu", "như", "trên", "phó", "chủ", "tịch", "giám", "đốc", "sở", "bộ", "ban", "kế", "hoạch"}
)


def _is_person(text: str) -> bool:
    """A signer's name: two to five words, each with a capital, nothing else on the line."""
    text = re.sub(r"^(?:TS|ThS|PGS|GS|BS|Đại tá|Thượng tá|Thiếu tướng|Trung tá)\.?\s+", "", text)
    words = text.split()
    if not 2 <= len(words) <= 5 or any(not re.sub("['’]", "", word).isalpha() for word in words):
        return False
    return (
        all(word[0].isupper() and (len(word) == 1 or not word[1:].isupper()) for word in words)
        and words[0].lower() not in _NOT_NAMES
        and sum(word.lower() in _NOT_NAMES for word in words) < 2
    )


def _read_stamps(front: list[Line], foot: list[Line], head: Head) -> None:
    before = ""
    for line in [*front[: 2 * _HEADER_LINES], *foot[: 2 * _HEADER_LINES]]:
        text = line.text.strip()
        found = _stamp(text) if len(text) < _STAMP_LINE and not before.endswith("BÍ") else None
        if found is not None:
            head.put(*found, join_lines([line]))
        before = text or before


def _stamp(text: str) -> tuple[str, str] | None:
    """Answer key and value of the mark of secrecy or urgency that a line prints alone, in a column of its own, or
    after its label; None if it prints none."""
    stamps = data.groups("stamps.txt")
    cells = [cell.strip(" .[]()*-") for cell in re.split(r"\s{2,}|\t", text)]
    for key, label in (("secrecy", "độ mật"), ("urgency", "độ khẩn")):
        for mark in stamps[key]:
            labelled = re.fullmatch(rf"{label}\s*:\s*{mark}\W*", text, re.I)
            if labelled or mark.upper() in cells:
                return key, mark
    return None


def _read_province(opening: list[Flow], running: list[Flow], head: Head) -> None:
    for key in ("issuer_as_written", "place", "title"):
        if (found := _province(head.text(key) or "")) is not None:
            flow, start, end = head.flows[key]
            head.put("province", found, flow, start, end)
            return
    for flow in [*reversed(opening), *running]:
        place = _province_named(flow.text)
        if place is not None:
            head.put("province", place[0], flow, place[1], place[2])
            return


def _province(text: str) -> str | None:
    folded = fold(text)
    hits = [(len(name), name) for name in _provinces() if re.search(rf"\b{re.escape(fold(name))}\b", folded)]
    return max(hits)[1] if hits else None


@cache
def _provinces() -> tuple[str, ...]:
    return sum(data.groups("provinces.txt").values(), ())


@cache
def _province_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_provinces(), key=len, reverse=True))
    return re.compile(rf"\b(?:tỉnh|thành phố|TP\.?)\s+(?P<name>{names})\b", re.I)


def _province_named(text: str) -> tuple[str, int, int] | None:
    counts = Counter(" ".join(match["name"].split()) for match in _province_pattern().finditer(text))
    if not counts:
        return None
    name = counts.most_common(1)[0][0]
    match = next(m for m in _province_pattern().finditer(text) if " ".join(m["name"].split()) == name)
    canonical = next(known for known in _provinces() if fold(known) == fold(name))
    return canonical, match.start("name"), match.end("name")


def _complete_issuer(head: Head) -> None:
    """The issuer's full name carries its province: `Ủy ban nhân dân tỉnh` + `Hà Tĩnh`."""
    issuer, province = head.text("issuer"), head.text("province")
    if issuer is None and head.text("sign_capacity") is not None:
        capacity = fold(head.text("sign_capacity") or "")
        if "uy ban nhan dan" in capacity and province:
            issuer = "Ủy ban nhân dân tỉnh"
            head.flows["issuer"] = head.flows["sign_capacity"]
    if issuer == "Ủy ban nhân dân" and province is not None:
        issuer += " thành phố" if province in data.groups("provinces.txt")["thành phố"] else " tỉnh"
    if issuer is not None and province is not None and issuer.endswith((" tỉnh", " thành phố")):
        issuer += " " + province
    if issuer is not None:
        head.values["issuer"] = issuer


def _read_year(head: Head) -> None:
    """The year that the title names, not a horizon (*đến năm 2030*) nor a span; else the year of issue."""
    title = head.text("title") or ""
    for match in _YEAR.finditer(title):
        before = fold(title[: match.start()]).rstrip()
        if not re.search(r"(?:den|den het|tam nhin|giai doan|tu|truoc|sau|thang \d{1,2}|quy \S{1,3})$", before):
            flow, start, end = head.flows["title"]
            head.put("year", int(match.group(1)), flow, start, end)
            return
    if (date := head.text("date")) is not None:
        flow, start, end = head.flows["date"]
        head.put("year", int(date[:4]), flow, start, end)
