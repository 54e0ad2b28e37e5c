"""Every address × every role × two provinces, reading and writing.

A room says in `src/nhipcau/<room>/tests/samples.py` which records its addresses are about (`make`), and which
forms would be accepted there (`posts`). What is expected is written down below in words of its own, not taken
from the code that is tested: who may do what (`WHO`), and how each kind of refusal answers (`ANSWERS`).
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import build_province
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from nhipcau.core.choices import Role
from nhipcau.core.models import Owned
from nhipcau.core.policy import ANYONE, SIGNED_IN, Rule, rule_of

pytestmark = pytest.mark.django_db

MINE, OTHER = "so-ngoai-vu", "so-tai-chinh"  # the agency of the tested people, and another of the same province
EVERYBODY = frozenset(role.value for role in Role)
OF_AN_AGENCY = frozenset({"focal_person", "agency_leader"})

# Who may do what. `own`: only for their own agency. A permission that is missing here fails the test.
EDITORS = frozenset({"editor", "approver"})
LIBRARY = EDITORS | {"translator"}
WHO: dict[str, dict[str, set[str] | frozenset[str]]] = {
    "core.read_audit": {"all": {"auditor", "administrator"}},
    "exchange.export": {"all": {"editor", "approver", "administrator"}},
    "core.manage_calendar": {"all": {"coordinator", "administrator"}},
    "notices.manage": {"all": {"coordinator"}},
    "organisations.see": {"all": EVERYBODY},
    "organisations.manage": {"all": {"coordinator", "administrator"}},
    "organisations.contact": {"all": {"coordinator", "administrator"}, "own": OF_AN_AGENCY},
    "organisations.manage_accounts": {"all": {"coordinator", "administrator"}},
    "documents.upload": {"all": {"coordinator"}},
    "documents.see": {"all": {"coordinator", "province_leader", "auditor"}},
    "documents.judge": {"all": {"coordinator"}},
    "plans.review": {"all": {"coordinator"}},
    "plans.see": {"all": {"coordinator", "province_leader", "auditor", "finance"}},
    "plans.see_register": {"all": {"coordinator", "province_leader", "auditor"}, "own": OF_AN_AGENCY},
    "plans.see_own_work": {"own": OF_AN_AGENCY},
    "plans.add_duty": {"all": {"coordinator"}},
    "plans.report_progress": {"own": {"focal_person"}},
    "plans.decide": {"all": {"coordinator"}},
    "plans.write_letters": {"all": {"coordinator"}},
    "plans.see_overview": {"all": {"coordinator", "province_leader", "auditor"}},
    "portal.arrange": {"all": {"editor", "administrator"}},
    "portal.see_readers": {
        "all": {
            "editor",
            "approver",
            "translator",
            "press_officer",
            "coordinator",
            "province_leader",
            "auditor",
            "administrator",
        },
        "own": OF_AN_AGENCY,
    },
    "reports.see_periods": {"all": {"coordinator", "province_leader", "auditor"}},
    "reports.manage": {"all": {"coordinator"}},
    "reports.see": {"all": {"coordinator", "province_leader", "auditor"}, "own": OF_AN_AGENCY},
    "reports.see_own": {"own": OF_AN_AGENCY},
    "reports.write": {"own": {"focal_person"}},
    "reports.approve": {"own": {"agency_leader"}},
    "reports.decide": {"all": {"coordinator"}},
    "reports.remark": {"all": {"coordinator"}, "own": OF_AN_AGENCY},
    "reports.prefer": {"all": {"coordinator"}, "own": OF_AN_AGENCY},
    "reports.raise": {"own": OF_AN_AGENCY},
    "reports.answer": {"all": {"coordinator"}},
    "reports.consolidate": {"all": {"coordinator"}},
    "reports.see_paper": {"all": {"coordinator", "province_leader", "auditor"}},
    "reports.review_paper": {"all": {"coordinator", "province_leader"}},
    "library.read": {
        "all": LIBRARY | {"press_officer", "coordinator", "province_leader", "auditor", "administrator"},
        "own": OF_AN_AGENCY,
    },
    "library.contribute": {"all": EDITORS, "own": OF_AN_AGENCY},
    "library.remark": {"all": LIBRARY, "own": OF_AN_AGENCY},
    "library.edit": {"all": EDITORS},
    "library.translate": {"all": LIBRARY},
    "library.approve": {"all": {"approver"}},
    "library.publish": {"all": EDITORS},
    "library.arrange": {"all": EDITORS | {"administrator"}},
    "library.upload_media": {"all": EDITORS | {"press_officer"}, "own": OF_AN_AGENCY},
    "library.withdraw_media": {"all": EDITORS},
}

# How each kind of visit is answered. 405: the address does not take this method, whoever asks.
ANSWERS = {
    "a stranger, where one must sign in": {302},
    "without the permission": {403},
    "a record of another province": {404, 405},
    "a record of another agency": {403, 404, 405},
    "allowed": {200, 204, 302, 303, 400, 405, 409, 410, 422},
    "allowed, and empty until two-step sign-in is on": {302, 404, 405},
    "open to anyone": {200, 302, 404, 405, 410},
}
# A permission for one's own agency that still shows everybody's records of the province.
SHARED_WITHIN_PROVINCE = {"organisations:detail"}
TWO_STEP_ONLY = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}


@dataclass(frozen=True)
class Address:
    """One address: its full name, and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """Every address of the house with a name, and those without as `?pattern`."""
    return sorted(set(_walk(get_resolver(), "")), key=lambda each: each.name)


