#!/usr/bin/env python3
"""Every chore of the project under one command; needs nothing but Python 3.11 or newer.

`python3 dev.py` lists the chores. What each one does is in `tools/`, which also uses the standard library
alone, so that it works before anything is installed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  this file may be started by an older Python, to be told so
    sys.exit("Cần Python 3.11 trở lên; lệnh này đang chạy bằng Python {}.{}.".format(*sys.version_info[:2]))

from tools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
