"""Old Word files (DOC) and RTF through LibreOffice, which runs apart and is not trusted with anything.

Each file gets a process group, a profile and a folder of its own, which all go when it is done; limits of time and
memory hold for the whole group; macros, links and the network are switched off in the profile; the filter is named,
so that a file cannot choose another.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from vanban.errors import Corrupt, MissingReader, TooLarge
from vanban.model import Limits
from vanban.sources import DOC, Extract
from vanban.sources.foreign import word_version

_PROGRAMS = ("soffice", "libreoffice")
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH")
# LibreOffice maps more memory than it uses; below this it may not start at all
_LEAST_MEMORY = 1024 * 1024 * 1024
# What the head of a Word document calls its version, and the filter that reads it; the newest reads all later ones.
_FILTERS = ((101, 103, "MS WinWord 6.0"), (104, 105, "MS Word 95"))
_NEWEST = "MS Word 97"
RICH_TEXT = "Rich Text Format"
_BIG = "Tệp vượt quá dung lượng cho phép; hãy bỏ bớt ảnh hoặc tách tệp rồi gửi lại."
_BROKEN = "Tệp Word cũ (.doc) hoặc RTF đã hỏng nên không đọc được; hãy mở bằng Word, lưu thành .docx rồi gửi lại."
_HEAVY = "Tệp Word cũ (.doc) hoặc RTF cần quá nhiều thời gian để mở nên bị từ chối; hãy lưu thành .docx rồi gửi lại."
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_PROXY = (
    '<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        _ITEM.format("MacroSecurityLevel", "3"),
        _ITEM.format("DisableMacrosExecution", "true"),
        _ITEM.format("DisableActiveContent", "true"),
        _ITEM.format("BlockUntrustedRefererLinks", "true"),
        # a proxy that answers nobody: linked pictures are not fetched
        _PROXY.format("ooInetProxyType", "2"),
        *(_PROXY.format(f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
        *(_PROXY.format(f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
        "</oor:items>",
    )
)


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a Word 97 file, as the reader of DOCX finds it in what LibreOffice makes of it.

    Raises MissingReader without LibreOffice, Corrupt, TooLarge.
    """
    from vanban.sources import docx

    taken = docx.extract(as_docx(data, limits), limits=limits)
    return Extract(taken.text, (), DOC, taken.warnings, tables=taken.tables, fonts=taken.fonts)


def program() -> str | None:
    """Answer the path of LibreOffice, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_docx(data: bytes, limits: Limits, filter_name: str | None = None) -> bytes:
    """Answer an old Word file, or one that the filter of this name reads, as DOCX."""
    office = program()
    if office is None:
        raise MissingReader(
            "Word cũ (.doc) và RTF",
            "doc",
            "Máy này chưa cài LibreOffice nên không đọc được tệp Word cũ (.doc) và RTF; hãy cài gói "
            "libreoffice-writer, hoặc mở tệp bằng Word, lưu thành .docx rồi đọc lại.",
        )
    if len(data) > limits.max_bytes:
        raise TooLarge(_BIG)
    with tempfile.TemporaryDirectory(prefix="vanban-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        (room / "in.doc").write_bytes(data)
        version = (word_version(data) or (0, False))[0]
        name = filter_name or next((name for low, high, name in _FILTERS if low <= version <= high), _NEWEST)
        run(office, room, limits, "docx:Office Open XML Text", room / "in.doc", infilter=name)
        made = room / "out" / "in.docx"
        try:
            with made.open("rb") as stream:
                content = stream.read(limits.max_bytes + 1)
        except OSError as problem:
            raise Corrupt(_BROKEN) from problem
    return content


def run(office: str, room: Path, limits: Limits, target: str, *files: Path, infilter: str | None = None) -> None:
    """Let LibreOffice (the program `office`) convert `files` to `target` (`docx:NAME OF FILTER`) in the folder `room`,
    which must be ours alone; what it makes is in `room/out`. Time, memory, processor time and the size of a file are
    bounded by `limits`.

    Raises TooLarge if it takes longer; that it made something is for the caller to see.
    """
    profile = room / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    memory = max(limits.max_memory_bytes, _LEAST_MEMORY)
    command = [
        # the shell sets the bounds and then is LibreOffice; nothing of ours runs between fork and exec
        "/bin/sh", "-c", 'ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"', "sh",
        str(memory // 1024), str(limits.max_unpacked_bytes // 512), str(math.ceil(limits.max_seconds)),
        office, f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        *([f"--infilter={infilter}"] if infilter else []),
        "--convert-to", target, "--outdir", str(room / "out"), *map(str, files),
    ]  # fmt: skip
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=room,
        env={**kept, "HOME": str(room), "TMPDIR": str(room), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    ) as process:
        try:
            process.wait(limits.max_seconds)
        except subprocess.TimeoutExpired as late:
            raise TooLarge(_HEAVY) from late
        finally:
            # LibreOffice is a script that starts a starter that starts the program: all of them go
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
