"""The `nhipcau` command: Django's management commands with this project's settings."""

import os
import sys


def main() -> None:
    """Runs a management command; the demonstration settings apply unless DJANGO_SETTINGS_MODULE says otherwise.

    The demonstration settings answer on this machine's own addresses only, so that an installation
    which forgets to choose its settings is out of reach rather than unprotected.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.config.settings.demo")
    from django.core.management import execute_from_command_line

    # `nhipcau new-province` reads better than `new_province`; commands are modules and cannot have a hyphen.
    name = [argument.replace("-", "_") for argument in sys.argv[1:2] if not argument.startswith("-")]
    execute_from_command_line([sys.argv[0], *(name or sys.argv[1:2]), *sys.argv[2:]])


if __name__ == "__main__":
    main()
