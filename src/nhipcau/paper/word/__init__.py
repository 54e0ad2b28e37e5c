"""Descriptions made into DOCX, with python-docx around and plain elements inside: long tables stay quick."""
