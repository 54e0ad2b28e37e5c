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

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
