"""Tests that belong to no single room; each room's own are in its `tests/`."""
