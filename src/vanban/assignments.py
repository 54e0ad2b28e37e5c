"""From a duty that was recognised to the value that a reading holds, each field with its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vanban.deadlines import find_rhythm, in_year
from vanban.doubts import NO_MARKS
from vanban.duties import Duty
from vanban.evidence import Evidence
from vanban.model import Assignment, AssignmentDoubt, Mode, Quantity, Rhythm
from vanban.products import Found, find_counts, find_places, find_products, find_programmes
from vanban.repair.lines import Flow


def assignment_values(
    duties: Sequence[Duty], evidence: Evidence, year: int | None, markless: bool
) -> tuple[Assignment, ...]:
    """Answer the assignments of a document of plan year `year`; `markless`: its text had lost its marks."""
    return tuple(_value(f"/assignments/{at}", duty, evidence, year, markless) for at, duty in enumerate(duties))


def _value(at: str, duty: Duty, evidence: Evidence, year: int | None, markless: bool) -> Assignment:
    for key, refs in (("lead", duty.lead), ("coordinating", duty.coordinating)):
        for place, ref in enumerate(refs):
            evidence.add(f"{at}/{key}/{place}", ref.flow, ref.start, ref.end)
    limit = duty.limit[1] if duty.limit else None
    if duty.limit is not None:
        for start, end in duty.limit[1].places:
            evidence.add(f"{at}/deadline", duty.limit[0], start, end)
    dates = in_year(limit.dates, year, f"{duty.whole.text} {limit.text}") if limit else ()
    rhythm = _rhythm(duty)
    span = evidence.span(duty.flow, 0, len(duty.flow.text))
    doubts = [*duty.doubts, *([NO_MARKS] if markless else [])]
    said = list(dict.fromkeys(doubt.says for doubt in doubts if doubt.says))
    return Assignment(
        path=duty.path,
        text=duty.whole.text,
        lead=tuple(ref.name for ref in duty.lead),
        coordinating=tuple(ref.name for ref in duty.coordinating),
        requested=tuple(ref.name for ref in [*duty.lead, *duty.coordinating] if ref.requested),
        mode=_mode(duty),
        deadline=limit.text if limit else None,
        due=dates[0] if dates else None,
        due_all=dates,
        before=limit.before if limit else False,
        rhythm=rhythm[0] if rhythm else None,
        unmarked=duty.unmarked,
        sure=not said,
        why_unsure=" ".join(said) or None,
        start=span.start,
        end=span.end,
        line=span.line,
        products=_products(f"{at}/products", duty, evidence),
        quantities=_quantities(f"{at}/quantities", duty, evidence),
        places=_found(f"{at}/places", find_places, duty.spoken("place"), evidence),
        programmes=_found(f"{at}/programmes", find_programmes, duty.spoken(), evidence),
        doubts=tuple(AssignmentDoubt(doubt.code, doubt.field) for doubt in dict.fromkeys(doubts)),
    )


def _rhythm(duty: Duty) -> tuple[Rhythm, int, int] | None:
    """What an attribute line or cell says of the time comes before what the task says (`mỗi tuần 05 tin`)."""
    flow, limit = duty.limit or (duty.whole, None)
    apart = find_rhythm(limit.text) if limit is not None else None
    return (apart if flow is not duty.whole else None) or find_rhythm(duty.whole.text) or apart


def _mode(duty: Duty) -> Mode:
    """`request` where every lead is requested; `mixed` where some of those named are."""
    if duty.lead and all(ref.requested for ref in duty.lead):
        return "request"
    return "mixed" if any(ref.requested for ref in [*duty.lead, *duty.coordinating]) else "assign"


def _products(pointer: str, duty: Duty, evidence: Evidence) -> tuple[str, ...]:
    """The cells of a column of products, whole as printed; without such a column what the words say."""
    cells = [cell for cell in duty.cells if cell.role == "product"]
    if not cells:
        return _found(pointer, find_products, duty.spoken(), evidence)
    for place, cell in enumerate(cells):
        evidence.add(f"{pointer}/{place}", cell.flow, 0, len(cell.flow.text))
    return tuple(cell.flow.text.rstrip(" .;") for cell in cells)


def _found(
    pointer: str, find: Callable[[str], list[Found]], flows: Iterator[Flow], evidence: Evidence
) -> tuple[str, ...]:
    found: list[str] = []
    for flow in flows:
        for one in find(flow.text):
            if one.text.lower() not in map(str.lower, found):
                evidence.add(f"{pointer}/{len(found)}", flow, one.start, one.end)
                found.append(one.text)
    return tuple(found)


def _quantities(pointer: str, duty: Duty, evidence: Evidence) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    for flow in duty.spoken("product", "quantity", "time"):
        for one in find_counts(flow.text):
            evidence.add(f"{pointer}/{len(found)}", flow, one.start, one.end)
            found.append(Quantity(one.value, one.unit, one.text))
    return tuple(found)
