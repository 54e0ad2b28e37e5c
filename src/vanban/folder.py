"""Reads a whole folder: several files at once, each in a process that may be killed; a killed run goes on where it
stopped, and no content is ever read twice.

The folder of results holds `readings/<version>/<ab>/<sha256>.json`, one file a content (a reading, or the error
object of an unreadable one), each put in place whole; and `index.jsonl`, one line a file of the last full run:
`{"path", "sha256", "bytes", "state": "read" | "error", "code"}`. What stands in `readings` is the only memory of
what was done, so that neither a kill nor a million files need more than that.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TextIO

from vanban.errors import UnreadableSource
from vanban.model import SCHEMA, Limits

_CHUNK = 1 << 20
_CRASHED = ("crashed", "Chương trình đọc bị dừng giữa chừng ở tệp này; tệp được bỏ qua, các tệp khác vẫn được đọc.")
_LATE = ("timeout", "Tệp cần quá nhiều thời gian để đọc nên bị bỏ qua.")


@dataclass(slots=True)
class Progress:
    """How far a run is: files found, done in this run, found done already, and unreadable among the done."""

    files: int = 0
    read: int = 0
    known: int = 0
    errors: int = 0

    @property
    def done(self) -> int:
        """Files that need no more work."""
        return self.read + self.known


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    digest: str
    target: Path


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    task: _Task | None = None
    deadline: float = field(default=0.0)


def read_folder(
    folder: os.PathLike[str],
    results: os.PathLike[str],
    *,
    jobs: int | None = None,
    seconds: float = 600.0,
    again: bool = False,
    limits: Limits = Limits(),  # noqa: B008  frozen
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Read every file below `folder` that `results` does not hold yet, `jobs` at once (default: one a core).

    A file that takes more than `seconds`, or kills its process, is noted as an error and the rest goes on. `tell`
    hears of every file that is done. `again`: what could not be read before is tried once more. Hidden files, links
    and `results` itself are left out. Raises UnreadableSource (`not_found`) when `folder` is none.
    """
    root, out = Path(folder), Path(results)
    if not root.is_dir():
        raise UnreadableSource("not_found", "Không tìm thấy thư mục cần đọc.")
    out.mkdir(parents=True, exist_ok=True)
    progress = Progress(files=sum(1 for _ in _files(root, out)))
    run = _Run(out, jobs or os.cpu_count() or 1, seconds, again, limits, progress, tell)
    partial = out / "index.jsonl.part"
    try:
        with partial.open("w", encoding="utf-8") as index:
            for path in _files(root, out):
                digest, size = _digest(path)
                if digest is None:
                    _note(index, path=str(path.relative_to(root)), sha256=None, state="error", code="not_found")
                    progress.known += 1
                    progress.errors += 1
                    continue
                run.offer(_Task(path, digest, run.target(digest)))
                _note(index, path=str(path.relative_to(root)), sha256=digest, bytes=size)
            run.finish()
    finally:
        run.close()
    progress.errors = _settle_index(partial, out / "index.jsonl", run)
    return progress


def _settle_index(partial: Path, index: Path, run: _Run) -> int:
    """Write how each file ended beside it, now that all are done; answer how many could not be read."""
    errors = 0
    settled = index.with_suffix(".jsonl.new")
    with partial.open(encoding="utf-8") as given, settled.open("w", encoding="utf-8") as kept:
        for line in given:
            entry: dict[str, Any] = json.loads(line)
            if "state" not in entry:
                code = _error_code(run.target(entry["sha256"]))
                entry |= {"state": "error", "code": code} if code else {"state": "read"}
            errors += entry["state"] == "error"
            _note(kept, **entry)
    os.replace(settled, index)
    partial.unlink()
    return errors


def _note(index: TextIO, **entry: Any) -> None:
    index.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _error_code(target: Path) -> str | None:
    """The code of an error object, None for a reading; errors are short, so a long file is not opened at all."""
    if target.stat().st_size > 4096:
        return None
    said = json.loads(target.read_text("utf-8")).get("error")
    return str(said["code"]) if said else None


def _files(root: Path, out: Path) -> Iterator[Path]:
    """Every plain file below `root`, in the order of names, one folder held in memory at a time."""
    spared = out.resolve()
    for place, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and Path(place, name).resolve() != spared
        )
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _digest(path: Path) -> tuple[str | None, int]:
    summed, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                summed.update(chunk)
                size += len(chunk)
    except OSError:
        # gone or locked since it was listed; the caller notes it
        return None, 0
    return summed.hexdigest(), size


