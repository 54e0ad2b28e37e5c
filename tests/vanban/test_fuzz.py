"""Whatever comes in, a reading or a clear refusal comes out, in time and memory that follow the size."""

from __future__ import annotations

import html
import io
import json
import random
import zipfile
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vanban_files import SAMPLE, as_docx, as_html, as_pdf, as_text, measured, odt, zipped

import vanban
from vanban import UnreadableSource
from vanban.model import Reading

CORPUS = sorted((Path(__file__).parent / "fuzz_corpus").iterdir())
RELAXED = settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = {"binary", "encrypted", "corrupt", "too_large", "unsupported", "missing_reader", "not_found"}
PIECES = (
    "I. ", "II. ", "1. ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "Điều 5. ", "Chương I ", "PHỤ LỤC",
    "KẾ HOẠCH", "Số: 45/KH-UBND",
    "Sở Ngoại vụ ", "chủ trì, phối hợp với ", "UBND tỉnh ", "các sở, ban, ngành; ", "Đơn vị chủ trì: ",
    "Thời gian thực hiện: ",
    "trước ngày 31/02/2024", "quý IV năm 99999", "ngày 0 tháng 13", "hằng quý", "Đề nghị ", "Nơi nhận:",
    "KT. CHỦ TỊCH", "./.",
    "\n", "\n\n", "\r\n", "\f", "\t", "\u00a0", "\u200b", "\ufffd", "\u0301", "\ufeff", "\u202e", "\x00",
    "\x02", "57-\nKL/TW",
    "(1) ", "“", "”", ":", ";", ",", ".", "-", "–", "/", "😀", "ế", "e\u0302\u0301", "12", "IIII.", "...", "V/v ",
)  # fmt: skip


OPENINGS = (b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"From: a\nTo: b\n\n", b"\xd0\xcf\x11\xe0")


def outcome(data: bytes | str) -> Reading | str:
    """The reading, or the code of a clear refusal; anything else is a fault of ours."""
    try:
        return vanban.read(data)
    except UnreadableSource as caught:
        refusal = caught
    assert refusal.code in CODES
    assert refusal.message.endswith(".")
    return refusal.code


def assert_sound(reading: Reading) -> None:
    """What holds for every reading of anything."""
    source, text = reading.source_text, reading.text
    assert source.count("\n") == text.count("\n")
    starts = [0, *(place + 1 for place, sign in enumerate(source) if sign == "\n")]
    paths = [unit.path for unit in reading.units]
    assert len(paths) == len(set(paths))
    places = [
        *((unit.start, unit.end, unit.line) for unit in reading.units),
        *((body.start, body.end, body.line) for unit in reading.units for body in unit.body),
        *((duty.start, duty.end, duty.line) for duty in reading.assignments),
        *((span.start, span.end, span.line) for spans in reading.evidence.values() for span in spans),
    ]
    for start, end, line in places:
        assert 0 <= start <= end <= len(source)
        assert bisect_right(starts, start) == line
    assert sorted(unit.start for unit in reading.units) == [unit.start for unit in reading.units]
    if not reading.repairs:
        for unit in reading.units:
            assert is_within(unit.text, source[unit.start : unit.end])
    assert json.loads(json.dumps(reading.as_dict())) == reading.as_dict()


def is_within(text: str, source: str) -> bool:
    """Whether the letters of `text` stand in `source` in this order; a page number may stand between them."""
    letters = iter(source)
    return all(letter in letters for letter in text if not letter.isspace())


def assert_fine(data: bytes | str) -> None:
    result = outcome(data)
    if not isinstance(result, str):
        assert_sound(result)
        vanban.check(result)


class TestAnything:
    @RELAXED
    @given(st.binary(max_size=2000))
    def test_any_bytes(self, data: bytes) -> None:
        assert_fine(data)

    @RELAXED
    @given(st.text(max_size=800))
    def test_any_text(self, text: str) -> None:
        assert_fine(text)

    @RELAXED
    @given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
    def test_any_mixture_of_the_pieces_of_a_plan(self, text: str) -> None:
        assert_fine(text)

    @RELAXED
    @given(st.sampled_from(OPENINGS), st.binary(max_size=400))
    def test_any_bytes_behind_a_known_beginning(self, opening: bytes, rest: bytes) -> None:
        assert_fine(opening + rest)

    def test_a_reading_keeps_nothing_from_the_sources_read_before_it(self) -> None:
        first = vanban.read(TEXT)
        for path in CORPUS:
            outcome(path.read_bytes())
        assert vanban.read(TEXT) == first

    @pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
    def test_the_kept_corpus_of_nasty_files(self, path: Path) -> None:
        assert_fine(path.read_bytes())


