"""A real browser for journeys: Debian's chromium, watched for errors and for calls to other hosts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from tools.console import ROOT

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SERIOUS = {"serious", "critical"}
# Root (a container, CI) has no sandbox; a small /dev/shm must not crash a tab; nothing is asked of the network.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.fail("No chromium on this machine: install the package `chromium` (system-packages.txt).", pytrace=False)
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    desk = {"width": 1280, "height": 800}
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": desk}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A browser page; the test fails at its end if a script erred, the CSP was hit or another host was called."""
    troubles: list[str] = []

    def note_request(request: Any) -> None:
        target = urlsplit(request.url)
        if target.scheme in {"http", "https", "ws"} and target.hostname not in {"localhost", "127.0.0.1"}:
            troubles.append(f"called {request.url}")

    def note_console(message: Any) -> None:
        # A refused request (400, 403, 409) is logged by the browser as an error too, and is often what a test wants.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(message.text)

    page.on("request", note_request)
    page.on("console", note_console)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    assert not troubles, troubles


@pytest.fixture
def enter(page: Page, live_server: Any) -> Callable[..., Page]:
    """`enter(user, "/path/")` opens the page as that user (as a stranger with None)."""

    def entered(user: Any, path: str = "/") -> Page:
        page.context.clear_cookies()
        if user is not None:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            name = settings.SESSION_COOKIE_NAME
            page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    return entered


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`picture(page, "ra-soat")` writes docs/pictures/ra-soat.png, where pictures are asked for (--pictures).

    A journey takes them on its way, so that the user guide shows what the tests saw. `whole` takes in what is
    below the fold.
    """
    wanted = request.config.getoption("--pictures")

    def taken(page: Page, name: str, *, whole: bool = False) -> None:
        if wanted:
            page.evaluate("document.fonts.ready")
            if whole:  # the menu stays at the top of the window, wherever that stands
                page.evaluate("window.scrollTo(0, 0)")
            page.screenshot(
                path=ROOT / f"docs/pictures/{name}.png", full_page=whole, animations="disabled", caret="initial"
            )

    return taken


def serious_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the page, one line each with the places."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes']]}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]
