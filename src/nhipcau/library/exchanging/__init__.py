"""Texts that leave for translators and come back: pure functions over strings and bytes, without a database."""
