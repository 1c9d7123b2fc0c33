"""Prints a batch of two-page plans beside a mail merge of the same text, and beside the same layout without tags.

The merge is what Word would leave: one document with every record's pages, made here as plain XML, which LibreOffice
turns into a PDF. The batch is measured twice: drawing and joining alone, and from end to end, as the window does it:
read from an encrypted program, drawn, frozen there, joined, and written to a file. All are measured in seconds of
processor time of one core, so that a busy machine slows none more than the others; what LibreOffice does on further
cores counts against it as it would on a workstation of one.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import plans_on_file

from umdesk.documents import builder, cdp, joined, tagging
from umdesk.documents.notice import notice_parts
from umdesk.domain import dates, money
from umdesk.domain.snapshots import ActivityLine, CompetencyLine, CostLine, GoalLine, PlanSnapshot
from umdesk.jobs import print_batch
from umdesk.jobs.print_batch import PLAN, Wish

PLANS = 500
ROUNDS = 7
A_ROUND = 40
LEAST_TIMES_AS_FAST = 5.0
LEAST_OF_UNTAGGED = 0.8
NAMES = ("Rebecca Nguyễn", "Sean O’Brien", "Olena Ковальчук", "Kacper Whitfield", "José Muñoz", "Pa Xiong")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:color="606060"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def plan(number: int) -> PlanSnapshot:
    """A plan of two pages, as a supervisor would write it; each number has other words in it."""
    starts = date(2026, 7, 1) + timedelta(days=number % 90)
    return PlanSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        plan_number=f"2026-{number:04d}",
        revision_number=1,
        period_from=starts,
        period_to=starts + timedelta(days=364),
        participant=NAMES[number % len(NAMES)],
        employee_number=f"{100_000 + number * 7}",
        unit=f"Unit {number % 40}",
        class_code="1379",
        class_title="Office Assistant (Typing)",
        target_class_code="5157",
        target_class_title="Staff Services Analyst (General)",
        supervisor=NAMES[(number + 2) % len(NAMES)],
        coordinator="Maria Ortega",
        short_goals=(
            GoalLine("Pass the analyst exam.", starts + timedelta(days=200), "On the list of eligibles"),
            GoalLine(f"Learn the budget cycle of unit {number % 40}.", None, "Drafts a budget letter alone"),
        ),
        long_goals=(GoalLine("Work as an analyst in fiscal services.", starts + timedelta(days=700)),),
        competencies=(
            CompetencyLine("Analysis", "Has not done this at work", "Compares costs and says what follows"),
            CompetencyLine("Writing", "Short letters", "A memo of two pages that needs no changes"),
        ),
        activities=tuple(
            ActivityLine(kind, text, where, starts + timedelta(days=day), starts + timedelta(days=day + 60),
                         Decimal(16 + number % 8), None, "Goal 1", training_category="Job-Related")
            for day, (kind, text, where) in enumerate((
                ("on-the-job training", "Reconcile the monthly reports with an analyst", "Fiscal Services"),
                ("college course", "Principles of accounting", "Shasta College"),
                ("classroom or online course", "Excel for accountants", "CalLearns"),
                ("exam preparation", "Practice tests for the analyst exam", "Training office"),
            ))
        ),
        costs=(
            CostLine("Tuition", Decimal(138 + number % 50), "Training fund", "tuition", f"TR-{number}", starts),
            CostLine("Books", Decimal("212.40"), "Training fund", "books"),
        ),
        support="Two hours a week of state time, and a desk in Fiscal Services on Thursdays.",
        supervisor_comments="Learns fast, asks good questions, and is ready for more.",
        supervisor_approval="approves",
        participant_comments="I look forward to this and want to begin with the course.",
        reviews=("Every 3 months, counted from the day on which this plan comes into force.",),
        no_promise="This plan is not a promise of promotion or appointment.",
    )  # fmt: skip


# --- the same text as Word would leave it -------------------------------------------------------------------------


def _paragraph(text: str, size: int = 19, *, bold: bool = False, new_page: bool = False) -> str:
    marks = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    turn = "<w:pageBreakBefore/>" if new_page else ""
    spacing = '<w:spacing w:before="60" w:after="0"/>'
    run = f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{turn}{spacing}</w:pPr>{run}</w:p>"


def _table(rows: Sequence[Sequence[str]], height: int = 0) -> str:
    width = 10_080 // len(rows[0])
    tall = f'<w:trPr><w:trHeight w:val="{height}"/></w:trPr>' if height else ""
    lines = "".join(
        f"<w:tr>{tall}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, 16, bold=at == 0)}</w:tc>'
            for cell in row
        )
        + "</w:tr>"
        for at, row in enumerate(rows)
    )
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    looks = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _record(one: PlanSnapshot, *, first: bool) -> Iterator[str]:
    yield _paragraph(one.department, bold=True, new_page=not first)
    yield _paragraph(f"{one.office}    Plan {one.plan_number}, revision {one.revision_number}, {one.kind} plan")
    yield _paragraph("Career Development Plan", size=40, bold=True)
    yield _paragraph("Upward Mobility Program, Government Code section 19401")
    period = f"{dates.show(one.period_from)} to {dates.show(one.period_to)}"
    yield _table([
        ["Participant", "Employee number", "Plan period"], [one.participant, one.employee_number, period],
        ["Current class", "Target class", "Mentor"], [one.class_title, one.target_class_title, one.mentor],
        ["Unit", "Supervisor", "Coordinator"], [one.unit, one.supervisor, one.coordinator],
    ])  # fmt: skip
    yield _paragraph("Goals", size=22, bold=True)
    goals = [[goal.text, dates.show(goal.by), goal.measure] for goal in (*one.short_goals, *one.long_goals)]
    yield _table([["Goals", "Reached by", "How it will be seen"], *goals])
    yield _paragraph("Competencies", size=22, bold=True)
    yield _table([["Competency", "Now", "Wanted"], *[[row.name, row.now, row.wanted] for row in one.competencies]])
    yield _paragraph("Activities", size=22, bold=True)
    head = ["Activity", "Type", "Provider", "Start", "End", "State hours", "Own hours", "Serves"]
    rows = [
        [row.text, f"{row.type} {row.training_category}", row.provider, dates.show(row.starts), dates.show(row.ends),
         str(row.state_hours), "", row.serves]
        for row in one.activities
    ]  # fmt: skip
    yield _table([head, *rows, ["All activities", "", "", "", "", str(one.state_hours), "", ""]])
    yield _paragraph("Estimated costs", size=22, bold=True)
    costs = [
        [row.text, row.category, row.fund, row.request_number, dates.show(row.expected),
         money.show(row.estimate or Decimal(0))]
        for row in one.costs
    ]  # fmt: skip
    total = ["Total", "", "", "", "", money.show(one.estimate)]
    yield _table([["Item", "Category", "Fund", "Request no.", "Expected on", "Estimate"], *costs, total])
    yield _paragraph("Support and comments", size=22, bold=True)
    for title, text in (
        ("Support", one.support), ("Supervisor's comments", one.supervisor_comments),
        ("Supervisor's approval", one.supervisor_approval), ("Participant's comments", one.participant_comments),
    ):  # fmt: skip
        yield _table([[title], [text]])
    yield _paragraph("Reviews planned", size=22, bold=True)
    yield from (_paragraph(review) for review in one.reviews)
    yield _paragraph("Notice about the information on this form", size=22, bold=True)
    yield from (_paragraph(f"{title}: {text}", size=16) for title, text in notice_parts(one.notice))
    yield _paragraph("Signatures", size=22, bold=True)
    yield _paragraph(one.no_promise)
    signers = [["Employee", one.participant], ["Supervisor", one.supervisor], ["Coordinator", one.coordinator]]
    yield _table([["Signed by", "Printed name", "Signature", "Date"], *[[*who, "", ""] for who in signers]], 640)


def merged(plans: Sequence[PlanSnapshot], path: Path) -> Path:
    """The document of a mail merge: every plan, each on pages of its own."""
    body = "".join(part for at, one in enumerate(plans) for part in _record(one, first=at == 0))
    edges = 'w:top="960" w:right="1080" w:bottom="1080" w:left="1080"'
    page = f'<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar {edges}/></w:sectPr>'
    whole = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{page}</w:body></w:document>'
    text = f'<?xml version="1.0" encoding="UTF-8"?>{whole}'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/document.xml", text)
    return path


def convert(document: Path, folder: Path) -> float | None:
    """Seconds of processor time that LibreOffice takes to make a PDF of a document; None where it is not there."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    import resource  # noqa: PLC0415 -- not on Windows

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- the measurement ----------------------------------------------------------------------------------------------


