"""`dev.py run`: the demonstration, from nothing to an address that answers."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import debian, environment
from .console import BIN, PYTHON, CannotGoOnError, call, chore, say, tail, var
from .processes import Asked, Family, stoppable

HOST = "127.0.0.1"
DEMO = {"DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.demo"}
# The application is loaded once and forked; threads, so that a slow reader holds nobody up.
GUNICORN: tuple[str | Path, ...] = (
    BIN / "gunicorn",
    "--preload",
    "--worker-class=gthread",
    "--workers=2",
    "--threads=8",
)
START_SECONDS = 60
PORTS_TRIED = 50


def run(port: int) -> None:
    """Sets up what is missing, serves the demonstration until asked to stop, and leaves no process behind."""
    family = Family()
    with stoppable():
        try:
            _serve(family, port)
        except Asked:
            say("\nĐang dừng …")
        finally:
            family.stop()
            say("Đã dừng.")


def _serve(family: Family, wanted_port: int) -> None:
    address, accounts = _start(family, wanted_port)
    for package in debian.missing("run"):
        say(f"• Không có gói {package.name}: {package.without}.")
    say(f"\n{accounts.strip()}\n\nNhật ký vận hành: {var() / 'log'}")
    say(f"Mở trình duyệt tại: {address}\nNhấn Ctrl-C để dừng.")
    while True:
        _check(family)
        time.sleep(0.5)


def _start(family: Family, wanted_port: int) -> tuple[str, str]:
    """Brings the demonstration up; returns its address, which answers by then, and its accounts in words."""
    environment.ensure("run")
    port = free_port(wanted_port)
    if port != wanted_port:
        say(f"• Cổng {wanted_port} đang có chương trình khác dùng; dùng cổng {port}.")
    address = f"http://{HOST}:{port}/"
    env = {**DEMO, "NHIPCAU_BASE_URL": address.rstrip("/")}
    with chore("Chuẩn bị cơ sở dữ liệu và dữ liệu minh họa"):
        accounts = call([PYTHON, "-m", "tools.inside.prepare"], env)
    with chore("Khởi động"):
        logs = var() / "log"
        web = (*GUNICORN, "--bind", f"{HOST}:{port}", "nhipcau.config.wsgi")
        family.start("web", web, env, logs / "web.log")
        family.start("việc nền", [BIN / "nhipcau", "worker"], env, logs / "worker.log")
        _await_answer(family, f"{address}suc-khoe/")
    return address, accounts


def free_port(wanted: int) -> int:
    """The port `wanted`, or the next one that nobody listens on."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise CannotGoOnError(
        f"Các cổng từ {wanted} đến {wanted + PORTS_TRIED - 1} đều đang bận; hãy chọn cổng khác với --port."
    )


def _await_answer(family: Family, url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _check(family)
        try:
            with urllib.request.urlopen(url, timeout=START_SECONDS):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise CannotGoOnError(f"Máy chủ không trả lời sau {START_SECONDS} giây; xem nhật ký trong {var() / 'log'}.")


def _check(family: Family) -> None:
    if fallen := family.fallen():
        end = tail(fallen.log.read_text(encoding="utf-8", errors="replace"))
        raise CannotGoOnError(f"Tiến trình '{fallen.name}' đã tự dừng. Cuối nhật ký của nó:\n{end}")
