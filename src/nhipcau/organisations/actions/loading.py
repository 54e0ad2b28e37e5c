"""Loads a province's plain files: again and again, without doubling a row or overwriting what people changed.

What a file said last time is kept beside what it made (`LoadedRow`). A value is taken from the file only where
the file changed and nobody changed the record since; a record that people removed stays removed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from nhipcau.core.public import Province, record

from ..models import Group, GroupName, LoadedRow, Membership, Organisation, OrganisationName, Succession
from ..queries.province_files import ProvinceFiles, Row

Key = tuple[str, ...]
LABELS = {
    "organisations": "cơ quan",
    "names": "cách gọi",
    "successions": "kế thừa",
    "groups": "nhóm",
    "group_names": "cách gọi nhóm",
    "memberships": "thành viên nhóm",
}


@dataclass(slots=True)
class Loaded:
    """What a load did, a line each: made, changed, and kept as people had changed or removed it."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether the database is different from before."""
        return bool(self.made or self.changed)


@transaction.atomic
def load_province(files: ProvinceFiles, *, at: datetime) -> tuple[Province, Loaded]:
    """Brings a province's records in line with its files; run again it changes nothing.

    Makes the province if it is not there. All or nothing; one audit entry if anything changed.
    """
    province, new = Province.objects.get_or_create(
        code=files.code,
        defaults={
            "name": files.name,
            "name_en": files.name_en,
            "before_excludes_the_day": files.before_excludes_the_day,
        },
    )
    done = Loaded()
    if new:
        done.made.append(f"tỉnh: {province.name}")
    loader = _Loader(province, done)
    for table in LABELS:
        loader.load(table, files.tables[table])
    if done.anything:
        summary = f"Nạp dữ liệu cơ quan: thêm {len(done.made)}, sửa {len(done.changed)}, giữ nguyên {len(done.kept)}"
        record(None, "organisations.load", province, summary, at=at, province_id=province.pk)
    return province, done


class _Loader:
    """One run over one province; every table is read once before it is compared."""

    def __init__(self, province: Province, done: Loaded) -> None:
        self.province, self.done = province, done
        self.bodies: dict[str, Organisation] = {}
        self.groups: dict[str, Group] = {}
        self.new_parents: dict[str, str] = {}

    def load(self, table: str, rows: dict[Key, Row]) -> None:
        standing = self._standing(table)
        said = {tuple(row.key): row for row in LoadedRow.objects.filter(province=self.province, table=table)}
        for key, values in rows.items():
            self._merge(table, key, _plain(values), standing.get(key), said.get(key))
        if table == "organisations":
            self.bodies = {body.code: body for body in Organisation.objects.filter(province=self.province)}
            self._set_parents()
        elif table == "groups":
            self.groups = {group.code: group for group in Group.objects.filter(province=self.province)}

    def _merge(self, table: str, key: Key, values: Row, row: models.Model | None, said: LoadedRow | None) -> None:
        label = f"{LABELS[table]}: {' → '.join(key)}"
        if row is None and said is None:
            self._make(table, key, values)
            self.done.made.append(label)
        elif row is None:
            self.done.kept.append(f"{label} (đã được bỏ trên hệ thống)")
            return
        elif said is None:
            self.done.kept.append(f"{label} (đã có trên hệ thống)")
        else:
            self._update(label, row, values, said.values)
        if said is None:
            LoadedRow.objects.create(province=self.province, table=table, key=list(key), values=values)
        elif said.values != values:
            said.values = values
            said.save(update_fields=["values"])

    def _update(self, label: str, row: models.Model, values: Row, said: Row) -> None:
        wanted = {name: value for name, value in values.items() if said.get(name) != value and hasattr(row, name)}
        mine = {name: value for name, value in wanted.items() if _now(row, name) == said.get(name)}
        if set(wanted) - set(mine):
            self.done.kept.append(f"{label} (đã sửa trên hệ thống: {', '.join(sorted(set(wanted) - set(mine)))})")
        if mine:
            parent = mine.pop("parent", None)
            if parent is not None:
                self.new_parents[row.code] = parent  # type: ignore[attr-defined]
            for name, value in mine.items():
                setattr(row, name, _typed(name, value))
            row.save()
            self.done.changed.append(label)

    def _standing(self, table: str) -> dict[Key, models.Model]:
        """The records of a table as they stand, by the key that the files use."""
        keys: dict[str, tuple[type[models.Model], Callable[[Any], Key]]] = {
            "organisations": (Organisation, lambda row: (row.code,)),
            "names": (OrganisationName, lambda row: (row.organisation.code, row.text)),
            "successions": (
                Succession,
                lambda row: (row.predecessor.code, row.successor.code, row.on.isoformat()),
            ),
            "groups": (Group, lambda row: (row.code,)),
            "group_names": (GroupName, lambda row: (row.group.code, row.text)),
            "memberships": (Membership, lambda row: (row.group.code, row.organisation.code)),
        }
        model, key_of = keys[table]
        related = [name.name for name in model._meta.fields if name.is_relation and name.name not in _NOT_FOLLOWED]
        rows = model._default_manager.filter(province=self.province).select_related(*related)
        return {key_of(row): row for row in rows}

    def _make(self, table: str, key: Key, values: Row) -> None:
        given = {name: _typed(name, value) for name, value in values.items() if name not in ("parent", "by_kind")}
        given["province"] = self.province
        if table == "organisations":
            Organisation.objects.create(code=key[0], **given)
            self.new_parents[key[0]] = values["parent"]
        elif table == "names":
            OrganisationName.objects.create(organisation=self.bodies[key[0]], text=key[1], **given)
        elif table == "successions":
            ends = {"predecessor": self.bodies[key[0]], "successor": self.bodies[key[1]]}
            Succession.objects.create(**ends, on=date.fromisoformat(key[2]), **given)
        elif table == "groups":
            Group.objects.create(code=key[0], **given)
        elif table == "group_names":
            GroupName.objects.create(group=self.groups[key[0]], text=key[1], **given)
        else:
            Membership.objects.create(group=self.groups[key[0]], organisation=self.bodies[key[1]], **given)

    def _set_parents(self) -> None:
        for code, parent in self.new_parents.items():
            body = self.bodies[code]
            if body.parent_id != (found.pk if (found := self.bodies.get(parent)) else None):
                body.parent = found
                body.save(update_fields=["parent"])


_NOT_FOLLOWED = frozenset({"province", "parent", "confirmed_by"})


def _plain(values: Row) -> Row:
    """The values as JSON keeps them, so that what is read back compares equal."""
    plain: Row = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _now(row: models.Model, name: str) -> Any:
    value = getattr(row, name, None)
    if name == "parent":
        return getattr(value, "code", "")
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name in ("valid_from", "valid_to") else value
