"""Nhịp Cầu, the platform: see docs/decisions/0001-the-house.md for the plan of its rooms."""
