"""What journalists come for: statements, fact sheets, kits of pictures, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.library.public import Shape, pictures_by_id

from ..choices import KIT_KINDS
from .cards import Card, cards, covers, filled, listed
from .sites import Site

MOST = 12


@dataclass(frozen=True, slots=True)
class PressRoom:
    """The press room in a language. `at`: when anything in it was last published."""

    statements: list[Card]
    sheets: list[Card]
    kits: list[Card]
    at: datetime | None


def press_room(site: Site, code: str, today: date) -> PressRoom:
    """Statements, fact sheets and sets of pictures, newest first."""
    province_id = site.province.pk
    statements = filled(listed(province_id, code, ["statement"])[:MOST], province_id, code, ["statement"], 6)
    sheets = filled(listed(province_id, code, ["fact_sheet"])[:MOST], province_id, code, ["fact_sheet"], 4)
    kinds = [kind for kind in KIT_KINDS if kind not in ("statement", "fact_sheet")]
    kits = filled(listed(province_id, code, kinds)[:6], province_id, code, kinds, 6)
    pictures = pictures_by_id(covers([*statements, *sheets, *kits]), code, today, shape=Shape.CARD)
    moments = [row.at for row in (*statements, *sheets, *kits)]
    return PressRoom(
        cards(statements, code, today, pictures), cards(sheets, code, today, pictures),
        cards(kits, code, today, pictures), max(moments, default=None),
    )  # fmt: skip
