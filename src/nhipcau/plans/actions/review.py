"""Putting right what was read: text, mode, time limit, rhythm; splitting, joining, adding and dropping duties.

Each act checks the right, refuses to overwrite what somebody else changed meanwhile (`version` is what the person
saw), and is one step that can be undone. Errors are those of `actions.steps.claim` and those named below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, nfc, require

from ..choices import REVIEW, Change, Mode, Part, ProposalState, Rhythm
from ..errors import CannotSplitError, NoPassageError, NothingToJoinError, WrongValueError
from ..models import Party, Plan, Proposal, Section
from ..queries.occurrences import proposed_due
from ..queries.source import cut_point, line_of, line_starts, passage, split_spans
from .opening import section_path
from .steps import Touched, claim, step

_ROW = ("part", "written", "requested", "organisation_id", "group_id", "holder_id", "state", "order", "province_id")


@transaction.atomic
def change(
    actor: Actor, plan: Plan, proposal_id: int, version: int, values: dict[str, Any], *, now: datetime
) -> Touched:
    """Changes fields of a proposal: `text`, `mode`, `due` (a day or None), `before`, `rhythm`, `due_left_open`.

    Raises WrongValueError for an empty text or an unknown mode or rhythm.
    """
    proposal = claim(actor, plan, proposal_id, version)
    with step(actor, plan, [proposal.pk], _label(values, proposal), now=now) as touched:
        for name, value in values.items():
            _SETTERS[name](proposal, value)
        proposal.save()
    return touched


@transaction.atomic
def check(actor: Actor, plan: Plan, proposal_id: int, version: int, *, now: datetime) -> Touched:
    """Says that a person looked at a proposal and found it right; saying it again takes it back."""
    proposal = claim(actor, plan, proposal_id, version)
    with step(actor, plan, [proposal.pk], _("Kiểm tra %s") % proposal.path, now=now) as touched:
        proposal.checked = not proposal.checked
        proposal.save(update_fields=["checked"])
    return touched


@transaction.atomic
def drop(actor: Actor, plan: Plan, proposal_id: int, version: int, *, now: datetime) -> Touched:
    """Says that a paragraph charges nobody after all; dropping it again brings it back."""
    proposal = claim(actor, plan, proposal_id, version)
    with step(actor, plan, [proposal.pk], _("Bỏ %s") % proposal.path, now=now) as touched:
        stands = proposal.state == ProposalState.DROPPED
        proposal.state = ProposalState.PROPOSED if stands else ProposalState.DROPPED
        proposal.save(update_fields=["state"])
    return touched


@transaction.atomic
def split(actor: Actor, plan: Plan, proposal_id: int, version: int, at: int, *, now: datetime) -> Touched:
    """Cuts a proposal in two before the letter `at` of its text; both keep its organisations and time limit.

    Raises CannotSplitError where one part would be empty.
    """
    proposal = claim(actor, plan, proposal_id, version)
    first, second = proposal.text[:at].rstrip(" ,;"), proposal.text[at:].lstrip(" ,;")
    if not _has_words(first) or not _has_words(second):
        raise CannotSplitError
    with step(actor, plan, [proposal.pk], _("Tách %s") % proposal.path, now=now) as touched:
        copy = Proposal.objects.get(pk=proposal.pk)
        copy.pk, copy._state.adding, copy.version = None, True, 1
        copy.text, copy.change, copy.previous_duty = second[:1].upper() + second[1:], _added(plan), None
        proposal.text = first
        if proposal.spans:
            source = plan.reading.content["source_text"]
            cut = cut_point(source, proposal.spans, first + second, len(first))
            proposal.spans, copy.spans = split_spans(proposal.spans, cut)
            copy.order, copy.line = cut, line_of(line_starts(source), cut)
        proposal.save(update_fields=["text", "spans"])
        copy.save()
        _copy_parties(proposal, copy)
        touched.ids.add(copy.pk)
    return touched


@transaction.atomic
def join(actor: Actor, plan: Plan, proposal_id: int, version: int, *, now: datetime) -> Touched:
    """Joins a proposal with the next one that is not confirmed: texts, places and organisations of both.

    Raises NothingToJoinError where none follows.
    """
    proposal = claim(actor, plan, proposal_id, version)
    following = _next_of(proposal)
    with step(actor, plan, [proposal.pk, following.pk], _("Gộp %s") % proposal.path, now=now) as touched:
        glue = " " if proposal.text.endswith((".", ";", ":", ",")) else "; "
        proposal.text = f"{proposal.text}{glue}{following.text}"
        proposal.spans = [*proposal.spans, *following.spans]
        proposal.sure = proposal.sure and following.sure
        proposal.why_unsure = proposal.why_unsure or following.why_unsure
        if proposal.due is None:
            for name in ("deadline_text", "due", "before", "further_dues"):
                setattr(proposal, name, getattr(following, name))
        proposal.rhythm, proposal.rhythm_text = (
            (proposal.rhythm, proposal.rhythm_text) if proposal.rhythm else (following.rhythm, following.rhythm_text)
        )
        if following.mode != proposal.mode:
            proposal.mode = Mode.MIXED
        proposal.save()
        _copy_parties(following, proposal)
        following.delete()
    return touched


@transaction.atomic
def add(actor: Actor, plan: Plan, start: int, end: int, *, now: datetime) -> Touched:
    """Makes a proposal of a passage of the source that was not read as a duty. Nobody is charged by it yet.

    `start:end` are offsets in the source text. Raises NoPassageError where it holds no words.
    """
    require(actor, REVIEW)
    content = plan.reading.content
    source: str = content["source_text"]
    start, end = max(start, 0), min(end, len(source))
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    text = passage(content, start, end) if end > start else ""
    if not _has_words(text):
        raise NoPassageError
    unit = max(
        (each for each in content["units"] if each["start"] <= start), key=lambda each: each["start"], default=None
    )
    path = unit["path"] if unit else ""
    with step(actor, plan, [], _("Thêm nhiệm vụ"), now=now) as touched:
        made = Proposal.objects.create(
            province_id=plan.province_id,
            plan=plan,
            section=_section_at(plan, path, start),
            path=path[:120],
            order=start,
            text=text,
            spans=[[start, end]],
            line=line_of(line_starts(source), start),
            page=unit["page"] if unit else None,
            proposed_due=proposed_due(content, "", plan.year),
            sure=False,
            why_unsure=_("Thêm khi rà soát"),
            change=_added(plan),
        )
        touched.ids.add(made.pk)
    return touched


@transaction.atomic
def settle_undated(actor: Actor, plan: Plan, *, accept: bool, now: datetime) -> Touched:
    """For every undated proposal at once: accepts the day that is proposed for it, or leaves it open."""
    require(actor, REVIEW)
    rows = list(
        Proposal.objects.visible_to(actor)
        .select_for_update()
        .filter(plan=plan, state=ProposalState.PROPOSED, due=None, proposed_due__isnull=False, due_left_open=False)
    )
    label = _("Chấp nhận các thời hạn gợi ý") if accept else _("Để ngỏ các thời hạn")
    with step(actor, plan, [row.pk for row in rows], label, now=now) as touched:
        for row in rows:
            row.due, row.due_left_open = (row.proposed_due, False) if accept else (None, True)
        Proposal.objects.bulk_update(rows, ["due", "due_left_open"])
    return touched


def _added(plan: Plan) -> str:
    return Change.ADDED if plan.replaces_id else Change.NONE


def _next_of(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update().filter(plan_id=proposal.plan_id, state=ProposalState.PROPOSED)
    rows = rows.exclude(change=Change.DROPPED).exclude(pk=proposal.pk)
    after = rows.filter(order__gt=proposal.order) | rows.filter(order=proposal.order, pk__gt=proposal.pk)
    following: Proposal | None = after.order_by("order", "pk").first()
    if following is None or proposal.change == Change.DROPPED:
        raise NothingToJoinError
    return following


def _section_at(plan: Plan, path: str, start: int) -> Section:
    """The section whose heading stands over a place; a new one where that section charged nobody so far."""
    own = section_path(path)
    known: dict[str, Section] = {section.path: section for section in plan.sections.all()}
    if own in known:
        return known[own]
    unit = next((each for each in plan.reading.content["units"] if each["path"] == own), None)
    made: Section = Section.objects.create(
        province_id=plan.province_id,
        plan=plan,
        path=own[:60],
        heading=unit["text"][:600] if unit else "",
        order=unit["start"] if unit else start,
    )
    return made


def _copy_parties(source: Proposal, target: Proposal) -> None:
    """Gives the target those parties of the source that it does not have by the same name in the same part."""
    known = {(party.part, party.written) for party in target.parties.all()}
    Party.objects.bulk_create(
        Party(proposal=target, **{name: getattr(party, name) for name in _ROW})
        for party in source.parties.all()
        if (party.part, party.written) not in known
    )


def _has_words(text: str) -> bool:
    return bool(re.search(r"\w", text))


def _label(values: dict[str, Any], proposal: Proposal) -> str:
    names = {
        "text": _("nội dung"),
        "mode": _("hình thức giao"),
        "due": _("thời hạn"),
        "before": _("thời hạn"),
        "due_left_open": _("thời hạn"),
        "rhythm": _("nhịp"),
    }
    what = ", ".join(dict.fromkeys(names[name] for name in values))
    return _("Sửa %(what)s của %(path)s") % {"what": what, "path": proposal.path}


def _set_text(proposal: Proposal, value: str) -> None:
    text = re.sub(r"\s+", " ", nfc(value)).strip()
    if not _has_words(text):
        raise WrongValueError(_("Nội dung nhiệm vụ không được để trống. Nếu đây không phải nhiệm vụ, xin bấm Bỏ."))
    proposal.text = text


def _set_mode(proposal: Proposal, value: str) -> None:
    if value not in Mode.values:
        raise WrongValueError(_("Hình thức giao không hợp lệ."))
    proposal.mode = value
    if value != Mode.MIXED:
        proposal.parties.filter(part=Part.LEAD).update(requested=value == Mode.REQUEST)


def _set_rhythm(proposal: Proposal, value: str) -> None:
    if value not in Rhythm.values:
        raise WrongValueError(_("Nhịp thực hiện không hợp lệ."))
    proposal.rhythm = value
    if proposal.due is None:
        proposal.proposed_due = proposed_due(proposal.plan.reading.content, value, proposal.plan.year)


def _set_due(proposal: Proposal, value: date | None) -> None:
    proposal.due = value
    if value is not None:
        proposal.due_left_open = False


def _set_flag(name: str) -> Callable[[Proposal, Any], None]:
    return lambda proposal, value: setattr(proposal, name, bool(value))


_SETTERS: dict[str, Callable[[Proposal, Any], None]] = {
    "text": _set_text,
    "mode": _set_mode,
    "rhythm": _set_rhythm,
    "due": _set_due,
    "before": _set_flag("before"),
    "due_left_open": _set_flag("due_left_open"),
}
FIELDS: Sequence[str] = tuple(_SETTERS)
