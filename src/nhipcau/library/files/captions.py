"""Captions: WebVTT that a browser reads, and SubRip made into it."""

from __future__ import annotations

import re

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

from ..errors import CaptionsError

LONGEST = 1_000_000
_TAG = re.compile(r"<[^>]*>")
_KNOWN_TAG = re.compile(r"</?(?:b|i|u|c|v|lang|ruby|rt)(?:[ .][^<>]*)?>|<\d{2,}:\d{2}(?::\d{2})?\.\d{3}>")
_SUBRIP = re.compile(r"^\s*\d+\s*\n\d{1,2}:\d{2}:\d{2},\d{3} --> ", re.MULTILINE)


def checked(data: bytes | str) -> str:
    """The captions as WebVTT, without mark-up that it does not know.

    Raises CaptionsError with the sentence that says where it is wrong.
    """
    text = _decoded(data)
    if not text.strip():
        raise CaptionsError(_("Tệp phụ đề rỗng."))
    try:
        if text.lstrip().startswith("WEBVTT"):
            read = webvtt.from_string(text.lstrip())
        elif _SUBRIP.search(text):
            read = webvtt.from_string("WEBVTT\n\n" + re.sub(r"(\d{2}),(\d{3})", r"\1.\2", text))
        else:
            raise CaptionsError(_("Phụ đề phải ở dạng WebVTT (.vtt, dòng đầu là WEBVTT) hoặc SubRip (.srt)."))
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as problem:
        raise CaptionsError(_("Tệp phụ đề viết chưa đúng: %(what)s") % {"what": str(problem)[:120]}) from problem
    return _written(read)


def spoken(captions: str) -> str:
    """What is said, as text to read: the first transcript that an editor gets."""
    lines = [_TAG.sub("", cue.text).replace("\n", " ").strip() for cue in webvtt.from_string(captions).captions]
    return "\n".join(
        line for number, line in enumerate(lines) if line and line != (lines[number - 1] if number else "")
    )


def last_second(captions: str) -> float:
    """When the last caption ends, in seconds from the start."""
    return max((_seconds(cue.end) for cue in webvtt.from_string(captions).captions), default=0.0)


def _decoded(data: bytes | str) -> str:
    if len(data) > LONGEST:
        raise CaptionsError(_("Tệp phụ đề lớn quá mức của một phụ đề. Xin kiểm tra lại tệp."))
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise CaptionsError(_("Tệp phụ đề phải lưu ở mã UTF-8.")) from problem
    return data.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _seconds(stamp: str) -> float:
    """00:01:02.500 as seconds; the library gives whole ones only."""
    hours, minutes, seconds = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _written(read: webvtt.WebVTT) -> str:
    """The cues written anew, so that nothing else of the file is left; times are judged on the way."""
    parts, before = ["WEBVTT"], -1.0
    for number, cue in enumerate(read.captions, 1):
        starts, ends = _seconds(cue.start), _seconds(cue.end)
        if ends <= starts or starts < before:
            raise CaptionsError(
                _("Phụ đề thứ %(number)s (%(time)s) có giờ kết thúc trước giờ bắt đầu, hoặc đứng sai thứ tự.")
                % {"number": number, "time": cue.start}
            )
        before = starts
        lines = [_TAG.sub(lambda tag: tag[0] if _KNOWN_TAG.fullmatch(tag[0]) else "", line) for line in cue.lines]
        words = "\n".join(line for line in lines if line.strip() and "-->" not in line)
        if words:
            parts.append(f"{cue.start} --> {cue.end}\n{words}")
    if len(parts) == 1:
        raise CaptionsError(_("Tệp phụ đề không có câu nào."))
    return "\n\n".join(parts) + "\n"
