"""Brings the demonstration's data up to date and prints its accounts: one process, as starting one takes a second."""

import django
from django.core.management import call_command, get_commands

from .catalogues import compile_stale

LOADERS = (
    ("load_demo",), ("load_demo_plan",), ("load_demo_progress",), ("load_demo_reports",),
    ("load_demo_library", "--some"),  # the worker goes on with the rest while the first page is read
    ("load_demo_portal",),
)  # fmt: skip


def main() -> None:
    compile_stale()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    for name, *options in LOADERS:
        if name in get_commands():
            call_command(name, *options, verbosity=int(name == "load_demo"))  # the accounts are what is printed


if __name__ == "__main__":
    main()
