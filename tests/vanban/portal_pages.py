"""Pages in the shapes in which portals of law and of provinces publish a document, with all that they put around it."""

from __future__ import annotations

import html
from collections.abc import Callable

from vanban_files import Plan

_NEWS = (
    "Hội nghị trực tuyến toàn quốc triển khai nhiệm vụ công tác ngoại giao kinh tế những tháng cuối năm",
    "Đoàn công tác của tỉnh thăm và làm việc với các doanh nghiệp đầu tư nước ngoài tại khu kinh tế cửa khẩu",
    "Lễ hội hoa đào đón hơn mười nghìn lượt khách trong ba ngày nghỉ, cao nhất từ trước đến nay",
)
_OWNER = (
    "Cơ quan chủ quản: Ủy ban nhân dân tỉnh. Giấy phép số 12/GP-STTTT cấp ngày 03/4/2020. Ghi rõ nguồn khi phát hành "
    "lại thông tin từ trang này."
)
# What must never come into the text of the document, whatever the page.
AROUND = (
    "Tải về", "Trang chủ", "Facebook", "Đăng nhập", "Giấy phép", "Quảng cáo", "hoa đào", "In trang", "Lượt xem",
    "Văn bản liên quan", "Thuộc tính", "Ý kiến", "Mục lục", "ngoại giao kinh tế", "bình luận", "Số ký hiệu",
)  # fmt: skip


def _marked(plan: Plan) -> list[str]:
    return [f"{label} {html.escape(text)}" for label, (_, text) in zip(plan.labels(), plan.items, strict=True)]


def _columns(left: tuple[str, ...], right: tuple[str, ...], width: tuple[int, int] = (253, 367)) -> str:
    """Two columns as word processors write them into a page: a table without lines."""
    cells = (
        f'<td width={wide} valign=top><p align=center style="margin-top:0cm"><b>{"<br>".join(lines)}</b></p></td>'
        for lines, wide in zip((left, right), width, strict=True)
    )
    return f"<table border=0 cellspacing=0 cellpadding=0><tr>{''.join(cells)}</tr></table>"


def _document(plan: Plan) -> str:
    """The document itself, a paragraph an item."""
    return (
        _columns(*plan.head)
        + f"<p align=center><b>{plan.title[0]}</b></p><p align=center><b>{plan.title[1]}</b></p><p>{plan.opening}</p>"
        + "".join(f"<p style='text-align:justify'>{line}</p>" for line in _marked(plan))
        + f"<p>{plan.closing}</p>"
        + _columns(("Nơi nhận:", *plan.recipients), plan.signature)
    )


def _links(*words: str) -> str:
    return "".join(f'<li><a href="/tin/{place}">{word}</a></li>' for place, word in enumerate(words))


def _page(body: str, style: str = "") -> bytes:
    head = f"<meta charset=utf-8><title>Kế hoạch 45/KH-UBND</title><style>{style}</style>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def tables_in_tables(plan: Plan) -> bytes:
    """An old national database: the page is laid out with tables, nothing has a telling name."""
    menu = "".join(f'<tr><td class="m1"><a href="/{i}">{word}</a></td></tr>' for i, word in enumerate(_NEWS))
    tabs = "".join(f'<td class="t{i}">{word}</td>' for i, word in enumerate(("Toàn văn", "Thuộc tính", "Lược đồ")))
    newest = "".join(f"<tr><td><b>{10 + i}/QĐ-UBND</b><br>{words}</td></tr>" for i, words in enumerate(_NEWS))
    return _page(
        '<table width="1000"><tr><td colspan=3><table><tr><td><img src=/banner.gif></td><td>Trang chủ | Văn bản | '
        "Hỏi đáp | Đăng nhập</td></tr></table></td></tr>"
        f'<tr><td width=200><table>{menu}</table></td><td width=600><table><tr><td><a href="/">Trang chủ</a> » '
        f'<a href="/vb">Văn bản</a> » Kế hoạch</td></tr><tr><td><table><tr>{tabs}</tr></table></td></tr>'
        f'<tr><td><a href="/tai/1.doc">Tải về</a> <a href="javascript:print()">In trang</a></td></tr>'
        f'<tr><td><div id="toanvan">{_document(plan)}</div></td></tr></table></td>'
        f"<td width=200><table><tr><td><b>Văn bản liên quan</b></td></tr>{newest}</table></td></tr>"
        f"<tr><td colspan=3><center>{_OWNER}</center></td></tr></table>"
    )


