"""The investment catalogue: projects that call for investors, filtered by sector, capital and state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from nhipcau.library.public import KINDS, Publication

from .cards import Card, cards, elsewhere, listed

MOST = 500
# Bounds in billions of đồng: below the first, between, from the last on.
CAPITAL = {"duoi-100": (0.0, 100.0), "100-1000": (100.0, 1000.0), "tu-1000": (1000.0, float("inf"))}


@dataclass(frozen=True, slots=True)
class Project:
    """A project in the catalogue; `capital` in billions of đồng, `area` in hectares."""

    card: Card
    sector: str
    place: str
    capital: float | None
    area: float | None
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The projects that were asked for, out of `total`, with the sectors and states that there are."""

    projects: list[Project]
    total: int
    sectors: list[str]
    statuses: list[tuple[str, str]]


def catalogue(
    province_id: int, code: str, today: date, sector: str = "", capital: str = "", status: str = ""
) -> Catalogue:
    """The catalogue in a language, largest capital first; projects told in other languages stand at the end."""
    rows = [*listed(province_id, code, ["project"])[:MOST], *elsewhere(province_id, code, ["project"])[:MOST]]
    neutral = _originals(province_id)
    every = [_project(card, neutral.get(card.publication.item_id, {})) for card in cards(rows, code, today)]
    every.sort(key=lambda each: (each.card.other, -(each.capital or 0)))
    low, high = CAPITAL.get(capital, (0.0, 0.0))
    found = [
        each
        for each in every
        if (not sector or each.sector == sector)
        and (not status or each.status == status)
        and (capital not in CAPITAL or (each.capital is not None and low <= each.capital < high))
    ]
    labels = _statuses()
    held = {each.status for each in every}
    return Catalogue(
        found, len(every), sorted({each.sector for each in every if each.sector and not each.card.other}),
        [(value, label) for value, label in labels.items() if value in held],
    )  # fmt: skip


def _originals(province_id: int) -> dict[int, dict[str, Any]]:
    """Capital, area and state stand with the original alone."""
    rows = Publication.objects.filter(
        province_id=province_id, kind="project", ended_at=None, language=F("item__original")
    )
    return dict(rows.annotate(facts=F("content__facts")).values_list("item_id", "facts")[: MOST * 2])


def _project(card: Card, neutral: dict[str, Any]) -> Project:
    facts = {**neutral, **card.facts}
    status = str(neutral.get("status") or "")
    return Project(
        card, str(facts.get("sector") or ""), str(facts.get("address") or ""), _number(neutral.get("capital")),
        _number(neutral.get("area")), status, _statuses().get(status, ""),
    )  # fmt: skip


def _statuses() -> dict[str, str]:
    fact = next(fact for fact in KINDS["project"].facts if fact.name == "status")
    return {value: str(label) for value, label in fact.choices}


def _number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return None
