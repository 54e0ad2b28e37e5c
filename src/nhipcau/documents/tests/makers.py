"""Files for tests: whole ones, bombs and liars, built in memory."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from django.core.files.uploadedfile import SimpleUploadedFile

PLAN = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ TĨNH                    Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND                 Hà Tĩnh, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2026

I. MỤC ĐÍCH
Đưa hình ảnh của tỉnh ra thế giới; giữ gìn bí mật nhà nước, không đưa tài liệu Mật, Tối mật, Tuyệt mật lên mạng.

II. PHÂN CÔNG NHIỆM VỤ
1. Sở Ngoại vụ
a) Chủ trì, phối hợp với Công an tỉnh đón phóng viên nước ngoài, hoàn thành trước ngày 15/10/2026.
b) Hằng quý, cung cấp thông tin cho cơ quan đại diện ở nước ngoài.
"""
REPLACING = PLAN.replace(
    "I. MỤC ĐÍCH\n",
    "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về hoạt động thông tin đối ngoại; "
    "thực hiện Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch "
    "này thay thế Kế hoạch số 267/KH-UBND ngày 27 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh.\n\nI. MỤC ĐÍCH\n",
)
SECRET = PLAN.replace("KẾ HOẠCH\n", "MẬT\n\nKẾ HOẠCH\n", 1)
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
BODY = (
    '<?xml version="1.0"?>{declaration}<w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
)


def upload(content: str | bytes, name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def docx(paragraphs: str = "", *, declaration: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word package; `declaration` stands before the root element, `more` are further parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", BODY.format(declaration=declaration, paragraphs=paragraphs))
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb() -> bytes:
    """A small Word file whose text grows to hundreds of megabytes."""
    return docx("<w:p><w:r><w:t>" + "a" * (300 * 1024 * 1024) + "</w:t></w:r></w:p>")


def xml_bomb() -> bytes:
    """Entities that stand for entities: a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx(paragraph("&l9;"), declaration=f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>')


def foreign_entity(path: str) -> bytes:
    """An entity that would read a file of the server into the text."""
    return docx(paragraph("x &leak; y"), declaration=f'<!DOCTYPE w [<!ENTITY leak SYSTEM "file://{path}">]>')


def pdf_bomb() -> bytes:
    """A PDF whose one stream is announced as deflated many times over and whose page tree turns in a circle."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999999>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n"
    )


def picture_pdf(pages: int = 1) -> bytes:
    """A PDF with nothing to read on its pages: a scan."""
    from PIL import Image

    made = io.BytesIO()
    first, *others = [Image.new("RGB", (400, 560), "white") for _page in range(pages)]
    first.save(made, "PDF", save_all=True, append_images=others)
    return made.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of files by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def letter(words: str, files: dict[str, bytes]) -> bytes:
    """An e-mail with attachments."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Gửi văn bản", "van-thu@example.vn", "so@example.vn"
    made.set_content(words)
    for name, content in files.items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def picture(kind: str = "PNG") -> bytes:
    """A picture without a word on it."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(made, kind)
    return made.getvalue()


def scan(*lines: str) -> bytes:
    """A PDF whose one page is a picture of words."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    pen, type_ = ImageDraw.Draw(page), ImageFont.load_default(size=44)
    for place, line in enumerate(lines):
        pen.text((150, 200 + 90 * place), line, font=type_, fill=0)
    made = io.BytesIO()
    page.save(made, "PDF", resolution=150)
    return made.getvalue()
