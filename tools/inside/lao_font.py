"""Makes the served Lao letters of the portal from Noto Sans Lao: `python -m tools.inside.lao_font [FOLDER]`.

By hand, when Noto changes. The fonts stand in the Debian package fonts-noto-core, under the SIL Open Font License,
which lies beside the result. Only Lao letters are kept; Latin ones come from Be Vietnam Pro.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).resolve().parents[2] / "src" / "nhipcau" / "portal" / "static" / "portal" / "fonts"
SOURCE = Path("/usr/share/fonts/truetype/noto")
WEIGHTS = {400: "NotoSansLao-Regular.ttf", 600: "NotoSansLao-Bold.ttf"}
LAO = [*range(0x0E80, 0x0F00), 0x200B, 0x200C, 0x200D, 0x25CC]


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, notdef_outline=True)
    for weight, name in WEIGHTS.items():
        font = subset.load_font(str(source / name), options)
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=LAO)
        chosen.subset(font)
        target = TARGET / f"noto-sans-lao-{weight}.woff2"
        subset.save_font(font, str(target), options)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
