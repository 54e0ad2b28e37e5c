"""Video and sound, judged by what they hold; what they say of themselves is read in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filetype
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from ..choices import RecordingKind
from ..errors import DamagedFileError, FileTooLargeError, WrongContentError
from . import film_place
from .names import plain_name
from .telling import told

PROBE = Path(__file__).with_name("probe.py")
PROBE_SECONDS = 30
# What every browser plays: container → ending and the type that it is declared as, with pictures and without.
CONTAINERS = {
    "MPEG-4": ("mp4", "video/mp4", "m4a", "audio/mp4"),
    "WebM": ("webm", "video/webm", "weba", "audio/webm"),
    "Ogg": ("ogv", "video/ogg", "ogg", "audio/ogg"),
    "MPEG Audio": ("", "", "mp3", "audio/mpeg"),
    "Wave": ("", "", "wav", "audio/wav"),
    "FLAC": ("", "", "flac", "audio/flac"),
}
PLAYABLE_VIDEO = {"AVC", "HEVC", "VP8", "VP9", "AV1", "Theora"}
PLAYABLE_SOUND = {"AAC", "MPEG Audio", "Opus", "Vorbis", "PCM", "FLAC"}


@dataclass(frozen=True, slots=True)
class JudgedRecording:
    """What a recording is. `content` is what is kept: the same bytes, without the place where it was filmed."""

    kind: RecordingKind
    media_type: str
    ending: str
    content: File[bytes]
    size: int
    duration_ms: int | None
    width: int | None
    height: int | None
    has_sound: bool


def judge(content: File[bytes], name: str) -> JudgedRecording:
    """Judges a recording by its bytes. Raises FileTooLargeError, WrongContentError or DamagedFileError."""
    size = content.size or 0
    if size > settings.NHIPCAU_RECORDING_LIMIT_MB * 1024 * 1024:
        raise FileTooLargeError.of_recordings()
    content.seek(0)
    start = content.read(8192)
    guessed = filetype.guess_mime(start) or ""
    if not guessed.startswith(("video/", "audio/")) and guessed != "application/ogg":
        raise _wrong(start, name)
    with _on_disk(content) as path:
        tracks = _probe(path)
        found = _what(tracks, size, name, start)
        cleaned = film_place.without_place(path) if found["ending"] in ("mp4", "m4a") else None
    kept: File[bytes] = content
    if cleaned is not None:
        kept = cleaned
    kept.seek(0)
    return JudgedRecording(content=kept, size=size, **found)


def _what(tracks: list[dict[str, Any]], size: int, name: str, start: bytes) -> dict[str, Any]:
    """What the tracks say, as the fields of JudgedRecording."""
    general = next((track for track in tracks if track["track_type"] == "General"), {})
    films = [track for track in tracks if track["track_type"] == "Video"]
    sounds = [track for track in tracks if track["track_type"] == "Audio"]
    container = CONTAINERS.get(general.get("format") or "")
    if not films and not sounds:
        raise DamagedFileError(
            _("Tệp “%(name)s” bị hỏng hoặc tải lên chưa hết: không đọc được hình hay tiếng nào.")
            % {"name": plain_name(name)}
        )
    if container is None or (films and not container[0]):
        raise _wrong(start, name)
    formats = {track.get("format") for track in films}, {track.get("format") for track in sounds}
    if not formats[0] <= PLAYABLE_VIDEO or not formats[1] <= PLAYABLE_SOUND:
        raise WrongContentError(
            _("Trình duyệt không phát được cách mã hóa của tệp này (%(how)s). Xin xuất lại MP4 (H.264, AAC) hoặc MP3.")
            % {"how": ", ".join(sorted(str(each) for each in formats[0] | formats[1]))}
        )
    whole = general.get("file_size")
    declared = sum(int(track.get("stream_size") or 0) for track in films + sounds)
    if general.get("is_truncated") or (whole and declared > size):
        raise DamagedFileError(_("Tệp “%(name)s” tải lên chưa hết. Xin tải lên lại.") % {"name": plain_name(name)})
    film = films[0] if films else {}
    video = bool(films)
    return {
        "kind": RecordingKind.VIDEO if video else RecordingKind.AUDIO,
        "ending": container[0] if video else container[2],
        "media_type": container[1] if video else container[3],
        "duration_ms": round(float(general["duration"])) if general.get("duration") else None,
        "width": film.get("width"),
        "height": film.get("height"),
        "has_sound": bool(sounds),
    }


def _probe(path: Path) -> list[dict[str, Any]]:
    """What MediaInfo reads, asked in a process of its own: a file made to crash it crashes nothing else."""
    try:
        ran = subprocess.run(
            [sys.executable, "-I", str(PROBE), str(path)], capture_output=True, timeout=PROBE_SECONDS, check=True
        )
        tracks: list[dict[str, Any]] = json.loads(ran.stdout)
    except (subprocess.SubprocessError, ValueError) as problem:
        raise DamagedFileError(_("Không đọc được tệp video hoặc âm thanh này. Xin xuất lại rồi tải lên.")) from problem
    return tracks


@contextmanager
def _on_disk(content: File[bytes]) -> Iterator[Path]:
    """A path to the bytes, for as long as the block runs."""
    kept = getattr(content, "temporary_file_path", None)
    if kept is not None:
        yield Path(kept())
        return
    with tempfile.NamedTemporaryFile(prefix="nhipcau-recording-") as copy:
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _wrong(start: bytes, name: str) -> WrongContentError:
    return WrongContentError(
        _(
            "“%(name)s” thuộc loại không nhận (nội dung là %(what)s). Nhận video MP4, WebM và âm thanh MP3, M4A, "
            "Ogg, WAV, FLAC."
        )
        % {"name": plain_name(name), "what": told(start)}
    )