def law_library(plan: Plan) -> bytes:
    """A commercial library: a table of contents of links before the text, buttons and readers' words after it."""
    contents = "".join(
        f'<p><a href="#muc_{place}">{line}</a></p>'
        for place, line in enumerate(_marked(plan))
        if line.split(".")[0] in {"I", "II", "III"}
    )
    paragraphs = "".join(
        f'<p><a name="muc_{place}"></a><a name="muc_{place}_name"><b>{line}</b></a></p>'
        if line.split(".")[0] in {"I", "II", "III"}
        else f"<p>{line}</p>"
        for place, line in enumerate(_marked(plan))
    )
    return _page(
        '<div id="top-bar"><a href="/">Trang chủ</a><span>Đăng nhập</span><span>Đăng ký</span></div>'
        '<div class="vb-tools"><span>Lưu trữ</span> <span>Ghi chú</span> <span>Ý kiến</span> <span>Facebook</span> '
        "<span>In</span></div><div>Bạn phải đăng nhập hoặc đăng ký tài khoản để sử dụng được đầy đủ các tiện ích gia "
        f'tăng liên quan đến nội dung văn bản này.</div><div class="toc"><p>Mục lục</p>{contents}</div>'
        f'<div class="content1"><div>{_columns(*plan.head)}<p align=center><b>{plan.title[0]}</b></p>'
        f"<p align=center>{plan.title[1]}</p><p>{plan.opening}</p>{paragraphs}<p>{plan.closing}</p>"
        f"{_columns(('Nơi nhận:', *plan.recipients), plan.signature)}</div></div>"
        "<div>Lưu trữ</div><div>Ghi chú</div><div>Ý kiến</div><div>Facebook</div><div>Email</div><div>In</div>"
        "<p>Lưu ý: để đọc được văn bản tải về trên máy, quý khách cần cài phần mềm đọc tệp DOC hoặc PDF.</p>"
        f"<div><b>Bài liên quan:</b><ul>{_links(*_NEWS)}</ul></div>"
        '<div class="comment-box"><p>Nguyễn Văn B, 3 ngày trước: văn bản này đã có bản thay thế chưa, xin quý báo cho '
        "biết để chúng tôi thực hiện cho đúng quy định hiện hành, xin cảm ơn.</p></div>"
    )


def pieces_in_boxes(plan: Plan) -> bytes:
    """Every paragraph in a box of its own, with advertisements and links to older texts between them."""
    boxes = "".join(
        f'<div class="docitem-{5 if place % 3 else 9}"><span><span>{line}</span></span></div>'
        + ('<div class="ads-banner"><a href="/qc">Quảng cáo</a></div>' if place % 6 == 5 else "")
        + ('<div class="xem-them"><a href="/x">Xem thêm</a></div>' if place % 7 == 3 else "")
        for place, line in enumerate(_marked(plan))
    )
    return _page(
        f'<header><nav><a href="/">Trang chủ</a></nav></header><div class="breadcrumb-list"><a href="/">Trang chủ</a>'
        f' / <a href="/vb">Văn bản</a></div><h1 class="the-document-title">Kế hoạch 45/KH-UBND 2024 về thông tin đối '
        'ngoại</h1><div class="the-document-meta"><span>Lượt xem: 1.204</span></div>'
        f'<div class="the-document-entry"><div class="the-document-body noidungracoquan">{_columns(*plan.head)}'
        f'<div class="docitem-1"><b>{plan.title[0]}</b></div><div class="docitem-1">{plan.title[1]}</div>'
        f'<div class="docitem-2">{plan.opening}</div>{boxes}<div class="docitem-11">{plan.closing}</div>'
        f"{_columns(('Nơi nhận:', *plan.recipients), plan.signature)}</div></div>"
        f'<div class="right-sidebar"><h3>Tin mới</h3>{"".join(f"<p>{words}</p>" for words in _NEWS)}</div>'
        f'<div class="comment_list">Hãy là người đầu tiên bình luận</div><footer>{_OWNER}</footer>'
    )


