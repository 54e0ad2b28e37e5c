"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import date
from typing import Any

from nhipcau.organisations.models import Authority, FocalPerson, Group, Organisation, OrganisationName, Succession

DAY = "01/06/2026"


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province and, where a record is an agency's own, for that agency."""
    province, body = place.province, place.org[organisation]
    former = Organisation.objects.create(
        province=province, code=f"truoc-{organisation}", name="Cơ quan cũ", kind="other"
    )
    name = OrganisationName.objects.create(
        province=province, organisation=body, text=f"Cách gọi {organisation}", kind="alias"
    )
    row = Succession.objects.create(
        province=province, predecessor=former, successor=body, on=date(2025, 3, 1), kind="merged"
    )
    group = Group.objects.create(province=province, code=f"nhom-{organisation}", name="các cơ quan thử")
    person = FocalPerson.objects.create(
        province=province, organisation=body, full_name="Người Đầu Mối", rank="officer", valid_from=date(2026, 1, 1)
    )
    user = place.person("focal_person", organisation)
    authority = Authority.objects.get(user=user)
    return {
        "organisations:pk": body.pk,
        "organisations:succession_pk": row.pk,
        "organisations:name_pk": name.pk,
        "organisations:group_pk": group.pk,
        "organisations:person_pk": person.pk,
        "organisations:user_pk": user.pk,
        "organisations:authority_pk": authority.pk,
        "organisations:form": "csv",
        "organisations:token": "mot-lien-ket-khong-co",
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    person = {"rank": "officer", "full_name": "Người Mới", "since": DAY, "email": "moi@example.vn"}
    return {
        "organisations:create": {"name": "Cơ quan mới", "kind": "other", "order": 5},
        "organisations:edit": {"kind": "other", "order": 7},
        "organisations:contact": {"phone": "0239 000 000"},
        "organisations:rename": {"name": "Tên khác", "on": DAY},
        "organisations:end": {"last_day": DAY},
        "organisations:succession": {"successor": place.org["cong-an-tinh"].pk, "on": DAY, "kind": "split"},
        "organisations:add_name": {"text": "Tên gọi thử", "kind": "alias"},
        "organisations:set_person": person,
        "organisations:end_person": {"last_day": DAY},
        "organisations:hand_over": person,
        "organisations:group_create": {"name": "các cơ quan khác"},
        "organisations:group_members": {"members": [place.org["cong-an-tinh"].pk], "on": DAY},
        "organisations:group_name": {"text": "các nơi thử"},
        "organisations:own_account": {"full_name": "Tên Mới"},
        "organisations:invite": {
            "full_name": "Người Mời",
            "email": "nguoi.moi@example.vn",
            "role": "editor",
            "since": DAY,
        },
        "organisations:add_authority": {"role": "editor", "since": DAY},
        "organisations:end_authority": {"last_day": DAY},
    }
