"""Proposals of a translation engine, asked over HTTP of a small server that speaks LibreTranslate's interface."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.translating.machine import ask, run
from nhipcau.library.choices import Origin
from nhipcau.library.errors import EngineError
from nhipcau.library.models import Standing

from .given import item
from .test_translation import LATER, Work

pytestmark = pytest.mark.django_db


class Server(ThreadingHTTPServer):
    """Answers like LibreTranslate; `answer` may be changed to something else."""

    asked: list[dict[str, Any]]
    answer: Any = None
    status = 200
    hold: threading.Event | None = None


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **asked})
        if self.server.hold:
            self.server.hold.wait(10)
        made = self.server.answer
        if made is None:
            made = {"translatedText": [f"[{asked['target']}] {text}" for text in asked["q"]]}
        content = made if isinstance(made, bytes) else json.dumps(made).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server(settings) -> Iterator[Server]:
    held = Server(("127.0.0.1", 0), Handler)
    held.asked = []
    thread = threading.Thread(target=held.serve_forever, daemon=True)
    thread.start()
    settings.NHIPCAU_TRANSLATION_ENGINE = f"http://127.0.0.1:{held.server_address[1]}/"
    settings.NHIPCAU_TRANSLATION_ENGINE_KEY = "khóa"
    settings.NHIPCAU_TRANSLATION_ENGINE_SECONDS = 5
    yield held
    if held.hold:
        held.hold.set()
    held.shutdown()
    held.server_close()


@pytest.fixture
def work(ha_tinh):
    return Work(ha_tinh, item(ha_tinh), "zh-hans")


def asked_by(work):
    return run(work.edition.pk, work.actor.user_id, now=LATER)


def test_the_engine_proposes_for_what_nobody_translated_and_marks_it(work, server):
    work.write("h1", "By hand")
    assert asked_by(work) == len(work.source) - 1
    assert {each["path"] for each in server.asked} == {"/translate"}
    assert {(each["source"], each["target"], each["format"], each["api_key"]) for each in server.asked} == {
        ("vi", "zh-Hans", "html", "khóa"), ("vi", "zh-Hans", "text", "khóa"),
    }  # fmt: skip
    row = work.row("p1")
    assert (row.origin, row.confirmed) == (Origin.MACHINE, False)
    assert work.says[work.row("h1").block] == "By hand"
    assert Standing.objects.get(edition=work.edition).unconfirmed == len(work.source) - 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"error": "no"}, 400), (b"<html>", 200), ({"translatedText": ["one"]}, 200), ({"translatedText": "one"}, 200),
        ({"translatedText": [1, 2]}, 200), ([], 200), (b"[" * 5_000_000, 200), (b"", 302),
    ],
)  # fmt: skip
def test_an_engine_that_answers_nonsense_changes_nothing_and_is_told_of(work, server, answer, status):
    server.answer, server.status = answer, status
    before = work.says
    assert asked_by(work) == 0
    assert work.says == before
    assert "áy dịch" in Standing.objects.get(edition=work.edition).engine_problem


def test_an_engine_that_is_slow_or_gone_is_not_waited_for(work, server, settings):
    server.hold, settings.NHIPCAU_TRANSLATION_ENGINE_SECONDS = threading.Event(), 0.2
    assert asked_by(work) == 0
    assert "không trả lời kịp" in Standing.objects.get(edition=work.edition).engine_problem
    settings.NHIPCAU_TRANSLATION_ENGINE = "http://127.0.0.1:1/"
    assert asked_by(work) == 0
    assert "Không gọi được" in Standing.objects.get(edition=work.edition).engine_problem


def test_what_a_person_wrote_while_the_engine_was_thinking_stays(work, server, monkeypatch):
    from nhipcau.library.engines.libretranslate import LibreTranslate

    answers = LibreTranslate.translate

    def meanwhile(self, texts, source, target, *, html):
        if work.row("p1") is None:
            work.write("p1", "<p>By hand.</p>")
        return answers(self, texts, source, target, html=html)

    monkeypatch.setattr(LibreTranslate, "translate", meanwhile)
    asked_by(work)
    assert work.says[work.row("p1").block] == "<p>By hand.</p>"


def test_the_engine_is_off_unless_the_settings_name_one(work, sign_in):
    with pytest.raises(EngineError):
        ask(work.actor, work.edition, now=LATER)
    html = sign_in(work.place.person(Role.TRANSLATOR)).get(
        reverse("library:translation", args=[work.edition.pk])
    ).content.decode()  # fmt: skip
    assert "Nhờ máy gợi ý" not in html


def test_the_page_asks_in_the_background_and_not_twice(work, server, sign_in, django_capture_on_commit_callbacks):
    client = sign_in(work.place.person(Role.TRANSLATOR))
    address = reverse("library:translation_machine", args=[work.edition.pk])
    with django_capture_on_commit_callbacks() as calls:
        client.post(address)
        client.post(address)
    assert len([each for each in calls if "machine" in getattr(each, "__module__", "")]) == 1
    assert server.asked == []
    asked_by(work)
    html = client.get(reverse("library:translation", args=[work.edition.pk])).content.decode()
    assert "Xác nhận gợi ý" in html
    assert Standing.objects.get(edition=work.edition).asked_at is None
