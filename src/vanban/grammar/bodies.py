"""Where the parts of a name end: joints between names, proper nouns, bodies that no gazetteer has, scopes."""

from __future__ import annotations

from vanban import data
from vanban.grammar.lexicon import Tokens, lexicon
from vanban.repair.folding import spell

JOINTS = frozenset({",", ";", "và", "/", "cùng", "&"})
NAME_ENDS = frozenset(data.groups("words.txt")["name_ends"])
_LOOSE = frozenset(spell(head) for head in data.groups("org_heads.txt")["loose"])
# What `Nhóm …` may gather besides people: a heading, no body.
_NO_BODIES = NAME_ENDS | {"nhiệm", "giải", "nội", "chỉ", "vấn", "mục", "hoạt", "sản", "công", "việc"}
_LOOSE_ENDS = frozenset({"để", "trong", "cho", "với", "nhằm"})
_MAX_LOOSE = 9
_PLACED = frozenset({"xã", "phường", "trấn", "phố", "huyện", "quận"})
NARROWING = 9  # words that may narrow a group before what charges it
_PARTS = frozenset({"điểm", "khoản", "mục", "phần", "phụ", "lục", "điều", "chương", "số", "và"})
_NUMBERED = frozenset({"biển", "quân", "vùng", "khu", "đoàn", "đội", "trường"})
_PLACES_IN_TEXT = frozenset({"Phụ", "Mục", "Phần", "Điều", "Chương"})
_OFFICES = frozenset({"sở", "bộ", "ban", "phòng", "hội", "báo"})


def starts_with_verb(tokens: Tokens, index: int) -> bool:
    """Whether the words of a duty begin at token `index`, not `dịch vụ` or `báo cáo viên`."""
    words = lexicon()
    return words.verbs.match(tokens, index) is not None and words.like_verbs.match(tokens, index) is None


def joint(tokens: Tokens, index: int, semicolons: bool) -> int:
    """Answer the index after what joins two items (an aside in brackets, a comma, *và*, *cùng với*)."""
    start = index
    token = tokens.at(index)
    if token is not None and token.text == "(":
        index = _skip_brackets(tokens, index)
    begun = index
    while (token := tokens.at(index)) is not None and token.key in JOINTS:
        if token.text == ";" and not semicolons:
            break
        index += 1
    if index == begun:
        return start
    token = tokens.at(index)
    return index + 1 if token is not None and token.key == "với" else index


def _skip_brackets(tokens: Tokens, index: int) -> int:
    for at in range(index + 1, min(index + 16, len(tokens.items))):
        if tokens.items[at].text == ")":
            return at + 1
    return index


def proper(tokens: Tokens, index: int) -> int:
    """Answer the index after a place's name (capitals, or a number), `index` if none stands there."""
    known = lexicon().provinces.match(tokens, index)
    token = tokens.at(index)
    if known is not None and token is not None and token.capital:
        return known
    at = index
    while (token := tokens.at(at)) is not None and at < index + 4:
        if at > index and inner_hyphen(tokens, at):
            return proper_end(tokens, at)
        numbered = at > index and token.text.isdigit() and len(token.text) < 3
        begins = starts_head(tokens, at) and not (at == index and _named_like_a_head(tokens, at))
        if not numbered and (not (token.capital and token.text.isalpha()) or begins):
            break
        at += 1
    return at


def proper_end(tokens: Tokens, hyphen: int) -> int:
    """Answer the index after the foreign word that goes on at a hyphen: `Bô-ly-khăm-xay`."""
    while inner_hyphen(tokens, hyphen):
        hyphen += 2
    return hyphen


def _named_like_a_head(tokens: Tokens, index: int) -> bool:
    """`xã Trường Lưu`, `phường Đội Cấn`: right after the level of a place a head of one word is the place's own."""
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    placed = before is not None and before.key in _PLACED
    zone = tokens.at(index - 2)
    special = before is not None and zone is not None and (zone.key, before.key) == ("đặc", "khu")
    if not (placed or special) or after is None or not after.text.istitle():
        return False
    return lexicon().heads["any"].match(tokens, index) == index + 1 and tokens.items[index].key not in _OFFICES


def starts_head(tokens: Tokens, index: int) -> bool:
    """Whether a word that opens the name of an organisation stands, with its capital, at token `index`."""
    words = lexicon()
    token = tokens.at(index)
    if token is None or not token.capital or words.like_heads.match(tokens, index) is not None:
        return False
    if any(words.heads[key].match(tokens, index) is not None for key in ("whole", "council")):
        return True
    after = words.heads["any"].match(tokens, index)
    return after is not None and not (after == index + 1 and _common_word(tokens, index))


