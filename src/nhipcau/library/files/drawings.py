"""SVG: a drawing that may carry programs and fetch from other hosts. What is left of one is lines, shapes and words."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from ..errors import DamagedFileError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
    "marker", "filter", "feGaussianBlur", "feOffset", "feBlend", "feColorMatrix", "feComposite", "feFlood", "feMerge",
    "feMergeNode",
}  # fmt: skip
ATTRIBUTES = {
    "id", "class", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "width",
    "height", "viewBox", "preserveAspectRatio", "transform", "fill", "fill-opacity", "fill-rule", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit",
    "stroke-opacity", "opacity", "clip-path", "clip-rule", "mask", "color", "display", "visibility", "offset",
    "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits",
    "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "markerWidth",
    "markerHeight", "markerUnits", "refX", "refY", "orient", "marker-start", "marker-mid", "marker-end", "filter",
    "filterUnits", "in", "in2", "result", "stdDeviation", "dx", "dy", "mode", "type", "values", "operator",
    "flood-color", "flood-opacity", "font-family", "font-size", "font-weight", "font-style", "letter-spacing",
    "text-anchor", "dominant-baseline", "baseline-shift", "rotate", "startOffset", "pathLength", "version", "href",
}  # fmt: skip
_URL = re.compile(r"url\s*\(\s*['\"]?\s*(?!['\"]?#)", re.IGNORECASE)


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin as XML with an `svg` in it."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and re.search(rb"<(\w+:)?svg[\s>]", start) is not None


def clean(data: bytes) -> bytes:
    """The drawing with the elements and attributes of the list and references into itself, and nothing else.

    Raises DamagedFileError where it is no well-formed SVG.
    """
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise DamagedFileError(_("Hình vẽ SVG bị hỏng. Xin xuất lại từ phần mềm vẽ.")) from problem
    if root.tag != f"{{{SVG}}}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFileError(_("Hình vẽ SVG không đúng chuẩn. Xin xuất lại từ phần mềm vẽ, loại “SVG thuần”."))
    cleaned = _copy(root)
    return etree.tostring(cleaned, xml_declaration=True, encoding="UTF-8")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def _copy(root: etree._Element) -> etree._Element:
    """A tree of what is allowed, built anew, so that nothing is left over by oversight. Goes down without recursion."""
    names: Any = {None: SVG, "xlink": XLINK}
    made = etree.Element(root.tag, nsmap=names)
    waiting = [(root, made)]
    while waiting:
        source, target = waiting.pop()
        target.text = source.text
        for name, value in _attributes(source):
            target.set(name, value)
        for child in source:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name in ELEMENTS and child.tag == f"{{{SVG}}}{name}":
                copied = etree.SubElement(target, child.tag)
                copied.tail = child.tail
                waiting.append((child, copied))
    return made


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    kept = []
    for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        place = etree.QName(name)
        local, space = place.localname, place.namespace
        if local not in ATTRIBUTES or (space and not (space == XLINK and local == "href")):
            continue
        if (local == "href" and not value.strip().startswith("#")) or _URL.search(value) or "\\" in value:
            continue
        kept.append((name, value))
    return kept
