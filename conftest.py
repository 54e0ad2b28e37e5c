"""What every test may ask for: two provinces with the same organisations, and people who hold roles in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as properties
from tests.page import InspectingClient

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop in our thread
# How long one example takes says more of the machine than of the code: speed is measured in benchmarks/.
properties.register_profile("nhipcau", deadline=None)
properties.load_profile("nhipcau")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)  # ten in the morning in Vietnam


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only tests that touch the database, without the browser: the second run, on PostgreSQL",
    )
    parser.addoption(
        "--pictures",
        action="store_true",
        help="journeys write the pictures of the user guide (python3 dev.py screenshots)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps the second run to what another database could change (docs/decisions/0004-databases.md)."""
    if not config.getoption("--only-database"):
        return
    kept, left = [], []
    for item in items:
        touches = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        again = touches and (item.get_closest_marker("postgres") or not item.get_closest_marker("journey"))
        (kept if again else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture
def client(db: None) -> InspectingClient:
    """A client that inspects every page it fetches (tests/page.py)."""
    return InspectingClient()


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def _nothing_is_remembered_of_another_test() -> None:
    """Pages, provinces and the words of the index are kept in the process, while every test has its own."""
    kept = sys.modules.get("nhipcau.portal.kept")
    if kept is not None:
        kept.SHELF.clear()
        kept.WATCH.forget()
    vocabulary = sys.modules.get("nhipcau.search.queries.vocabulary")
    if vocabulary is not None:
        vocabulary.forget_vocabularies()


@pytest.fixture(autouse=True)
def _audit_guard_lets_the_database_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Transactional tests empty every table afterwards, which the guards of the database would refuse.

    The guards are set again by post_migrate, which the emptying sends when it is done.
    """
    marker = request.node.get_closest_marker("django_db")
    empties = bool({"transactional_db", "live_server"} & set(request.fixturenames)) or bool(
        marker and marker.kwargs.get("transaction")
    )
    if empties:
        request.getfixturevalue("transactional_db")
    yield
    if empties:
        from nhipcau.core.models import audit_guard
        from nhipcau.library.models import guards

        audit_guard.remove(connection)
        guards.remove(connection)


@dataclass
class TestProvince:
    """A province for tests: `org["so-vhttdl"]`, `person(Role.FOCAL_PERSON, "so-vhttdl")`, `actor(user)`."""

    __test__ = False
    province: Any
    org: dict[str, Any] = field(default_factory=dict)
    people: dict[tuple[str, str], Any] = field(default_factory=dict)

    def person(self, role: str, organisation: str = "") -> Any:
        """The user who holds the role (for the organisation, where one is named); made at the first call."""
        from nhipcau.core.models import User
        from nhipcau.organisations.models import Authority

        key = (str(role), organisation)
        if key not in self.people:
            code = self.province.code
            name = f"{organisation or 'tinh'}.{role}.{code}".replace("_", "-")
            user = User.objects.create_user(
                f"{name}@example.vn", self.province, f"Người {role} {organisation}", "mat-khau-thu-1"
            )
            Authority.objects.create(
                province=self.province,
                user=user,
                role=role,
                organisation=self.org.get(organisation),
                valid_from=date(2020, 1, 1),
            )
            self.people[key] = user
        return self.people[key]

    def actor(self, user: Any, on: date = TODAY) -> Any:
        """The policy's actor for a user."""
        from nhipcau.core.policy import actor_of

        return actor_of(user, on)


ORGANISATIONS = [
    ("ubnd-tinh", "Ủy ban nhân dân tỉnh", "committee", False),
    ("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", "department", False),
    ("so-ngoai-vu", "Sở Ngoại vụ", "department", False),
    ("so-tai-chinh", "Sở Tài chính", "department", False),
    ("cong-an-tinh", "Công an tỉnh", "armed", False),
    ("ban-tuyen-giao-dan-van", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "party", True),
]


def build_province(code: str, name: str) -> TestProvince:
    from nhipcau.core.models import Province
    from nhipcau.organisations.models import Organisation

    made = TestProvince(Province.objects.create(code=code, name=name))
    for order, (org_code, org_name, kind, requested) in enumerate(ORGANISATIONS, 1):
        made.org[org_code] = Organisation.objects.create(
            province=made.province,
            code=org_code,
            name=org_name,
            kind=kind,
            only_requested=requested,
            order=order,
        )
    return made


@pytest.fixture
def ha_tinh(db: None) -> TestProvince:
    return build_province("ha-tinh", "tỉnh Hà Tĩnh")


@pytest.fixture
def hue(db: None) -> TestProvince:
    return build_province("hue", "thành phố Huế")


@pytest.fixture
def sign_in(client: Any) -> Callable[[Any], Any]:
    """`sign_in(user)` answers a client of that user."""

    def signed_in(user: Any) -> Any:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
