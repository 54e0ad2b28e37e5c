"""Damage made by program, with a seed: what printing, scanning and old software do to a document."""
