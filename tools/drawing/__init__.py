"""The pictures of the demonstration library, drawn by code: `python -m tools.drawing` (needs the test libraries)."""
