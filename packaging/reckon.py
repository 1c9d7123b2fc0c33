"""Reckon a thousand random cycles twice: by umdesk and by the second reckoning of the tests, and print what was tried.

    make reckon                   1,000 cycles, some with 40 raters and 500 applications, in about 5 minutes
    make reckon CYCLES=50 SEED=7  fewer, others

Ranks, exact scores, draws, spread, stability and agreement have to be equal; the first cycle that differs ends it with
its number, and `--only NUMBER` repeats it.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.comparing import compare  # noqa: E402 -- the tests lie beside this folder
from tests.random_cycles import Filling  # noqa: E402
from tests.reckoning import Reckoned  # noqa: E402
from umdesk.services import programs  # noqa: E402
from umdesk.storage import models  # noqa: E402

LARGE_EACH = 40
"""One cycle in so many is large."""
IN_ONE_PROGRAM = 20
MOST_RATERS, MOST_PEOPLE = 40, 500


def size(seed: int) -> tuple[int, int]:
    """How many people and raters the cycle of a seed has; each 200th has as many as there may be."""
    rng = random.Random(-seed - 1)  # noqa: S311 -- nothing secret
    if seed % (LARGE_EACH * 5) == 0:
        return MOST_PEOPLE, MOST_RATERS
    if seed % LARGE_EACH == 0:
        return rng.randint(100, MOST_PEOPLE), rng.randint(2, MOST_RATERS)
    return rng.randint(1, 60), rng.randint(1, 12)


def tried(filling: Filling, wanted: Reckoned) -> Counter[str]:
    """What a cycle adds to the figures."""
    rows = filling.rows
    found = Counter({
        "cycles": 1,
        "applications": len(rows[models.Application]),
        "sheets": len(rows.get(models.Sheet, ())),
        "ratings": len(rows.get(models.Rating, ())),
        "N/A": sum(1 for row in rows.get(models.Rating, ()) if row["not_applicable"]),
        "recused": sum(1 for row in rows.get(models.Sheet, ()) if row["conflict"] == "recused"),
        "unranked": len(wanted.unranked),
        f"by {rows[models.Cycle][0]['aggregate']}": 1,
    })  # fmt: skip
    found.update(f"decided by {row['decided_by'].partition(':')[0]}" for row in wanted.ranking)
    found.update(f"without a rater: {word}" for word, _, _ in wanted.stability.values())
    found.update("alphas" for value in wanted.alphas.values() if value is not None)
    return found


def main() -> int:
    """Reckon; 1 when a cycle differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--count", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0, help="the number of the first cycle")
    asked.add_argument("--only", type=int, help="reckon this one cycle")
    options = asked.parse_args()
    seeds = [options.only] if options.only is not None else list(range(options.seed, options.seed + options.count))
    figures: Counter[str] = Counter()
    began = time.monotonic()
    for start in range(0, len(seeds), IN_ONE_PROGRAM):
        with tempfile.TemporaryDirectory() as folder:
            program, _ = programs.create_program(
                Path(folder) / "reckon.umdesk",
                department="Department",
                office="Office",
                coordinator="Coordinator",
                password="reckon the cycles",  # noqa: S106 -- an empty program that lives for a minute
                cost=programs.Cost(memory_kib=8, passes=1, lanes=1),
            )
            try:
                for seed in seeds[start : start + IN_ONE_PROGRAM]:
                    people, raters = size(seed)
                    filling = Filling(seed, people, raters)
                    try:
                        wanted = compare(program, filling.write(program), filling.name)
                    except AssertionError as error:
                        print(f"Cycle {seed} differs ({people} applications, {raters} raters): {error}")
                        return 1
                    figures += tried(filling, wanted)
            finally:
                program.close()
        print(f"{figures['cycles']:,} cycles, {time.monotonic() - began:.0f} s", file=sys.stderr)
    for what, count in figures.items():
        print(f"{what:28}{count:>12,}")
    print(f"All equal, in {time.monotonic() - began:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
