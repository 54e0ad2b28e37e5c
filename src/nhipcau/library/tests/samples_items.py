"""Items in every step, for the addresses of their pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from nhipcau.library.actions.arranging import HeadingGiven, add_heading
from nhipcau.library.actions.correcting import CorrectionGiven, announce
from nhipcau.library.actions.flow import remark
from nhipcau.library.choices import Stage
from nhipcau.library.models import Category, Edition, Item, PlannedPublication

from .given import THEN, approved, edition, item, published, translated, words


def _at(place: Any, code: str, stage: Stage | None = None) -> Item:
    made = item(place, code=code, words=words(f"Mục {stage or 'mới'} của {code}"))
    if stage:
        Edition.objects.filter(item=made).update(stage=stage)
    return made


def make_items(place: Any, code: str) -> dict[str, Any]:
    """By address, the number of a record that the address fits."""
    editor = place.actor(place.person("editor"))
    mine, submitted, awaiting = _at(place, code), _at(place, code, Stage.SUBMITTED), _at(place, code, Stage.AWAITING)
    done, out = _at(place, code), _at(place, code)
    approved(place, edition(done))
    published(place, out)
    foreign = [translated(place, held, title=f"{held.pk}") for held in (mine, submitted)]
    Edition.objects.filter(pk=foreign[1].pk).update(stage=Stage.AWAITING)
    said = remark(editor, edition(mine), "Xem lại", now=THEN)
    planned = PlannedPublication.objects.create(
        province=place.province, item=done, languages=["vi"], at=THEN + timedelta(days=9000), by_id=editor.user_id
    )
    announce(editor, edition(out), CorrectionGiven("3 km", "4 km", "Niên giám", place.org[code]), now=THEN)
    heading = Category.objects.filter(province=place.province).first() or add_heading(
        place.actor(place.person("editor")), Category, HeadingGiven("Di sản"), now=THEN
    )
    ours = {
        **dict.fromkeys(("item", "write", "about"), mine.pk),
        **dict.fromkeys(("publish",), done.pk),
        **dict.fromkeys(("withdraw", "review"), out.pk),
        "cancel_plan": planned.pk,
        **dict.fromkeys(("submit", "remark", "versions"), edition(mine).pk),
        **dict.fromkeys(("take_back", "take_up", "send_back"), edition(submitted).pk),
        "ask_approval": foreign[0].pk,
        "withdraw_from_approval": foreign[1].pk,
        "approval": edition(awaiting).pk,
        "revoke": edition(done).pk,
        **dict.fromkeys(("correction", "drop_correction"), edition(out).pk),
        "settle": said.pk,
        "heading": heading.pk,
    }
    kinds = {"library:add_heading:kind": "danh-muc", "library:heading:kind": "danh-muc"}
    return {f"library:{name}:pk": pk for name, pk in ours.items()} | kinds


_REASON = {"text": "Xin bổ sung nguồn số liệu"}
ITEM_POSTS: dict[str, dict[str, Any]] = {
    "library:send_back": _REASON,
    "library:revoke": _REASON,
    "library:remark": _REASON,
    "library:withdraw": {**_REASON, "languages": ["vi"]},
    "library:review": {"review_on": "01/12/2026"},
    "library:publish": {"languages": ["vi"], "when": "now"},
    "library:add_heading": {"danh-muc-name": "Biển đảo", "danh-muc-order": "1"},
    "library:heading": {"name": "Di sản thế giới", "order": "1"},
}
