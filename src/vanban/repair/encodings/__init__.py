"""Old Vietnamese encodings: TCVN3 (ABC), VNI, VISCII, Windows-1258, VIQR, and UTF-8 read as Western European.

For readers of formats: `encoding_of_font(name)` says whether a run's font tells its encoding; hand such runs over as
`FontRun(start, end, font name)` with their text as stored (a soft hyphen U+00AD is the `ư` of TCVN3, keep it).
`unmap(text, font)` brings a page, a paragraph or a run to Unicode with the way back to each letter.
"""

from vanban.repair.encodings.fonts import encoding_of_font
from vanban.repair.encodings.mapping import Mapped, unmap, unmap_runs
from vanban.repair.encodings.tables import encode

__all__ = ["Mapped", "encode", "encoding_of_font", "unmap", "unmap_runs"]
