"""`python -m tools.drawing [name …]`: draws the demonstration's pictures anew, all or those named.
`python -m tools.drawing files`: makes its bell, its film, its printed sheets and its table.

The same names give the same pictures; only another Chromium may smooth an edge differently.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from zlib import crc32

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from . import sheets, sounds, table
from .album import ALBUM
from .brush import Sheet, group
from .made import sampan
from .rivers import dawn_river

FOLDER = Path(__file__).parents[2] / "provinces/ha-tinh/thu-vien/anh"
FONTS = Path(__file__).parents[2] / "src/nhipcau/design/static/design/fonts"
OVERSAMPLE = 2
GRAIN = 1.3
MOST_BYTES = 104_000


def main(names: list[str], folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        page = browser.new_page(device_scale_factor=OVERSAMPLE)
        if names == ["files"]:
            files(page, folder.parent)
            names = []
        else:
            names = names or list(ALBUM)
        for name in names:
            picture = photographed(page, ALBUM[name](name))
            target = folder / f"{name}.jpg"
            for quality in range(82, 60, -3):
                picture.save(target, quality=quality, optimize=True, progressive=True)
                if target.stat().st_size <= MOST_BYTES:
                    break
            print(f"{target.stat().st_size // 1024:4d} KB  {name}")
        browser.close()


def files(page: Page, library: Path) -> None:
    """What is no picture: recordings in `ghi`, attachments in `tep`."""
    anh, ghi, tep = library / "anh", library / "ghi", library / "tep"
    (ghi / "chuong-chieu.wav").write_bytes(sounds.bell())
    boat = Sheet("boat", 340, 136)
    boat.add(group(sampan(130, cloth="#7a3b2e"), x=165, y=100))
    scene = io.BytesIO()
    photographed(page, dawn_river("song-la-binh-minh", boat_near=False)).save(scene, "JPEG", quality=88)
    (ghi / "mot-phut-song-lam.webm").write_bytes(sounds.film(page, scene.getvalue(), markup(boat)))
    pictures = {"map": anh / "so-do-tinh.jpg", "bay": anh / "thien-cam.jpg"}
    (tep / "to-gap.pdf").write_bytes(sheets.printed(page, sheets.LEAFLET, letters(), pictures))
    (tep / "so-do.pdf").write_bytes(sheets.printed(page, sheets.MAP, letters(), pictures, landscape=True))
    (tep / "luot-khach.csv").write_text(table.visitors(), encoding="utf-8")


def photographed(page: Page, sheet: Sheet) -> Image.Image:
    """The sheet as pixels: drawn large, made small, with a breath of paper grain and darker corners."""
    page.set_viewport_size({"width": sheet.width, "height": sheet.height})
    page.set_content(f"<style>{letters()} body {{ margin: 0 }} svg {{ display: block }}</style>{markup(sheet)}")
    page.evaluate("document.fonts.ready")
    large = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = np.asarray(large.resize((sheet.width, sheet.height), Image.Resampling.LANCZOS), dtype=np.float32)
    grain = np.random.default_rng(crc32(sheet.name.encode())).normal(0, GRAIN, (sheet.height, sheet.width, 1))
    across = np.linspace(-1, 1, sheet.width)[None, :, None]
    down = np.linspace(-1, 1, sheet.height)[:, None, None]
    corners = 1 - 0.07 * np.clip(across**2 + down**2 - 0.7, 0, None)
    return Image.fromarray(np.clip(small * corners + grain, 0, 255).astype(np.uint8))


def markup(sheet: Sheet) -> str:
    size = f'width="{sheet.width}" height="{sheet.height}" viewBox="0 0 {sheet.width} {sheet.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(sheet.defs)}</defs>{"".join(sheet.body)}</svg>'


def letters() -> str:
    """The house's own type, for the few pictures that carry words."""
    from base64 import b64encode

    faces = []
    for part in ("latin", "vietnamese"):
        for weight in (400, 600):
            data = b64encode((FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2").read_bytes()).decode()
            source = f"src: url(data:font/woff2;base64,{data})"
            faces.append(f"@font-face {{ font-family: BVN{part}; font-weight: {weight}; {source} }}")
    return "".join(faces)


if __name__ == "__main__":
    main(sys.argv[1:])
