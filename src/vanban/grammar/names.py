"""Names of organisations, by grammar and gazetteer.

list      = item { ("," | ";" | "và" | "cùng" | "/") item }
item      = council | specific | group | shared
council   = UBND [ "các" ] level [ Name ] { ("," | "và") level [ Name ] } { modifier }
specific  = Head body [ scope ]              Sở Ngoại vụ · Hội Nhà báo tỉnh · Báo Hà Tĩnh
shared    = "các" Head [ ":" ] body { ("," | "và") body }
group     = [ "các" ] noun { [ "," | "và" ] noun } { modifier }
                                             các sở, ban, ngành · các cơ quan báo chí trên địa bàn tỉnh
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vanban import data
from vanban.grammar.bodies import (
    NAME_ENDS,
    NARROWING,
    charged,
    clean_end,
    friends,
    further_places,
    joint,
    longer,
    numbered,
    numbered_end,
    pointed_out,
    proper,
    scope,
    seats,
    second_charge,
    starts_head,
    starts_with_verb,
    unknown_body,
    where,
)
from vanban.grammar.lexicon import DEFINED, Tokens, lexicon
from vanban.repair.folding import spell

_ORDER = re.compile(r"(?:đề nghị|giao|yêu cầu)\s+", re.I)
_LEADS_WITH = re.compile(
    r"\s*(?:là (?:cơ quan|đơn vị) )?chủ trì,?\s+(?:và\s+)?phối hợp\s+(?:chặt chẽ\s+)?(?:cùng với|với|cùng)\s+", re.I
)
_PLACED = frozenset({"thôn", "bản", "xã", "phường", "xóm", "ấp", "huyện"})
_QUANTIFIERS = frozenset({"các", "những", "một", "tất", "toàn", "mỗi", "từng"})
_DIVISIONS = frozenset({"phòng", "cục", "vụ", "đội"})
_CLOSED_HEADS = frozenset({"sở", "bộ", "công"})
_OPEN_NOUNS = frozenset(noun.rsplit(" ", 1)[-1] for noun in data.groups("groups.txt")["open"])


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation or group as written at `text[start:end]`; `known` if the gazetteer has it or it
    plainly ends there, `listed` if the gazetteer has it, `group` if it stands for many."""

    name: str
    start: int
    end: int
    known: bool
    group: bool
    listed: bool = False


def parse_names(
    text: str | Tokens, start: int = 0, *, limit: int = 0, semicolons: bool = False
) -> tuple[list[Name], int]:
    """Answer the list of organisations that stands at offset `start` of `text`, and the offset after it.

    `limit`: stop after so many items; `semicolons`: a semicolon may join items.
    """
    tokens = Tokens(text) if isinstance(text, str) else text
    index = tokens.index(start)
    names: list[Name] = []
    end = start
    while True:
        item, after = _item(tokens, index)
        if not item:
            return names, end
        item, after = _spelled_out(tokens, item, after)
        names.extend(item)
        end = tokens.items[after - 1].end
        if limit and len(names) >= limit:
            return names, end
        index = joint(tokens, after, semicolons)
        if index == after and item[-1].group and (stretched := _stretch(tokens, item[-1], after)) > after:
            names[-1] = replace(item[-1], name=_slice(tokens, item[-1].start, stretched), known=False)
            names[-1] = replace(names[-1], end=tokens.items[stretched - 1].end)
            end = names[-1].end
            index, after = joint(tokens, stretched, semicolons), stretched
        if index == after:
            return names, end


def names_only(text: str) -> bool:
    """Whether a title names organisations and nothing else: `Sở A, Sở B`, `Đề nghị A, B và C:`, or who leads and
    with whom: `Giao Sở A chủ trì, phối hợp với B, C:`."""
    order = _ORDER.match(text)
    tokens = Tokens(text)
    names, end = parse_names(tokens, order.end() if order else 0, semicolons=True)
    return bool(names) and not text[after_partners(tokens, end) :].strip(" .:;")


def after_partners(tokens: Tokens, end: int) -> int:
    """Answer the offset after `chủ trì, phối hợp với B, C` where that follows offset `end`, else `end`."""
    leads = _LEADS_WITH.match(tokens.text, end)
    if leads is None:
        return end
    partners, after = parse_names(tokens, leads.end(), semicolons=True)
    return after if partners else end


