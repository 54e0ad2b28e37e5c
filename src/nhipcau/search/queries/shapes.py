"""What can be asked of the search service, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..choices import Order, Tier


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question to the index.

    `kind` is what the room registered its records under. `words` may be empty: then everything in scope is
    found, newest first. `facets` narrows: {"topic": ["heritage", "food"], "year": ["2026"]}: any of the values
    of a name, all of the names. `count` names the facets whose values are to be counted ("language" is always
    there). Strangers get `public_only`, which is the default; a back office that has checked its reader's rights
    may set it to False. `page` counts from 1.
    """

    province_id: int
    kind: str
    words: str = ""
    languages: tuple[str, ...] = ()
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    count: tuple[str, ...] = ()
    order: Order = Order.BEST
    public_only: bool = True
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `title` and `snippet` are safe HTML with the found words in <mark>."""

    object_id: int
    language: str
    tier: Tier
    title: SafeString
    snippet: SafeString
    dated: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a `SearchQuery`.

    `total` is exact unless `more` is set: then it is the most that are weighed, and there are more. The counts of
    `facets` ({name: {value: records}}, most frequent value first) are of the records in `total`; for a name
    that narrows the question they are what its other values would give. `suggestion` is what the person may have
    meant; `corrected` says that nothing was found as typed, so that `hits` answer the suggestion instead.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str = ""
    corrected: bool = False

    @property
    def total_text(self) -> str:
        """The number of records for people: `1.204`, or `hơn 2.000`."""
        number = number_format(self.total, force_grouping=True)
        return _("hơn %(number)s") % {"number": number} if self.more else str(number)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record whose title goes on as somebody is typing. `marked` is safe HTML with what was typed in <mark>."""

    object_id: int
    language: str
    title: str
    marked: SafeString
