"""The parts of a Word file, found through its relationships and never through paths."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from vanban.errors import Corrupt, MissingReader, Unsupported
from vanban.model import Limits, Warning_
from vanban.sources.archive import Archive
from vanban.sources.numbering import W

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("DOCX", "docx") from missing

BROKEN = "Tệp Word đã hỏng nên không đọc được; hãy mở bằng phần mềm soạn thảo, lưu lại thành .docx rồi gửi lại."
_OTHER = "Tệp nén này không phải văn bản Word (.docx); hãy lưu văn bản thành .docx hoặc .pdf rồi gửi lại."
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parser_options() -> dict[str, Any]:
    """How every XML part is parsed: nothing is expanded, nothing fetched, depth is bounded."""
    return {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class Package:
    """An opened Word file: its main part as bytes and its other parts as trees."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)
        main = next((target for kind, target in self._relations("") if kind == "officeDocument"), "word/document.xml")
        content = self._archive.read(main)
        if content is None or b"wordprocessingml" not in content[:65536]:
            raise Unsupported(_OTHER)
        self.document = content.replace(_STRICT, _TRANSITIONAL)
        self._related = list(self._relations(main))

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        content = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if content is None:
            return
        for relation in self.parsed(content).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                yield (relation.get("Type") or "").rpartition("/")[2], target.lstrip("/")

    @staticmethod
    def parsed(content: bytes) -> Any:
        """Answer the root element; a document type declaration, which Word never writes, is refused."""
        try:
            root = etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), etree.XMLParser(**parser_options()))
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise Corrupt(BROKEN) from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise Corrupt(BROKEN)
        return root

    def roots(self, kind: str) -> Iterator[Any]:
        """The parts that stand in this relation to the document (`numbering`, `styles`, `header` …)."""
        for found, target in self._related:
            content = self._archive.read(target) if found == kind else None
            if content is not None:
                yield self.parsed(content)

    def warnings(self, text: str) -> Iterator[Warning_]:
        """What there is to say about parts that are not read."""
        names = [name.lower() for name in self._archive.names]
        if any(name.endswith("vbaproject.bin") for name in names):
            yield Warning_("macros", "Tệp có macro; macro không được chạy và không được đọc.")
        if any("/embeddings/" in name or "/activex/" in name for name in names):
            yield Warning_("embedded", "Tệp có nhúng tệp khác hoặc điều khiển; phần nhúng không được đọc.")
        if any("/diagrams/data" in name for name in names):
            yield Warning_("left_out", "Văn bản có sơ đồ (SmartArt); chữ trong sơ đồ không được đọc.")
        if not text.strip() and any("/media/" in name for name in names):
            yield Warning_(
                "scan", "Văn bản chỉ có ảnh chụp, không có chữ; hãy gửi tệp soạn thảo hoặc bản nhận dạng chữ."
            )