class _NoMark:
    """What takes the place of marked content where nothing is marked."""

    open = True
    opening = closing = ""

    def __init__(self) -> None:
        self.operators: list[str] = []

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


class Untagged(tagging.TaggedCanvas):
    """The same canvas without tags: no marked content, no structure tree."""

    def __init__(self, title: str, author: str, size: tuple[float, float] = tagging.LETTER) -> None:
        super().__init__(title, author, size)
        self._mark: Any = _NoMark()

    def content(self, _element: Any) -> Any:
        """Nothing is marked."""
        return self._mark

    def artifact(self, *, footer: bool = False) -> Any:
        """Nothing is marked."""
        del footer
        return self._mark

    def _hung(self) -> str:
        """No tree."""
        return ""


def _drawn(plans: Sequence[PlanSnapshot], canvas: type[tagging.TaggedCanvas]) -> float:
    """Seconds of processor time that it takes to draw plans."""
    builder.TaggedCanvas = canvas
    began = time.process_time()
    for one in plans:
        cdp.render(one, draft=False)
    builder.TaggedCanvas = tagging.TaggedCanvas
    return time.process_time() - began


def _of_untagged(plans: Sequence[PlanSnapshot]) -> float:
    """How fast the layout is with tags, as a part of how fast it is without; both are drawn in turns."""
    ratios = []
    for _ in range(ROUNDS):
        without = _drawn(plans[:A_ROUND], Untagged)
        ratios.append(without / _drawn(plans[:A_ROUND], tagging.TaggedCanvas))
    return statistics.median(ratios)


