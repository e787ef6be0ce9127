"""Speed of the pages about matters with very many of them, as multiples of their speed with few.

    python -m tests.benchmarks.matters [--matters 50000] [--bureaus 50]

The large library has so many matters in so many bureaus; the small one has one bureau, with as
many as each of those. With ``--bureaus 1`` all of them stand in one bureau, which no county has,
and the small library has 300. Databases, measure and rules are those of ``tests.benchmarks.pages``.
"""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.pages import LIMIT, SMALL, Library, compare, database

FEW = 300


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matters", type=int, default=50_000)
    parser.add_argument("--bureaus", type=int, default=50)
    options = parser.parse_args()
    each = options.matters // options.bureaus
    few = each if options.bureaus > 1 else FEW
    with TemporaryDirectory() as folder, ExitStack() as stack:
        homes = [stack.enter_context(database(n, Path(folder))) for n in ("small", "big")]
        small = Library("small", SMALL, homes[0], matters=(few, 1))
        big = Library("big", SMALL, homes[1], matters=(options.matters, options.bureaus))
        with small.opened("matters"), big.opened("matters"):
            broken = compare(small, big)
    print(
        f"{len(broken)} of {len(small.pages)} pages break a rule: no more queries, at most {LIMIT}"
    )
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
