"""What `dev.py` does. Standard library only; the code that needs the installed libraries is in `tools/inside`
and `tools/drawing`."""
