"""A folder is read in parallel, goes on after a kill, and no content is read twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import vanban
from vanban.folder import Progress, read_folder

PLAN = "I. NHIỆM VỤ\n1. Sở Ngoại vụ\na) Biên dịch tài liệu số {number}.\n"
PATIENCE = 60.0


def plans(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"kế hoạch {number:03}.txt").write_text(PLAN.format(number=number), "utf-8")
    return folder


def index_of(results: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (results / "index.jsonl").read_text("utf-8").splitlines()]


def readings(results: Path) -> list[Path]:
    return sorted((results / "readings").rglob("*.json"))


def test_every_file_gets_its_reading_and_a_line_of_the_index(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 5)
    progress = read_folder(folder, tmp_path / "ra", jobs=2)
    assert (progress.files, progress.read, progress.known, progress.errors) == (5, 5, 0, 0)
    for entry in index_of(tmp_path / "ra"):
        kept = tmp_path / "ra" / "readings" / vanban.__version__ / str(entry["sha256"])[:2] / f"{entry['sha256']}.json"
        assert json.loads(kept.read_text("utf-8")) == vanban.read(folder / str(entry["path"])).as_dict()


def test_a_second_run_and_a_second_copy_read_nothing_again(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 3)
    (folder / "con").mkdir()
    (folder / "con" / "bản sao.txt").write_text(PLAN.format(number=1), "utf-8")
    assert read_folder(folder, tmp_path / "ra", jobs=2).read == 3
    before = [path.stat().st_mtime_ns for path in readings(tmp_path / "ra")]
    again = read_folder(folder, tmp_path / "ra", jobs=2)
    assert (again.read, again.known) == (0, 4)
    assert [path.stat().st_mtime_ns for path in readings(tmp_path / "ra")] == before
    assert len(index_of(tmp_path / "ra")) == 4


def test_unreadable_files_are_noted_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 2)
    (folder / "hỏng.pdf").write_bytes(b"%PDF-1.4 cut")
    (folder / "khóa.doc").write_bytes(bytes(200))
    progress = read_folder(folder, tmp_path / "ra", jobs=2)
    assert (progress.read, progress.errors) == (4, 2)
    states = {str(entry["path"]): entry.get("code") for entry in index_of(tmp_path / "ra")}
    assert states["hỏng.pdf"] == "corrupt"
    assert states["kế hoạch 000.txt"] is None
    assert read_folder(folder, tmp_path / "ra", jobs=2, again=True).read == 2


def test_results_inside_the_folder_links_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 1)
    (folder / ".ẩn.txt").write_text(PLAN, "utf-8")
    (folder / "lối tắt.txt").symlink_to(folder / "kế hoạch 000.txt")
    read_folder(folder, folder / "kết quả", jobs=1)
    assert read_folder(folder, folder / "kết quả", jobs=1).files == 1


def test_a_file_that_takes_too_long_is_given_up_with_all_it_started(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 2)
    pipe = folder / "không bao giờ hết.txt"
    pipe.write_bytes(("1. " + "việc " * 2_000_000).encode())
    progress = read_folder(folder, tmp_path / "ra", jobs=2, seconds=0.001)
    assert progress.read == 3
    assert {entry["code"] for entry in index_of(tmp_path / "ra") if entry["state"] == "error"} == {"timeout"}


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 40)
    results = tmp_path / "ra"
    command = [sys.executable, "-m", "vanban", "folder", str(folder), "--out", str(results), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + PATIENCE
        while len(readings(results)) < 3 and time.monotonic() < until:
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL)
    done = {path: path.stat().st_mtime_ns for path in readings(results)}
    assert len(done) >= 3
    again = read_folder(folder, results, jobs=2)
    assert again.done == 40
    assert len(readings(results)) == 40
    assert all(path.stat().st_mtime_ns == when for path, when in done.items())
    assert len(index_of(results)) == 40


def test_the_processes_of_a_killed_run_end_too(tmp_path: Path) -> None:
    folder = plans(tmp_path / "vào", 200)
    command = [sys.executable, "-m", "vanban", "folder", str(folder), "--out", str(tmp_path / "ra"), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + PATIENCE
        while len(readings(tmp_path / "ra")) < 2 and time.monotonic() < until:
            time.sleep(0.005)
        children = [int(pid) for pid in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()]
        run.send_signal(signal.SIGKILL)
    assert children
    until = time.monotonic() + PATIENCE
    while any(_lives(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(_lives(pid) for pid in children)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def tell(progress: Progress) -> None:
        heard.append((progress.done, progress.files))

    read_folder(plans(tmp_path / "vào", 4), tmp_path / "ra", jobs=1, tell=tell)
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(vanban.UnreadableSource) as refused:
        read_folder(tmp_path / "không có", tmp_path / "ra")
    assert refused.value.code == "not_found"
    assert not os.path.exists(tmp_path / "ra")