def mutated(data: bytes, seed: int) -> bytes:
    """`data` with a few bytes changed, dropped, doubled or swapped for others of its own."""
    dice = random.Random(seed)
    out = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(out))
        size = dice.randint(1, 40)
        match dice.randrange(4):
            case 0:
                out[at] = dice.randrange(256)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size] * dice.randint(1, 5)
            case _:
                other = dice.randrange(len(out))
                out[at : at + size] = out[other : other + size]
        if not out:
            break
    return bytes(out)


SEEDS = st.integers(0, 2**32)
TEXT, PAGE, WORD = as_text(SAMPLE), as_html(SAMPLE), as_docx(SAMPLE)
LETTER = (
    b"From: a@example.vn\nTo: b@example.vn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/plain; charset=utf-8\n\nK\xc3\xadnh g\xe1\xbb\xadi\n"
    b"--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n" + PAGE + b"\n--x--\n"
)


class TestMutatedPlans:
    @RELAXED
    @given(SEEDS)
    def test_text(self, seed: int) -> None:
        assert_fine(mutated(TEXT, seed))

    @RELAXED
    @given(SEEDS)
    def test_web_page(self, seed: int) -> None:
        assert_fine(mutated(PAGE, seed))

    @RELAXED
    @given(SEEDS)
    def test_word_file_as_packed(self, seed: int) -> None:
        assert_fine(mutated(WORD, seed))

    @RELAXED
    @given(SEEDS, st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"]))
    def test_word_file_inside_its_package(self, seed: int, part: str) -> None:
        with zipfile.ZipFile(io.BytesIO(WORD)) as packed:
            parts: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
        content = parts[part]
        assert isinstance(content, bytes)
        parts[part] = mutated(content, seed)
        assert_fine(zipped(parts))

    @RELAXED
    @given(SEEDS)
    def test_open_document_inside_its_package(self, seed: int) -> None:
        body = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in SAMPLE.lines())
        with zipfile.ZipFile(io.BytesIO(odt(body))) as packed:
            parts: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
        content = parts["content.xml"]
        assert isinstance(content, bytes)
        parts["content.xml"] = mutated(content, seed)
        assert_fine(zipped(parts))

    @RELAXED
    @given(SEEDS)
    def test_a_letter_with_the_plan_attached(self, seed: int) -> None:
        assert_fine(mutated(LETTER, seed))

    @FEW
    @given(SEEDS)
    def test_pdf(self, seed: int) -> None:
        assert_fine(mutated(as_pdf_once(), seed))


def as_pdf_once(kept: list[bytes] = []) -> bytes:  # noqa: B006
    if not kept:
        kept.append(as_pdf(SAMPLE))
    return kept[0]


class TestTimeAndMemory:
    @pytest.mark.parametrize(
        "piece",
        [
            "Sở Ngoại vụ chủ trì, phối hợp với Sở Tài chính. ", "- ", "I. x\n", "1. x\n", "a) x\n",
            "1.1.1.1. ", "\n", " ", "(",
            "ngày 01/01/2024 ", "x", "\ufffd", "a\u0301", "e\u0301\u0301\u0301", "Số 1/KH-UBND ",
            "Đề nghị ", "“", "- \n", "\t",
            "Đơn vị chủ trì: x\n", "Nơi nhận:\n- x;\n", "các sở, ban, ngành, ", "1", "-\n", "KẾ HOẠCH\n",
            "57-\n", "\f", "d6i ",
        ],
    )  # fmt: skip
    def test_time_grows_as_the_text_does(self, piece: str) -> None:
        output, _ = measured(
            "import time, vanban\n"
            f"piece = {piece!r}\nspent = []\n"
            "for size in (25_000, 100_000):\n"
            "    text = piece * (size // len(piece))\n"
            "    begun = time.process_time(); vanban.check(vanban.read(text))\n"
            "    spent.append(time.process_time() - begun)\n"
            "print(spent[1] / max(spent[0], 0.05))\n",
            timeout=40,
        )
        assert float(output) < 4 * 2.2

    def test_a_hundred_megabytes_of_text_are_read_in_part_within_bounds(self, tmp_path: Path) -> None:
        path = tmp_path / "lớn.txt"
        with path.open("wb") as stream:
            for _ in range(100):
                stream.write((TEXT * (1_048_576 // len(TEXT) + 1))[:1_048_576])
        output, peak = measured(
            "import pathlib, vanban\n"
            f"reading = vanban.read(pathlib.Path({str(path)!r}))\n"
            "print([warning.code for warning in reading.warnings if warning.code == 'truncated'])\n",
            timeout=300,
        )
        assert output == "['truncated']"
        assert peak < 2000
