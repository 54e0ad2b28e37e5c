"""Changes to groups: who is meant by `các sở, ban, ngành`, and since when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from nhipcau.core.public import Actor, fold, nfc, record, require

from ..choices import MANAGE
from ..errors import NotYetThereError
from ..models import Group, GroupName, Membership, Organisation
from .registry import DAY, own


@transaction.atomic
def create_group(actor: Actor, name: str, *, at: datetime) -> Group:
    """Enters a collective actor as plans print it; a name that is there already answers the group that bears it."""
    require(actor, MANAGE)
    known: Group | None = Group.objects.filter(province_id=actor.province_id, name=nfc(name)).first()
    if known:
        return known
    stem = slugify(fold(name))[:70] or "nhom"
    codes = set(Group.objects.filter(province_id=actor.province_id).values_list("code", flat=True))
    code = next(each for each in (stem, *(f"{stem}-{n}" for n in range(2, len(codes) + 3))) if each not in codes)
    made = Group.objects.create(province_id=actor.province_id, code=code, name=nfc(name))
    record(actor, "organisations.create_group", made, f"Thêm nhóm {made.name}", at=at)
    return made


@transaction.atomic
def set_membership(
    actor: Actor, group: Group, organisation: Organisation, *, since: date | None, until: date | None, at: datetime
) -> Membership:
    """Puts an organisation in a group from a day up to and including another; an open membership is changed."""
    require(actor, MANAGE)
    own(actor, group, organisation)
    if since and until and until < since:
        raise NotYetThereError
    row = group.memberships.filter(organisation=organisation, valid_to__isnull=True).first()
    row = row or Membership(province_id=group.province_id, group=group, organisation=organisation)
    row.valid_from, row.valid_to = since, until
    row.save()
    record(actor, "organisations.member", group, f"{organisation.name} thuộc nhóm {group.name}", at=at)
    return row


@transaction.atomic
def end_membership(actor: Actor, membership: Membership, *, last_day: date, at: datetime) -> None:
    """Ends a membership after a day; one that had not begun by then is removed."""
    require(actor, MANAGE)
    own(actor, membership)
    summary = f"{membership.organisation.name} thôi thuộc nhóm {membership.group.name}"
    record(actor, "organisations.end_member", membership.group, summary, at=at)
    if membership.valid_from and membership.valid_from > last_day:
        membership.delete()
        return
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])


@transaction.atomic
def set_members(actor: Actor, group: Group, organisations: list[Organisation], *, on: date, at: datetime) -> None:
    """Makes exactly these organisations the members from `on`: others end the day before, new ones begin."""
    require(actor, MANAGE)
    own(actor, group, *organisations)
    wanted = {body.pk for body in organisations}
    present = {row.organisation_id: row for row in group.memberships.valid_on(on).select_related("organisation")}
    for body_id, row in present.items():
        if body_id not in wanted:
            row.group = group
            end_membership(actor, row, last_day=on - DAY, at=at)
    for body in organisations:
        if body.pk not in present:
            set_membership(actor, group, body, since=on, until=None, at=at)


@transaction.atomic
def add_group_name(actor: Actor, group: Group, text: str, *, at: datetime) -> GroupName:
    """Adds another way in which a group is written; one that it has is answered unchanged."""
    require(actor, MANAGE)
    own(actor, group)
    made, new = GroupName.objects.get_or_create(province_id=group.province_id, group=group, text=nfc(text))
    if new:
        record(actor, "organisations.group_name", group, f"Nhóm {group.name}: thêm cách gọi “{made.text}”", at=at)
    return made
