"""Files for tests of the media library, made on the spot: good ones, and ones that mean harm."""

from __future__ import annotations

import io
import struct
import wave
import zipfile

import pypdfium2
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

# 18°20′30″ N, 105°54′20″ E
POSITION = {1: "N", 2: (18.0, 20.0, 30.0), 3: "E", 4: (105.0, 54.0, 20.0)}


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, mode: str = "RGB", position: bool = False,
    orientation: int = 1, taken: str = "", **more: object,
) -> bytes:  # fmt: skip
    """A picture with a red left half; with `position` and `taken` its camera has written where and when."""
    image = Image.new(mode, size)
    if mode in ("RGB", "RGBA"):
        ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Máy ảnh thử"
    if position:
        notes.get_ifd(0x8825).update(POSITION)
    if taken:
        notes.get_ifd(0x8769)[0x9003] = taken
    held = io.BytesIO()
    image.save(held, kind, **({"exif": notes.tobytes()} if kind in ("JPEG", "PNG", "WEBP", "TIFF") else {}), **more)
    return held.getvalue()


def file(data: bytes, name: str = "anh.jpg") -> ContentFile[bytes]:
    return ContentFile(data, name=name)


def huge_png(width: int = 20_000, height: int = 10_000) -> bytes:
    """A PNG that says of itself that it has 200 million pixels, in a few hundred bytes."""
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def moving_gif() -> bytes:
    held = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(held, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return held.getvalue()


def program() -> bytes:
    return b"MZ\x90\0\x03\0\0\0" + b"\0" * 56 + b"This program cannot be run in DOS mode." + b"\0" * 400


def pdf(pages: int = 2) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _number in range(pages):
        document.new_page(400, 600)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def sound(seconds: float = 1.0) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * int(8000 * seconds))
    return held.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return held.getvalue()


def workbook(**more: bytes) -> bytes:
    import openpyxl

    held = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Năm"
    book.save(held)
    if not more:
        return held.getvalue()
    with zipfile.ZipFile(held, "a") as out:
        for name, content in more.items():
            out.writestr(name, content)
    return held.getvalue()


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + kind + body


def film(*, sound_track: bool = False, place: bool = False, seconds: int = 3) -> bytes:
    """A small MP4: tracks that say what they are, with one sample each."""
    brand = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    tracks = [_track(1, b"vide", seconds)]
    if sound_track:
        tracks.append(_track(2, b"soun", seconds))
    told = []
    if place:
        where = b"+18.3416+105.9055/"
        told.append(box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(where), 0x15C7), where)))
    head = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + struct.pack(">IH", 0x10000, 0x100) + b"\0" * 10
    head += b"".join(struct.pack(">I", each) for each in (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)) + b"\0" * 24
    head += struct.pack(">I", 3)
    return brand + box(b"mdat", b"\0" * 64) + box(b"moov", box(b"mvhd", head), *tracks, *told)


def _track(number: int, kind: bytes, seconds: int) -> bytes:
    video = kind == b"vide"
    matrix = b"".join(struct.pack(">I", each) for each in (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000))
    size = struct.pack(">II", 640 << 16, 360 << 16) if video else struct.pack(">II", 0, 0)
    head = struct.pack(">IIIIII", 7, 0, 0, number, 0, seconds * 1000) + b"\0" * 8 + b"\0" * 8 + matrix + size
    media_head = struct.pack(">IIIIIHH", 0, 0, 0, 1000, seconds * 1000, 0x55C4, 0)
    handler = struct.pack(">II", 0, 0) + kind + b"\0" * 12 + b"x\0"
    if video:
        entry = box(
            b"avc1", b"\0" * 6, struct.pack(">H", 1), b"\0" * 16, struct.pack(">HH", 640, 360),
            struct.pack(">IIIH", 0x480000, 0x480000, 0, 1), b"\0" * 32, struct.pack(">Hh", 24, -1),
            box(b"avcC", bytes([1, 0x42, 0, 0x1E, 0xFF, 0xE0, 0])),
        )  # fmt: skip
        mean = box(b"vmhd", struct.pack(">IQ", 1, 0))
    else:
        esds = bytes.fromhex("00000000038080801f0000000480808014401500000000000000000000000005808080021190068080800102")
        entry = box(
            b"mp4a", b"\0" * 6, struct.pack(">H", 1), b"\0" * 8, struct.pack(">HHIII"[:5], 1, 16, 0, 44100 << 16),
            box(b"esds", esds),
        )  # fmt: skip
        mean = box(b"smhd", b"\0" * 8)
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), entry),
        box(b"stts", struct.pack(">IIII", 0, 1, 1, seconds * 1000)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(">III", 0, 16, 1)),
        box(b"stco", struct.pack(">III", 0, 1, 40)),
    )
    refer = box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", struct.pack(">I", 1))))
    media = box(b"mdia", box(b"mdhd", media_head), box(b"hdlr", handler), box(b"minf", mean, refer, table))
    return box(b"trak", box(b"tkhd", head), media)
