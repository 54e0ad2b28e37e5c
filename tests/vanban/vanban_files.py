"""Builders of the files that tests read: one plan in every format, and Word packages written part by part."""

from __future__ import annotations

import html
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import weasyprint
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVELS = ("upperRoman", "decimal", "lowerLetter", "dash", "plus")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Plan:
    """A plan as its author thinks of it: items are (level, text), level 0 is a section and 4 a plus item."""

    items: tuple[tuple[int, str], ...]
    head: tuple[tuple[str, ...], tuple[str, ...]] = (
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 45/KH-UBND"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lạng Sơn, ngày 12 tháng 02 năm 2024"),
    )
    title: tuple[str, ...] = ("KẾ HOẠCH", "Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2024")
    opening: str = (
        "Thực hiện Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại, "
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2024 như sau:"
    )
    closing: str = "Trên đây là Kế hoạch công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2024./."
    recipients: tuple[str, ...] = ("- Bộ Thông tin và Truyền thông;", "- Các sở, ban, ngành;", "- Lưu: VT.")
    signature: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")

    def labels(self) -> list[str]:
        """The printed marker of each item."""
        counters = [0] * len(LEVELS)
        found = []
        for level, _ in self.items:
            counters[level] += 1
            counters[level + 1 :] = [0] * (len(LEVELS) - level - 1)
            number = counters[level]
            found.append((f"{_ROMAN[number]}.", f"{number}.", f"{chr(96 + number)})", "-", "+")[level])
        return found

    def lines(self) -> list[str]:
        marked = [f"{label} {text}" for label, (_, text) in zip(self.labels(), self.items, strict=True)]
        return [
            *self.head[0],
            *self.head[1],
            *self.title,
            self.opening,
            *marked,
            self.closing,
            "Nơi nhận:",
            *self.recipients,
            *self.signature,
        ]


SAMPLE = Plan(
    items=(
        (0, "MỤC ĐÍCH, YÊU CẦU"),
        (1, "Mục đích"),
        (3, "Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân về công tác thông tin đối ngoại."),
        (3, "Quảng bá hình ảnh, con người và tiềm năng của tỉnh đến bạn bè quốc tế."),
        (1, "Yêu cầu"),
        (3, "Bám sát Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị."),
        (0, "NHIỆM VỤ TRỌNG TÂM"),
        (1, "Thông tin, tuyên truyền về chủ trương của Đảng và Nhà nước"),
        (2, "Tổ chức hội nghị cung cấp thông tin cho báo chí, gồm các nội dung:"),
        (3, "Tình hình kinh tế, xã hội của tỉnh:"),
        (4, "Kết quả thu hút đầu tư;"),
        (4, "Kết quả hợp tác biên giới."),
        (3, "Công tác phân giới, cắm mốc."),
        (2, "Biên soạn tài liệu giới thiệu tỉnh bằng tiếng nước ngoài."),
        (1, "Bồi dưỡng nghiệp vụ cho cán bộ làm công tác thông tin đối ngoại."),
        (0, "TỔ CHỨC THỰC HIỆN"),
        (1, "Sở Thông tin và Truyền thông"),
        (3, "Chủ trì, phối hợp với Sở Ngoại vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này."),
        (3, "Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2024."),
        (1, "Sở Tài chính"),
        (3, "Chủ trì, phối hợp với Sở Thông tin và Truyền thông tham mưu bố trí kinh phí trước ngày 30/6/2024."),
        (1, "Đề nghị Ban Tuyên giáo Tỉnh ủy"),
        (3, "Định hướng nội dung thông tin đối ngoại cho các cơ quan báo chí trên địa bàn tỉnh."),
    )
)


def as_text(plan: Plan) -> bytes:
    return "\n".join(plan.lines()).encode()


def as_html(plan: Plan) -> bytes:
    """A page with a menu and a footer around the plan, whose lists are numbered by the browser."""
    open_lists = ('<ol type="I">', "<ol>", '<ol type="a">', "<ul style=\"list-style-type: '-'\">")
    body: list[str] = []
    depth: list[int] = []
    for level, text in plan.items:
        while depth and depth[-1] > level:
            body.append("</li></ol>" if depth.pop() < 3 else "</li></ul>")
        if depth and depth[-1] == level:
            body.append("</li>")
        else:
            body.append(open_lists[level] if level < 4 else "<ul style=\"list-style-type: '+'\">")
            depth.append(level)
        body.append(f"<li>{html.escape(text)}")
    while depth:
        body.append("</li></ol>" if depth.pop() < 3 else "</li></ul>")
    table = "<table><tr><td>{}</td><td>{}</td></tr></table>"
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Văn bản</title><style>p{color:red}</style></head><body>"
        '<nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></nav>'
        '<div class="menu"><a href="/x">Giới thiệu</a></div>'
        + table.format("<br>".join(plan.head[0]), "<br>".join(plan.head[1]))
        + "".join(f"<h1>{line}</h1>" for line in plan.title)
        + f"<p>{plan.opening}</p>{''.join(body)}<p>{plan.closing}</p>"
        + table.format("Nơi nhận:<br>" + "<br>".join(plan.recipients), "<br>".join(plan.signature))
        + '<div><a href="/khac">Văn bản khác</a></div><footer>Bản quyền của Cổng thông tin</footer></body></html>'
    ).encode()


