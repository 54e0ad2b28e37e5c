"""Reporting in the leader's trend: who reported in time, period after period, and how long what is missing is late.

Every number is one of `lists.periods`, and opens the list of the period under the same condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor
from nhipcau.design.public import ChartColumn, ChartPart, Pattern
from nhipcau.paper.public import Bar, Bars, Block, Heading

from ..choices import PeriodKind
from ..models import Period
from .lists import periods
from .standing import LATE, MISSING, ON_TIME

SHOWN, PRINTED = 8, 5
_WIDEST = 44  # characters of a period's name on the sheet
PARTS = (
    ChartPart(_("gửi đúng hạn"), Pattern.FULL),
    ChartPart(_("gửi muộn"), Pattern.STRIPES),
    ChartPart(_("còn trong hạn"), Pattern.DOTS),
    ChartPart(_("đến hạn mà chưa nhận"), Pattern.CROSS),
)
_PRINTED_KEYS = ("gửi đúng hạn", "gửi muộn", "còn trong hạn", "đến hạn mà chưa nhận")


@dataclass(frozen=True, slots=True)
class PeriodKept:
    """Who reported for a period: in time, late, may still be in time, missing though due."""

    period: Period
    on_time: int
    late: int
    waiting: int
    missing: int

    @property
    def asked(self) -> int:
        """All four together."""
        return self.on_time + self.late + self.waiting + self.missing

    @property
    def amounts(self) -> tuple[int, int, int, int]:
        """The four in the order of PARTS."""
        return self.on_time, self.late, self.waiting, self.missing

    @property
    def share(self) -> int | None:
        """Whole percent in time of what is settled; None where nothing is."""
        settled = self.on_time + self.late + self.missing
        return round(100 * self.on_time / settled) if settled else None


def kept_by_period(actor: Actor, today: date, most: int = SHOWN) -> list[PeriodKept]:
    """The newest regular periods, the oldest of them first; ad hoc reports have no trend. Two queries."""
    regular = [
        row for row in periods(actor, today) if row.kind != PeriodKind.AD_HOC and vars(row)["counts"].get("asked")
    ]
    return [_kept(row) for row in sorted(regular[:most], key=lambda row: (row.due, row.pk))]


def _kept(period: Period) -> PeriodKept:
    counts: dict[str, int] = vars(period)["counts"]  # set by `periods`
    on_time = counts["arrived"] - counts["late"]
    waiting = counts["asked"] - counts["arrived"] - counts["missing"]
    return PeriodKept(period, on_time, counts["late"], waiting, counts["missing"])


class ReportsTrend:
    """The part of the leader's page about reports (plans.public.OverviewPart)."""

    template = "reports/partials/trend.html"

    def shown(self, actor: Actor, today: date) -> dict[str, Any]:
        """The newest periods as columns and as the table behind them; empty before the first was opened."""
        kept = kept_by_period(actor, today)
        if not kept:
            return {}
        columns = [ChartColumn(f"{each.period.due:%m/%y}", each.amounts, _share(each)) for each in kept]
        rows = [
            {
                "kept": each,
                "share": _share(each),
                "url": (page := reverse("reports:period", args=[each.period.pk])),
                "cells": [
                    (each.on_time, f"{page}?tinh_trang={ON_TIME}"),
                    (each.late, f"{page}?tinh_trang={LATE}"),
                    (each.waiting, ""),
                    (each.missing, f"{page}?tinh_trang={MISSING}"),
                ],
            }
            for each in reversed(kept)
        ]
        return {"columns": columns, "parts": PARTS, "rows": rows, "kept": kept, "latest": kept[-1]}

    def printed(self, shown: dict[str, Any]) -> Sequence[Block]:
        """The newest periods as bars."""
        kept: list[PeriodKept] = shown["kept"][-PRINTED:]
        bars = tuple(Bar(_short(each.period.name), each.amounts, _share(each) or "–") for each in kept)
        return (Heading("Báo cáo qua các kỳ và tỷ lệ đúng hạn"), Bars(bars, _PRINTED_KEYS, widths=(6, 9, 1)))


def _share(kept: PeriodKept) -> str:
    return "" if kept.share is None else f"{kept.share}%"


def _short(name: str) -> str:
    return name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1].rstrip()}…"
