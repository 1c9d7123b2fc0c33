"""Makes stacks of signed plans as a scanner would, files them, and says how many pages were read and how fast.

`make scans` prints one line for the stack that issue 6 asks for (40 pages of 9 plans, shuffled, two upside down, one
missing, one of a replaced revision; 300 dots an inch in gray, skewed by up to 1 degree) with each of several seeds, and
then how many pages are read under worse conditions. It ends with 1 when a stack does not file itself as it should.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.conftest import CHEAP, PASSWORD, SetClock
from tests.scanned_paper import Sheet, pdf_of, shuffled
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.domain.words import ActivityType, ItemKind
from umdesk.exchange.scans import codes, lines
from umdesk.jobs import print_plan, scan
from umdesk.jobs.scan import Trouble
from umdesk.services import history, programs
from umdesk.services.plans import editing, queries, revisions
from umdesk.services.programs import Program
from umdesk.storage.models import Blob

PLANS, PAGES = 9, 40
NOISE = 4.0
CONDITIONS: dict[str, dict[str, object]] = {
    "150 dpi, 1° skew": {"dpi": 150, "skew": 1.0},
    "200 dpi, 1° skew": {"dpi": 200, "skew": 1.0},
    "300 dpi, 1° skew": {"dpi": 300, "skew": 1.0},
    "600 dpi, 1° skew": {"dpi": 600, "skew": 1.0},
    "300 dpi, 2° skew": {"skew": 2.0},
    "300 dpi, 5° skew": {"skew": 5.0},
    "200 dpi, turned by 90°": {"dpi": 200, "skew": 1.0, "turned": 90},
    "300 dpi, bilevel": {"skew": 1.0, "bilevel": True},
    "200 dpi, bilevel (fax, fine)": {"dpi": 200, "skew": 1.0, "bilevel": True},
    "150 dpi, bilevel": {"dpi": 150, "skew": 1.0, "bilevel": True},
    "300 dpi, color": {"skew": 1.0, "color": True},
    "200 dpi, heavy grain": {"dpi": 200, "skew": 1.0, "noise": 25.0},
    "300 dpi, photocopy specks (2 in 1000)": {"skew": 1.0, "specks": 2.0},
    "200 dpi, photocopy specks (2 in 1000)": {"dpi": 200, "skew": 1.0, "specks": 2.0},
    "300 dpi, coffee over 20 % of the code": {"skew": 1.0, "stain": 0.20},
    "300 dpi, coffee over all of the code": {"skew": 1.0, "stain": 1.0},
    "300 dpi, 3 % of the code torn off": {"skew": 1.0, "covered": 0.03},
    "300 dpi, 5 % of the code torn off": {"skew": 1.0, "covered": 0.05},
    "300 dpi, 10 % of the code torn off": {"skew": 1.0, "covered": 0.10},
    "100 dpi, 1° skew": {"dpi": 100, "skew": 1.0},
}


@dataclass(frozen=True)
class Printed:
    """A plan on paper."""

    number: str
    pdf: bytes
    pages: int


def main() -> int:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many stacks of 40 pages")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        program, printed, old = make(Path(place))
        seeds = range(options.first, options.first + options.seeds)
        good = [stack(program, printed, old, seed, Path(place)) for seed in seeds]
        read_all(printed)
        program.close()
    return 0 if all(good) else 1


def make(place: Path) -> tuple[Program, list[Printed], Printed]:
    """Nine plans of 40 pages together, the first in its second revision; and its first one."""
    program, _code = programs.create_program(
        place / "scans.umdesk", department="Department of Example", office="Redding Field Office",
        coordinator="Maria Ortega", password=PASSWORD, clock=SetClock(), cost=CHEAP,
    )  # fmt: skip
    printed: list[Printed] = []
    old: Printed | None = None
    for index in range(PLANS):
        one = someone(program, f"Person{index}", "Test", f"{4800 + index:06}")
        write_plan(program, one.revision)
        wanted = (PAGES - sum(each.pages for each in printed)) // (PLANS - index)
        fill(program, one.revision, wanted if index else wanted - 2)
        pdf = print_plan.print_to_sign(program, one.revision)
        if old is None:
            old = Printed(one.number, pdf.data, pdf.pages)
            second = revisions.amend(program, one.revision, "Another course")
            fill(program, second, wanted)
            pdf = print_plan.print_to_sign(program, second)
        printed.append(Printed(one.number, pdf.data, pdf.pages))
    if old is None or sum(one.pages for one in printed) != PAGES:
        raise RuntimeError(f"the plans have other pages than wanted: {[one.pages for one in printed]}")
    return program, printed, old


def fill(program: Program, revision: str, pages: int) -> None:
    """Add activities until the plan has so many pages."""
    number = 0
    while print_plan.preview(program, revision).pages < pages:
        number += 1
        text = f"Practice {number} with the section for invoices, then a talk about what was learned there. "
        values = {"type": ActivityType.CROSS_TRAINING, "text": text * 2, "provider": "Accounting"}
        editing.add_row(program, revision, ItemKind.ACTIVITY, {**values, "state_hours": Decimal(8)})
        rows = queries.plan(program, queries.participation_of(program, revision), revision).content.activities
        starts = {"starts": date(2026, 9, 1), "ends": date(2026, 9, 30), "serves_item_id": rows[0].serves}
        editing.set_row(program, ItemKind.ACTIVITY, rows[-1].row, starts)


def sheets_of(one: Printed, chance: random.Random) -> list[Sheet]:
    """The pages of a plan, some lines signed; each a little skewed its own way."""
    places = lines.lines_of(one.pdf)
    found = []
    for page in range(1, one.pages + 1):
        signed = [line for line in places.get(page, ()) if chance.random() < 0.7]
        spots = tuple((line.box[0] + chance.uniform(8, 40), line.box[1] + chance.uniform(6, 14)) for line in signed)
        skew = chance.choice((-1, 1)) * chance.uniform(0.3, 1.0)
        found.append(Sheet(one.pdf, page, 300, spots, skew=skew, noise=NOISE))
    return found


def stack(program: Program, printed: Sequence[Printed], old: Printed, seed: int, place: Path) -> bool:
    """One stack of 40 pages; says what became of it, and takes it back."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret
    sheets = [sheet for one in printed for sheet in sheets_of(one, chance)]
    lost = sheets.pop(chance.randrange(len(sheets)))
    sheets.append(replace(sheets_of(old, chance)[chance.randrange(old.pages)]))
    path = place / f"stack {seed}.pdf"
    path.write_bytes(pdf_of(shuffled(sheets, chance, upside_down=2)))
    wrong = sum(not inked_as_signed(sheet) for sheet in sheets)

    began = time.perf_counter()
    scanned = scan.run(program, [path])
    spent = time.perf_counter() - began
    count = sum(len(one.pages) for one in scanned.filed)
    problems = sorted(one.trouble for one in scanned.problems)
    gone = [one.paper for one in scanned.problems if one.trouble is Trouble.MISSING]
    number = next(one.number for one in printed if one.pdf == lost.pdf)
    right = count == PAGES - 1 and problems == sorted((Trouble.MISSING, Trouble.SUPERSEDED))
    right = right and [paper.plan for paper in gone if paper is not None] == [number]
    print(
        f"seed {seed}: {'right' if right else 'WRONG'}; {count} of {len(sheets)} pages filed with "
        f"{len(scanned.filed)} plans, problems: {', '.join(problems)}; {spent / len(sheets) * 1000:.0f} ms a page, "
        f"{path.stat().st_size / len(sheets) / 1000:.0f} kB a page in the scan, {kept_size(program):.0f} kB kept; "
        f"signature lines judged wrongly: {wrong}"
    )
    history.undo(program)
    return right


