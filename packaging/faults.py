"""Lets everything go wrong that can and prints what it cost: `make faults`. Exit code 1 when anything was lost.

    make faults                    300 kills and as much of the rest as fits beside them
    make faults FAULTS=1000        more of everything
    make faults SEED=17            the same faults as in the run that printed this seed

Each fault happens to the real program in a process of its own, counted in statements and file operations, never by the
clock; the same seed gives the same faults. The short run of the tests is `packaging/faults.py --short`.
"""

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Row = tuple[str, str]
#: The figures of a part, what was lost ("" for nothing), seconds.
Result = tuple[list[Row], str, float]


@dataclass(frozen=True)
class Size:
    """How much of each part: the long run by the number of kills, the short one fixed."""

    count: int
    short: bool
    seed: int

    def of(self, long: int, short: int) -> int:
        """A number for 300 kills that grows with them, or that of the short run."""
        return short if self.short else max(1, long * self.count // 300)


def kills(base: Path, code: str, place: Path, size: Size) -> list[Row]:
    """SIGKILL in every kind of write."""
    from tests.faults import kills as part  # noqa: PLC0415

    came_to = part.run(base, code, place, size.of(300, 6), size.seed)
    ways = ", ".join(f"{count} at a {way}" for way, count in sorted(came_to.by_way.items()))
    return [
        ("kills", f"{came_to.count} ({ways})"),
        ("kinds of write in which one was killed", f"{len(came_to.kinds)} of {len(part.EVERY_KIND)}"),
        ("saves compared after the kills", str(came_to.saves)),
        ("saves lost by kills", "0"),
    ]


def jobs(base: Path, _code: str, place: Path, size: Size) -> list[Row]:
    """SIGKILL while a whole folder is made, brought up to date, restored, saved, given another key."""
    from tests.faults import whole as part  # noqa: PLC0415

    came_to = part.Jobs()
    for job in part.every_job(base):
        most = size.of(40, 2)
        # Between any two statements.
        part.run(job, place / "job", None if job.name == "a migration" and not size.short else most, came_to, size.seed)
    return [
        (f"kills within {name}", f"{count} at {came_to.steps[name]} points, {came_to.done[name]} after it was done")
        for name, count in came_to.kills.items()
    ] + [("programs lost by kills of whole jobs", "0")]


def full(base: Path, code: str, place: Path, size: Size) -> list[Row]:
    """The disk full at every write."""
    from tests.faults import full as part  # noqa: PLC0415

    pages = [0, 5, 24] if size.short else list(range(size.of(120, 0)))
    came_to = part.run(base, code, place, pages, size.seed)
    rooms = [7] if size.short else [2**power for power in range(11)]
    refused = part.run_jobs(base, place, rooms)
    return [
        ("whole jobs refused on a full disk", f"{refused} of {len(rooms)} × 6"),
        (f"processes on a full disk ({came_to.disk})", str(came_to.runs)),
        ("operations refused on a full disk", f"{came_to.refused} of {len(came_to.kinds)} kinds, each in a sentence"),
        ("saves compared after full disks", str(came_to.saves)),
        ("saves lost by full disks", "0"),
    ]


def broken(base: Path, code: str, place: Path, size: Size) -> list[Row]:
    """I/O errors."""
    from tests.faults import broken as part  # noqa: PLC0415

    if not Path("/proc/self/fd").is_dir():
        return [("I/O errors", "none: they take /proc, which only Linux has")]
    came_to = part.run(base, code, place, size.of(300, 6), size.seed)
    ways = ", ".join(f"{count} {way}" for way, count in sorted(came_to.by_way.items()))
    return [
        ("I/O errors", f"{came_to.faults} ({ways})"),
        ("operations refused by them", f"{came_to.felt} of {len(came_to.kinds)} kinds, each in a sentence"),
        ("saves compared after I/O errors", str(came_to.saves)),
        ("saves lost by I/O errors", "0"),
    ]


def cuts(base: Path, _code: str, place: Path, size: Size) -> list[Row]:
    """keys.json cut off."""
    from tests.faults import cuts as part  # noqa: PLC0415

    place.mkdir(parents=True)
    came_to = part.run(base, place, 97 if size.short else 1)
    said = f"{came_to.cuts}: {came_to.damaged} called damaged, {came_to.whole} whole, {came_to.restored} restored"
    return [("keys.json cut off", said)]


def flips(base: Path, _code: str, place: Path, size: Size) -> list[Row]:
    """Single bytes flipped."""
    from tests.faults import flips as part  # noqa: PLC0415

    whole = part.prepare(base, place / "whole")
    came_to = part.run(whole, place / "work", size.of(320, 5), size.of(60, 1), size.seed)
    part.run_on_backups(whole, place / "backups", size.of(200, 12), came_to, size.seed)
    return [
        ("bytes of program.db flipped", f"{came_to.flips}: {came_to.found} found, {came_to.named} named by table"),
        ("tables among them", str(len(came_to.tables))),
        ("backups of a damaged program", f"{came_to.backups_refused} refused, good ones displaced: 0"),
        ("restored after a flip", f"{came_to.restored}, records lost: 0"),
        ("salvaged after a flip", f"{came_to.salvaged} times {came_to.rows} records"),
        ("records lost with the page of a flip", f"{came_to.rows_lost}, of which {came_to.rows_not_told} not listed"),
        ("records lost that lay elsewhere", str(came_to.rows_lost_elsewhere)),
        ("bytes of a backup flipped", f"{came_to.in_backups}: {came_to.in_backups_found} found"),
    ]


def others(base: Path, code: str, place: Path, size: Size) -> list[Row]:
    """Two starts at once, the clock set back, a target that vanishes, a newer version."""
    from tests.faults import clocks, newer, starts, targets  # noqa: PLC0415

    started = starts.run(base, code, place / "starts", size.of(20, 2))
    leapt = clocks.run(base, code, place / "clocks", size.of(8, 1), size.seed)
    vanished = targets.run(base, code, place / "targets", size.of(25, 2))
    refused = newer.run(base, place / "newer")
    return [
        ("two processes at once", f"{started.opened} times at one program, {started.made} times making one"),
        ("the clock set back or forward", f"{leapt.leaps} times, longest wait for a password {leapt.longest_wait} s"),
        (
            "backup targets that vanished",
            f"{vanished.vanished}: {vanished.told} told at once, {vanished.caught_up} caught up",
        ),
        ("programs of a newer version refused", str(refused)),
    ]


def large(base: Path, _code: str, place: Path, size: Size) -> list[Row]:
    """100,000 rows, and a backup beside 50,000."""
    from tests.faults import large as part  # noqa: PLC0415

    place.mkdir(parents=True)
    came_to = part.run(base, place, *((600, 300) if size.short else (100_000, 50_000)))
    if came_to.longest_save > part.LONGEST_WAIT and not size.short:
        raise AssertionError(f"a save waited {came_to.longest_save:.2f} s for a backup")
    return [
        (f"import of {came_to.rows:,} rows", f"{came_to.import_seconds:.0f} s, {came_to.megabytes} MB"),
        ("an import killed in the middle", f"at statement {came_to.killed_at:,}: nothing of it is there"),
        (f"backup while {came_to.rows_while_backed_up:,} rows come in", "restores to one moment"),
        (
            "longest save beside a backup",
            f"{came_to.longest_save:.3f} s of {came_to.saves_beside} (without one {came_to.longest_save_alone:.3f} s)",
        ),
    ]


Part = Callable[[Path, str, Path, Size], list[Row]]
#: The longest first, so that two processors end together.
PARTS: tuple[Part, ...] = (large, flips, jobs, full, broken, kills, others, cuts)


def run_part(name: str, base: Path, code: str, place: Path, size: Size) -> Result:
    """Run one part; gives its figures, what was lost ("" for nothing), and how many seconds it took."""
    begun = time.perf_counter()
    try:
        rows, lost = globals()[name](base, code, place / name, size), ""
    except Exception:  # noqa: BLE001 -- the other parts are still worth running
        rows, lost = [], traceback.format_exc()
    return rows, lost, time.perf_counter() - begun


def main() -> int:
    """Run all parts and print the table."""
    options = _options()
    if not hasattr(os, "fork"):
        print("The faults take a system whose processes fork and can be killed, such as Linux.")
        return 2
    size = Size(options.count, options.short, options.seed)
    from tests.faults.base import make_base  # noqa: PLC0415

    begun, failed = time.perf_counter(), []
    with tempfile.TemporaryDirectory(prefix="umdesk-faults-") as temporary:
        place = Path(temporary)
        (place / "base").mkdir()
        base, code = make_base(place / "base")
        print(f"seed {size.seed}", flush=True)
        wanted = options.part or [part.__name__ for part in PARTS]
        run = partial(run_part, base=base, code=code, place=place, size=size)
        for name, (rows, lost, took) in _results(wanted, options.processes, run):
            _print(name, rows, took)
            if lost:
                failed.append(name)
                print(f"LOST in {name}, seed {size.seed}:\n{lost}", flush=True)
    minutes = (time.perf_counter() - begun) / 60
    print(f"\n{minutes:.1f} minutes, seed {size.seed}: {'LOST in ' + ', '.join(failed) if failed else 'nothing lost'}")
    return 1 if failed else 0


def _results(wanted: list[str], processes: int, run: Callable[[str], Result]) -> Iterator[tuple[str, Result]]:
    """What each part came to, as it ends; one process needs no other."""
    if processes == 1:
        yield from ((name, run(name)) for name in wanted)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(run, name): name for name in wanted}
        for each in as_completed(running):
            yield running[each], each.result()


def _options() -> Any:
    parser = argparse.ArgumentParser(description="Faults that the program has to survive.")
    parser.add_argument("--count", type=int, default=300, help="kills; the other faults go with them")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 1000), help="to repeat a run")
    parser.add_argument("--short", action="store_true", help="the short run of the tests")
    parser.add_argument("--part", action="append", choices=[part.__name__ for part in PARTS], help="only this part")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="parts at the same time")
    return parser.parse_args()


def _print(name: str, rows: list[Row], took: float) -> None:
    print(f"\n{name} ({took:.0f} s)")
    for what, figure in rows:
        print(f"  {what:<48} {figure}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
