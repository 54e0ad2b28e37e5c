from __future__ import annotations

import pytest

from ..public import all_as_pdf
from . import given
from .sheets import Printed


@pytest.fixture(scope="session")
def printed() -> dict[str, Printed]:
    """The sample documents as LibreOffice prints them."""
    made = {"report": given.report(), "letter": given.letter(), "minutes": given.minutes(), "sheet": given.sheet()}
    return {name: Printed(content) for name, content in zip(made, all_as_pdf(list(made.values())), strict=True)}
