"""How a written name is compared with another: pure functions, no database."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nhipcau.core.public import fold

# Spelled out before comparing; a sequence of words on the left is one abbreviation. Marks as on the right.
_SPELLED_OUT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc",
    "bch bđbp": "bộ chỉ huy bộ đội biên phòng",
    "bchbđbp": "bộ chỉ huy bộ đội biên phòng",
    "bch bộ đội": "bộ chỉ huy bộ đội",
    "bch quân sự": "bộ chỉ huy quân sự",
    "bch qs": "bộ chỉ huy quân sự",
    "bchqs": "bộ chỉ huy quân sự",
    "bđbp": "bộ đội biên phòng",
    "tt tt": "thông tin truyền thông",
    "tttt": "thông tin truyền thông",
    "ttxvn": "thông tấn xã việt nam",
    "vh tt dl": "văn hóa thể thao du lịch",
    "vhttdl": "văn hóa thể thao du lịch",
    "vhtt dl": "văn hóa thể thao du lịch",
    "vh tt": "văn hóa thể thao",
    "vhtt": "văn hóa thể thao",
    "kh đt": "kế hoạch đầu tư",
    "khđt": "kế hoạch đầu tư",
    "kh cn": "khoa học công nghệ",
    "khcn": "khoa học công nghệ",
    "tn mt": "tài nguyên môi trường",
    "tnmt": "tài nguyên môi trường",
    "nn mt": "nông nghiệp môi trường",
    "nn ptnt": "nông nghiệp phát triển nông thôn",
    "lđ tb xh": "lao động thương binh xã hội",
    "lđtb xh": "lao động thương binh xã hội",
    "lđtbxh": "lao động thương binh xã hội",
    "gd đt": "giáo dục đào tạo",
    "gdđt": "giáo dục đào tạo",
    "gtvt": "giao thông vận tải",
    "pt th": "phát thanh truyền hình",
    "ptth": "phát thanh truyền hình",
    "dt tg": "dân tộc tôn giáo",
    "tg dv": "tuyên giáo dân vận",
    "tgdv": "tuyên giáo dân vận",
    "vp": "văn phòng",
    "tw": "trung ương",
    "tt": "trung tâm",
    "tp": "thành phố",
    "tx": "thị xã",
}
_LONGEST = max(len(short.split()) for short in _SPELLED_OUT)
_FOLDED_SHORT = {fold(short): spelled for short, spelled in _SPELLED_OUT.items()}
# Words that hold a list together and tell no body from another.
_JOINERS = frozenset({"và", "các"})
_FOLDED_JOINERS = frozenset({"va", "cac"})
_LOCAL = ("ủy ban nhân dân",)
_LOCAL_KINDS = ("huyện", "thị xã", "thành phố", "xã", "phường", "đặc khu")
_TAILS = (
    "trên địa bàn tỉnh", "trên địa bàn thành phố", "trên địa bàn", "trong tỉnh", "trong thành phố",
    "cấp tỉnh", "cấp thành phố", "của tỉnh", "của thành phố", "tỉnh", "thành phố",
)  # fmt: skip
_TONE_PLACES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_END_OF_SYLLABLE = re.compile(rf"(?<!q)({'|'.join(_TONE_PLACES)})(?!\w)")
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """The words of a name in one spelling, marks kept: lower case, no punctuation, abbreviations spelled out.

    `Sở TT&TT`, `Sở Thông tin và Truyền thông` and `SỞ THÔNG TIN – TRUYỀN THÔNG` have one key.
    """
    lower = unicodedata.normalize("NFC", text).casefold()
    lower = _END_OF_SYLLABLE.sub(lambda found: _TONE_PLACES[found.group()], lower)
    return " ".join(word for word in _spell_out(_NOT_A_WORD.sub(" ", lower).split()) if word not in _JOINERS)


@lru_cache(maxsize=20_000)
def bare_key(text: str) -> str:
    """The same without marks, for text that has lost its own."""
    return " ".join(word for word in fold(key(text)).split() if word not in _FOLDED_JOINERS)


def _spell_out(words: list[str]) -> list[str]:
    spelled: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            short = " ".join(words[at : at + length])
            full = _SPELLED_OUT.get(short) or (_FOLDED_SHORT.get(short) if short.isascii() else None)
            if full:
                spelled += full.split()
                at += length
                break
        else:
            spelled.append(words[at])
            at += 1
    return spelled


def short_keys(text: str, places: tuple[str, ...]) -> list[str]:
    """Shorter keys by which the same body is meant inside its own province, longest first.

    `places` are keys of the province's own names (`tỉnh hà tĩnh`). `Công an tỉnh Hà Tĩnh` and `Công an tỉnh`
    are `công an`; `UBND huyện Phú Lộc` is also `huyện phú lộc`. Never empty words.
    """
    whole = key(text)
    found = [whole]
    for place in sorted(places, key=len, reverse=True):
        if whole.endswith(f" {place}"):
            found.append(whole.removesuffix(f" {place}"))
            break
    shortest = found[-1]
    for tail in _TAILS:
        if shortest.endswith(f" {tail}"):
            found.append(shortest.removesuffix(f" {tail}"))
            break
    for head in _LOCAL:
        rest = whole.removeprefix(f"{head} ")
        if rest != whole and rest.startswith(_LOCAL_KINDS) and " " in rest:
            found.append(rest)
    return [each for each in found[1:] if each]


def place_keys(name: str) -> tuple[str, ...]:
    """Keys by which a province is named at the end of a body's name: with its kind and without."""
    whole = key(name)
    kind = next((kind for kind in ("tỉnh", "thành phố") if whole.startswith(f"{kind} ")), "")
    return (whole, whole.removeprefix(f"{kind} ")) if kind else (whole,)


def may_be(written: str, known: str) -> bool:
    """Whether `written` (a key) is `known` with marks left out: a mark that contradicts answers no."""
    mine, theirs = _without_joiners(written), _without_joiners(known)
    return len(mine) == len(theirs) and all(_less(one, other) for one, other in zip(mine, theirs, strict=True))


def _without_joiners(words: str) -> str:
    return " ".join(word for word in words.split() if fold(word) not in _FOLDED_JOINERS)


def _less(mine: str, theirs: str) -> bool:
    """Whether one letter is another with none or some of its marks missing (`e` or `ê` of `ế`)."""
    if mine == theirs or (mine == "d" and theirs == "đ"):
        return True
    have, full = unicodedata.normalize("NFD", mine), unicodedata.normalize("NFD", theirs)
    return have[0] == full[0] and set(have[1:]) <= set(full[1:])


def likeness(one: str, other: str) -> float:
    """How alike two bare keys are, 0 to 1: shared words over all words, or nearly all where one holds the other."""
    mine, theirs = set(one.split()), set(other.split())
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    inside = 0.9 if shared == min(len(mine), len(theirs)) and shared > 1 else 0.0
    return max(shared / len(mine | theirs), inside)
