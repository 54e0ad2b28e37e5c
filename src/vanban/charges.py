"""Who is charged by the words of one paragraph: its subject, its *phối hợp với*, its *giao* and *đề nghị*."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vanban import data
from vanban.doubts import OTHERS_PARTNER, UNREAD_PARTNER, Doubt
from vanban.grammar.bodies import starts_with_verb
from vanban.grammar.casing import in_running_case, opens_name
from vanban.grammar.lexicon import Tokens
from vanban.grammar.names import Name, after_partners, parse_names
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

_ORDERS = re.compile(
    r"(?:(?P<ask>(?:trân trọng |kính )?đề nghị)|(?P<give>giao(?!\s+(?-i:ban|lưu|thông|dịch|tiếp)\b)"
    r"(?: nhiệm vụ cho| cho| trách nhiệm cho)?|yêu cầu|phân công)|riêng(?: đối với)?|đối với"
    r"|trách nhiệm của|nhiệm vụ của)\s+",
    re.I,
)
# After a preface: `theo chức năng, nhiệm vụ của ngành, …` orders nobody.
_ORDERS_AFTER = re.compile(
    r"(?:(?P<ask>đề nghị)|(?P<give>giao(?!\s+(?-i:ban|lưu|thông|dịch|tiếp)\b)(?: nhiệm vụ cho| cho)?|yêu cầu"
    r"|phân công))\s+",
    re.I,
)
# The issuer itself speaks: `UBND tỉnh yêu cầu các sở …`.
_PASSES_ON = re.compile(r"\s+(?:(?P<ask>đề nghị)|(?P<give>yêu cầu|giao(?: nhiệm vụ)?(?: cho)?))\s+", re.I)
_BY_CHARGE = re.compile(
    r",?\s*(?:theo|căn cứ|trên cơ sở)\s+(?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực)[^;.:]{0,80}?"
    r",(?!\s*(?:nhiệm vụ|quyền hạn|lĩnh vực|thẩm quyền))\s*",
    re.I,
)
_NO_ACTS = frozenset(data.groups("words.txt")["no_acts"])
_NEXT_CLAUSE = re.compile(r";\s+(?:riêng |đồng thời,? |còn )?", re.I)
_IS_ASKED = re.compile(r"\s+(?:xin |được )*được\s+(?:trân trọng )?đề nghị\b", re.I)
_NEXT_ORDER = re.compile(r"[;.]\s+(?:(?P<ask>đề nghị|mời)|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu)\s+", re.I)
_PREFACE = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|hằng năm|hàng năm|định kỳ|(?:trong )?quá trình|khi|nếu|để|nhằm|trước ngày|trong"
    r"|hằng quý|hàng quý|hằng tháng|hàng tháng|mỗi (?:năm|quý|tháng|tuần|khi)|sau khi|ngay sau khi|trường hợp|đối với"
    r"|chậm nhất|trước khi|quá thời hạn|riêng)\b[^.;:]{3,220}?,\s+"
    r"(?:(?:vướng mắc|phát sinh|bất cập|nhiệm vụ|quyền hạn)\b[^.;:,]{0,60},\s+)?(?=\S)",
    re.I,
)
_LEADS = re.compile(
    r"[\s,(]*(?:là (?:cơ quan|đơn vị) )?"
    r"(?:(?:đồng |cùng )?chủ trì|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|làm đầu mối|đầu mối)",
    re.I,
)
_BESIDE = re.compile(r"(?:chủ trì|làm đầu mối),?\s+(?:và\s+)?cùng(?:\s+với)?\s+", re.I)
_TOGETHER = re.compile(
    r"phối\s+hợp(?P<how>(?:\s+(?:chặt chẽ|hiệu quả|thường xuyên|kịp thời|tốt|đồng bộ|tích cực))*"
    r"(?:(?:,|\s+và)\s+(?:trao đổi|chia sẻ)(?:\s+thông tin)?(?=\s+(?:cùng\s+)?với\s))?)"
    r"(?P<link>\s+(?:cùng với|với|cùng|của|giữa))?\s+",
    re.I,
)
_BY_OTHERS = re.compile(r"\b(?:cho|giao|chỉ đạo|hướng dẫn|yêu cầu|đề nghị|đôn đốc|vận động|khuyến khích|để)\s+", re.I)
_JOINT_PROGRAMME = re.compile(
    r"\b(?:chương trình|kế hoạch|quy chế|thỏa thuận|biên bản|bản ghi nhớ)\s+"
    r"(?:\S+\s+){0,2}phối\s+hợp\b[^.;]{0,60}?\bgiữa\s+",
    re.I,
)
_HELP = re.compile(r"phối hợp(?:\s+(?:cùng\s+)?(?:thực hiện|tham gia|triển khai|tổ chức|hỗ trợ))?\s*(?=[.;)]|$)", re.I)
_CLAUSE_STARTS = re.compile(r"[,;:.(]\s+(?:các cơ quan phối hợp:\s+)?|\bvà\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
# How far back the words are sought that give a *phối hợp* another subject.
_CLAUSE = 600
_PART = re.compile(r"[^\s,;](?:[^,;]*[^\s,;])?")
# `Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan …`
_PREFACES = 4
# After the names of a heading: `lãnh đạo, chỉ đạo:`, `có trách nhiệm:`.
_DO_THIS = re.compile(
    r"(?:lãnh đạo|chỉ đạo|có trách nhiệm|chịu trách nhiệm|chủ trì|tập trung|thực hiện|tiếp tục|triển khai|cần"
    r"|có nhiệm vụ)\b[^.;:]{0,60}:$",
    re.I,
)
_CARRIES_OUT = re.compile(r"\s*(?:tổ chức |triển khai )?(?:thực hiện|triển khai|đảm nhiệm|phụ trách)\b", re.I)
_ASIDE = re.compile(r"\s*\([^()]{1,120}\)(?=\s*:)")
_ASIDE_AFTER = re.compile(r"\s*\([^()]{2,90}\)")
_MINOR = re.compile(r"[,\s]+(?:và|với|cùng)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Ref:
    """An organisation as a paragraph names it: the flow and the place there; `requested` under *đề nghị*;
    `listed`: a list has the name."""

    name: str
    flow: Flow
    start: int
    end: int
    known: bool
    group: bool
    requested: bool = False
    listed: bool = False

    def as_requested(self) -> Ref:
        """The same, governed by *đề nghị*."""
        return replace(self, requested=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is charged; `end`: where the words after the names begin. `firm`: the paragraph says plainly that they act
    (an order, *chủ trì*, a verb); `weak`: the names may be no subject at all; `given`: under *giao* or *yêu cầu*;
    `partners`: those named after *cùng*."""

    refs: list[Ref]
    end: int
    firm: bool
    weak: bool = False
    prefaced: bool = False
    given: bool = False
    partners: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Partners:
    """Whom the lead works with, and what is doubtful about it."""

    refs: list[Ref]
    doubts: list[Doubt]