def _spelled_out(tokens: Tokens, item: list[Name], after: int) -> tuple[list[Name], int]:
    """`các cơ quan báo chí: Báo A, Đài B`: those that are named stand for the group."""
    colon = tokens.at(after)
    if not item[-1].group or colon is None or colon.text != ":" or not starts_head(tokens, after + 1):
        return item, after
    named, end = _specific(tokens, after + 1)
    return (named, end) if named and joint(tokens, end, semicolons=True) > end else (item, after)


def _stretch(tokens: Tokens, group: Name, index: int) -> int:
    """A group may be narrowed by words that no list has; they belong to it where the list plainly goes on."""
    before = tokens.at(index - 1)
    many = tokens.items[tokens.index(group.start)].key in _QUANTIFIERS
    narrowed_to = charged(tokens, index, NARROWING if many else NARROWING // 2)
    if narrowed_to > index:
        return narrowed_to
    narrowed = before is not None and before.key in _OPEN_NOUNS
    for at in range(index, index + 3):
        token = tokens.at(at)
        ends = token is None or not token.text[0].isalpha() or token.key in NAME_ENDS or starts_with_verb(tokens, at)
        if ends or token is None:
            return at if narrowed and token is not None and clean_end(tokens, at) else index
        following = joint(tokens, at + 1, semicolons=False)
        if following > at + 1 and _item(tokens, following)[0]:
            return at + 1
    return index


def _slice(tokens: Tokens, start: int, end: int) -> str:
    """The words from offset `start` to before token `end`, a leading *Các* made small."""
    name = " ".join(tokens.text[start : tokens.items[end - 1].end].split())
    return name[0].lower() + name[1:] if spell(name.split(" ", 1)[0]) in _QUANTIFIERS else name


def _item(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    for parse in (_defined, _within, _forces, _council, _shared, _specific, _group, _office):
        names, after = parse(tokens, index)
        if names:
            return names, after
    return [], index


def _defined(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    """A name that the document itself has defined (`SNgV`, `cơ quan giữ thông tin`)."""
    names = DEFINED.get()
    after = names.match(tokens, index) if names is not None else None
    if after is None:
        return [], index
    first = tokens.items[index]
    if not first.capital and len(first.text) == after - index == 1:
        return [], index
    longer, end = _specific(tokens, index)
    if longer and end > after:
        return longer, end
    name = _name(tokens, index, after, known=True)
    if " " not in name.name:
        return [name], after
    return [replace(name, name=name.name[0].lower() + name.name[1:], group=True)], after


def _within(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    """A part of a body with the body's name behind it: `Đảng ủy Bộ Tư lệnh Vùng 1 Hải quân`."""
    first = tokens.at(index)
    after = lexicon().heads["within"].match(tokens, index) if first is not None and first.capital else None
    if after is None or not starts_head(tokens, after) or lexicon().levels.match(tokens, after) is not None:
        return [], index
    names, end = _council(tokens, after)
    if not names:
        names, end = _specific(tokens, after)
    if len(names) != 1 or _specific(tokens, index)[1] >= end:
        return [], index
    return [_name(tokens, index, end, known=names[0].known, group=names[0].group, listed=names[0].listed)], end


def _forces(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    """`lực lượng Công an, Biên phòng`, `các lực lượng: Hải quan, Kiểm dịch`: one name a force."""
    words = lexicon()
    at = words.groups["quantifier"].match(tokens, index) or index
    first, second = tokens.at(at), tokens.at(at + 1)
    if first is None or second is None or (first.key, second.key) != ("lực", "lượng"):
        return [], index
    at += 3 if (colon := tokens.at(at + 2)) is not None and colon.text == ":" else 2
    names: list[Name] = []
    end = at
    while (stop := words.heads["forces"].match(tokens, at)) is not None and scope(tokens, stop) == stop:
        names.append(_name(tokens, at, stop, known=True, head="lực lượng"))
        end, at = stop, joint(tokens, stop, semicolons=False)
        if at == end:
            break
    return (names, end) if len(names) > 1 else ([], index)


def _office(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    """Who heads a body stands for it, as printed: `Thủ trưởng các sở, ban, ngành`."""
    groups = lexicon().groups
    first = tokens.at(index)
    capital = first is not None and first.capital
    after = groups["office" if capital else "small_office"].match(tokens, index)
    if after is None or first is None:
        return [], index
    if (further := groups["office"].match(tokens, after)) is not None:
        after = further  # `Đồng chí Giám đốc Sở Y tế`
    owner = tokens.at(after)
    names, end = _body_of(tokens, after + 1 if owner is not None and owner.key == "của" else after)
    title = tokens.text[first.start : tokens.items[after - 1].end]
    if len(names) > 1 and names[0].start > tokens.items[after].end:  # `Giám đốc các Sở: A, B`
        return [replace(name, name=f"{title} {name.name}") for name in names], end
    if len(names) != 1:
        return [], index
    if names[0].group and tokens.items[end - 1].key in _PLACED:
        end = further_places(tokens, proper(tokens, end)) if proper(tokens, end) > end else end
    return [_name(tokens, index, end, known=names[0].known, group=names[0].group)], end


def _body_of(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    """Whom somebody heads."""
    for parse in (_council, _shared, _specific, _group):
        names, end = parse(tokens, index)
        if names:
            return names, end
    return [], index


def _name(
    tokens: Tokens, start: int, end: int, *, known: bool, group: bool = False, head: str = "", listed: bool = True
) -> Name:
    first, last = tokens.items[start].start, tokens.items[end - 1].end
    name = " ".join(tokens.text[first:last].split())
    if group and tokens.items[start].key in _QUANTIFIERS:
        name = name[0].lower() + name[1:]
    return Name(f"{head} {name}" if head else name, first, last, known, group, listed and known)


def _council(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    words = lexicon()
    first = tokens.at(index)
    after = words.heads["council"].match(tokens, index) if first is not None and first.capital else None
    if after is None:
        return [], index
    many = words.groups["quantifier"].match(tokens, after)
    counted = tokens.at(after)
    if counted is not None and counted.text.isdigit() and words.levels.match(tokens, after + 1) is not None:
        many = after + 1  # `UBND 07 huyện biên giới`
    pieces: list[tuple[int, int, bool]] = []
    at = many or after
    end = at
    while True:
        token = tokens.at(at)
        if token is not None and token.key == "cấp":
            at += 1
        level = words.levels.match(tokens, at)
        if level is None:
            break
        named = proper(tokens, level)
        pieces.append((at, named, named > level))
        end = named
        following = joint(tokens, end, semicolons=False)
        if following == end:
            break
        at = following
    if not pieces:
        return [], index
    head = tokens.text[first.start : tokens.items[after - 1].end] if first else ""
    listed = _listed_places(tokens, after, head)
    if listed is not None:
        return listed
    if not many and len(pieces) > 1 and all(named for *_, named in pieces):
        return [
            _name(tokens, at, stop, known=True, head="" if at == pieces[0][0] and not at else head)
            for at, stop, _ in pieces
        ], end
    if not many and pieces[0][2]:
        # `UBND tỉnh Hà Tĩnh, thành phố …` without a name of its own belongs to the next item
        named_run = [piece for piece in pieces if piece[2]]
        end = named_run[0][1] if len(named_run) < len(pieces) else end
    if not many and tokens.items[pieces[0][0]].key == "tỉnh" and len(pieces) > 1:
        end = pieces[0][1]
    group = many is not None or len(pieces) > 1
    end = where(tokens, _modifiers(tokens, end)) if group else end
    return [_name(tokens, index, end, known=True, group=group)], end


def _listed_places(tokens: Tokens, after: int, head: str) -> tuple[list[Name], int] | None:
    """`UBND các xã: A, B và C`, `UBND thành phố A và các huyện B, C`: one body a place."""
    words = lexicon()
    names: list[Name] = []
    level, end, at, shared = "", after, after, False
    while True:
        many = words.groups["quantifier"].match(tokens, at)
        stop = words.levels.match(tokens, many or at)
        if stop is not None:
            level = " ".join(tokens.text[tokens.items[many or at].start : tokens.items[stop - 1].end].split())
            narrowed = words.groups["modifier"].match(tokens, stop)
            colon = tokens.at(narrowed) if narrowed else None
            stop = narrowed if narrowed and colon is not None and colon.text == ":" else stop
            colon = tokens.at(stop)
            spelled = colon is not None and colon.text == ":"
            shared = shared or many is not None
            at = stop + 1 if spelled else stop
        stop = proper(tokens, at)
        if not level or stop == at or words.heads["any"].match(tokens, at) is not None:
            break
        names.append(_name(tokens, at, stop, known=True, head=f"{head} {level}"))
        end = stop
        at = joint(tokens, stop, semicolons=True)
        if at == stop:
            break
    colon = tokens.at(after + 2)
    single = colon is not None and colon.text == ":"
    return (names, end) if shared and len(names) > (0 if single else 1) else None


def _shared(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    words = lexicon()
    many = words.groups["quantifier"].match(tokens, index)
    after = words.heads["any"].match(tokens, many) if many else None
    if many is None or after is None:
        return [], index
    head = tokens.text[tokens.items[many].start : tokens.items[after - 1].end]
    head = head[:1].upper() + head[1:]
    token = tokens.at(after)
    at = after + 1 if token is not None and token.text == ":" else after
    if at == after and not _known_body(tokens, head, at) and not tokens.items[many].capital:
        return [], index
    names: list[Name] = []
    end = at
    while (token := tokens.at(at)) is not None and token.capital and not starts_head(tokens, at):
        if words.groups["office"].match(tokens, at) is not None:
            break
        stop = _known_body(tokens, head, at) or unknown_body(tokens, at, head, listed=True)
        if (sign := tokens.at(stop)) is not None and sign.text in "-–":
            stop = longer(tokens, index, stop)
        names.append(_name(tokens, at, stop, known=_known_body(tokens, head, at) is not None, head=head))
        end = stop
        at = joint(tokens, stop, semicolons=tokens.items[after].text == ":")
        if at == stop:
            break
    if not names:
        return [], index
    if len(names) > 1 or tokens.items[after].text == ":":
        return names, end
    # `các Trung tâm Văn hóa cấp huyện`: many of one sort, not one of them
    end = _modifiers(tokens, scope(tokens, end), begun=True)
    return [_name(tokens, index, end, known=names[0].known, group=True)], end


def _known_body(tokens: Tokens, head: str, index: int) -> int | None:
    phrases = lexicon().bodies.get(spell(head))
    return phrases.match(tokens, index) if phrases else None


def _specific(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    first = tokens.at(index)
    if first is None or not first.capital:
        return [], index
    words = lexicon()
    best = max(words.heads["whole"].match(tokens, index) or 0, words.bodies["*"].match(tokens, index) or 0)
    known = best > 0
    head_end = words.heads["any"].match(tokens, index)
    while head_end is not None and head_end > index:
        head = tokens.text[first.start : tokens.items[head_end - 1].end]
        gazetted = _known_body(tokens, head, head_end)
        if gazetted is not None and gazetted > best:
            best, known = gazetted, True
        named = words.provinces.match(tokens, head_end)
        if named is not None and named > best and tokens.items[head_end].capital:
            best, known = named, True
        head_end = head_end - 1 if head_end - 1 > index else None
    head_end = words.heads["any"].match(tokens, index)
    if not best:
        if head_end is None:
            return [], index
        head = tokens.text[first.start : tokens.items[head_end - 1].end]
        best = max(unknown_body(tokens, head_end, head), numbered(tokens, index))
        if best == head_end and scope(tokens, head_end) == head_end:
            return [], index
    elif head_end is not None and first.key not in _CLOSED_HEADS:
        best = longer(tokens, index, best)
    if words.heads["scope"].match(tokens, index) == best:
        best = scope(tokens, index)  # `Huyện ủy Lý Sơn`: a committee's own place
    best = numbered_end(tokens, best)
    end = friends(tokens, index, second_charge(tokens, index, scope(tokens, best)))
    end = _parent_body(tokens, index, end)
    if words.heads["seated"].match(tokens, index) is not None and (token := tokens.at(end)) and token.key == "tại":
        end = seats(tokens, end)
    return [_name(tokens, index, end, known=known or clean_end(tokens, end), listed=known)], end


def _parent_body(tokens: Tokens, start: int, end: int) -> int:
    """`Phòng Quản lý xuất nhập cảnh` + `- Công an tỉnh`: a division and its body, or a body and its branch."""
    dash, owner = tokens.at(end), tokens.at(end + 1)
    if dash is None or dash.text not in "-–" or owner is None:
        return end
    kind = "owners" if tokens.items[start].key in _DIVISIONS else "branches"
    if lexicon().heads[kind].match(tokens, end + 1) is None:
        return end
    names, after = _specific(tokens, end + 1)
    return after if names else end


def _group(tokens: Tokens, index: int) -> tuple[list[Name], int]:
    groups = lexicon().groups
    many = groups["quantifier"].match(tokens, index)
    at = many or index
    alone = groups["alone"].match(tokens, at)
    if alone is not None:
        end = _modifiers(tokens, alone, begun=True)
        return [_name(tokens, index, end, known=True, group=True)], end
    noun = groups["noun" if many else "bare"].match(tokens, at)
    if noun is None or (not many and tokens.items[at].capital and index > 0):
        return [], index
    end = noun
    while True:
        narrowed = _modifiers(tokens, end)
        if narrowed > end:
            end = narrowed
            break
        following = joint(tokens, end, semicolons=False)
        key = "noun" if following > end else "adjacent"
        token = tokens.at(following)
        if following > end and token is not None and token.capital and _names_one(tokens, following):
            break
        noun = groups[key].match(tokens, following)
        if noun is not None and (groups["modifier"].match(tokens, following) or 0) > noun:
            end = _modifiers(tokens, following, begun=True)  # `thông tấn, báo chí`, not `thông tấn, báo`
            break
        if noun is None or groups["alone"].match(tokens, following) is not None:
            break
        end = noun
    return [_name(tokens, index, end, known=True, group=True)], end


def _names_one(tokens: Tokens, index: int) -> bool:
    """Whether a name of its own stands at token `index`, not just one more noun of the group (`các Sở, Ban`)."""
    return bool(_council(tokens, index)[0] or _specific(tokens, index)[0])


def _modifiers(tokens: Tokens, index: int, begun: bool = False) -> int:
    """Answer the index after the words that narrow a group; a comma or *và* may join two of one sort."""
    groups = lexicon().groups
    end = index
    while True:
        after = _modifier(tokens, end)
        if after == end and (begun or end > index):
            at = joint(tokens, end, semicolons=False)
            # `báo chí, truyền thông`, but not `liên quan, địa phương`: there a noun begins
            narrows = groups["modifier"].match(tokens, at) or end
            if at > end and narrows > (groups["noun"].match(tokens, at) or 0):
                after = narrows
                if after > end and starts_with_verb(tokens, at) and not _closes(tokens, after):
                    after = end
        if after == end:
            return end
        end = after


def _closes(tokens: Tokens, index: int) -> bool:
    token = tokens.at(index)
    return token is None or not token.text[0].isalpha() or token.key in NAME_ENDS or _modifier(tokens, index) > index


def _modifier(tokens: Tokens, index: int) -> int:
    groups = lexicon().groups
    if (pointed := pointed_out(tokens, index)) > index:
        return pointed
    owner = groups["owner"].match(tokens, index)
    if owner is not None:
        owned = _specific(tokens, owner)[1]
        level = lexicon().levels.match(tokens, owner)
        if owned > (level or owner):
            return owned
        if level is not None:
            return proper(tokens, level)
    place = groups["place"].match(tokens, index)
    if place is not None:
        level = lexicon().levels.match(tokens, place)
        return proper(tokens, level) if level is not None else proper(tokens, place)
    after = groups["modifier"].match(tokens, index)
    if after is None:
        level = lexicon().levels.match(tokens, index)
        return index if level is None else proper(tokens, level)
    token = tokens.items[after - 1]
    return proper(tokens, after) if token.key == "tỉnh" else after
