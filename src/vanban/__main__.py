"""The command `vanban`: read a document for a program or for a person, or say what looks damaged in it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vanban import __version__
from vanban.errors import UnreadableSource
from vanban.model import SCHEMA, Limits

HELP = """\
vanban: đọc văn bản hành chính tiếng Việt

Cách dùng:
  vanban read TỆP           in đề cương, cơ quan thực hiện và thời hạn cho người đọc
  vanban read TỆP --json    in toàn bộ kết quả đọc thành một đối tượng JSON (UTF-8)
  vanban check TỆP          kể những chỗ có vẻ bị hỏng trong văn bản
  vanban --version          in phiên bản
  vanban --help             in trang này

TỆP là .txt, .html, .docx hoặc .pdf có lớp chữ; dấu “-” là đầu vào chuẩn. Nội dung tệp
quyết định cách đọc, không phải tên tệp.

Tùy chọn của read:
  --full                    in trọn từng đoạn thay vì hai dòng đầu
  --width SỐ                độ rộng trang in (mặc định: độ rộng màn hình)

Mã kết thúc: 0 là đọc được (với check: không thấy chỗ hỏng); 1 là check thấy chỗ hỏng;
2 là không đọc được tệp; 64 là gõ lệnh sai.
"""
FINE, DAMAGED, UNREADABLE, MISUSED = 0, 1, 2, 64
INTERRUPTED, BROKEN_PIPE = 130, 141
DEFAULT_WIDTH = 100


class _MisuseError(Exception):
    """The command line says something this command does not know; the message is for the person who typed it."""


@dataclass(frozen=True, slots=True)
class _Order:
    verb: str
    source: str
    as_json: bool = False
    full: bool = False
    width: int | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; answer the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # the reader of our output left (head, less): nothing more to say, and nothing to complain of at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(given: Sequence[str]) -> int:
    if not given or "--help" in given or "-h" in given:
        _print([HELP.rstrip("\n")])
        return FINE if given else MISUSED
    if given[0] in {"--version", "-V"}:
        _print([f"vanban {__version__}"])
        return FINE
    try:
        order = _order(given)
    except _MisuseError as misuse:
        sys.stderr.write(f"vanban: {misuse}. Gõ “vanban --help” để xem cách dùng.\n")
        return MISUSED
    verbs: dict[str, Callable[[_Order], int]] = {"read": _read, "check": _check}
    try:
        return verbs[order.verb](order)
    except UnreadableSource as problem:
        if order.as_json:
            _print_json({"schema": SCHEMA, "error": {"code": problem.code, "message": problem.message}})
        else:
            sys.stderr.write(f"vanban: {problem.message}\n")
        return UNREADABLE


def _order(given: Sequence[str]) -> _Order:
    verb, *rest = given
    if verb not in {"read", "check"}:
        raise _MisuseError(f"không có lệnh “{verb}”")
    sources: list[str] = []
    flags: set[str] = set()
    width: int | None = None
    words = iter(rest)
    for word in words:
        if word in {"--json", "--full"} and verb == "read":
            flags.add(word)
        elif word == "--width" and verb == "read":
            width = _width(next(words, ""))
        elif word == "--":
            sources.extend(words)
        elif word.startswith("-") and word != "-":
            raise _MisuseError(f"lệnh {verb} không có tùy chọn “{word}”")
        else:
            sources.append(word)
    if len(sources) != 1:
        raise _MisuseError(f"lệnh {verb} cần đúng một tệp")
    return _Order(verb, sources[0], "--json" in flags, "--full" in flags, width)


def _width(word: str) -> int:
    if not word.isascii() or not word.isdigit() or len(word) > 4:
        raise _MisuseError("--width cần một số, ví dụ --width 100")
    return int(word)


def _source(order: _Order) -> Path | bytes:
    if order.source != "-":
        return Path(order.source)
    return sys.stdin.buffer.read(Limits().max_bytes + 1)


def _read(order: _Order) -> int:
    from vanban.reader import read

    reading = read(_source(order))
    if order.as_json:
        _print_json(reading.as_dict())
        return FINE
    from vanban.display import render

    width = order.width or shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns
    _print(render(reading, width=width, full=order.full))
    return FINE


def _check(order: _Order) -> int:
    from vanban.damage import check
    from vanban.reader import read

    findings = check(read(_source(order)))
    damaged = sum(not finding.harmless for finding in findings)
    for finding in findings:
        where = "cả văn bản" if finding.line is None else f"dòng {finding.line}"
        words = f" “{finding.words}”" if finding.words else ""
        _print([f"{where}:{words} {finding.why}"])
    _print([f"{damaged} chỗ có vẻ hỏng." if damaged else "Không thấy chỗ nào hỏng."])
    return DAMAGED if damaged else FINE


def _print(lines: Iterable[str]) -> None:
    """Print in UTF-8 whatever the terminal claims; what cannot be coded shows as a question mark."""
    for line in lines:
        rest = memoryview(line.encode("utf-8", "replace") + b"\n")
        while rest:
            # an unbuffered channel takes what fits and answers how much that was
            rest = rest[sys.stdout.buffer.write(rest) :]


def _print_json(value: object) -> None:
    _print([json.dumps(value, ensure_ascii=False, indent=1)])


if __name__ == "__main__":
    sys.exit(main())
