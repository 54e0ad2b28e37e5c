"""The command: the exact object for programs, a readable page for people, honest exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from vanban_files import SAMPLE, as_docx, as_text

import vanban
from vanban.__main__ import main
from vanban.display import cells

KEYS = [
    "schema", "source_text", "text", "metadata", "units", "assignments", "citations", "report_deadlines",
    "recipients", "repairs", "warnings", "evidence",
    "pages",
    "tables",
    "references",
    "relations",
    "confidence",
    "doubts",
    "figures",
]  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(as_text(SAMPLE))
    return path


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "hỏng.txt"
    words = "I. MỤC ĐÍCH\n1. Công tác đ\ufffdi ngoại năm 2024.\n2. Việc đối ngoại.\n4. Việc th€m\u00a0nữa.\n"
    path.write_text(words, encoding="utf-8")
    return path


def run(*arguments: str, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "vanban", *arguments],
        input=given,
        capture_output=True,
        env={**os.environ, **variables},
        check=False,
    )


class TestForPrograms:
    def test_json_is_the_reading_and_nothing_else(self, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["read", str(plan), "--json"]) == 0
        printed = json.loads(capsysbinary.readouterr().out)
        assert printed == vanban.read(plan).as_dict()
        assert sorted(printed) == sorted(KEYS)
        assert printed["schema"] == "vanban/1"

    def test_json_is_composed_utf8_whatever_the_terminal_claims(self, plan: Path) -> None:
        done = run("read", "--json", str(plan), PYTHONIOENCODING="ascii", LC_ALL="C")
        text = done.stdout.decode("utf-8")
        assert "Lạng Sơn" in text
        assert unicodedata.is_normalized("NFC", text)

    def test_standard_input_is_a_dash(self) -> None:
        for data in (as_text(SAMPLE), as_docx(SAMPLE)):
            done = run("read", "-", "--json", given=data)
            assert done.returncode == 0
            assert json.loads(done.stdout) == vanban.read(data).as_dict()

    @pytest.mark.parametrize(
        ("data", "code"),
        [(b"\x89PNG\r\n\x1a\n" + bytes(60), "corrupt"), (b"%PDF-1.4", "corrupt"), (b"PK\x03\x04", "corrupt")],
    )
    def test_an_unreadable_source_prints_its_error_object_and_ends_with_2(self, data: bytes, code: str) -> None:
        done = run("read", "--json", "-", given=data)
        assert done.returncode == 2
        said = json.loads(done.stdout)
        assert said["schema"] == "vanban/1"
        assert list(said["error"]) == ["code", "message"]
        assert said["error"]["code"] == code
        assert done.stderr == b""

    def test_a_file_that_is_not_there_is_an_unreadable_source(
        self, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        for missing in (tmp_path / "không có.txt", tmp_path):
            assert main(["read", "--json", str(missing)]) == 2
            assert json.loads(capsysbinary.readouterr().out)["error"]["code"] == "not_found"


class TestForPeople:
    def test_the_header_stands_on_top_and_every_item_below(
        self, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert main(["read", str(plan), "--width", "110", "--full"]) == 0
        lines = capsysbinary.readouterr().out.decode().split("\n")
        assert "45/KH-UBND" in lines[0]
        assert "12/02/2024" in lines[0]
        page = "\n".join(lines)
        assert "I. MỤC ĐÍCH, YÊU CẦU" in page
        assert "    + Kết quả thu hút đầu tư;" in page

    def test_responsible_agencies_stand_in_the_margin_of_a_wide_page(
        self, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        main(["read", str(plan), "--width", "120"])
        lines = capsysbinary.readouterr().out.decode().split("\n")
        beside = [line.partition("│")[2] for line in lines if "│" in line]
        assert any("chủ trì: Sở Tài chính" in note for note in beside)
        assert any("hạn: trước ngày 30/6/2024" in note for note in beside)
        assert any("chủ trì: đề nghị Ban Tuyên giáo" in note for note in beside)

    def test_a_narrow_page_puts_them_under_the_paragraph(
        self, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        main(["read", str(plan), "--width", "60"])
        page = capsysbinary.readouterr().out.decode()
        assert "│" not in page
        assert "→ chủ trì: Sở Tài chính" in page

    @pytest.mark.parametrize("width", [40, 60, 71, 72, 100, 200])
    @pytest.mark.parametrize("full", [True, False])
    def test_no_line_is_wider_than_the_page(
        self, plan: Path, width: int, full: bool, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        main(["read", str(plan), "--width", str(width), *(["--full"] if full else [])])
        lines = capsysbinary.readouterr().out.decode().split("\n")
        assert max(map(cells, lines)) <= width

    def test_recipients_and_warnings_come_last(
        self, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "cũ.txt"
        path.write_bytes("I. Mô ta\n1. Viêc môt.\nNoi nhân:\n- Luu: VT.".encode("cp1258"))
        main(["read", str(path)])
        page = capsysbinary.readouterr().out.decode()
        assert page.rindex("Cần lưu ý:") > page.index("1. Viêc môt.")
        assert "Windows-1258" in page

    def test_control_characters_of_a_hostile_file_do_not_reach_the_terminal(self) -> None:
        done = run("read", "-", given="I. MỤC \x1b[2J ĐÍCH\x07\n1. Việc.".encode())
        assert b"\x1b" not in done.stdout
        assert b"\x07" not in done.stdout

    def test_an_unreadable_source_is_one_sentence_on_the_error_channel(self) -> None:
        done = run("read", "-", given=b"\xdb\xa5\x2d\x00" + bytes(60))
        assert done.returncode == 2
        assert done.stdout == b""
        assert "lưu thành .docx" in done.stderr.decode()

    def test_the_page_fits_the_terminal_it_is_told_of(self, plan: Path) -> None:
        lines = run("read", str(plan), COLUMNS="50").stdout.decode().split("\n")
        assert max(map(cells, lines)) <= 50


class TestCheck:
    def test_a_clean_plan_is_fine(self, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["check", str(plan)]) == 0
        assert capsysbinary.readouterr().out.decode().strip() == "Không thấy chỗ nào hỏng."

    def test_damage_is_told_by_line_words_and_reason(
        self, damaged: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert main(["check", str(damaged)]) == 1
        page = capsysbinary.readouterr().out.decode()
        assert "dòng 2: “đ\ufffdi” chữ cái bị mất" in page
        assert "dòng 4: “th€m” ký hiệu lạ trong từ" in page
        assert "dòng 4: “4” số thứ tự nhảy từ 2 đến 4" in page

    def test_changes_of_coding_alone_are_no_damage(
        self, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "nfd.txt"
        path.write_text(unicodedata.normalize("NFD", as_text(SAMPLE).decode()), encoding="utf-8")
        assert main(["check", str(path)]) == 0
        assert "dấu viết rời" in capsysbinary.readouterr().out.decode()

    def test_an_unreadable_source_ends_with_2(self) -> None:
        assert run("check", "-", given=b"%PDF-1.4").returncode == 2


class TestManners:
    def test_help_speaks_vietnamese(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["--help"]) == 0
        page = capsysbinary.readouterr().out.decode()
        assert "Cách dùng:" in page
        assert "usage" not in page

    def test_version_is_the_version_of_the_package(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["--version"]) == 0
        assert capsysbinary.readouterr().out.decode() == f"vanban {vanban.__version__}\n"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["đọc", "x"],
            ["read"],
            ["read", "x", "y"],
            ["read", "--jsn", "x"],
            ["check", "--json", "x"],
            ["read", "x", "--width", "rộng"],
        ],
    )
    def test_a_wrong_command_line_says_what_is_wrong(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == 64
        assert "vanban --help" in capsys.readouterr().err

    def test_a_name_that_begins_with_a_dash_can_be_given(self, tmp_path: Path) -> None:
        (tmp_path / "-x.txt").write_bytes(as_text(SAMPLE))
        done = subprocess.run(
            [sys.executable, "-m", "vanban", "check", "--", "-x.txt"], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_reader_that_leaves_early_meets_no_complaint(self, tmp_path: Path, unbuffered: str) -> None:
        path = tmp_path / "dài.txt"
        path.write_bytes(as_text(SAMPLE) * 40)
        with subprocess.Popen(
            [sys.executable, "-m", "vanban", "read", "--json", str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 141

    def test_plain_text_needs_no_third_party_library(self, plan: Path) -> None:
        code = (
            "import sys; from vanban.__main__ import main; main(['read', sys.argv[1]]); "
            "sys.exit(any(name in sys.modules for name in ('lxml', 'pypdfium2', 'bs4', 'django', 'sqlite3')))"
        )
        assert subprocess.run([sys.executable, "-c", code, str(plan)], capture_output=True, check=False).returncode == 0

    @pytest.mark.parametrize(("data", "extra"), [(as_docx(SAMPLE), "docx"), (b"<html><p>x", "html")])
    def test_a_missing_library_is_named_with_the_extra_that_brings_it(self, data: bytes, extra: str) -> None:
        code = (
            "import sys; sys.modules['lxml'] = None\n"
            "from vanban import extract, UnreadableSource\n"
            "try: extract(sys.stdin.buffer.read())\n"
            "except UnreadableSource as missing: print(missing.code, missing.extra)"
        )
        done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=False)
        assert done.stdout.decode().split() == ["missing_reader", extra]

    def test_a_missing_pdf_library_is_told_by_the_process_that_needs_it(self) -> None:
        child = Path(vanban.__file__).with_name("sources") / "pdf_child.py"
        bounds = ["10", str(1 << 30), "10", "1000"]
        done = subprocess.run([sys.executable, "-I", "-S", str(child), *bounds], capture_output=True, check=False)
        assert json.loads(done.stdout) == {"error": "missing_reader"}