def refs_of(names: list[Name], flow: Flow, requested: bool = False) -> list[Ref]:
    """Answer names as refs into `flow`."""
    return [Ref(n.name, flow, n.start, n.end, n.known, n.group, requested, n.listed) for n in names]


def heading_names(flow: Flow) -> list[Ref]:
    """Answer the agencies if the heading names nothing else: its orders, asides and appositions are dropped."""
    text = in_running_case(flow.text) if flow.text.isupper() else flow.text
    order = _ORDERS.match(text)
    begin = start = order.end() if order else 0
    tokens = Tokens(text)
    asked = order is not None and order["ask"] is not None
    refs: list[Ref] = []
    while True:
        names, end = parse_names(tokens, start, semicolons=True)
        refs.extend(refs_of(names, flow, asked))
        rest = text[after_partners(tokens, end) :].strip()
        if not names:
            return _listed_in_capitals(flow, text, start, asked)
        if (
            not rest.strip(" .:;")
            or _DO_THIS.match(rest)
            or re.match(r"[–—-]\s|\(|,\s*(?:cơ quan thường trực|là)\b", rest)
        ):
            return refs
        order = re.match(r"[\s,;]*(?:và\s+)?", text[end:])
        again = _ORDERS.match(text, end + (order.end() if order else 0))
        if again is None:
            return _listed_in_capitals(flow, text, begin, asked)
        asked = again["ask"] is not None
        start = again.end()


