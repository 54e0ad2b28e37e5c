"""How sure the reader is of each duty: its least sure field, out of the reading alone.

A reading by an older reader says nothing of this; its duties then have no sureness. Pure functions, no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..models import Proposal

# A duty whose least sure field is below this is looked at, even where the reader named no doubt of its own. It is less
# than the 0.95 below which the reader calls a field doubtful: that is one field out of all, this the least of three
# that each rest on the unit as well. Of 119 duties that no rule had seen, on a light scan 42 lie below 0.85, with 12
# of the 13 wrong ones; below 0.95 lie 106, and nobody reads a list of nearly everything. On clean text it is 5 with
# one of the 8 wrong ones against 23 with 4: the others follow in the order of the list, which is the same.
TO_LOOK_AT = 0.85
_FIELDS = ("lead", "coordinating", "deadline")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sureness:
    """The least sure field of a duty: how sure it is (0 to 1), which it is, and the reader's words why, if any."""

    share: float
    name: str
    why: str = ""

    @property
    def sentence(self) -> str:
        """Which field is doubted and why, as the page says it; empty where the reader gave no reason."""
        if not self.why:
            return ""
        names = {"lead": _("Chủ trì"), "coordinating": _("Phối hợp"), "deadline": _("Thời hạn")}
        return f"{names[self.name]}: {self.why}"


def sureness_by_duty(reading: Mapping[str, Any]) -> dict[Key, Sureness]:
    """The least sure of who leads, who coordinates and the time limit, for every duty of a reading that says so."""
    whys = {doubt["pointer"]: doubt["why"] for doubt in reading.get("doubts", ())}
    keys = [(row["path"][:120], row["text"]) for row in reading["assignments"]]
    found: dict[Key, Sureness] = {}
    for pointer, share in reading.get("confidence", {}).items():
        parts = pointer.split("/")  # "", "assignments", which, field
        if len(parts) < 4 or parts[1] != "assignments" or parts[3] not in _FIELDS:
            continue
        key = keys[int(parts[2])]
        if key not in found or share < found[key].share:
            found[key] = Sureness(share, parts[3], whys.get(pointer, ""))
    return found


def key_of(proposal: Proposal) -> Key:
    """What `sureness_by_duty` knows a proposal by: as it was read, so that both parts of a split one are found."""
    return proposal.path, proposal.as_read.get("text", "")
