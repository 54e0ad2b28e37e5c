"""A reading as one page to look at: the source text with everything found in it marked, without script."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator

from vanban.model import Reading

_STYLE = """
body{font:16px/1.6 "Be Vietnam Pro",system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b2320}
pre{white-space:pre-wrap;font:inherit;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#55605b}dd{margin:0}
mark{background:none;color:inherit;border-bottom:2px solid #7a8a83;border-radius:2px}
.lead{background:#d8eee2;border-color:#1c7a50}.coordinating{background:#e7f0fb;border-color:#2a62a8}
.deadline{background:#fdf0c9;border-color:#9a6b00}.citation{border-style:dashed}.metadata{border-color:#1b2320}
.repair{text-decoration:underline wavy #9a6b00}
@media print{mark{border-bottom-width:1px}}
"""
_KINDS = {
    "metadata": "phần đầu và phần ký",
    "lead": "cơ quan chủ trì",
    "coordinating": "cơ quan phối hợp",
    "deadline": "thời hạn",
    "citation": "văn bản được viện dẫn",
    "recipient": "nơi nhận",
    "report": "thời hạn báo cáo",
}
_POINTER = re.compile(r"/(assignments/\d+/)?(\w+)")
_NAMES = {"citations": "citation", "recipients": "recipient", "report_deadlines": "report"}
_FIELDS = (
    ("kind", "Loại văn bản"),
    ("number", "Số, ký hiệu"),
    ("date", "Ngày ban hành"),
    ("issuer", "Cơ quan ban hành"),
    ("title", "Trích yếu"),
    ("signer", "Người ký"),
)


def annotated_html(reading: Reading) -> str:
    """Answer an HTML page (UTF-8, no script, nothing fetched): header fields, then the text with its findings
    marked; each unit has its path as the anchor `#muc-II.3.đ`."""
    about = reading.metadata
    title = html.escape(" ".join(part for part in (about.kind, about.number) if part) or "Văn bản")
    rows = "".join(
        f"<dt>{label}</dt><dd>{html.escape(str(value))}</dd>"
        for key, label in _FIELDS
        if (value := getattr(about, key)) is not None
    )
    legend = " ".join(f'<mark class="{kind}">{words}</mark>' for kind, words in _KINDS.items())
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{title}</h1><dl>{rows}</dl><p>{legend}</p>\n<pre>{''.join(_pieces(reading))}</pre>"
        "</main></body></html>\n"
    )


def _pieces(reading: Reading) -> Iterator[str]:
    """The text cut wherever a finding starts or ends, each piece inside the findings that hold it."""
    source = reading.source_text
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for kind, start, end in _found(reading):
        opens.setdefault(start, []).append(kind)
        closes.setdefault(end, []).append(kind)
    anchors = {unit.start: unit.path for unit in reading.units}
    cuts = sorted({0, len(source), *opens, *closes, *anchors})
    held: dict[str, int] = {}
    for start, end in itertools.pairwise(cuts):
        for kind in closes.get(start, ()):
            held[kind] -= 1
        for kind in opens.get(start, ()):
            held[kind] = held.get(kind, 0) + 1
        if start in anchors:
            yield f'<a id="muc-{html.escape(anchors[start])}"></a>'
        words = html.escape(source[start:end])
        kinds = [kind for kind, times in held.items() if times > 0]
        if kinds:
            said = "; ".join(_KINDS[kind] for kind in kinds)
            yield f'<mark class="{" ".join(kinds)}" title="{said}">{words}</mark>'
        else:
            yield words


def _found(reading: Reading) -> Iterator[tuple[str, int, int]]:
    for pointer, spans in reading.evidence.items():
        match = _POINTER.match(pointer)
        kind = _NAMES.get(match[2], match[2]) if match else ""
        if kind in _KINDS:
            for span in spans:
                if span.start < span.end:
                    yield kind, span.start, span.end
    for cited in reading.citations:
        yield "citation", cited.start, cited.end
