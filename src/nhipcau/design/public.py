"""What other rooms may use of this one; pages use `{% load nhipcau %}` (catalogue: README.md)."""

from __future__ import annotations

from .acting import Show, act, acted
from .choices import STATES, Pattern, State, Tone
from .components.charts import ChartColumn, ChartPart
from .forms import Combobox, ComboboxMany, DateField, DateInput, Dropzone
from .telling import tell, toast

__all__ = [
    "STATES", "ChartColumn", "ChartPart", "Combobox", "ComboboxMany", "DateField", "DateInput", "Dropzone", "Pattern",
    "Show", "State", "Tone", "act", "acted", "add_state", "tell", "toast",
]  # fmt: skip


def add_state(key: str, state: State) -> None:
    """Adds a state of an app to the common list; called from its `ready`. Raises ValueError if another has the key."""
    if STATES.setdefault(key, state) != state:
        raise ValueError(f"state {key} is declared twice")
