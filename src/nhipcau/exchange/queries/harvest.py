"""What an OAI-PMH harvester asks for: records by date and set, page by page, those that went among them.

The protocol is that of openarchives.org, version 2.0; names in quotes are its own. A resumption token carries the
whole question and the place reached in it, so nothing is remembered between two requests.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from nhipcau.core.public import Province
from nhipcau.library.public import KINDS

from .chosen import after, latest_of_each

PAGE = 100


class OaiError(Exception):
    """An error of the protocol: `code` as it prescribes, told inside of the answer."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Question:
    """A list request: `begins` and `ends` as the harvester wrote them, and behind which record to go on."""

    prefix: str
    begins: str = ""
    ends: str = ""
    of_set: str = ""
    stamp: str = ""
    pk: int = 0

    def token(self) -> str:
        """The question as an opaque word."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()


def question_of(token: str) -> Question:
    """The question that a resumption token carries; OaiError("badResumptionToken") for anything else."""
    try:
        told = json.loads(base64.urlsafe_b64decode(token.encode()))
        question = Question(**told)
        if question.stamp:
            datetime.fromisoformat(question.stamp)
        int(question.pk)
    except (binascii.Error, ValueError, TypeError) as problem:
        raise OaiError("badResumptionToken", "The resumption token is not one of ours.") from problem
    return question


def page_of(province: Province, question: Question) -> tuple[list[Any], Question | None]:
    """The next records of a list, and the question that goes on behind them (None at the end)."""
    rows = _rows(province, question)
    if question.stamp:
        rows = after(rows, datetime.fromisoformat(question.stamp), question.pk)
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, None
    last = found[PAGE - 1]
    stamp = last.stamp.isoformat()
    return found[:PAGE], Question(question.prefix, question.begins, question.ends, question.of_set, stamp, last.pk)


def _rows(province: Province, question: Question) -> QuerySet[Any]:
    if len(question.begins) != len(question.ends) and question.begins and question.ends:
        raise OaiError("badArgument", "from and until must have the same granularity.")
    rows = in_set(latest_of_each(province), question.of_set) if question.of_set else latest_of_each(province)
    if question.begins:
        rows = rows.filter(stamp__gte=_moment(question.begins, at_end=False))
    if question.ends:
        rows = rows.filter(stamp__lt=_moment(question.ends, at_end=True))
    return rows


def _moment(written: str, *, at_end: bool) -> datetime:
    """The first moment of a written day or second, or the first behind it."""
    try:
        if len(written) == len("2026-01-01"):
            day = date.fromisoformat(written) + timedelta(days=at_end)
            return datetime.combine(day, time(), UTC)
        moment = datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as problem:
        raise OaiError("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.") from problem
    return moment + timedelta(seconds=at_end)


def in_set(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    """Those rows that belong to a set; OaiError where there is no such set."""
    sort, _, value = name.partition(":")
    if sort == "kind" and value in KINDS:
        return rows.filter(kind=value)
    if sort == "language" and value in settings.NHIPCAU_CONTENT_LANGUAGES:
        return rows.filter(language=value)
    raise OaiError("badArgument", "There is no such set.")


def sets() -> list[tuple[str, str]]:
    """Every set with its name: one for each kind, one for each language."""
    kinds = [(f"kind:{code}", str(kind.label)) for code, kind in KINDS.items()]
    return [*kinds, *((f"language:{code}", code) for code in settings.NHIPCAU_CONTENT_LANGUAGES)]