def _listed_in_capitals(flow: Flow, text: str, start: int, asked: bool) -> list[Ref]:
    """Names in capitals that no gazetteer has: where every part of the list opens like an organisation, the parts
    are the names."""
    if not flow.text.isupper():
        return []
    refs: list[Ref] = []
    for part in _PART.finditer(text.rstrip(" .:;"), start):
        if not opens_name(part.group()):
            return []
        refs.append(Ref(part.group(), flow, part.start(), part.end(), False, False, asked))
    return refs


def find_subject(flow: Flow, loose: bool = False) -> Subject | None:
    """Answer who the paragraph opens with as the one to act. `loose`: its place (a section that divides the
    tasks) already says that somebody is charged, so a preface may come first."""
    text = flow.text
    tokens = Tokens(text)
    starts = [0]
    preface = _PREFACE.match(text)
    while preface and loose and len(starts) < _PREFACES:
        starts.append(preface.end())
        preface = _PREFACE.match(text, preface.end())
    for start in starts:
        order = (_ORDERS if not start else _ORDERS_AFTER).match(text, start)
        begin = order.end() if order else start
        names, end = parse_names(tokens, begin, semicolons=loose or order is not None)
        if not names:
            continue
        passed_on = _PASSES_ON.match(text, end) if _may_speak(names) else None
        if passed_on and (told := parse_names(tokens, passed_on.end()))[0]:
            order = passed_on
            names, end = told
        end = _past_aside(text, tokens, end)
        asked = (order is not None and order["ask"] is not None) or _IS_ASKED.match(text, end) is not None
        after = _ASIDE.sub("", text[end:], count=1).lstrip()
        acts = starts_with_verb(tokens, tokens.index(end)) or (after.startswith(":") and not _is_label(text, names))
        acts = acts or _acts_after_aside(text, tokens, end) or _acts_somehow(tokens, names, end)
        leads = _LEADS.match(text[end:]) is not None
        if not (order or acts or leads) and not (after.startswith(",") and _verb_after_comma(tokens, end)):
            continue
        firm = order is not None or leads or acts
        names, beside = _beside(text, names)
        refs = refs_of(names, flow, asked)
        if order is not None:
            refs.extend(_ordered_later(flow, tokens, end))
        refs.extend(ref for ref in _acting_later(flow, tokens, end) if ref.name not in {each.name for each in refs})
        weak = not (order or leads) and start > 0
        given = order is not None and order.groupdict().get("give") is not None
        return Subject(refs, end, firm, weak, start > 0, given, tuple(refs_of(beside, flow)))
    return None


def _past_aside(text: str, tokens: Tokens, end: int) -> int:
    """`Sở A (cơ quan thường trực) chủ trì …`: answer the offset after an aside that what they do follows."""
    aside = _ASIDE_AFTER.match(text, end)
    if aside is None:
        return end
    acts = _LEADS.match(text[aside.end() :]) is not None or starts_with_verb(tokens, tokens.index(aside.end()))
    return aside.end() if acts else end


def _is_label(text: str, names: list[Name]) -> bool:
    """`Lực lượng: …`, `Đơn vị: …`: a bare noun that only says what follows."""
    return len(names) == 1 and names[0].group and len(names[0].name.split()) < 3 and text[names[0].start].isupper()


def _acts_after_aside(text: str, tokens: Tokens, end: int) -> bool:
    """`Sở A, Sở B, theo chức năng, nhiệm vụ được giao, rà soát …`."""
    aside = _BY_CHARGE.match(text, end)
    return aside is not None and starts_with_verb(tokens, tokens.index(aside.end()))


def _acts_somehow(tokens: Tokens, names: list[Name], end: int) -> bool:
    """`Phòng Văn hóa - Xã hội trang trí khánh tiết`: after names that are plainly whole a word that no list has, in
    small letters, says what they do, unless it narrows them or tells of something else."""
    word = tokens.at(tokens.index(end))
    if (
        word is None
        or not all(name.listed and len(name.name.split()) > 2 for name in names)
        or any(_many(tokens, name) for name in names)
    ):
        return False
    return word.text.isalpha() and word.text.islower() and word.key not in _NO_ACTS


