"""Small programs that `dev.py` starts with the environment's own Python, where the libraries are."""
