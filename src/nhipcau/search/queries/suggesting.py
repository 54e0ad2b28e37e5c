"""Titles that go on as somebody is typing."""

from __future__ import annotations

from django.db.models import Q

from ..engines import Ask, Need, Words, current_engine, needs_of
from ..models import Entry, Word
from ..text import LANGUAGE, Term, facet, fold_word, is_dense, parse, shelf, words_of
from ..text.marking import marked_beginnings
from .shapes import Suggestion

_ENDINGS = 12  # of the word that is being typed, the commonest
_LOOKED_AT = 200  # titles, the newest


def suggest(
    province_id: int,
    kind: str,
    typed: str,
    *,
    languages: tuple[str, ...] = (),
    public_only: bool = True,
    limit: int = 8,
) -> list[Suggestion]:
    """At most `limit` records whose titles hold the words typed so far, of which the last may be a beginning.

    Marks may be left out, those that are typed count. Titles that begin as typed come first; each title once.
    """
    terms = parse(typed)
    if not terms:
        return []
    last, heads = terms[-1], terms[:-1]
    scope = ((shelf(province_id, kind, public=public_only),), tuple(facet(LANGUAGE, each) for each in languages))
    open_need = needs_of((last,))[0] if typed[-1:].isspace() else _open(province_id, kind, last)
    ask = Ask(kind, (*needs_of(heads), open_need), tuple(choice for choice in scope if choice), in_title=True)
    found = {each.entry_id: each.weight for each in current_engine().holding(ask, _LOOKED_AT)}
    begun = f"{' '.join(fold_word(word) for word in words_of(typed))}"
    rows = Entry.objects.filter(pk__in=found).values_list("pk", "object_id", "language", "title", "title_folded")
    best = sorted(rows, key=lambda row: (not row[4].startswith(begun), -found[row[0]], -row[0]))
    once = {row[3]: row for row in reversed(best)}
    chosen = [row for row in best if once[row[3]] == row][:limit]
    return [
        Suggestion(object_id, language, title, marked_beginnings(title, terms))
        for _pk, object_id, language, title, _folded in chosen
    ]


def _open(province_id: int, kind: str, last: Term) -> Need:
    """The last word and the commonest words that it may become."""
    word = last.words[-1]
    if len(last.words) > 1 or is_dense(word):
        return needs_of((last,))[0]
    begins = Q(word__startswith=word) if last.marked else Q(folded__startswith=word)
    vocabulary = Word.objects.filter(begins, province_id=province_id, kind=kind, size__gt=0)
    column = "word" if last.marked else "folded"
    endings = vocabulary.order_by("-items", "word").values_list(column, flat=True)[: _ENDINGS * 2]
    return tuple(Words((each,), folded=not last.marked) for each in dict.fromkeys([word, *endings]))
