"""Builds the data of `vanban.repair`: counts of words, pairs and triples, and how engines misread letters."""