def _many(tokens: Tokens, name: Name) -> bool:
    """Whether a name stands for many and words that no list has may narrow it (`các đơn vị …`)."""
    return name.group and not tokens.items[tokens.index(name.start)].text.isupper()


def _may_speak(names: list[Name]) -> bool:
    """Whether the names may be the issuer that passes an order on, not councils of a level (`UBND cấp tỉnh`)."""
    return len(names) == 1 and not names[0].group and " cấp " not in names[0].name


def _beside(text: str, names: list[Name]) -> tuple[list[Name], list[Name]]:
    """`Sở A cùng Sở B`: who acts, and whom they act with."""
    for at in range(1, len(names)):
        if re.search(r"\bcùng\b", text[names[at - 1].end : names[at].start]):
            return names[:at], names[at:]
    return names, []


def _acting_later(flow: Flow, tokens: Tokens, end: int) -> list[Ref]:
    """`Sở A cử cán bộ …; trường hợp …, Văn phòng B cử thêm …`: a later clause with a subject of its own."""
    refs: list[Ref] = []
    for match in _NEXT_CLAUSE.finditer(flow.text, end):
        at = match.end()
        preface = _PREFACE.match(flow.text, at)
        at = preface.end() if preface else at
        names, after = parse_names(tokens, at)
        if names and all(name.listed for name in names) and starts_with_verb(tokens, tokens.index(after)):
            first = flow.text[names[0].start]
            each = names[0].name.startswith(("mỗi ", "từng "))
            if first.isupper() or (names[0].group and not each):
                refs.extend(refs_of(names, flow, _IS_ASKED.match(flow.text, after) is not None))
    return refs


def _ordered_later(flow: Flow, tokens: Tokens, end: int) -> list[Ref]:
    """`Giao Sở A …; đề nghị Kho bạc …`: a second order in the same paragraph charges more."""
    refs: list[Ref] = []
    for match in _NEXT_ORDER.finditer(flow.text, end):
        names, _ = parse_names(tokens, match.end())
        refs.extend(refs_of(names, flow, match["ask"] is not None))
    return refs


def _verb_after_comma(tokens: Tokens, end: int) -> bool:
    return starts_with_verb(tokens, tokens.index(end) + 1)


def names_later(flow: Flow, orders: bool = False) -> Subject | None:
    """Answer who is charged inside the paragraph: `… giao Sở A chủ trì …`, `… do Sở A chủ trì`, `(Sở A chủ trì)`;
    with `orders` also a bare `yêu cầu các đơn vị …`."""
    text = flow.text
    tokens = Tokens(text)
    pattern = re.compile(
        r"(?:\b(?:(?P<ask>đề nghị)|giao(?!\s+(?-i:ban|lưu|thông|dịch|tiếp)\b)(?: cho)?|phân công(?: cho)?"
        r"|yêu cầu)\s+|\bdo\s+|\(\s*"
        r"|[:;.]\s+)",
        re.I,
    )
    for match in pattern.finditer(text):
        if fold(text[max(match.start() - 20, 0) : match.start()]).endswith(("duoc ", "duoc phan cong, ")):
            continue
        names, end = parse_names(tokens, match.end())
        if not names:
            continue
        end = _past_aside(text, tokens, end)
        leads = _LEADS.match(text[end:]) is not None
        given = match.group().lower().startswith(("giao", "phân công")) and _acts(tokens, names, end)
        # `… lễ hội. Sở A hoàn thiện …`, `(Sở A thực hiện)`: a sentence or an aside with a subject of its own
        whole = names[0].listed or (names[0].known and match.group().strip() == ".")
        own = match.group().strip() in {".", ";", "(", ":"} and whole and not names[0].group
        acts = own and _acts(tokens, names, end)
        acts = acts or (match.group()[0] == "(" and _CARRIES_OUT.match(text, end) is not None)
        ordered = orders and match.group()[0] not in "(d:;." and match.group().strip().lower() != "do"
        if leads or given or acts or ordered:
            return Subject(refs_of(names, flow, match["ask"] is not None), end, True)
    return None


