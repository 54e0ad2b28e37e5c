"""`{% load nhipcau %}`: every page component of the house (catalogue: nhipcau/design/README.md)."""

from ..components import register

__all__ = ["register"]
