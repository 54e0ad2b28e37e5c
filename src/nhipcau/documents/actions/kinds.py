"""What a file is by its content, and whether that is taken in: the name must not say otherwise."""

from __future__ import annotations

import os
import re
import zipfile

from django.core.files.base import File
from django.utils.translation import gettext as _

import vanban
from vanban.sources import sniff

from ..errors import MacroError, NameBeliesContentError, WrongKindError
from .storing import ENDINGS

_DOCX = next(kind for kind, ending in ENDINGS.items() if ending == ".docx")
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff"}
_ENDING_OF = {ending: kind for kind, ending in ENDINGS.items()}
_ENDING_OF |= {".htm": "text/html", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".log": "text/plain"}
# What old programs save under another name: Word keeps `.doc` for RTF and for pages of the web; scanners mix pictures.
_ALSO = {".doc": {"application/rtf", "text/html", _DOCX}}
_ALSO |= {ending: set(_PICTURES.values()) for ending in (".png", ".jpg", ".jpeg", ".tif", ".tiff")}


def kind_of(name: str, upload: File[bytes]) -> str:
    """The media type that a file's content shows, where it is one that is taken in and agrees with its name.

    Raises WrongKindError, NameBeliesContentError or MacroError, each with what to do.
    """
    content = _content(upload)
    if content.startswith(b"PK"):
        _look_into_package(upload)
    try:
        found = sniff(content)
    except vanban.UnreadableSource as problem:
        raise WrongKindError(problem.message) from problem
    if found == "image/*":
        found = next((kind for sign, kind in _PICTURES.items() if content.startswith(sign)), found)
    ending = os.path.splitext(name)[1].lower()
    if ending not in _ENDING_OF or found not in ENDINGS:
        raise WrongKindError(
            _(
                "Hệ thống nhận tệp .docx, .doc, .odt, .rtf, .pdf, .html, .txt, ảnh .png, .jpg, .tiff và gói .zip, "
                ".eml. Xin lưu văn bản thành một trong các loại này rồi tải lên."
            )
        )
    if found != _ENDING_OF[ending] and found not in _ALSO.get(ending, ()):
        raise NameBeliesContentError(ending, ENDINGS[found].removeprefix(".").upper())
    return found


def _content(upload: File[bytes]) -> bytes:
    """The whole file: packages and old Word files say what they are only at places further in. Its size was bounded."""
    upload.seek(0)
    content = b"".join(upload.chunks())
    upload.seek(0)
    return content


def _look_into_package(upload: File[bytes]) -> None:
    """A package of Word that holds a program is refused. Only its table of contents is read."""
    try:
        with zipfile.ZipFile(upload) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError) as problem:
        raise WrongKindError(_("Tệp nén bị hỏng nên không mở được. Xin lưu lại hoặc nén lại rồi tải lên.")) from problem
    finally:
        upload.seek(0)
    if any(re.search(r"vbaProject|vbaData|activeX", name, re.IGNORECASE) for name in names):
        raise MacroError
