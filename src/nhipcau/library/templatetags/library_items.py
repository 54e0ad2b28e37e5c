"""Languages as pages name them."""

from __future__ import annotations

from django.template import Library
from django.utils.translation import get_language

from nhipcau.core.public import language

register = Library()


@register.filter
def language_name(code: str) -> str:
    """`lo` → `Tiếng Lào`, in English `Lao`."""
    found = language(code)
    return found.english if get_language() == "en" else found.name


@register.filter
def language_tag(code: str) -> str:
    """The code for `lang` attributes."""
    return language(code).tag
