"""The chores by name: what each is called, says of itself, and does."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Sequence

from . import checks, environment, serving
from .console import BIN, PYTHON, ROOT, VENV, CannotGoOnError, call, chore, say, stream

Chore = Callable[[argparse.Namespace], int | None]

BENCHMARKS = ROOT / "benchmarks"
# Resolved for the oldest Python 3.11, as some releases shut out its first patch versions; no address is written.
RESOLVE = (
    "--universal",
    "--python-version=3.11.0",
    "--generate-hashes",
    "--no-header",
    "--quiet",
    "--excludes=requirements/excluded.txt",
)
CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "build", "dist")


def main(words: Sequence[str]) -> int:
    """Runs one chore; returns the exit code. Without words, lists the chores."""
    parser = _parser()
    options, rest = parser.parse_known_args(words)
    if not hasattr(options, "do"):
        parser.print_help()
        return 0
    if rest and not options.passes_on:
        parser.error(f"không hiểu: {' '.join(rest)}")
    options.rest = rest
    try:
        return int(options.do(options) or 0)
    except CannotGoOnError as stop:
        say(f"\n{stop}")
        return 1
    except KeyboardInterrupt:
        say("\nĐã dừng theo yêu cầu.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 dev.py",
        description="Nhịp Cầu: các việc của người vận hành và người lập trình.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=20, width=110),
    )
    chores = parser.add_subparsers(title="các việc", metavar="VIỆC")

    def add(name: str, do: Chore, text: str, passes_on: bool = False) -> argparse.ArgumentParser:
        chore_parser = chores.add_parser(name, help=text, description=text)
        chore_parser.set_defaults(do=do, passes_on=passes_on)
        return chore_parser

    port = add("run", lambda o: serving.run(o.port), "chạy thử hệ thống với dữ liệu minh họa; Ctrl-C để dừng")
    port.add_argument("--port", type=int, default=8000, help="cổng của máy chủ web (mặc định 8000)")
    add("test", _test, "kiểm thử, kiểm tra mã, kiểu, ranh giới, migration và bản dịch", passes_on=True)
    only = add("setup", _setup, "chỉ cài đặt môi trường (.venv) theo danh sách thư viện đã khóa")
    only.add_argument("--test", action="store_true", help="thêm cả những gì kiểm thử cần")
    which = add("benchmark", _benchmark, "đo: reading, register, …", passes_on=True)
    which.add_argument("name", nargs="?", help="tên phép đo; bỏ trống để xem danh sách")
    add("lint", lambda o: min(checks.lint(), 1), "chỉ kiểm tra mã, kiểu và ranh giới giữa các phòng")
    texts = add("messages", _messages, "rút câu chữ cần dịch từ mã nguồn vào bản tiếng Anh và biên dịch")
    texts.add_argument("--check", action="store_true", help="chỉ kiểm tra, không sửa")
    add("model", _model, "đếm lại mô hình ngôn ngữ của vanban từ kho văn bản (--corpus TỆP …)", passes_on=True)
    add("lock", _lock, "khóa lại danh sách thư viện (requirements/*.txt) từ requirements/*.in")
    add("screenshots", _screenshots, "chụp lại ảnh cho sách hướng dẫn (đi lại các hành trình kiểm thử)", passes_on=True)
    clean = add("clean", _clean, "xóa bộ nhớ đệm của công cụ; --all xóa cả .venv")
    clean.add_argument("--all", action="store_true", help="xóa cả môi trường .venv (giữ nguyên dữ liệu trong var/)")
    return parser


def _test(options: argparse.Namespace) -> int:
    return 1 if checks.test(options.rest) else 0


def _setup(options: argparse.Namespace) -> None:
    environment.ensure("test" if options.test else "run")
    say("Môi trường đã sẵn sàng: .venv/bin/vanban, .venv/bin/nhipcau")


def _benchmark(options: argparse.Namespace) -> int:
    known = sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))
    if options.name not in known:
        raise CannotGoOnError(f"Các phép đo: {', '.join(known)}.")
    environment.ensure("test")  # it measures against other libraries too
    return stream([PYTHON, BENCHMARKS / f"{options.name}.py", *options.rest])


def _messages(options: argparse.Namespace) -> int:
    environment.ensure("test")
    return stream([PYTHON, "-m", "tools.inside.catalogues", *(["--check"] if options.check else [])])


def _model(options: argparse.Namespace) -> int:
    environment.ensure("test")
    return stream([PYTHON, "-m", "tools.inside.model", *options.rest])


def _lock(options: argparse.Namespace) -> None:
    environment.ensure("run")
    uv = BIN / "uv"
    if not uv.exists():
        raise CannotGoOnError("Chưa có uv trong .venv (lần cài trước phải dùng pip); không khóa lại được.")
    for name, bound_by in (("bootstrap", None), ("build", None), ("run", None), ("test", "run")):
        bound = ["--constraint", f"requirements/{bound_by}.txt"] if bound_by else []
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        with chore(f"Khóa requirements/{name}.txt"):
            call([uv, "pip", "compile", *RESOLVE, *bound, *files], environment.UV_SETTINGS)


def _screenshots(options: argparse.Namespace) -> int:
    environment.ensure("test")
    env = {"DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.test"}
    return stream([BIN / "pytest", "-q", "tests/journeys", "--pictures", *options.rest], env)


def _clean(options: argparse.Namespace) -> None:
    for name in CACHES:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder, names, _ in os.walk(ROOT):
        if VENV.name in names:
            names.remove(VENV.name)
        if "__pycache__" in names:
            shutil.rmtree(os.path.join(folder, "__pycache__"))
            names.remove("__pycache__")
    if options.all:
        shutil.rmtree(VENV, ignore_errors=True)
