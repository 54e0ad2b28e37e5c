"""The words that the index knows, kept in memory by the process: guessing at a slip of typing looks at all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..models import Word

_LOOKED_AT = 60_000  # words, the commonest
_KEPT = 4  # vocabularies: a province has one for each kind of record


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by their letters without marks: in how many records each stands; and these letters by their number."""

    forms: dict[str, dict[str, int]]
    by_size: dict[int, list[str]]

    def near(self, folded: str, reach: int) -> list[tuple[str, int]]:
        """The letters that differ from these by at most `reach` slips, and by how many."""
        sizes = range(max(1, len(folded) - reach), len(folded) + reach + 1)
        found: list[tuple[str, int]] = []
        for size in sizes:
            near = process.extract(
                folded, self.by_size.get(size, []), scorer=OSA.distance, score_cutoff=reach, limit=None
            )
            found += [(bare, int(distance)) for bare, distance, _place in near]
        return found


def vocabulary(province_id: int, kind: str) -> Vocabulary:
    """What is known now: it is read anew when words have come since (one short statement asks)."""
    return _read(province_id, kind, Word.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def forget_vocabularies() -> None:
    """Empties the memory; for tests, whose databases are emptied as well."""
    _read.cache_clear()


@lru_cache(_KEPT)
def _read(province_id: int, kind: str, _newest: int) -> Vocabulary:
    rows = Word.objects.filter(province_id=province_id, kind=kind, size__gt=0).order_by("-items")
    forms: dict[str, dict[str, int]] = {}
    for word, folded, items in rows.values_list("word", "folded", "items")[:_LOOKED_AT]:
        if folded.isalpha():  # a number is no slip of another
            forms.setdefault(folded, {})[word] = items
    by_size: dict[int, list[str]] = defaultdict(list)
    for folded in forms:
        by_size[len(folded)].append(folded)
    return Vocabulary(forms, by_size)
