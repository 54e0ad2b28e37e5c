"""Files that were broken, locked or made to harm: a reading with warnings or a clear refusal, in bounded time."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from vanban_files import SAMPLE, as_docx, as_html, as_odt, as_pdf, as_rtf, as_text, measured, raw_pdf, stream, zipped

import vanban
from vanban import Limits, UnreadableSource, extract
from vanban.errors import Corrupt, Encrypted, TooLarge
from vanban.folder import read_folder

HELLO = b"BT /F 12 Tf 50 700 Td (Ke hoach so:) Tj ET"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def outcome(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    """The code of the refusal, or `read`."""
    try:
        vanban.read(data, limits=limits)
    except UnreadableSource as caught:
        refusal = caught
    else:
        return "read"
    assert refusal.message.endswith(".")
    return refusal.code


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    at = 0
    for place in range(256):
        at = (at + box[place] + key[place % len(key)]) & 255
        box[place], box[at] = box[at], box[place]
    out, one, other = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) & 255
        other = (other + box[one]) & 255
        box[one], box[other] = box[other], box[one]
        out.append(byte ^ box[(box[one] + box[other]) & 255])
    return bytes(out)


def locked_pdf(password: bytes) -> bytes:
    """A PDF that opens with `password` (40 bits, as the first versions of the format lock files)."""
    padded = (password + _PADDING)[:32]
    owner = rc4(hashlib.md5((b"chu" + _PADDING)[:32]).digest()[:5], padded)
    rights, name = -4, b"0123456789abcdef"
    key = hashlib.md5(padded + owner + struct.pack("<i", rights) + name).digest()[:5]
    own = hashlib.md5(key + struct.pack("<I", 4)[:3] + b"\x00\x00").digest()[:10]
    lock = f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{rc4(key, _PADDING).hex()}>/P {rights}>>"
    words = f"/Root 1 0 R/Encrypt 6 0 R/ID[<{name.hex()}><{name.hex()}>]"
    return raw_pdf(pages_of(4, stream(rc4(own, HELLO))) | {6: lock.encode()}, trailer=words.encode())


def pages_of(number: int, content: bytes, catalogue: bytes = b"", page: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>%s>>" % (number, page),
        number: content,
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }


def form(looks: bool = False, more: bytes = b"", kind: bytes = b"/Tx/V(45/KH-UBND)") -> bytes:
    """A PDF with one field of a form; with `looks` the file itself says how its value is drawn."""
    fields = b"/AcroForm<</Fields[6 0 R]/DA(/F 12 Tf 0 g)/DR<</Font<</F 5 0 R>>>>%s>>" % more
    widget = b"/Type/Annot/Subtype/Widget/FT%s/T(so)/Rect[150 690 350 710]/F 4/P 3 0 R/DA(/F 12 Tf 0 g)" % kind
    drawn = stream(b"/Tx BMC BT /F 12 Tf 2 4 Td (45/KH-UBND) Tj ET EMC", b"/Subtype/Form/BBox[0 0 200 20]")
    objects = pages_of(4, stream(HELLO), fields, b"/Annots[6 0 R]")
    return raw_pdf(objects | {6: b"<<%s%s>>" % (widget, b"/AP<</N 7 0 R>>" if looks else b""), 7: drawn})


class TestPdfExtras:
    def test_a_file_locked_with_a_password_is_named_so(self) -> None:
        with pytest.raises(Encrypted, match="mật khẩu"):
            extract(locked_pdf(b"bi mat"))

    def test_a_file_locked_without_a_password_opens(self) -> None:
        assert extract(locked_pdf(b"")).text == "Ke hoach so:\n"

    @pytest.mark.parametrize("looks", [True, False])
    def test_what_was_filled_into_a_form_is_read_where_it_stands(self, looks: bool) -> None:
        assert extract(form(looks)).text.split() == ["Ke", "hoach", "so:", "45/KH-UBND"]

    def test_a_form_of_the_kind_that_draws_itself_is_told_of(self) -> None:
        assert "xfa" in [warning.code for warning in extract(form(more=b"/XFA[(template) 7 0 R]")).warnings]

    def test_a_signature_is_told_of_and_not_taken_for_checked(self) -> None:
        signed = form(kind=b"/Sig/V<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>")
        told = {warning.code: warning.message for warning in extract(signed).warnings}
        assert "không kiểm tra" in told["signed"]

    def test_what_is_attached_is_named(self) -> None:
        names = b"/Names<</EmbeddedFiles<</Names[(phu-luc.docx) 6 0 R]>>>>"
        more = {6: b"<</Type/Filespec/F(phu-luc.docx)/UF(phu-luc.docx)/EF<</F 7 0 R>>>>", 7: stream(b"x")}
        told = {
            warning.code: warning.message
            for warning in extract(raw_pdf(pages_of(4, stream(HELLO), names) | more)).warnings
        }
        assert "phu-luc.docx" in told["attachments"]


def fake_engine(folder: Path, body: str) -> str:
    """A folder to put first on the path, whose `tesseract` runs Python `body`."""
    program = folder / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport sys, time\nif '--list-langs' in sys.argv:\n    print('vie'); sys.exit()\n{body}\n"
    )
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def scanned_pdf(pages: int) -> bytes:
    """A PDF of so many pages, all of which show one picture of lines."""
    picture = bytes(200 if row % 20 < 4 else 255 for row in range(200) for _ in range(150))
    image = stream(
        picture, b"/Type/XObject/Subtype/Image/Width 150/Height 200/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            4: stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            5: image,
            **dict.fromkeys(range(6, 6 + pages), page),
        }
    )


class TestEndlessPages:
    def test_ten_thousand_scanned_pages_are_read_in_part_within_bounds(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = "5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t90\\t20\\t95\\tKế"
        body = f"sys.stdin.buffer.read()\nprint('level\\n{row}')"
        monkeypatch.setenv("PATH", fake_engine(tmp_path, body))
        (tmp_path / "dài.pdf").write_bytes(scanned_pdf(10_000))
        output, peak = measured(
            "import pathlib, time\nfrom vanban import Limits, extract\nbegun = time.monotonic()\n"
            f"taken = extract(pathlib.Path({str(tmp_path / 'dài.pdf')!r}), limits=Limits(max_scan_pages=12))\n"
            "codes = sorted({warning.code for warning in taken.warnings})\n"
            "print(len(taken.pages), sum(p.method == 'ocr' for p in taken.pages), time.monotonic() - begun, *codes)\n"
        )
        pages, recognised, seconds, *codes = output.split()
        assert (int(pages), int(recognised)) == (2_000, 12)
        assert float(seconds) < 90
        assert {"recognised", "scan", "truncated"} <= set(codes)
        assert peak < 500

    def test_an_engine_that_hangs_is_ended_and_the_page_is_left_unread(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        note = tmp_path / "pid"
        monkeypatch.setenv(
            "PATH",
            fake_engine(tmp_path, f"import os; open({str(note)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(600)"),
        )
        (tmp_path / "ảnh.pdf").write_bytes(scanned_pdf(3))
        output, _ = measured(
            "import pathlib, time\nfrom vanban import Limits, read\nbegun = time.monotonic()\n"
            f"reading = read(pathlib.Path({str(tmp_path / 'ảnh.pdf')!r}), limits=Limits(max_page_seconds=3))\n"
            "codes = [warning.code for warning in reading.warnings]\n"
            "print(time.monotonic() - begun, {p.method for p in reading.pages} - {'unread'}, *codes)\n"
        )
        seconds, rest, *codes = output.split()
        assert float(seconds) < 60
        assert rest == "set()"
        assert "scan" in codes
        assert [one for one in note.read_text().split() if Path(f"/proc/{one}").exists()] == []

    def test_a_document_of_hanging_pages_ends_with_its_own_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", fake_engine(tmp_path, "time.sleep(600)"))
        (tmp_path / "ảnh.pdf").write_bytes(scanned_pdf(200))
        output, _ = measured(
            "import pathlib, time\nfrom vanban import Limits, extract\nbegun = time.monotonic()\n"
            "limits = Limits(max_page_seconds=3, max_scan_seconds=5)\n"
            f"taken = extract(pathlib.Path({str(tmp_path / 'ảnh.pdf')!r}), limits=limits)\n"
            "print(len(taken.pages), time.monotonic() - begun)\n"
        )
        pages, seconds = output.split()
        assert int(pages) == 200
        assert float(seconds) < 60

    def test_a_picture_of_many_pages_is_read_up_to_the_limit(self) -> None:
        sheet = Image.new("1", (80, 100), 1)
        out = io.BytesIO()
        sheet.save(out, "TIFF", save_all=True, append_images=[sheet] * 400)
        begun = time.monotonic()
        taken = extract(out.getvalue(), limits=Limits(max_pages=20, max_scan_pages=5))
        assert len(taken.pages) <= 20
        assert "truncated" in [warning.code for warning in taken.warnings]
        assert time.monotonic() - begun < 60

    def test_a_picture_whose_pages_go_in_a_circle_ends(self) -> None:
        out = io.BytesIO()
        Image.new("L", (8, 8), 255).save(out, "TIFF")
        data = bytearray(out.getvalue())
        first = struct.unpack_from("<I", data, 4)[0]
        entries = struct.unpack_from("<H", data, first)[0]
        struct.pack_into("<I", data, first + 2 + 12 * entries, first)
        begun = time.monotonic()
        assert outcome(bytes(data), Limits(max_pages=50, max_scan_pages=3)) in {"read", "corrupt", "too_large"}
        assert time.monotonic() - begun < 60

    def test_a_page_at_ten_dots_an_inch_is_a_reading_that_says_what_was_not_read(self) -> None:
        sheet = Image.effect_noise((83, 117), 80).convert("L")
        out = io.BytesIO()
        sheet.save(out, "PNG", dpi=(10, 10))
        reading = vanban.read(out.getvalue())
        assert reading.assignments == ()
        assert reading.warnings


class TestCutShort:
    @pytest.mark.parametrize("build", [as_text, as_html, as_docx, as_odt, as_rtf, as_pdf])
    @pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.7, 0.97])
    def test_a_file_cut_short_is_read_in_part_or_refused(self, build: object, share: float) -> None:
        data = once(build)
        assert outcome(data[: int(len(data) * share)]) in {"read", "corrupt", "too_large", "binary", "unsupported"}

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
    @pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
    def test_a_picture_cut_short_is_read_in_part_or_refused(self, kind: str, share: float) -> None:
        out = io.BytesIO()
        Image.effect_noise((200, 150), 50).convert("L").save(out, kind)
        data = out.getvalue()
        assert outcome(data[: int(len(data) * share)]) in {"read", "corrupt", "binary"}

    def test_no_bytes_at_all_are_a_reading_without_words(self) -> None:
        assert "empty" in [warning.code for warning in vanban.read(b"").warnings]


def once(build: object, kept: dict[object, bytes] = {}) -> bytes:  # noqa: B006
    if build not in kept:
        kept[build] = build(SAMPLE)  # type: ignore[operator]
    return kept[build]


class TestFolders:
    def test_whatever_lies_in_a_folder_the_rest_of_it_is_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "vào"
        folder.mkdir()
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("[Content_Types].xml", "<x/>")
            packed.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
        files = {
            "không byte.pdf": b"", "khóa.pdf": locked_pdf(b"bi mat"), "bom.docx": bomb.getvalue(),
            "cắt.docx": once(as_docx)[:2000], "cắt.pdf": once(as_pdf)[:2000], "lạ.bin": bytes(range(256)) * 20,
            "bom.zip": zipped({"a.txt": b"\x00" * 100_000_000}), "kế hoạch.txt": once(as_text),
        }  # fmt: skip
        for name, data in files.items():
            (folder / name).write_bytes(data)
        progress = read_folder(folder, tmp_path / "ra", jobs=2)
        assert progress.read == len(files)
        assert progress.errors >= 5
        assert "bom.docx" in os.listdir(folder)

    def test_a_package_that_unpacks_to_far_more_than_it_is_is_refused(self) -> None:
        with pytest.raises((TooLarge, Corrupt)):
            extract(zipped({"[Content_Types].xml": "<x/>", "word/document.xml": b"<w>" + b" " * 300_000_000}))