def _common_word(tokens: Tokens, index: int) -> bool:
    """Whether a head of one word opens no name here: *Báo chí*, *Báo cáo*, but *Hội thân nhân …*."""
    token, after = tokens.items[index], tokens.at(index + 1)
    if after is None or not after.text[0].isalpha() or after.capital or token.key in _LOOSE:
        return False
    known = lexicon().bodies.get(token.key)
    return not _is_scope(tokens, index + 1) and (known is None or known.match(tokens, index + 1) is None)


def clean_end(tokens: Tokens, index: int) -> bool:
    """Whether a name plainly ends before token `index`: at a stop, a joint or a verb."""
    token = tokens.at(index)
    if token is None or not token.text[0].isalnum() or token.key in NAME_ENDS or token.key in JOINTS:
        return True
    return starts_with_verb(tokens, index)


def unknown_body(tokens: Tokens, index: int, head: str, listed: bool = False) -> int:
    """Answer the index after a name that the gazetteer does not have: capitals and the small words between."""
    loose = spell(head) in _LOOSE
    at, small = index, 0
    first = tokens.at(index)
    if first is None or not (first.capital or loose) or not first.text[0].isalpha():
        return index
    if not first.capital and (starts_with_verb(tokens, index) or first.key in _NO_BODIES):
        return index
    while (token := tokens.at(at)) is not None:
        if token.text[0].isalnum():
            if token.key == "và":
                if not goes_on(tokens, at + 1, listed):
                    break
            elif token.capital or _inner_number(tokens, at) or inner_hyphen(tokens, at - 1):
                if at > index and _begins_another(tokens, at):
                    break
                small = -1
            elif (
                small >= (_MAX_LOOSE if loose else 3)
                or _proper_before(tokens, index, at)
                or (at > index and (_verb_alone(tokens, at) or (token.key in NAME_ENDS and not loose)))
                or (loose and token.key in _LOOSE_ENDS)
                or _is_scope(tokens, at)
            ):
                break
            small += 1
        elif _stands_inside(tokens, at, listed):
            small = 0
        else:
            break
        at += 1
    return at


def _verb_alone(tokens: Tokens, index: int) -> bool:
    """Whether a verb begins at a small word, not `dẫn` of `Hướng dẫn` whose first word has a capital."""
    before = lexicon().verbs.match(tokens, index - 1) or 0
    return starts_with_verb(tokens, index) and not (tokens.items[index - 1].capital and before > index)


def _stands_inside(tokens: Tokens, index: int, listed: bool) -> bool:
    """Whether a dash or comma stands inside a name rather than after it."""
    sign = tokens.items[index].text
    if inner_hyphen(tokens, index):
        return True
    if sign in "-–":
        return goes_on(tokens, index + 1, listed) or _bare_whole(tokens, index + 1)
    return sign == "," and not listed and (_compound(tokens, index + 1) or _abbreviated(tokens, index))


def inner_hyphen(tokens: Tokens, index: int) -> bool:
    """Whether a hyphen joins the syllables of one foreign word: `Bà-la-môn`, `Xê-rê-pốc`."""
    before, sign, after = tokens.at(index - 1), tokens.at(index), tokens.at(index + 1)
    if before is None or sign is None or after is None or sign.text != "-":
        return False
    return before.end == sign.start and sign.end == after.start and after.text[0].isalpha()


def _begins_another(tokens: Tokens, index: int) -> bool:
    """Whether the next name begins at a capital inside what was read as one."""
    before = tokens.items[index - 1]
    if before.capital or not starts_head(tokens, index) or (before.key == "và" and _house(tokens, index)):
        return False
    return before.text not in "-–" or not _bare_whole(tokens, index)


def _bare_whole(tokens: Tokens, index: int) -> bool:
    """`Phòng Bưu chính - Viễn thông`: words that could be a name of their own, but no place narrows them."""
    after = lexicon().heads["whole"].match(tokens, index)
    token = tokens.at(index)
    if after is None or token is None or not token.capital or lexicon().heads["any"].match(tokens, index) is not None:
        return False
    return scope(tokens, after) == after and proper(tokens, after) == after


def _inner_number(tokens: Tokens, index: int) -> bool:
    """`Vùng 5 Hải quân`: a number inside a name stands between capitals."""
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    inside = before is not None and before.capital and after is not None and after.capital
    return inside and tokens.items[index].text.isdigit()


