"""A template that no period uses, for the addresses that change one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nhipcau.reports.actions.templates import copy_template
from nhipcau.reports.models import Indicator, ReportTemplate

from . import given


def make_templates(place: Any, used: ReportTemplate, now: datetime) -> dict[str, Any]:
    """A template of its own beside the one that is used."""
    made = copy_template(given.coordinator(place), used, name="Mẫu của tỉnh", now=now)
    section = made.sections.get()
    question = section.questions.last()
    ours = {
        **dict.fromkeys(("template", "copy_template", "rename_template", "retire_template", "add_section"), made.pk),
        **dict.fromkeys(("section", "arrange_section", "add_question"), section.pk),
        **dict.fromkeys(("question", "arrange_question"), question.pk),
        "indicator": Indicator.objects.filter(province=place.province).latest("pk").pk,
    }
    return {f"reports:{name}:pk": pk for name, pk in ours.items()}


TEMPLATE_POSTS: dict[str, dict[str, Any]] = {
    "reports:copy_template": {"ban-name": "Mẫu khác"},
    "reports:rename_template": {"ten-name": "Mẫu khác"},
    "reports:add_section": {"phan-heading": "Chuyển đổi số"},
    "reports:section": {"heading": "Chuyển đổi số"},
    "reports:arrange_section": {"viec": "len"},
    "reports:arrange_question": {"viec": "len"},
    "reports:add_question": {"kind": "narrative", "words": "Việc nổi bật"},
    "reports:question": {"kind": "narrative", "words": "Việc nổi bật"},
    "reports:add_indicator": {
        "name": "Lượt xem",
        "unit": "lượt",
        "decimals": "0",
        "direction": "up",
        "totalling": "sum",
    },
    "reports:indicator": {"name": "Lượt xem", "unit": "lượt", "decimals": "0", "direction": "up", "totalling": "sum"},
}