def province(plan: Plan) -> bytes:
    """A province's portal: the particulars of the document above it, news with dates below, no box tells which."""
    particulars = (("Số ký hiệu", "45/KH-UBND"), ("Ngày ban hành", "12/02/2024"), ("Người ký", "Nguyễn Văn An"))
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in particulars)
    news = "".join(f"<li>{words} <i>({10 + place}/03/2024)</i></li>" for place, words in enumerate(_NEWS))
    return _page(
        '<div class="banner-top">ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN<br>CỔNG THÔNG TIN ĐIỆN TỬ</div>'
        "<div>Trang chủ | Giới thiệu | Tin tức | Văn bản | Thủ tục hành chính</div>"
        f'<div class="ms-rtestate-field"><h2>Kế hoạch công tác thông tin đối ngoại</h2><table>{rows}'
        '<tr><td>Tệp đính kèm</td><td><a href="/f/45.pdf">45.pdf</a> Tải về</td></tr></table>'
        '<p>Chia sẻ: <a href="https://f.example">Facebook</a> Zalo</p>'
        f"{_document(plan)}<p>Lượt xem: 412</p><p>Quay lại</p><p>In trang</p></div>"
        f"<div><h3>Các tin khác</h3><ul>{news}</ul></div><div>{_OWNER}</div>"
    )


def broken_lines(plan: Plan) -> bytes:
    """All of the document in one box, a line break after each line, spaces that do not break in front."""
    lines = [html.escape(line) for line in plan.lines()]
    text = "<br />\n<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp; {line}" for line in lines)
    return _page(
        f'<div class=menu_ngang><a href=/>Trang chủ</a></div><div class="noidung"><font size=3>{text}</font></div>'
        f'<div><a href="javascript:history.back()">[Quay lại]</a> <a href="#top">[Về đầu trang]</a></div>'
    )


def word_lists(plan: Plan) -> bytes:
    """Saved as a web page by a word processor: list labels stand in marked spans, bullets in fonts of signs."""
    signs = {3: ("Symbol", "·"), 4: ("Courier New", "o")}
    body = []
    for label, (level, text) in zip(plan.labels(), plan.items, strict=True):
        font, sign = signs.get(level, ("Times New Roman", label))
        body.append(
            f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level{level + 1} "
            f"lfo1'><![if !supportLists]><span style='font-family:\"{font}\"'><span style='mso-list:Ignore'>{sign}"
            "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
            f"{html.escape(text)}<o:p></o:p></p>"
        )
    return _saved(plan, "".join(body))


def word_lists_without_labels(plan: Plan) -> bytes:
    """The same after an editor of web pages threw the labels away: only the definitions of the lists are left."""
    body = "".join(
        f"<p class=MsoListParagraph style='text-indent:-18.0pt; mso-list: l3 level{level + 1} lfo7'>"
        f"{html.escape(text)}</p>"
        for level, text in plan.items
    )
    formats = ("roman-upper", "", "alpha-lower", "bullet", "bullet")
    texts = ("", "%2\\.", "%3\\)", "-", "+")
    style = "@list l3\n\t{mso-list-id:1182;}\n" + "".join(
        f"@list l3:level{place}\n\t{{mso-level-start-at:1;"
        + (f"mso-level-number-format:{name};" if name else "")
        + (f'mso-level-text:"{text}";' if text else "")
        + "text-indent:-18.0pt;}\n"
        for place, (name, text) in enumerate(zip(formats, texts, strict=True), 1)
    )
    return _saved(plan, body, f"<!-- {style} -->")


def _saved(plan: Plan, body: str, style: str = "") -> bytes:
    title = "".join(f"<p class=MsoNormal align=center><b>{line}<o:p></o:p></b></p>" for line in plan.title)
    return _page(
        f"<div class=WordSection1>{_columns(*plan.head)}{title}<p class=MsoNormal>{plan.opening}</p>{body}"
        f"<p class=MsoNormal>{plan.closing}</p>{_columns(('Nơi nhận:', *plan.recipients), plan.signature)}</div>",
        f"{style} p.MsoNormal{{margin:0}}",
    )


SHAPES: dict[str, Callable[[Plan], bytes]] = {
    "tables in tables": tables_in_tables,
    "law library": law_library,
    "pieces in boxes": pieces_in_boxes,
    "province": province,
    "broken lines": broken_lines,
    "word lists": word_lists,
    "word lists without labels": word_lists_without_labels,
}
