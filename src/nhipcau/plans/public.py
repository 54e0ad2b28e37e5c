"""What other rooms may use of this one."""

from .actions.proofs import Kept, ProofGiven, discard, keep
from .choices import AssignmentState, Mode, Part, Rhythm
from .errors import ProofRefusedError, SecretProofError
from .models import Assignment, Duty, Figure, Plan, Section, Update

__all__ = [
    "Assignment",
    "AssignmentState",
    "Duty",
    "Figure",
    "Kept",
    "Mode",
    "Part",
    "Plan",
    "ProofGiven",
    "ProofRefusedError",
    "Rhythm",
    "SecretProofError",
    "Section",
    "Update",
    "discard",
    "keep",
]