def _acts(tokens: Tokens, names: list[Name], end: int) -> bool:
    """`giao Sở A vận hành`, `giao các đơn vị …`, but not `giao ban báo chí`: who it is and what they do."""
    first = tokens.items[tokens.index(names[0].start)]
    return (first.capital or first.key in {"các", "những"}) and starts_with_verb(tokens, tokens.index(end))


def coordinated(flow: Flow, leads: set[str]) -> Partners:
    """Answer the objects of *phối hợp với* whose subject is the lead; `leads`: the folded names of those who lead."""
    text = flow.text
    if "hợp" not in text and "cùng" not in text:
        return Partners([], [])
    tokens = Tokens(text)
    refs: list[Ref] = []
    doubts: list[Doubt] = []
    for match in _BESIDE.finditer(text):
        refs.extend(refs_of(parse_names(tokens, match.end())[0], flow))
    for match in _TOGETHER.finditer(text):
        link = (match["link"] or "").strip().lower()
        before = fold(text[max(match.start() - 8, 0) : match.start()])
        if link == "giua" or link == "giữa" or (link == "của" and not before.endswith("su ")):
            continue
        if _by_others(text, tokens, match.start(), leads):
            doubts.append(OTHERS_PARTNER)
            continue
        names, _ = parse_names(tokens, match.end())
        if not names and link in {"với", "cùng với"}:
            doubts.append(UNREAD_PARTNER)
        refs.extend(refs_of(names, flow, False))
    refs.extend(_helpers(flow, tokens))
    refs.extend(_programme_partners(flow, tokens, leads))
    return Partners([ref for ref in refs if fold(ref.name) not in leads], doubts)


def _helpers(flow: Flow, tokens: Tokens) -> list[Ref]:
    """`Sở A chủ trì; Công an tỉnh, Sở B phối hợp.`: who works with the lead stands before *phối hợp*."""
    led = flow.text.find("chủ trì")
    refs: list[Ref] = []
    for match in _HELP.finditer(flow.text, led) if led >= 0 else ():
        for begins in _CLAUSE_STARTS.finditer(flow.text, max(led, match.start() - _CLAUSE), match.start()):
            names, end = parse_names(tokens, begins.end())
            if names and _BRACKETS.sub("", flow.text[end : match.start()]).strip() == "":
                refs.extend(refs_of(names, flow))
                break
    return refs


def _by_others(text: str, tokens: Tokens, at: int, leads: set[str]) -> bool:
    """Whether the *phối hợp* at offset `at` belongs to somebody whom the lead only directs, in the same clause."""
    floor = max(at - _CLAUSE, 0)
    clause = max(text.rfind(";", floor, at), text.rfind(". ", floor, at), floor - 1) + 1
    for match in _BY_OTHERS.finditer(text, clause, at):
        names, end = parse_names(tokens, match.end())
        if names and end < at and not all(fold(name.name) in leads for name in names):
            token = tokens.index(end)
            word = tokens.at(token)
            if starts_with_verb(tokens, token) and word is not None and word.key not in {"trong", "theo"}:
                return True
            if _unknown_then_verb(tokens, token, at):
                return True
    return False


def _unknown_then_verb(tokens: Tokens, index: int, at: int) -> bool:
    """`các đơn vị thành viên xây dựng …`: up to three unknown words, then what these do."""
    for step in range(1, 4):
        token = tokens.at(index + step)
        before = tokens.at(index + step - 1)
        if token is None or token.start >= at or before is None or not before.text[0].isalpha():
            return False
        if before.key in {"trong", "về", "để", "theo", "cho", "với", "tại", "trên"}:
            return False
        if starts_with_verb(tokens, index + step):
            return True
    return False


def _programme_partners(flow: Flow, tokens: Tokens, leads: set[str]) -> list[Ref]:
    """`chương trình phối hợp giữa` the lead `với` X makes X a partner."""
    refs: list[Ref] = []
    for match in _JOINT_PROGRAMME.finditer(flow.text):
        names, end = parse_names(tokens, match.end())
        link = _MINOR.match(flow.text, end)
        if link:
            more, _ = parse_names(tokens, link.end())
            names += more
        if any(fold(name.name) in leads for name in names):
            refs.extend(refs_of([name for name in names if fold(name.name) not in leads], flow))
    return refs
