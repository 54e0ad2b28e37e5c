"""What other rooms may use of this one."""

from .actions.proofs import Kept, ProofGiven, discard, keep
from .choices import AssignmentState, Mode, Part, Rhythm
from .errors import ProofRefusedError, SecretProofError
from .models import Assignment, Duty, Figure, Plan, Section, Update
from .queries.overview_parts import OverviewPart, add_overview_part

__all__ = [
    "Assignment",
    "AssignmentState",
    "Duty",
    "Figure",
    "Kept",
    "Mode",
    "OverviewPart",
    "Part",
    "Plan",
    "ProofGiven",
    "ProofRefusedError",
    "Rhythm",
    "SecretProofError",
    "Section",
    "Update",
    "add_overview_part",
    "discard",
    "keep",
]
