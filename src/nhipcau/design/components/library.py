from __future__ import annotations

from typing import Any

from django.forms.utils import flatatt
from django.template import Library
from django.utils.safestring import SafeString

register = Library()


def attributes(given: dict[str, Any]) -> SafeString:
    """HTML attributes from keyword arguments: `hx_post="…"` → ` hx-post="…"`, True → bare, None and False → absent.

    Raises ValueError for `style` and `on…`: the content security policy would silently drop them.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in given.items() if value != ""}
    for name in named:
        if name == "style" or name.startswith(("on", "hx-on")):
            raise ValueError(f"the attribute {name} is barred by the content security policy")
    return flatatt(named)
