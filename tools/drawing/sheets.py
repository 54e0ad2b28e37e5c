"""The two printed sheets of the demonstration as PDF, set with the house's type."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

STYLE = """
@page { size: A4 %s; margin: 0 }
* { box-sizing: border-box } body { margin: 0; font: 400 11.5pt/1.5 BVNvietnamese, BVNlatin, sans-serif; color: #16241f }
h1 { font-size: 30pt; line-height: 1.15; margin: 0 0 6mm; color: #0c4a3e } h2 { font-size: 14pt; margin: 0 0 2mm; color: #0b6855 }
p, ul { margin: 0 0 4mm } ul { padding-left: 5mm } small { font-size: 8.5pt; color: #4b5b55 }
section { width: 100%%; break-after: page; break-inside: avoid; position: relative } section:last-child { break-after: auto }
img { display: block; width: 100%%; object-fit: cover } .in { padding: 14mm 16mm } .two { columns: 2; column-gap: 10mm }
.card { break-inside: avoid; margin-bottom: 6mm; padding: 5mm; background: #e2f1ec; border-radius: 3mm } .foot { position: absolute; bottom: 8mm; left: 16mm; right: 16mm }
"""
LEAFLET = """<section style="height:296mm"><img src="{bay}" style="height:170mm" alt="Bãi biển Thiên Cầm">
<div class="in"><h1>Hà Tĩnh: núi, sông và biển</h1><p style="font-size:14pt">Một tỉnh nhỏ giữa Trường Sơn và Biển Đông: 137 km bờ biển, những làng hát Ví, Giặm, quê hương của Nguyễn Du và Hải Thượng Lãn Ông. Tờ gấp này giúp khách lần đầu đến chọn đường, chọn chỗ nghỉ và chọn món.</p></div>
<p class="foot"><small>Ấn phẩm của bản trình diễn, in lại tự do, ghi nguồn.</small></p></section>
<section style="height:296mm"><img src="{map}" style="height:140mm" alt="Sơ đồ tỉnh Hà Tĩnh với mười hai điểm đến"><div class="in two">
<div class="card"><h2>Đi bằng gì?</h2><p>Đường bộ: Quốc lộ 1, cao tốc Bắc - Nam, Quốc lộ 8 từ Lào qua Cửa khẩu quốc tế Cầu Treo. Đường sắt: các ga Hương Phố, Yên Trung. Sân bay gần nhất: Vinh.</p></div>
<div class="card"><h2>Ở đâu?</h2><p>Khách sạn tại Thành Sen và Thiên Cầm; nhà nghỉ tại gia ở các làng ven sông La, vùng đệm Vũ Quang.</p></div>
<div class="card"><h2>Xem gì?</h2><ul><li>Một ngày: Tiên Điền, Đồng Lộc.</li><li>Hai ngày: thêm Thiên Cầm, hồ Kẻ Gỗ.</li><li>Ba ngày: thêm Hương Sơn, chùa Hương Tích.</li></ul></div>
<div class="card"><h2>Ăn gì?</h2><p>Cu đơ với nước chè xanh, bưởi Phúc Trạch, cam bù Hương Sơn, mực tươi và cháo canh.</p></div></div>
<p class="foot"><small>Sơ đồ minh họa, không dùng để xác định địa giới.</small></p></section>"""
MAP = """<section style="height:210mm"><img src="{map}" style="height:198mm" alt="Sơ đồ tỉnh Hà Tĩnh với mười hai điểm đến">
<p style="margin:2mm 8mm"><small>Sơ đồ du lịch Hà Tĩnh. Sơ đồ minh họa, không dùng để xác định địa giới. Ấn phẩm của bản trình diễn.</small></p></section>"""


def printed(page: Page, body: str, fonts: str, pictures: dict[str, Path], *, landscape: bool = False) -> bytes:
    """A sheet as PDF; `pictures` stand in its text by name."""
    from base64 import b64encode

    sources = {name: f"data:image/jpeg;base64,{b64encode(path.read_bytes()).decode()}" for name, path in pictures.items()}
    style = fonts + STYLE % ("landscape" if landscape else "")
    page.set_content(f'<html lang="vi"><title>Hà Tĩnh</title><style>{style}</style>{body.format(**sources)}</html>')
    page.evaluate("document.fonts.ready")
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