def as_docx(plan: Plan) -> bytes:
    """A Word file whose markers are all automatic numbering, with header and recipients in tables."""
    document = docx.Document()
    number = _define_list(document)
    _add_table(document, plan.head)
    for line in (*plan.title, plan.opening):
        document.add_paragraph(line)
    for level, text in plan.items:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    document.add_paragraph(plan.closing)
    _add_table(document, (("Nơi nhận:", *plan.recipients), plan.signature))
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _define_list(document: docx.document.Document) -> int:
    formats = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("bullet", "+"))
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(formats)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'),
    )
    return 900


def _add_table(document: docx.document.Document, columns: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=1, cols=len(columns))
    for place, lines in enumerate(columns):
        cell = table.cell(0, place)
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def as_odt(plan: Plan) -> bytes:
    return converted(as_docx(plan), "odt")


def as_rtf(plan: Plan) -> bytes:
    return converted(as_docx(plan), "rtf")


def as_doc(plan: Plan) -> bytes:
    return converted(as_docx(plan), "doc")


def as_pdf(plan: Plan) -> bytes:
    """A printed page: narrow enough that paragraphs wrap, with page numbers on top."""
    style = (
        "@page{size:A4;margin:2cm;@top-center{content:counter(page)}} @page:first{@top-center{content:''}}"
        "body{font:14pt 'Liberation Serif','DejaVu Serif'} p{margin:0 0 6pt}"
    )
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in plan.lines())
    return pdf(f"<style>{style}</style>{paragraphs}")


def pdf(markup: str) -> bytes:
    return weasyprint.HTML(string=f"<meta charset=utf-8>{markup}").write_pdf()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def word(body: str, **parts: str | bytes) -> bytes:
    """A Word package whose body is the given XML; `numbering`, `styles`, `footnotes`, `header` are further parts."""
    spaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="urn:shape" xmlns:v="urn:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{place}" Type="{kind}/{name}" Target="{name}.xml"/>' for place, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {spaces}>{content}</w:{name}>" if isinstance(content, str) else content
    return zipped(files)


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def converted(data: bytes, kind: str, came_as: str = "docx") -> bytes:
    """A file as LibreOffice saves it in another format (`doc`, `rtf`, `odt`)."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / f"in.{came_as}").write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", folder]
        done = subprocess.run([*words, str(room / f"in.{came_as}")], capture_output=True, timeout=120, check=False)
        made = room / f"in.{kind}"
        assert made.exists(), done.stderr.decode("utf-8", "replace")
        return made.read_bytes()


def odt(body: str, styles: str = "", manifest: str = "<x/>") -> bytes:
    """An ODT file whose text is the given XML; `styles` are automatic styles."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{oasis}{name}:1.0"' for name in ("office", "style", "text", "table"))
    spaces += f' xmlns:draw="{oasis}drawing:1.0" xmlns:fo="{oasis}xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def measured(code: str, *, memory_mb: int = 4096, timeout: float = 120) -> tuple[str, int]:
    """Run Python `code` in a fresh process of bounded address space; answer its output and its peak in MB."""
    prelude = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({memory_mb << 20}, {memory_mb << 20}))\n"
    # VmHWM, not ru_maxrss: that one starts with what the process that called us had reached.
    peak = (
        "\nimport re; print('PEAK', int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", prelude + code + peak],
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**os.environ, "PYTHONPATH": os.path.dirname(__file__)},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    output, _, figure = done.stdout.rpartition("PEAK ")
    return output.strip(), int(figure)


def raw_pdf(objects: dict[int, bytes], *, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of the given objects with a correct cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    return bytes(out + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start))


def stream(content: bytes, words: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), words, content)


def one_page_pdf(content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    """A PDF of one page; `content` is the whole content object 4, `more` further objects from 6 on."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>%s>>>>" % resources,
            4: content,
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            **(more or {}),
        }
    )