def _walk(resolver: URLResolver, space: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            parameters = tuple(each.pattern.regex.groupindex)
            yield Address(f"{space}{each.name}" if each.name else f"?{each.pattern}", parameters)


# Wagtail's own, some hundred: test_back_office.py asks the same of them.
ADDRESSES = [address for address in addresses() if not address.name.startswith("wagtail")]


@dataclass
class House:
    """Two provinces with people in every role and a record for every address."""

    here: Any
    there: Any
    mine: dict[str, Any]
    other: dict[str, Any]
    abroad: dict[str, Any]
    posts: dict[str, dict[str, Any]]
    sessions: dict[str, str]

    def url(self, address: Address, values: dict[str, Any]) -> str:
        kwargs = {name: sample(values, address, name) for name in address.parameters}
        return reverse(address.name, kwargs=kwargs)

    def visit(self, role: str, method: str, url: str, address: Address) -> int:
        """The status that somebody in a role (empty: a stranger) gets; whatever happened is undone."""
        client = Client(raise_request_exception=False)
        if role:
            client.cookies["sessionid"] = self.sessions[role]
        with undone():
            if method == "POST":
                return client.post(url, self.posts.get(address.name, {})).status_code
            return client.get(url).status_code

    def rule(self, address: Address) -> Rule | None:
        match = resolve(self.url(address, self.mine))
        return rule_of(match.func, match.url_name)


def sample(values: dict[str, Any], address: Address, parameter: str) -> Any:
    space = address.name.rpartition(":")[0]
    for key in (f"{address.name}:{parameter}", f"{space}:{parameter}"):
        if key in values:
            return values[key]
    raise AssertionError(
        f"The address {address.name} has a parameter {parameter} without a sample. Add '{space}:{parameter}' to "
        f"make() in src/nhipcau/{space or 'core'}/tests/samples.py."
    )


class undone:  # noqa: N801
    """Whatever the block writes is rolled back."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *raised: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*raised)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[House]:
    with django_db_blocker.unblock(), undone():
        yield _build()


def _build() -> House:
    here, there = build_province("ha-tinh", "tỉnh Hà Tĩnh"), build_province("hue", "thành phố Huế")
    rooms = list(_sample_rooms())
    mine, other, abroad = ({} for _ in range(3))
    for room in rooms:
        mine |= room.make(here, MINE)
        other |= room.make(here, OTHER)
        abroad |= room.make(there, MINE)
    forms = {name: form for room in rooms if hasattr(room, "posts") for name, form in room.posts(here).items()}
    people = {role: here.person(role, MINE if role in OF_AN_AGENCY else "") for role in EVERYBODY}
    return House(here, there, mine, other, abroad, forms, {role: _session(user) for role, user in people.items()})


def _sample_rooms() -> Iterator[Any]:
    for app in apps.get_app_configs():
        if app.name.startswith("nhipcau."):
            try:
                yield importlib.import_module(f"{app.name}.tests.samples")
            except ModuleNotFoundError as missing:
                if missing.name not in (f"{app.name}.tests.samples", f"{app.name}.tests"):
                    raise


def _session(user: Any) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def fingerprint() -> dict[str, str]:
    """A hash of every owned row and every account, table by table."""
    tables = [model for model in apps.get_models() if issubclass(model, Owned)] + [apps.get_model("core.User")]
    return {model._meta.label: _hash(model) for model in tables if model._meta.managed}


def _hash(model: Any) -> str:
    names = [column.attname for column in model._meta.concrete_fields if column.attname != "last_login"]
    rows = list(model._base_manager.order_by("pk").values_list(*names))
    return hashlib.sha256(json.dumps(rows, cls=DjangoJSONEncoder, default=str).encode()).hexdigest()


def expected(rule: Rule, role: str) -> str:
    """How a person of a role is expected to be answered, for a record of their own agency."""
    if rule == ANYONE:
        return "open to anyone"
    if rule == SIGNED_IN:
        return "allowed"
    who = WHO.get(rule.name)
    assert who is not None, f"The permission {rule.name} is not in WHO: write down there which roles may."
    return "allowed" if role in who.get("all", set()) | who.get("own", set()) else "without the permission"


def named(address: Address) -> str:
    return address.name


every_address = pytest.mark.parametrize("address", ADDRESSES, ids=named)


@every_address
def test_every_address_has_a_name_and_a_rule(house, address):
    assert not address.name.startswith("?"), f"the address {address.name} has no name, so no rule can be given to it"
    try:
        assert house.rule(address) is not None, f"mark the view of {address.name} with needs, signed_in or anyone"
    except NoReverseMatch:
        pytest.fail(f"a sample of {address.name} does not fit its pattern")


@every_address
def test_a_stranger_is_sent_to_sign_in_unless_the_page_is_open(house, address):
    kind = "open to anyone" if house.rule(address) == ANYONE else "a stranger, where one must sign in"
    for method in ("GET", "POST"):
        url = house.url(address, house.mine)
        assert house.visit("", method, url, address) in ANSWERS[kind], f"{method} {url} by a stranger"


@every_address
def test_each_role_may_what_is_written_down_and_nothing_else(house, address):
    before, rule, url = fingerprint(), house.rule(address), house.url(address, house.mine)
    for role in sorted(EVERYBODY):
        kind = expected(rule, role)
        if address.name in TWO_STEP_ONLY:
            kind = "allowed, and empty until two-step sign-in is on"
        for method in ("GET", "POST"):
            status = house.visit(role, method, url, address)
            assert status in ANSWERS[kind], f"{method} {url} by {role}: {status}, expected: {kind}"
    assert fingerprint() == before


@every_address
def test_reading_changes_nothing(house, address):
    rule, url, before = house.rule(address), house.url(address, house.mine), fingerprint()
    readers = [role for role in sorted(EVERYBODY) if expected(rule, role) != "without the permission"]
    with undone():
        for role in readers[:2]:
            client = Client(raise_request_exception=False)
            client.cookies["sessionid"] = house.sessions[role]
            client.get(url)
        assert fingerprint() == before


@every_address
def test_a_record_of_another_province_is_never_there(house, address):
    rule, url, before = house.rule(address), house.url(address, house.abroad), fingerprint()
    if rule == ANYONE or url == house.url(address, house.mine):
        return
    for role in sorted(role for role in EVERYBODY if expected(rule, role) == "allowed"):
        statuses = {method: _changing_nothing(house, role, method, url, address, before) for method in ("GET", "POST")}
        assert set(statuses.values()) <= ANSWERS["a record of another province"], f"{url} by {role}: {statuses}"
        assert 404 in statuses.values(), f"{url} by {role} was never refused: {statuses}"


@every_address
def test_an_agency_never_reaches_the_own_records_of_another(house, address):
    rule, url, before = house.rule(address), house.url(address, house.other), fingerprint()
    if rule in (ANYONE, SIGNED_IN) or address.name in SHARED_WITHIN_PROVINCE or url == house.url(address, house.mine):
        return
    who = WHO[rule.name]
    for role in sorted(OF_AN_AGENCY & set(who.get("own", ()))):
        for method in ("GET", "POST"):
            status = _changing_nothing(house, role, method, url, address, before)
            assert status in ANSWERS["a record of another agency"], f"{method} {url} by {role} of {MINE}: {status}"


def _changing_nothing(house: House, role: str, method: str, url: str, address: Address, before: dict[str, str]) -> int:
    with undone():
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = house.sessions[role]
        form = house.posts.get(address.name, {})
        status = client.post(url, form).status_code if method == "POST" else client.get(url).status_code
        after = fingerprint()
    changed = sorted(table for table in before if before[table] != after[table])
    assert not changed, f"{method} {url} by {role} changed {', '.join(changed)}"
    return status


def test_the_sample_of_an_address_is_asked_for_by_name():
    with pytest.raises(AssertionError, match=r"make\(\) in src/nhipcau/plans/tests/samples\.py"):
        sample({}, Address("plans:duty", ("pk",)), "pk")


def test_an_address_without_a_rule_would_be_noticed():
    assert rule_of(lambda request: None, "a_new_page") is None
