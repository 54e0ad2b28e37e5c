"""What narrows a search, as tokens of the index: no word has their signs, so none is taken for a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from .words import fold_word

_VALUE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,79}")
LANGUAGE = "language"
WITHOUT_MARKS = "marks=none"  # a text that came without any, in which words that were typed with marks are sought too


def shelf(province_id: int, kind: str, *, public: bool) -> str:
    """The token of a province's records of a kind: all of them, or those that everybody may find."""
    return f"@{'public' if public else 'all'}={province_id}.{fold_word(kind)}"


def facet(name: str, value: str) -> str:
    """The token of one value of a facet. ValueError where one is not made of `a-z 0-9 _ . : -`."""
    if not _VALUE.fullmatch(name) or not _VALUE.fullmatch(value.lower()):
        raise ValueError(f"no facet of a search: {name!r} {value!r}")
    return f"{name}={value.lower()}"


def scope_of(
    province_id: int,
    kind: str,
    language: str,
    public: bool,
    facets: Mapping[str, Collection[str]],
    *,
    marks: bool,
) -> tuple[str, ...]:
    """All tokens of a record; `marks` says whether there are any in its text."""
    shelves = [shelf(province_id, kind, public=False), *([shelf(province_id, kind, public=True)] if public else [])]
    own = [facet(name, value) for name, values in facets.items() for value in values]
    bare = [] if marks else [WITHOUT_MARKS]
    return (*shelves, facet(LANGUAGE, language), *dict.fromkeys(own), *bare)
