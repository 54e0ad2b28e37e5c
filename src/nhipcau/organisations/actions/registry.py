"""Changes to organisations, their names and their successions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from nhipcau.core.public import Actor, Owned, fold, nfc, record, require

from ..choices import CONTACT, MANAGE, NameKind, SuccessionKind
from ..errors import ElsewhereError, NotYetThereError, StillHeldError, SuccessionCycleError
from ..models import Group, GroupName, Organisation, OrganisationName, Succession
from ..queries.naming import key
from ..queries.succession import Successions

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What a form says about an organisation, apart from its name and its days."""

    kind: str
    name_en: str = ""
    short_name: str = ""
    parent_id: int | None = None
    only_requested: bool = False
    order: int = 1000


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an organisation."""

    address: str = ""
    phone: str = ""
    email: str = ""


def own(actor: Actor, *rows: Owned | None) -> None:
    """Raises ElsewhereError if one of the rows belongs to another province than the actor's."""
    if any(row is not None and row.province_id != actor.province_id for row in rows):
        raise ElsewhereError


def free_code(province_id: int, name: str) -> str:
    """A code for a new organisation: its name without marks, numbered if another has it."""
    stem = slugify(fold(name))[:70] or "co-quan"
    taken = set(
        Organisation.objects.filter(province_id=province_id, code__startswith=stem).values_list("code", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


@transaction.atomic
def create_organisation(
    actor: Actor, name: str, details: OrganisationDetails, *, since: date | None, at: datetime
) -> Organisation:
    """Enters an organisation in the directory with its official name from `since` (None: from always)."""
    require(actor, MANAGE)
    own(actor, _organisation(details.parent_id))
    made = Organisation.objects.create(
        province_id=actor.province_id,
        code=free_code(actor.province_id, name),
        name=name,
        valid_from=since,
        **asdict(details),
    )
    _name(made, name, NameKind.OFFICIAL, since, None)
    if made.short_name:
        _name(made, made.short_name, NameKind.ABBREVIATION, None, None)
    record(actor, "organisations.create", made, f"Thêm cơ quan {made.name}", at=at)
    return made


@transaction.atomic
def change_details(actor: Actor, organisation: Organisation, details: OrganisationDetails, *, at: datetime) -> None:
    """Changes what the directory says about an organisation, apart from its name, its days and its contact."""
    require(actor, MANAGE)
    own(actor, organisation, _organisation(details.parent_id))
    _change(actor, organisation, asdict(details), "organisations.change", "Sửa thông tin cơ quan", at)


@transaction.atomic
def change_contact(actor: Actor, organisation: Organisation, contact: Contact, *, at: datetime) -> None:
    """Changes how to reach an organisation: its own people may, for their own."""
    own(actor, organisation)
    require(actor, CONTACT, organisation.pk)
    _change(actor, organisation, asdict(contact), "organisations.contact", "Sửa địa chỉ liên hệ của", at)


@transaction.atomic
def rename_organisation(
    actor: Actor, organisation: Organisation, name: str, *, on: date, at: datetime, source: str = ""
) -> None:
    """Gives an organisation another official name from `on`; the former one stays on record up to the day before."""
    require(actor, MANAGE)
    own(actor, organisation)
    former = organisation.name
    kept = organisation.names.filter(kind=NameKind.OFFICIAL, valid_to__isnull=True)
    if kept.filter(valid_from__gte=on).exists():
        raise NotYetThereError
    if not kept.update(valid_to=on - DAY):
        _name(organisation, former, NameKind.OFFICIAL, organisation.valid_from, on - DAY)
    _name(organisation, name, NameKind.OFFICIAL, on, None)
    organisation.name = name
    organisation.save(update_fields=["name"])
    summary = f"Đổi tên {former} thành {organisation.name} từ {on:%d/%m/%Y}"
    record(actor, "organisations.rename", organisation, summary, at=at, data={"source": source})


@transaction.atomic
def end_organisation(actor: Actor, organisation: Organisation, *, last_day: date | None, at: datetime) -> None:
    """Says on which day an organisation existed for the last time; None takes the end back."""
    require(actor, MANAGE)
    own(actor, organisation)
    if last_day and organisation.valid_from and last_day < organisation.valid_from:
        raise NotYetThereError
    organisation.valid_to = last_day
    organisation.save(update_fields=["valid_to"])
    ended = f"kết thúc hoạt động hết ngày {last_day:%d/%m/%Y}" if last_day else "không còn ngày kết thúc"
    record(actor, "organisations.end", organisation, f"{organisation.name}: {ended}", at=at)


@dataclass(frozen=True, slots=True)
class SuccessionDetails:
    """How one organisation's work comes to another, from `on`."""

    on: date
    kind: str
    share: str = ""
    takes_external_information: bool = False
    source: str = ""


@transaction.atomic
def add_succession(
    actor: Actor, predecessor: Organisation, successor: Organisation, details: SuccessionDetails, *, at: datetime
) -> Succession:
    """Records that work passes from one organisation to another; unless only a duty moves, the former one ends.

    Raises SuccessionCycleError if the work would come back to where it came from.
    """
    require(actor, MANAGE)
    own(actor, predecessor, successor)
    if Successions(actor.province_id).leads_to(successor.pk, predecessor.pk):
        raise SuccessionCycleError
    row, _ = Succession.objects.update_or_create(
        province_id=actor.province_id,
        predecessor=predecessor,
        successor=successor,
        on=details.on,
        defaults={name: value for name, value in asdict(details).items() if name != "on"},
    )
    if details.kind != SuccessionKind.MOVED_DUTY and predecessor.valid_to is None:
        end_organisation(actor, predecessor, last_day=details.on - DAY, at=at)
    summary = f"{predecessor.name} → {successor.name} từ {details.on:%d/%m/%Y}: {row.get_kind_display()}"
    record(actor, "organisations.succession", predecessor, summary, at=at, data={"successor": successor.pk})
    return row


@transaction.atomic
def drop_succession(actor: Actor, row: Succession, *, at: datetime) -> None:
    """Takes back a succession that was recorded by mistake; the days of the organisations stay as they are."""
    require(actor, MANAGE)
    own(actor, row)
    record(actor, "organisations.drop_succession", row.predecessor, f"Bỏ ghi nhận kế thừa {row}", at=at)
    row.delete()


@transaction.atomic
def add_name(
    actor: Actor,
    organisation: Organisation,
    text: str,
    kind: NameKind,
    *,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
) -> OrganisationName:
    """Adds another way in which an organisation is written; one that it already has is answered unchanged."""
    require(actor, MANAGE)
    own(actor, organisation)
    if since and until and until < since:
        raise NotYetThereError
    known: OrganisationName | None = organisation.names.filter(text=nfc(text)).first()
    if known:
        return known
    made = _name(organisation, text, kind, since, until)
    record(actor, "organisations.name", organisation, f"{organisation.name}: thêm cách gọi “{made.text}”", at=at)
    return made


@transaction.atomic
def drop_name(actor: Actor, name: OrganisationName, *, at: datetime) -> None:
    """Removes a way of writing that was wrong. The official name in use cannot be removed, only changed."""
    require(actor, MANAGE)
    own(actor, name)
    if name.kind == NameKind.OFFICIAL and name.valid_to is None:
        raise StillHeldError
    body = name.organisation
    record(actor, "organisations.drop_name", body, f"{body.name}: bỏ cách gọi “{name.text}”", at=at)
    name.delete()


@transaction.atomic
def learn_alias(actor: Actor, bearer: Organisation | Group, text: str, *, at: datetime) -> OrganisationName | GroupName:
    """Remembers that a person took a written name for an organisation or a group: from now on it resolves so.

    The newest choice counts where the same name was once taken for another. Asking twice changes nothing.
    """
    require(actor, MANAGE)
    own(actor, bearer)
    for known in bearer.names.filter(kind=NameKind.LEARNED):
        if key(known.text) == key(text):
            known.delete()  # learned again: it becomes the newest choice
    if isinstance(bearer, Group):
        made: OrganisationName | GroupName = GroupName.objects.create(
            province_id=bearer.province_id, group=bearer, text=text, kind=NameKind.LEARNED
        )
    else:
        made = _name(bearer, text, NameKind.LEARNED, None, None, actor.user_id)
    record(actor, "organisations.learn_alias", bearer, f"“{made.text}” được hiểu là {bearer.name}", at=at)
    return made


def _organisation(pk: int | None) -> Organisation | None:
    return None if pk is None else Organisation.objects.get(pk=pk)


def _change(
    actor: Actor, organisation: Organisation, values: dict[str, object], act: str, words: str, at: datetime
) -> None:
    before = {field: getattr(organisation, field) for field in values}
    changed = {field: value for field, value in values.items() if before[field] != value}
    if not changed:
        return
    for field, value in changed.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=[*changed])
    record(actor, act, organisation, f"{words} {organisation.name}", at=at, data={"fields": sorted(changed)})


def _name(
    organisation: Organisation,
    text: str,
    kind: NameKind,
    since: date | None,
    until: date | None,
    confirmed_by: int | None = None,
) -> OrganisationName:
    return OrganisationName.objects.create(
        province_id=organisation.province_id,
        organisation=organisation,
        text=text,
        kind=kind,
        valid_from=since,
        valid_to=until,
        confirmed_by_id=confirmed_by,
    )
