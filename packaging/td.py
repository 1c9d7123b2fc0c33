"""Ask ten thousand random T&D histories of umdesk and of a program that looks at every day, and print what was tried.

    make td                          10,000 histories, part time in two of five, in about 15 minutes
    make td HISTORIES=500 SEED=7     fewer, others

What is used and left, the first day over, the first day of the warning and the last allowed day have to be equal; the
first history that differs ends it with its number, and `--only NUMBER` repeats it.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.td_comparing import compare  # noqa: E402 -- the tests lie beside this folder

_SAID_EACH = 1000


def main() -> int:
    """Compare; 1 when a history differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0, help="the number of the first history")
    asked.add_argument("--only", type=int, help="compare this one history")
    options = asked.parse_args()
    seeds = [options.only] if options.only is not None else range(options.seed, options.seed + options.count)
    figures: Counter[str] = Counter()
    began = time.monotonic()
    for seed in seeds:
        try:
            found = compare(seed)
        except AssertionError as error:
            print(f"History {seed} differs: {error}")
            return 1
        figures.update({
            "histories": 1,
            "in hours (part time)": found.in_hours,
            "assignments": found.assignments,
            "days on T&D": found.days,
            "over the limit": found.over,
            "not one day more allowed": found.nothing_allowed,
        })  # fmt: skip
        if figures["histories"] % _SAID_EACH == 0:
            print(f"{figures['histories']:,} histories, {time.monotonic() - began:.0f} s", file=sys.stderr)
    for what, count in figures.items():
        print(f"{what:28}{count:>12,}")
    print(f"All equal, in {time.monotonic() - began:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
