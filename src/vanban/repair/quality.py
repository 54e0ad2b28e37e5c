"""The state of a text, of a page or of a whole document, from its words alone: may it be trusted as it stands?

`judge` decides whether the text layer of a page is used (`Quality.trusted`), and whether restoring by sense may run
(`Quality.restorable`): on clean text such repair breaks more than it mends, so doubt speaks for leaving alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from vanban import data
from vanban.repair.counts import syllables
from vanban.repair.folding import fold
from vanban.repair.tones import is_possible, possible

Verdict = Literal["good", "markless", "noisy", "lost_letters", "encoded", "foreign", "empty"]

LOST = "\ufffd"
_WORD = re.compile(r"[^\W\d_]+")
# a lost glyph, or one of a font's own, inside a word; a bullet of Wingdings stands alone and is no damage
_HOLE = re.compile("[^\\W\\d_][\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff][^\\W\\d_]|\ufffd")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# what bytes of an old encoding, or of UTF-8, look like when they are read as Western European
_FOREIGN_LETTER = "\x80-\x9f¡-¯´-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŒœŠšŸŽžƒˆ˜†‡‰‹›€™"
_TONE_BYTES = "[a-zâãêôõý][ÌÒÞ]|[âãêôõ][ìò]"
_LEGACY = re.compile(f"[^\\W\\d_][{_FOREIGN_LETTER}]|[{_FOREIGN_LETTER}][^\\W\\d_]|{_TONE_BYTES}")
_MOJIBAKE = re.compile("[ÂÃÄÅÆ][\x80-\xbf‘-„†-™ƒˆ˜Œ-Ÿ]|á[º»]")

# Fewer words than this say too little for a verdict on marks or spelling.
_ENOUGH = 25
_MARKED = 0.45  # clean plans: 0.73 and more in any hundred words; text read as English: 0.20
_KNOWN = 0.90  # clean plans: 0.95 and more in any hundred words, without names
_BARE = 0.95  # of a text typed without marks, nearly every word is a syllable without its marks
_HOLES = 0.004
_ENCODED = 0.08
_SPLIT = 0.03
_ENGLISH = 0.08  # English prose: 0.3
_FRAME = 1 / 12

_WHY: dict[str, str] = {
    "good": "chữ đọc được, đủ dấu",
    "markless": "chữ không có dấu tiếng Việt",
    "noisy": "nhiều từ không phải tiếng Việt, có vẻ do nhận dạng chữ kém",
    "lost_letters": "mất chữ cái trong từ",
    "encoded": "chữ theo bảng mã cũ hoặc bị đọc sai bảng mã",
    "foreign": "không phải tiếng Việt",
    "empty": "không có chữ",
}


@dataclass(frozen=True, slots=True)
class Quality:
    """What a text shows. `known`: share of its words that are spelled as Vietnamese syllables (names, abbreviations
    and foreign words with a capital are left out of the count); `marked`: share of words with a mark; `lost`: words
    with a letter lost (U+FFFD); `private`: code points of private use; `split`: words in two pieces; `mojibake`:
    signs of a wrong or old encoding; `why`: a Vietnamese phrase for the verdict."""

    words: int
    known: float
    marked: float
    lost: int
    private: int
    split: int
    mojibake: int
    verdict: Verdict
    why: str

    @property
    def trusted(self) -> bool:
        """Whether the text may stand for the page: nothing that recognising its picture anew would mend."""
        return self.verdict in {"good", "foreign"}

    @property
    def restorable(self) -> bool:
        """Whether marks and letters may be restored by sense."""
        return self.verdict in {"markless", "noisy"}


def judge(text: str) -> Quality:
    """Answer the state of `text` (a page, a paragraph or a document), in time linear in its length. A text of few
    words is `good` unless it shows damage outright."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    words = _WORD.findall(text)
    counted = Counter(words)
    # a capital that opens no Vietnamese word opens a name or an abbreviation, a single letter is a marker: neither
    # says anything of the text
    weighed = [
        (word, n, fine)
        for word, n in counted.items()
        if len(word) > 1 and ((fine := is_possible(word)) or word.islower())
    ]
    holes = LOST in text or _PRIVATE.search(text) is not None
    quality = Quality(
        words=len(words),
        known=_share((n, fine) for _, n, fine in weighed),
        marked=_share((n, not word.isascii()) for word, n in counted.items()),
        lost=len(_HOLE.findall(text)) if holes else 0,
        private=len(_PRIVATE.findall(text)) if holes else 0,
        split=_split(
            words, frozenset(word for word, _, fine in weighed if not fine or word.lower() not in syllables())
        ),
        mojibake=encoding_signs(text),
        verdict="good",
        why="",
    )
    verdict = _verdict(quality, counted, digits=not words and any(char.isdigit() for char in text))
    return replace(quality, verdict=verdict, why=_WHY[verdict])


def encoding_signs(text: str) -> int:
    """Answer how many places of `text` look like the bytes of another encoding; a clean plan has none."""
    return 0 if text.isascii() else max(len(_MOJIBAKE.findall(text)), len(_LEGACY.findall(text)))


def _verdict(found: Quality, counted: Counter[str], *, digits: bool) -> Verdict:
    if not found.words and not found.lost:
        return "good" if digits else "empty"
    if found.lost > _HOLES * found.words:
        return "lost_letters"
    if found.mojibake > _ENCODED * found.words and found.known < _KNOWN:
        return "encoded"
    if found.words < _ENOUGH:
        return "good"
    if found.marked < _MARKED:
        return _without_marks(found, counted)
    if found.known < _KNOWN or found.split > _SPLIT * found.words:
        return "noisy"
    return "good"


def _without_marks(found: Quality, counted: Counter[str]) -> Verdict:
    """A text with few marks: another language, Vietnamese typed bare, or Vietnamese read as another language."""
    small = [(n, fold(word) in _bare()) for word, n in counted.items() if word.islower() or fold(word) in _bare()]
    if _share(small) >= _BARE:
        return "markless"
    groups = data.groups("words.txt")
    english = sum(n for word, n in counted.items() if word.lower() in groups["english"])
    frame = sum(n for word, n in counted.items() if fold(word) in groups["frame"])
    return "foreign" if english > _ENGLISH * found.words or frame <= _FRAME * found.words else "noisy"


def _share(parts: Iterable[tuple[int, bool]]) -> float:
    """Answer which share of counted things is so; of nothing, all."""
    total = so = 0
    for n, holds in parts:
        total += n
        so += n * holds
    return so / total if total else 1.0


def _split(words: list[str], odd: frozenset[str]) -> int:
    """Answer how many words stand in two pieces (`qu ản`): one of them is no word, together they are one."""
    seen = syllables()
    return sum(
        (first in odd or second in odd)
        and second.islower()
        and (joined := (first + second).lower()) in seen
        and is_possible(joined)
        for first, second in pairwise(words)
    )


@cache
def _bare() -> frozenset[str]:
    """Answer the possible syllables without their marks."""
    return frozenset(fold(word) for word in possible())
