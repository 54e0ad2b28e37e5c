"""A text as a form: each block a few fields, structure changed by buttons, so that it works without script.

The fields of the block at place `i` are `b-<i>-type`, `b-<i>-id` and those of its type; `blocks` says how many there
are. Ids come back as they went: they are what passages of translations point to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from ..blocks import clean_html, picture_ids
from .pasted import as_typed, blocks_of, paragraph_of

MOST_BLOCKS = 400
LABELS = {
    "paragraph": _("Đoạn văn"),
    "heading": _("Tiêu đề mục"),
    "picture": _("Ảnh"),
    "gallery": _("Bộ ảnh"),
    "quote": _("Trích dẫn"),
    "question": _("Hỏi và đáp"),
    "recording": _("Video, bản ghi âm"),
    "file": _("Tệp tải về"),
}


@dataclass(slots=True)
class Field:
    """A block as the page shows it; `texts` are its fields by name, `chosen` the ids of its pictures or file."""

    id: str
    type: str
    texts: dict[str, str] = field(default_factory=dict)
    chosen: list[int] = field(default_factory=list)

    @property
    def label(self) -> Any:
        """What its kind is called; another room's kinds go along unchanged and are not edited here."""
        return LABELS.get(self.type, self.type)


def fields_of(body: Sequence[Mapping[str, Any]]) -> list[Field]:
    """Stored blocks as fields."""
    return [_field(block) for block in body]


def _field(block: Mapping[str, Any]) -> Field:
    made, value = Field(str(block.get("id") or uuid4()), block["type"]), block["value"]
    if made.type == "heading":
        made.texts = {"text": value or ""}
    elif made.type == "paragraph":
        made.texts = {"text": as_typed(value or "")}
    elif made.type == "quote":
        made.texts = {"text": value.get("text") or "", "source": value.get("source") or ""}
    elif made.type == "question":
        made.texts = {"question": value.get("question") or "", "answer": as_typed(value.get("answer") or "")}
    elif made.type in ("picture", "gallery"):
        made.chosen = picture_ids(made.type, value)
    elif made.type in ("recording", "file") and value:
        made.chosen = [int(value)]
    return made


def fields_posted(post: Any) -> list[Field]:
    """The blocks of a form that came back, in their order."""
    count = post.get("blocks", "0")
    found = []
    for at in range(min(int(count) if count.isdecimal() else 0, MOST_BLOCKS)):
        start = f"b-{at}-"
        kind = post.get(f"{start}type", "")
        if not kind:
            continue
        texts = {name: post[f"{start}{name}"] for name in ("text", "source", "question", "answer")
                 if f"{start}{name}" in post}  # fmt: skip
        chosen = [int(pk) for pk in post.getlist(f"{start}chosen") if pk.isdecimal()]
        found.append(Field(post.get(f"{start}id") or str(uuid4()), kind, texts, chosen))
    return found


def restructured(blocks: list[Field], act: str) -> list[Field]:
    """The blocks after a button was pressed: `add:<type>:<place>`, `up:<place>`, `down:<place>` or `drop:<place>`."""
    what, _colon, rest = act.partition(":")
    if what == "add":
        kind, _colon, place = rest.partition(":")
        at = min(int(place), len(blocks)) if place.isdecimal() else len(blocks)
        return [*blocks[:at], Field(str(uuid4()), kind), *blocks[at:]] if kind in LABELS else blocks
    at = int(rest) if rest.isdecimal() else -1
    if not 0 <= at < len(blocks):
        return blocks
    changed = list(blocks)
    moved = changed.pop(at)
    if what == "up":
        changed.insert(max(at - 1, 0), moved)
    elif what == "down":
        changed.insert(at + 1, moved)
    elif what != "drop":
        return blocks
    return changed


def body_of(blocks: Sequence[Field], stored: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks to store. What nobody touched stays to the letter; empty ones go; several paragraphs that were pasted
    into a new block become blocks of their own."""
    known = {block.get("id"): block for block in stored}
    return [made for block in blocks for made in _made(block, known.get(block.id))]


def _made(block: Field, known: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    if known and (block.type not in LABELS or _same(_field(known), block)):
        yield dict(known)
        return
    text = {name: value.strip() for name, value in block.texts.items()}
    if block.type == "paragraph" and known is None:
        for at, piece in enumerate(blocks_of(text.get("text", ""))):
            yield {**piece, "id": block.id if at == 0 else str(uuid4())}
        return
    value = _value(block, text, known)
    if value:
        yield {"type": block.type, "id": block.id, "value": value}


def _value(block: Field, text: Mapping[str, str], known: Mapping[str, Any] | None) -> Any:
    if block.type == "heading":
        return " ".join(text.get("text", "").split())[:200]
    if block.type == "paragraph":
        return _paragraph(text.get("text", ""))
    if block.type == "quote":
        return {"text": text.get("text", ""), "source": text.get("source", "")} if text.get("text") else None
    if block.type == "question":
        said = {"question": text.get("question", ""), "answer": _paragraph(text.get("answer", ""))}
        return said if any(said.values()) else None
    if block.type == "gallery":
        ids = {each["value"]: each["id"] for each in (known or {}).get("value") or () if isinstance(each, dict)}
        return [{"type": "item", "value": pk, "id": ids.get(pk) or str(uuid4())} for pk in block.chosen]
    return block.chosen[0] if block.chosen else None


def _paragraph(typed: str) -> str:
    return clean_html(paragraph_of(typed))


def _same(stored: Field, posted: Field) -> bool:
    def told(each: Field) -> Any:
        return each.type, {name: _lines(text) for name, text in each.texts.items()}, each.chosen

    return bool(told(stored) == told(posted))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