def _proper_before(tokens: Tokens, start: int, index: int) -> bool:
    """After a proper name of two capitals (`Quy Nhơn`) no small word belongs to the name."""
    run = tokens.items[max(index - 2, start) : index]
    return len(run) == 2 and all(token.text.istitle() for token in run)


def goes_on(tokens: Tokens, index: int, listed: bool) -> bool:
    """Whether a name goes on at token `index`, after a *và* or a dash; `listed`: the name stands in a list."""
    token = tokens.at(index)
    if token is None or not token.capital or (starts_head(tokens, index) and not _house(tokens, index)):
        return False
    if not listed:
        return True
    # in a list the last *và* joins two proper names, any other stands inside a name
    following = next((t for t in tokens.items[index : index + 4] if not t.text[0].isalpha()), None)
    after = tokens.at(index + 1)
    return (following is not None and following.text == ",") or (after is not None and not after.capital)


def _house(tokens: Tokens, index: int) -> bool:
    """`Trung tâm Quản lý Quảng trường` + `và Bảo tàng`: a house without a name of its own belongs to the name."""
    after = lexicon().heads["houses"].match(tokens, index)
    following = tokens.at(after) if after is not None else None
    return after is not None and scope(tokens, after) == after and not (following is not None and following.capital)


def _compound(tokens: Tokens, index: int) -> bool:
    """Whether a comma stands inside a name: `Văn hóa, Thể thao và Du lịch`."""
    token = tokens.at(index)
    if token is None or not token.capital or starts_head(tokens, index):
        return False
    for at in range(index + 1, index + 6):
        token = tokens.at(at)
        if token is None or (not token.text[0].isalpha() and token.text not in "-–"):
            return False
        if token.key == "và":
            return goes_on(tokens, at + 1, listed=False)
    return False


def _abbreviated(tokens: Tokens, comma: int) -> bool:
    """Whether a comma stands inside an abbreviation: `VH,TT&DL`."""
    before, after = tokens.at(comma - 1), tokens.at(comma + 1)
    return before is not None and after is not None and before.text.isupper() and "&" in after.text


def _is_scope(tokens: Tokens, index: int) -> bool:
    words = lexicon()
    return words.levels.match(tokens, index) is not None or words.heads["scope"].match(tokens, index) is not None


def scope(tokens: Tokens, index: int) -> int:
    """Answer the index after what narrows a name: `tỉnh`, `Tỉnh ủy`, `của tỉnh`, `các huyện, thị xã`, `Hà Tĩnh`."""
    words = lexicon()
    for _ in range(3):
        token = tokens.at(index)
        if token is None:
            return index
        at = index + 1 if token.key == "của" else index
        scope = words.heads["scope"].match(tokens, at)
        if scope is not None:
            index = proper(tokens, scope)
            continue
        many = words.groups["quantifier"].match(tokens, at)
        level = words.levels.match(tokens, many or at)
        if level is not None:
            index = proper(tokens, level)
            if many is not None:
                index = further_places(tokens, index) if index > level else more_levels(tokens, index)
            continue
        named = words.provinces.match(tokens, at)
        if named is None or not tokens.items[at].capital or at > index:
            return index
        index = named
    return index


def further_places(tokens: Tokens, index: int) -> int:
    """`các tỉnh Điện Biên` + `, Lào Cai`: all the places that narrow one name."""
    while (at := joint(tokens, index, semicolons=False)) > index and (stop := proper(tokens, at)) > at:
        index = stop
    return more_levels(tokens, index)


def more_levels(tokens: Tokens, index: int) -> int:
    """Answer the index after further levels: `các huyện` + `, thị xã, thành phố`."""
    while (at := joint(tokens, index, semicolons=False)) > index:
        level = lexicon().levels.match(tokens, at)
        if level is None:
            break
        index = proper(tokens, level)
    return lexicon().heads["centre"].match(tokens, index) or index


def seats(tokens: Tokens, index: int) -> int:
    """`tại` + places: a city, or the countries that a mission serves."""
    end = max(scope(tokens, index + 1), proper(tokens, index + 1))
    if end == index + 1:
        return index
    while (at := joint(tokens, end, semicolons=False)) > end and (stop := proper(tokens, at)) > at:
        end = stop
    return end


