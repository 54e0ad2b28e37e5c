"""What a person typed into a search box, as terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .words import clean, fold_word, is_dense, pairs, words_of

MOST_TERMS = 24
LONGEST_TYPED = 1000

_QUOTED_OR_PLAIN = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')
_SHORTEST_WITH_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; most often a single one."""

    words: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether the person typed marks, and so means these letters and no others."""
        return self.words != self.folded

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold_word(word) for word in self.words)


def parse(typed: str) -> tuple[Term, ...]:
    """What was typed, as terms that must all be found.

    Quoted words are a phrase; so is what is written together with digits in it (`57-KL/TW`, `15/11/2026`).
    Anything else than letters and digits has no meaning of its own; at most `MOST_TERMS` terms count.
    """
    terms: list[Term] = []
    for quoted, plain in _QUOTED_OR_PLAIN.findall(clean(typed[:LONGEST_TYPED])):
        words = words_of(quoted or plain)
        together = quoted or any(mark.isdigit() for mark in plain)
        terms += [Term(tuple(words))] if words and together else [Term((word,)) for word in words]
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def tokens_asked(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The index's tokens for words side by side, and whether the last of them is only a beginning.

    A dense word may go on where it was typed to the end, so its last sign alone is asked for only where it is all.
    """
    tokens: list[str] = []
    for place, word in enumerate(words):
        if not is_dense(word):
            tokens.append(word)
            continue
        cut = pairs(word)
        last = place == len(words) - 1
        tokens += cut[:-1] if last and len(cut) > 1 else cut
    alone = is_dense(words[-1]) and len(pairs(words[-1])) == 1
    return tuple(tokens), alone


def other_numbers(word: str) -> tuple[str, ...]:
    """A folded word in the singular and plural of English and French, other than itself; none for short words.

    No Vietnamese syllable ends in `s` or `x`, so Vietnamese text answers to none of these.
    """
    if len(word) < _SHORTEST_WITH_PLURAL or not word.isascii() or not word.isalpha():
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith(("ches", "shes", "sses", "xes")):
        return (word[:-2], word[:-1])
    if word.endswith(("s", "x")) and not word.endswith("ss"):
        return (word[:-1],)
    if word.endswith("y"):
        return (word[:-1] + "ies", word + "s")
    return (word + "s", word + "es") if word.endswith(("ch", "sh", "ss")) else (word + "s", word + "x")
