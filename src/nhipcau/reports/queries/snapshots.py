"""What a version says, whole, as plain JSON: for hashes, snapshots and comparison."""

from __future__ import annotations

from typing import Any

from ..models import ReportVersion


def content_of(version: ReportVersion) -> dict[str, Any]:
    """Everything that a sent version says: answers, figures, difficulties, commendations and the names of annexes.

    Numbers are texts (`"12.5"`), so that nothing is rounded. Six queries.
    """
    answers = version.answers.select_related("question")
    figures = version.figures.select_related("indicator")
    return {
        "version": version.number,
        "empty": version.empty,
        "answers": [
            {"id": row.pk, "question": row.question.key, "section": row.section_id, "update": row.update_id,
             "text": row.text}
            for row in answers
        ],
        "figures": [
            {"id": row.pk, "indicator": row.indicator.code, "part": row.part, "kind": row.kind,
             "value": None if row.value is None else f"{row.value.normalize():f}",
             "estimate": None if row.estimate is None else f"{row.estimate.normalize():f}",
             "reason": row.reason, "as_of": row.as_of.isoformat()}
            for row in figures
        ],
        "difficulties": list(version.difficulties.values("pk", "text", "proposal")),
        "commendations": list(version.commendations.values("pk", "kind", "name", "merit", "form")),
        "annexes": list(version.annexes.values("pk", "name", "size")),
    }  # fmt: skip
