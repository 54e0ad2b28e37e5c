"""A photograph that came, made into what renditions are drawn from: upright, sRGB, with no notes of the camera."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from datetime import date

import filetype
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from ..errors import DamagedFileError, FileTooLargeError, WrongContentError
from .names import plain_name, slug
from .telling import told

__all__ = ["Prepared", "plain_name", "prepare", "slug"]

# What is taken in: content type → ending, and what Pillow calls its reader.
KINDS = {
    "image/jpeg": ("jpg", "JPEG"),
    "image/png": ("png", "PNG"),
    "image/webp": ("webp", "WEBP"),
    "image/avif": ("avif", "AVIF"),
    "image/tiff": ("tif", "TIFF"),
    "image/gif": ("gif", "GIF"),
}
DRAWN = ("PNG", "GIF")  # drawings and screens: kept without loss
MOVING = ("GIF", "WEBP", "PNG", "AVIF")  # several frames are a film; in JPEG and TIFF the first is the picture
QUALITY = 92
# What Pillow raises, beside its own, where the bytes of a picture are broken.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError, ZeroDivisionError,
    OverflowError, MemoryError, RuntimeError, UnidentifiedImageError,
)  # fmt: skip
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Prepared:
    """`kind` is the ending of what came, `ending` that of `master`; sizes are in pixels, as it stands upright."""

    master: bytes
    kind: str
    ending: str
    width: int
    height: int
    taken_on: date | None
    had_position: bool


def prepare(data: bytes, name: str, *, keep_position: bool = False) -> Prepared:
    """Judges a picture by its bytes and makes its master.

    Sizes are judged before anything is decoded. Raises FileTooLargeError, WrongContentError (no picture, or a moving
    one) or DamagedFileError.
    """
    kind, reader = _judge(data, name)
    try:
        with Image.open(io.BytesIO(data), formats=[reader]) as image:
            _check_pixels(image)
            if reader in MOVING and getattr(image, "n_frames", 1) > 1:
                raise WrongContentError(_("Ảnh động chưa nhận được. Xin tải lên một ảnh tĩnh, hoặc tệp video MP4."))
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # for the whole process, and other libraries set it
            image.load()
            exif = image.getexif()
            position, taken_on = dict(exif.get_ifd(ExifTags.IFD.GPSInfo)), _taken_on(exif)
            upright = ImageOps.exif_transpose(image)
            ready = _in_srgb(upright)
        master, ending = _written(ready, drawn=reader in DRAWN, position=position if keep_position else {})
    except Image.DecompressionBombError as problem:
        raise _too_many_pixels() from problem
    except BROKEN as problem:
        raise DamagedFileError(
            _("Ảnh “%(name)s” bị hỏng hoặc tải lên chưa hết. Xin mở thử trên máy rồi tải lên lại.")
            % {"name": plain_name(name)}
        ) from problem
    return Prepared(master, kind, ending, ready.width, ready.height, taken_on, had_position=_placed(position))


def _judge(data: bytes, name: str) -> tuple[str, str]:
    """The ending and Pillow's reader of what the bytes are."""
    limit = settings.NHIPCAU_PICTURE_LIMIT_MB
    if len(data) > limit * 1024 * 1024:
        raise FileTooLargeError(
            _("Ảnh lớn hơn %(limit)s MB nên không nhận được. Xin lưu lại dưới dạng JPEG rồi tải lên.")
            % {"limit": limit}
        )
    found = filetype.guess_mime(data[:8192]) if data else None
    if found in KINDS:
        return KINDS[found]
    if found in ("image/heic", "image/heif"):
        raise WrongContentError(
            _(
                "Ảnh HEIC của điện thoại Apple chưa nhận được. Trên điện thoại, chọn Cài đặt → Camera → Định dạng → "
                "Tương thích nhất, hoặc gửi ảnh qua thư để máy tự chuyển sang JPEG."
            )
        )
    raise WrongContentError(
        _("“%(name)s” không phải là ảnh (nội dung là %(what)s). Nhận ảnh JPEG, PNG, WebP, AVIF, TIFF, GIF tĩnh.")
        % {"name": plain_name(name), "what": told(data)}
    )


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > settings.NHIPCAU_PICTURE_MEGAPIXELS * 1_000_000:
        raise _too_many_pixels()


def _too_many_pixels() -> FileTooLargeError:
    return FileTooLargeError(
        _("Ảnh có quá nhiều điểm ảnh (nhiều nhất %(limit)s triệu). Xin thu nhỏ ảnh rồi tải lên lại.")
        % {"limit": settings.NHIPCAU_PICTURE_MEGAPIXELS}
    )


def _taken_on(exif: Image.Exif) -> date | None:
    """The day that the camera wrote down; None where it wrote none, or its clock was never set."""
    written = str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, ""))[:10]
    try:
        day = date.fromisoformat(written.replace(":", "-"))
    except ValueError:
        return None
    return day if day.year > 1990 else None


def _placed(position: dict[int, object]) -> bool:
    return ExifTags.GPS.GPSLatitude in position and ExifTags.GPS.GPSLongitude in position


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture as RGB or RGBA, its own colour profile applied."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):  # sixteen bits of grey
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        profile = None
    if image.mode in ("P", "PA", "LA", "La", "RGBa"):
        see_through = image.mode != "P" or "transparency" in image.info
        image = image.convert("RGBA" if see_through else "RGB")
    elif image.mode == "RGB" and "transparency" in image.info:
        image = image.convert("RGBA")
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "L", "CMYK", "LAB"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode=wanted)
            if turned is not None:
                return turned
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that does not fit its picture: its numbers are taken as sRGB
    return image if image.mode == wanted else image.convert(wanted)


def _written(image: Image.Image, *, drawn: bool, position: dict[int, object]) -> tuple[bytes, str]:
    """The master's bytes and ending: JPEG, or PNG for drawings and for what one can see through."""
    image.info.clear()
    notes = Image.Exif()
    if position:
        notes.get_ifd(ExifTags.IFD.GPSInfo).update(position)
    extra = {"exif": notes.tobytes()} if position else {}
    held = io.BytesIO()
    if drawn or (image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)):
        image.save(held, "PNG", compress_level=6, **extra)
        return held.getvalue(), "png"
    flat = image if image.mode == "RGB" else image.convert("RGB")
    flat.save(held, "JPEG", quality=QUALITY, subsampling=0, optimize=True, progressive=True, **extra)
    return held.getvalue(), "jpg"
