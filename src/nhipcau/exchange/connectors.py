"""The place for systems that one day publish an interface: until then packages are handed over as files.

A connector is registered by the app that brings it, under the receiver's name (`Receiver`); it takes a finished package
and answers the receiver's own receipt, which is kept in the audit trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .models import Package


class Connector(Protocol):
    """Sends a package to another system."""

    def send(self, package: Package) -> str:
        """Hands the package over; answers the receipt, raises a HouseError where it was not taken."""


CONNECTORS: dict[str, Connector] = {}


def connect(receiver: str, connector: Connector) -> None:
    """Has packages for a receiver sent by `connector`; called from an app's `ready`."""
    CONNECTORS[receiver] = connector