def friends(tokens: Tokens, start: int, end: int) -> int:
    """`Hội Hữu nghị Việt Nam` + `- Nhật Bản`: the name holds both peoples."""
    dash, before, after = tokens.at(end), tokens.items[end - 1], tokens.at(end + 1)
    named = dash is not None and dash.text in "-–" and before.capital and after is not None and after.capital
    if not named or tokens.items[start].key not in {"hội", "chi"} or starts_head(tokens, end + 1):
        return end
    return scope(tokens, proper(tokens, end + 1))


def second_charge(tokens: Tokens, start: int, end: int) -> int:
    """`Ban Quản lý Khu kinh tế X` + `và các khu công nghiệp Y`: one board for several sorts of zones."""
    token = tokens.at(end)
    if token is None or token.key != "và" or lexicon().zones["boards"].match(tokens, start) is None:
        return end
    many = lexicon().groups["quantifier"].match(tokens, end + 1) or end + 1
    zone = lexicon().zones["zones"].match(tokens, many)
    return end if zone is None else scope(tokens, proper(tokens, zone))


def longer(tokens: Tokens, start: int, index: int) -> int:
    """A known name may open a longer one: `Trung tâm Bảo tồn di tích` + `Cố đô Huế`, `… Thương mại` + `và Đầu tư`,
    `Ban Quản lý Khu kinh tế` + `cửa khẩu Đồng Đăng`."""
    token = tokens.at(index)
    if token is None or scope(tokens, index) > index:
        return index
    if token.key in {"và", "-", "–"} and goes_on(tokens, index + 1, listed=False):
        return unknown_body(tokens, index + 1, "")
    if not token.capital and lexicon().heads["loose"].match(tokens, start) is not None:
        ends = not token.text[0].isalpha() or token.key in NAME_ENDS or token.key in JOINTS
        ahead = tokens.items[index + 1 : index + 3]
        named = any(word.capital for word in ahead)
        if not ends and named and not starts_with_verb(tokens, index):
            return unknown_body(tokens, index, "Ban Quản lý")
    return unknown_body(tokens, index, "") if token.capital and not starts_head(tokens, index) else index


def numbered(tokens: Tokens, index: int) -> int:
    """The index after a body that a number names (`Hải đội 2`), `index` if none stands there."""
    after = lexicon().heads["numbered"].match(tokens, index)
    number = tokens.at(after) if after is not None else None
    if after is None or number is None or not number.text.isdigit() or len(number.text) > 3:
        return index
    return after + 1


def numbered_end(tokens: Tokens, end: int) -> int:
    """`Bộ Tư lệnh Vùng Cảnh sát biển` + `4`: a force that a number tells from others like it."""
    before, number = tokens.items[end - 1], tokens.at(end)
    if number is None or before.key not in _NUMBERED or not number.text.isdigit() or len(number.text) > 3:
        return end
    return end + 1 if clean_end(tokens, end + 1) else end


def where(tokens: Tokens, index: int) -> int:
    """`UBND xã, phường` + `nơi phóng viên đến`: a clause that says which of them, up to what they do."""
    token = tokens.at(index)
    if token is None or token.key != "nơi":
        return index
    for at in range(index + 3, index + NARROWING):
        token = tokens.at(at)
        if token is None or not token.text[0].isalpha():
            return at if token is not None and token.text in ",.;" else index
        if starts_with_verb(tokens, at):
            return at
    return index


def charged(tokens: Tokens, index: int, most: int) -> int:
    """`các đơn vị quản lý khu, điểm du lịch` + `có trách nhiệm …`: what plainly charges a group ends its name."""
    for at in range(index, index + most):
        token = tokens.at(at)
        if token is None or not (token.text[0].isalnum() or token.text in ",-–"):
            return index
        if lexicon().groups["charged"].match(tokens, at) is not None:
            return at if tokens.items[at - 1].text[0].isalnum() else index
    return index


def pointed_out(tokens: Tokens, index: int) -> int:
    """`nêu tại điểm 4, điểm 5 Mục I`: the index after what points to a part of the document."""
    first, second = tokens.at(index), tokens.at(index + 1)
    if first is None or second is None:
        return index
    if first.key in {"tại", "theo"} and second.text in _PLACES_IN_TEXT:  # `được phân công tại Phụ lục`
        start = index + 1
    elif first.key == "nêu" and second.key in {"tại", "ở"}:
        start = index + 2
    else:
        return index
    end = at = start
    while (token := tokens.at(at)) is not None and (
        token.key in _PARTS or token.text == "," or len(token.text) < 3 or token.text.isupper()
    ):
        at += 1
        end = at if token.text not in {",", "."} else end
    return end if end > start else index