def _merge(plans: Sequence[PlanSnapshot]) -> float | None:
    """Seconds of processor time of LibreOffice for the merge, without its start; None where it is not there."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        convert(merged(plans[:1], folder / "first.docx"), folder)  # it makes its profile
        start = convert(merged(plans[:1], folder / "one.docx"), folder)
        took = convert(merged(plans, folder / "merge.docx"), folder)
        if took is None or start is None or not (folder / "merge.pdf").is_file():
            return None  # no LibreOffice, or one without its word processor
    return took - start


def _end_to_end(plans: Sequence[PlanSnapshot]) -> float:
    """Seconds of processor time that a batch to sign takes from the program to the file."""
    with tempfile.TemporaryDirectory() as place:
        program, chosen = plans_on_file.made(Path(place) / "bench.umdesk", plans)
        began = time.process_time()
        batch = print_batch.make(program, Wish(chosen, (PLAN,), sign=True))
        print_batch.save(program, batch, Path(place) / "plans.pdf")
        took = time.process_time() - began
        program.close()
    if len(batch.frozen) != len(plans):
        raise AssertionError(batch.refused)
    return took


def measure() -> bool:
    """Print the figures; says whether the promises hold."""
    plans = [plan(number) for number in range(PLANS)]
    pages = {cdp.render(one, draft=False).pages for one in plans[:A_ROUND]}
    began = time.process_time()
    made = [cdp.render(one, draft=False).data for one in plans]
    drawn = time.process_time()
    whole = joined.join(made, "Plans")
    ours = time.process_time() - began
    each = "two pages" if pages == {2} else f"{sorted(pages)} pages"
    print(f"{PLANS} plans of {each} drawn             {drawn - began:.2f} s of one core")
    print(f"... and joined into one PDF              {ours:.2f} s of one core ({len(whole) / 1e6:.1f} MB)")
    del made, whole
    ways = [_end_to_end(plans)]
    part = _of_untagged(plans)
    print(f"Tagged, of the speed without tags        {part:.2f} (at least {LEAST_OF_UNTAGGED})")
    merge = _merge(plans)
    # Before and after the merge, since a machine that others use is not as fast at one moment as at another.
    ways.append(_end_to_end(plans))
    whole_way = statistics.mean(ways)
    between = f"{min(ways):.2f} to {max(ways):.2f}"
    print(f"Read, drawn, frozen, joined, written     {whole_way:.2f} s of one core ({between})")
    if merge is None:
        print("LibreOffice's word processor is not on this computer: the batch is not compared with a mail merge")
        return part >= LEAST_OF_UNTAGGED
    print(f"Mail merge of the same, by LibreOffice   {merge:.2f} s of one core")
    print(f"Times as fast as it, drawing and joining {merge / ours:.1f}")
    print(f"Times as fast as it, from end to end     {merge / whole_way:.1f} (at least {LEAST_TIMES_AS_FAST:.0f})")
    return part >= LEAST_OF_UNTAGGED and merge / whole_way >= LEAST_TIMES_AS_FAST


if __name__ == "__main__":
    sys.exit(0 if measure() else 1)
