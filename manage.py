#!/usr/bin/env python
"""Command-line door of eduplan."""

import os
import sys

from eduplan.command_line import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eduplan.settings")
    run(sys.argv)
