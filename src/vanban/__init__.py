"""Reads Vietnamese administrative documents into structure."""

__version__ = "0.1.0"
