"""What is indexed of a text, and what a person typed: pure functions, the same for every engine."""

from .scopes import LANGUAGE, WITHOUT_MARKS, facet, scope_of, shelf
from .terms import MOST_TERMS, Term, other_numbers, parse, tokens_asked
from .words import LONGEST_TEXT, clean, fold_word, is_dense, pairs, signs, spans, tokens_of, words_of

__all__ = [
    "LANGUAGE",
    "LONGEST_TEXT",
    "MOST_TERMS",
    "WITHOUT_MARKS",
    "Term",
    "clean",
    "facet",
    "fold_word",
    "is_dense",
    "other_numbers",
    "pairs",
    "parse",
    "scope_of",
    "shelf",
    "signs",
    "spans",
    "tokens_asked",
    "tokens_of",
    "words_of",
]
