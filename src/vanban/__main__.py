"""The command `vanban`: read a document for a program or a person, say what looks damaged, export, read a folder."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vanban import __version__
from vanban.errors import UnreadableSource
from vanban.model import SCHEMA, Limits

if TYPE_CHECKING:
    from vanban.folder import Progress

HELP = """\
vanban: đọc văn bản hành chính tiếng Việt

Cách dùng:
  vanban read TỆP           in đề cương, cơ quan thực hiện và thời hạn cho người đọc
  vanban read TỆP --json    in toàn bộ kết quả đọc thành một đối tượng JSON (UTF-8)
  vanban check TỆP          kể những chỗ có vẻ bị hỏng trong văn bản
  vanban export TỆP --as DẠNG
                            xuất kết quả đọc: akn (Akoma Ntoso), html (trang có đánh dấu),
                            csv hoặc xlsx (bảng nhiệm vụ)
  vanban folder THƯ_MỤC --out KẾT_QUẢ
                            đọc cả thư mục, nhiều tệp một lúc; dừng giữa chừng thì chạy lại
                            lệnh này để đọc tiếp, không đọc lại tệp đã đọc
  vanban schema             in JSON Schema của kết quả đọc
  vanban --version          in phiên bản
  vanban --help             in trang này

TỆP là văn bản ở dạng bất kỳ: .txt, .html, .doc, .docx, .odt, .rtf, .pdf, ảnh chụp, bản
quét, .zip, .eml; dấu “-” là đầu vào chuẩn. Nội dung tệp quyết định cách đọc, không phải
tên tệp.

Tùy chọn:
  read --full               in trọn từng đoạn thay vì hai dòng đầu
  read --width SỐ           độ rộng trang in (mặc định: độ rộng màn hình)
  read --json --boxes       kèm vị trí từng chữ trên trang
  read --all --json         đọc mọi văn bản trong tệp .zip, .eml: mỗi văn bản một dòng JSON
  export --out TỆP          ghi ra tệp thay vì đầu ra chuẩn
  folder --jobs SỐ          số tệp đọc cùng lúc (mặc định: số lõi của máy)
  folder --seconds SỐ       thời gian nhiều nhất cho một tệp (mặc định: 600)
  folder --again            đọc lại những tệp lần trước không đọc được

