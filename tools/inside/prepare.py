"""Brings the demonstration's data up to date and prints its accounts: one process, as starting one takes a second."""

import django
from django.core.management import call_command, get_commands

from .catalogues import compile_stale


def main() -> None:
    compile_stale()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if "load_demo" in get_commands():
        call_command("load_demo")


if __name__ == "__main__":
    main()
