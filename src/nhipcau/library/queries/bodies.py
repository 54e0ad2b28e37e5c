"""The stored blocks of a translation beside those of its original: which belongs to which, and where a new one goes.

Pure functions over stored blocks (`{"type", "value", "id"}`); whoever calls them saves. Order of words is never
touched: only what goes along with the original (pictures, galleries, files) is placed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from ..blocks import WORDED
from .passages import FIELDS, PARTS, block_passages

Raw = list[dict[str, Any]]
_NAMESPACE = UUID("6f2f4c1e-5d0b-5a57-9a0e-3b8c1d2e7f41")


def counterpart(language: str, source: str) -> str:
    """The id that the block made from a block of the original has in a language: the same whenever it is made."""
    return str(uuid5(_NAMESPACE, f"{language}:{source}"))


def is_field(name: str) -> bool:
    """Whether a passage is a field or a fact of the page and no block of its body."""
    return name in FIELDS or name.startswith("fact:")


def block_id(name: str) -> str:
    """The block that a passage of the body stands in."""
    return name.partition("/")[0]


def source_of(language: str, name: str, original: Raw) -> str:
    """The passage of the original that a passage of a translation answers to by its name; empty where there is none."""
    if is_field(name):
        return name
    own, slash, part = name.partition("/")
    for block in original:
        if own in (block["id"], counterpart(language, block["id"])):
            return f"{block['id']}{slash}{part}"
    return ""


def type_of(raw: Raw, name: str) -> str:
    """The type of the block that a passage stands in; `field` for the page's own fields, empty for what is gone."""
    if is_field(name):
        return "field"
    return next((block["type"] for block in raw if block["id"] == block_id(name)), "")


def is_rich(raw: Raw, name: str) -> bool:
    """Whether a passage holds HTML of the allow-list; the others are plain text."""
    kind = type_of(raw, name)
    return kind == "paragraph" or (kind == "question" and name.endswith("/answer"))


def text_in(raw: Raw, name: str) -> str:
    """What a passage of a body says; empty where it is not there."""
    for block in raw:
        if block["id"] == block_id(name) and block["type"] in WORDED:
            return str(block_passages(block).get(name) or "")
    return ""


def with_text(raw: Raw, name: str, text: str) -> Raw:
    """The body with one passage saying something else."""
    own, _slash, part = name.partition("/")
    return [
        block if block["id"] != own else {**block, "value": {**block["value"], part: text} if part else text}
        for block in raw
    ]


def without(raw: Raw, name: str) -> Raw:
    """The body without a passage; a quote or question goes when no part of it says anything any more."""
    own, slash, _part = name.partition("/")
    if slash:
        emptied = with_text(raw, name, "")
        raw = emptied
        kept = [block for block in raw if block["id"] == own and any(block_passages(block).values())]
        if kept:
            return raw
    return [block for block in raw if block["id"] != own]


def new_block(type_: str, id_: str, part: str, text: str) -> dict[str, Any]:
    """A worded block that says `text` in one passage."""
    value: Any = {each: text if each == part else "" for each in PARTS[type_]} if type_ in PARTS else text
    return {"type": type_, "value": value, "id": id_}


def placed(raw: Raw, block: dict[str, Any], source: str, original: Raw, made_of: Mapping[str, Iterable[str]]) -> Raw:
    """The body with a block put behind the nearest earlier block of the original that has an answer in it.

    `made_of` tells of each block of the body which blocks of the original it was made from.
    """
    at = _place(raw, source, original, made_of)
    return [*raw[:at], block, *raw[at:]]


def _place(raw: Raw, source: str, original: Raw, made_of: Mapping[str, Iterable[str]]) -> int:
    anchor = _anchor(raw, source, original, made_of)
    return next((n + 1 for n, block in enumerate(raw) if block["id"] == anchor), 0)


def _anchor(raw: Raw, source: str, original: Raw, made_of: Mapping[str, Iterable[str]]) -> str:
    """The block of the body behind which the answer to a block of the original belongs; empty for the beginning."""
    answers: dict[str, str] = {}
    for block in raw:
        for each in made_of.get(block["id"], ()):
            answers[each] = block["id"]  # the last of several
    order = [block["id"] for block in original]
    before = order[: order.index(source)] if source in order else order
    return next((answers[each] for each in reversed(before) if each in answers), "")


def moved(raw: Raw, own: str, source: str, original: Raw, made_of: Mapping[str, Iterable[str]]) -> Raw:
    """The body with a block that goes along standing where the original has it; as it is where it stands right."""
    rest = [block for block in raw if block["id"] != own]
    anchor = _anchor(rest, source, original, made_of)
    if _stands_behind(raw, own, made_of) == anchor:
        return raw
    held = next(block for block in raw if block["id"] == own)
    return placed(rest, held, source, original, made_of)


def _stands_behind(raw: Raw, own: str, made_of: Mapping[str, Iterable[str]]) -> str:
    behind = ""
    for block in raw:
        if block["id"] == own:
            return behind
        if made_of.get(block["id"]):
            behind = block["id"]
    return behind


def told(value: Any) -> str:
    """What a picture, gallery or file shows, as one line that can be compared; ids of list entries do not count."""
    return json.dumps(_bare(value), ensure_ascii=False, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items() if key != "id"}
    return [_bare(each) for each in value] if isinstance(value, list | tuple) else value


def shown(raw: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The blocks of a body that hold no words, by id."""
    return {block["id"]: block for block in raw if block["type"] not in WORDED}