Mã kết thúc: 0 là đọc được (với check: không thấy chỗ hỏng); 1 là check thấy chỗ hỏng, hoặc
folder có tệp không đọc được; 2 là không đọc được tệp; 64 là gõ lệnh sai.
"""
FINE, DAMAGED, UNREADABLE, MISUSED = 0, 1, 2, 64
INTERRUPTED, BROKEN_PIPE = 130, 141
DEFAULT_WIDTH = 100
DEFAULT_SECONDS = 600
_FORMS = ("akn", "html", "csv", "xlsx")
# What each verb takes: switches, options with a value, and how many files or folders.
_VERBS: dict[str, tuple[frozenset[str], frozenset[str], int]] = {
    "read": (frozenset({"--json", "--full", "--boxes", "--all"}), frozenset({"--width"}), 1),
    "check": (frozenset(), frozenset(), 1),
    "export": (frozenset(), frozenset({"--as", "--out"}), 1),
    "folder": (frozenset({"--again"}), frozenset({"--out", "--jobs", "--seconds"}), 1),
    "schema": (frozenset(), frozenset(), 0),
}


class _MisuseError(Exception):
    """The command line says something this command does not know; the message is for the person who typed it."""


@dataclass(frozen=True, slots=True)
class _Order:
    verb: str
    source: str
    switches: frozenset[str]
    options: dict[str, str]

    @property
    def as_json(self) -> bool:
        return "--json" in self.switches

    def count(self, option: str) -> int | None:
        """The number that an option was given, None where it was not."""
        word = self.options.get(option)
        if word is None:
            return None
        if not word.isascii() or not word.isdigit() or not 0 < len(word) <= 4 or int(word) == 0:
            raise _MisuseError(f"{option} cần một số, ví dụ {option} 100")
        return int(word)


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
    verbs: dict[str, Callable[[_Order], int]] = {
        "read": _read,
        "check": _check,
        "export": _export,
        "folder": _folder,
        "schema": _schema,
    }
    as_json = False
    try:
        order = _order(given)
        as_json = order.as_json
        return verbs[order.verb](order)
    except _MisuseError as misuse:
        sys.stderr.write(f"vanban: {misuse}. Gõ “vanban --help” để xem cách dùng.\n")
        return MISUSED
    except UnreadableSource as problem:
        if as_json:
            _print_json({"schema": SCHEMA, "error": {"code": problem.code, "message": problem.message}})
        else:
            sys.stderr.write(f"vanban: {problem.message}\n")
        return UNREADABLE


def _order(given: Sequence[str]) -> _Order:
    verb, *rest = given
    if verb not in _VERBS:
        raise _MisuseError(f"không có lệnh “{verb}”")
    known, valued, wanted = _VERBS[verb]
    sources: list[str] = []
    switches: set[str] = set()
    options: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        if word in known:
            switches.add(word)
        elif word in valued:
            options[word] = next(words, "")
        elif word == "--":
            sources.extend(words)
        elif word.startswith("-") and word != "-":
            raise _MisuseError(f"lệnh {verb} không có tùy chọn “{word}”")
        else:
            sources.append(word)
    if len(sources) != wanted:
        what = "thư mục" if verb == "folder" else "tệp"
        raise _MisuseError(f"lệnh {verb} cần đúng một {what}" if wanted else f"lệnh {verb} không cần tệp nào")
    return _Order(verb, sources[0] if sources else "", frozenset(switches), options)


def _source(order: _Order) -> Path | bytes:
    if order.source != "-":
        return Path(order.source)
    return sys.stdin.buffer.read(Limits().max_bytes + 1)


def _read(order: _Order) -> int:
    from vanban.reader import read

    if "--all" in order.switches:
        return _read_all(order)
    width = order.count("--width") or shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns
    reading = read(_source(order))
    if order.as_json:
        _print_json(reading.as_dict(boxes="--boxes" in order.switches))
        return FINE
    from vanban.display import render

    _print(render(reading, width=width, full="--full" in order.switches))
    return FINE


def _read_all(order: _Order) -> int:
    """One JSON object a line: a reading with its `name` in the file, or an error with it."""
    from vanban.several import read_all

    if not order.as_json:
        raise _MisuseError("--all cần --json")
    boxes = "--boxes" in order.switches
    for found in read_all(_source(order)):
        value: dict[str, object] = {"name": found.name}
        if found.reading is not None:
            value |= found.reading.as_dict(boxes=boxes)
        elif found.error is not None:
            value |= {"schema": SCHEMA, "error": {"code": found.error.code, "message": found.error.message}}
        _print([json.dumps(value, ensure_ascii=False)])
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


def _export(order: _Order) -> int:
    form = order.options.get("--as")
    if form not in _FORMS:
        raise _MisuseError(f"lệnh export cần --as với một trong các dạng: {', '.join(_FORMS)}")
    from vanban import exports
    from vanban.reader import read

    reading = read(_source(order))
    match form:
        case "akn":
            made = exports.akoma_ntoso(reading).encode()
        case "html":
            made = exports.annotated_html(reading).encode("utf-8", "replace")
        case "csv":
            made = exports.duties_csv(reading).encode("utf-8-sig", "replace")
        case _:
            made = exports.duties_xlsx(reading)
    target = order.options.get("--out")
    if target is None:
        _put(made)
        return FINE
    try:
        Path(target).write_bytes(made)
    except OSError as problem:
        raise _MisuseError(f"không ghi được tệp “{target}”") from problem
    return FINE


def _folder(order: _Order) -> int:
    results = order.options.get("--out")
    if not results:
        raise _MisuseError("lệnh folder cần --out với thư mục chứa kết quả")
    from vanban.folder import read_folder

    end = "\r" if sys.stderr.isatty() else "\n"
    step = 1 if sys.stderr.isatty() else 100

    def tell(progress: Progress) -> None:
        if progress.done % step == 0 or progress.done == progress.files:
            sys.stderr.write(
                f"{progress.done}/{progress.files} tệp · {progress.known} đã có sẵn · {progress.errors} lỗi{end}"
            )
            sys.stderr.flush()

    progress = read_folder(
        Path(order.source),
        Path(results),
        jobs=order.count("--jobs"),
        seconds=float(order.count("--seconds") or DEFAULT_SECONDS),
        again="--again" in order.switches,
        tell=tell,
    )
    _print(
        [f"{progress.files} tệp: đọc mới {progress.read}, đã có {progress.known}, không đọc được {progress.errors}."]
    )
    return DAMAGED if progress.errors else FINE


def _schema(order: _Order) -> int:
    from vanban.exports import json_schema

    _print_json(json_schema())
    return FINE


def _print(lines: Iterable[str]) -> None:
    """Print in UTF-8 whatever the terminal claims; what cannot be coded shows as a question mark."""
    for line in lines:
        _put(line.encode("utf-8", "replace") + b"\n")


def _put(said: bytes) -> None:
    rest = memoryview(said)
    while rest:
        # an unbuffered channel takes what fits and answers how much that was
        rest = rest[sys.stdout.buffer.write(rest) :]


def _print_json(value: object) -> None:
    _print([json.dumps(value, ensure_ascii=False, indent=1)])


if __name__ == "__main__":
    sys.exit(main())