def inked_as_signed(sheet: Sheet) -> bool:
    """Whether the lines of a sheet are judged as they were signed."""
    places = lines.lines_of(sheet.pdf).get(sheet.page, ())
    if not places:
        return True
    picture = sheet.scanned().convert("L")
    found = codes.read(picture)
    if found is None:
        return False
    signed = [any(line.box[1] <= y < line.box[3] for _, y in sheet.signed) for line in places]
    return [lines.inked(picture, found.lying, line) for line in places] == signed


def kept_size(program: Program) -> float:
    """The size of a kept page in kB, all filed pages together."""
    with program.reading() as session:
        sizes = [len(blob.data) for blob in session.query(Blob).where(Blob.media_type == "image/jpeg")]
    return sum(sizes) / max(1, len(sizes)) / 1000


def read_all(printed: Sequence[Printed]) -> None:
    """How many of the pages are read under each of the conditions, and how many lines are judged rightly."""
    for name, how in CONDITIONS.items():
        chance = random.Random(name)  # noqa: S311 -- nothing secret
        sheets = [sheet for one in printed for sheet in sheets_of(one, chance)]
        began, spent, seen, judged = time.perf_counter(), 0.0, 0, 0
        lines_there, pages = 0, 0
        for sheet in sheets:
            if how.get("dpi") == 600 and sheet.page > 1:
                continue  # a page of 34 million dots takes seconds to make
            pages += 1
            changed = replace(sheet, **({"noise": NOISE} | how), seed=chance.randrange(1 << 30))
            picture = changed.scanned().convert("L")
            began = time.perf_counter()
            found = codes.read(picture)
            spent += time.perf_counter() - began
            seen += found is not None
            places = lines.lines_of(sheet.pdf).get(sheet.page, ())
            if found is None or not places:
                continue
            lines_there += len(places)
            for line in places:
                signed = any(line.box[1] <= y < line.box[3] for _, y in sheet.signed)
                judged += lines.inked(picture, found.lying, line) == signed
        print(
            f"{name}: {seen} of {pages} codes read, {spent / pages * 1000:.0f} ms a page; "
            f"{judged} of {lines_there} signature lines judged rightly"
        )


if __name__ == "__main__":
    sys.exit(main())