class _Run:
    """The processes of one run and what they are busy with."""

    def __init__(
        self,
        out: Path,
        jobs: int,
        seconds: float,
        again: bool,
        limits: Limits,
        progress: Progress,
        tell: Callable[[Progress], None],
    ) -> None:
        from vanban import __version__

        self.readings = out / "readings" / __version__
        self.seconds, self.limits, self.progress, self.tell = seconds, limits, progress, tell
        self.context = multiprocessing.get_context("spawn")
        self.workers: list[_Worker] = []
        self.jobs = jobs
        self.again = again
        self.busy: set[str] = set()

    def target(self, digest: str) -> Path:
        return self.readings / digest[:2] / f"{digest}.json"

    def offer(self, task: _Task) -> None:
        """Hand a task to a free process, waiting for one; nothing is done for content known or being read."""
        known = task.target.exists() and not (self.again and _error_code(task.target))
        if task.digest in self.busy or known:
            self.progress.known += 1
            self.tell(self.progress)
            return
        worker = self._free()
        task.target.parent.mkdir(parents=True, exist_ok=True)
        worker.task, worker.deadline = task, time.monotonic() + self.seconds
        self.busy.add(task.digest)
        worker.line.send((str(task.path), str(task.target)))

    def _free(self) -> _Worker:
        while True:
            for worker in self.workers:
                if worker.task is None:
                    return worker
            if len(self.workers) < self.jobs:
                return self._start()
            self._hear()

    def finish(self) -> None:
        """Wait until every process is free."""
        while any(worker.task for worker in self.workers):
            self._hear()

    def close(self) -> None:
        for worker in self.workers:
            worker.line.close()
            if worker.task is not None:
                _kill(worker.process)
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs, self.limits), daemon=False)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _hear(self) -> None:
        """Wait for the next process that is done, dead or late, and settle its task."""
        active = [worker for worker in self.workers if worker.task is not None]
        left = min(worker.deadline for worker in active) - time.monotonic()
        ready = wait([worker.line for worker in active], timeout=max(left, 0.0))
        for worker in active:
            if worker.line in ready:
                self._settle(worker)
            elif worker.deadline <= time.monotonic():
                self._lose(worker, _LATE)

    def _settle(self, worker: _Worker) -> None:
        try:
            readable = worker.line.recv()
        except EOFError:
            self._lose(worker, _CRASHED)
            return
        self._done(worker, readable)

    def _lose(self, worker: _Worker, said: tuple[str, str]) -> None:
        """Give up a process and note its file as unreadable, unless the reading was put in place just before."""
        _kill(worker.process)
        worker.process.join()
        worker.line.close()
        self.workers.remove(worker)
        assert worker.task is not None  # noqa: S101  only busy processes are lost
        if not worker.task.target.exists():
            _put(worker.task.target, _error(*said))
        self._done(worker, readable=False)

    def _done(self, worker: _Worker, readable: bool) -> None:
        assert worker.task is not None  # noqa: S101  for the types: it was given one
        self.busy.discard(worker.task.digest)
        worker.task = None
        self.progress.read += 1
        self.progress.errors += not readable
        self.tell(self.progress)


def _kill(process: BaseProcess) -> None:
    """End a process with everything it started (readers of PDF, recognisers, converters)."""
    if process.pid is not None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            # it has not made its own group yet, or is gone
            process.kill()


def _error(code: str, message: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "error": {"code": code, "message": message}}


def _put(target: Path, said: dict[str, Any]) -> None:
    """Write whole or not at all."""
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    with partial.open("w", encoding="utf-8") as stream:
        json.dump(said, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(partial, target)


def _work(line: Connection, limits: Limits) -> None:
    """A process of a run: reads files until the line closes, which it also does when the run is killed."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from vanban.reader import read

    while True:
        try:
            source, target = line.recv()
        except EOFError:
            return
        try:
            said, readable = read(Path(source), limits=limits).as_dict(), True
        except UnreadableSource as problem:
            said, readable = _error(problem.code, problem.message), False
        _put(Path(target), said)
        try:
            line.send(readable)
        except BrokenPipeError:
            return
