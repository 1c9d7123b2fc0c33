"""The demo's plans as they are carried out: T&D, exams, duties, a mentor, reviews, a refused signature, a scan."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.exams import Exam
from umdesk.domain.td_words import Purpose
from umdesk.domain.words import (
    ActivityType,
    ExamOutcome,
    ListKind,
    NotSigned,
    ResourceKind,
    Role,
    Signatory,
)
from umdesk.jobs import print_td, scan
from umdesk.services import accounts, mentor_matches, resources
from umdesk.services.plans import (
    duties,
    exams,
    printing,
    queries,
    reviews,
    signing,
    td_agreements,
    td_early_ends,
)
from umdesk.services.plans.duties import Duties
from umdesk.services.plans.queries import PlanRow
from umdesk.services.plans.signing import Missing, Signatures
from umdesk.services.plans.td_agreements import Signed, Terms
from umdesk.services.programs import Program
from umdesk.services.resources import ResourceInput

if TYPE_CHECKING:
    from pypdf import PageObject

SCANNED, REFUSED, LATE_REVIEW = 0, 6, 4
"""Of the plans in the order of their numbers: whose paper was scanned, who refused, whose last review is late."""
SUPERVISOR = "Karen Ishikawa"
"""Who signs in as a supervisor, with the demo's password."""
_CABINET = "Personnel file, cabinet 2"
_SAID = (
    "The first tasks are done well. Two hours a week are not always free.",
    "The course is finished; the new spreadsheet is used by the whole unit.",
)
_NEXT = "Keep Wednesday mornings free. Look at the exam bulletin together."


def carry_out(program: Program, today: date, documents: Path) -> None:
    """Record up to a day what was carried out of the plans that are in force."""
    rows = sorted(queries.list_plans(program), key=lambda row: row.plan_number)
    _assign(program, [rows[4], rows[1], rows[2]], today, documents)  # the others moved to another class
    _examine(program, rows, today)
    _change_duties(program, rows, today)
    _match(program, rows, today)
    for place, row in enumerate(rows[:REFUSED]):
        _review(program, row, today, miss_last=place == LATE_REVIEW)
    _refuse(program, rows[REFUSED], today)
    _scan(program, rows[SCANNED], documents)


def _assign(program: Program, rows: list[PlanRow], today: date, documents: Path) -> None:
    """T&D as each plan names it: the first agreement signed, the second with a request to end early."""
    for place, row in enumerate(rows):
        plan = queries.plan(program, row.participation_id)
        planned = [each for each in plan.content.activities if each.type is ActivityType.TD_ASSIGNMENT]
        activity = planned[0] if planned else None
        if activity is None or activity.starts is None or activity.ends is None:
            continue
        terms = Terms(
            activity.starts, activity.ends, class_code=plan.content.target_class_code,
            purposes=(Purpose.EXPERIENCE, Purpose.FIELD), duties=activity.text, to_unit=activity.provider,
            new_supervisor="Sam Ortiz", item=activity.item,
        )  # fmt: skip
        assignment = td_agreements.record(program, row.participation_id, terms)
        print_td.print_to_sign(program, assignment, documents / f"{row.plan_number} T&D agreement.pdf")
        if place == 0:
            td_agreements.sign(program, assignment, Signed(today, today, today, _CABINET))
        elif activity.starts <= today <= activity.ends:
            reason = "Is needed at the front desk until the vacancy there is filled."
            td_early_ends.request(program, assignment, today - timedelta(days=5), reason)


def _examine(program: Program, rows: list[PlanRow], today: date) -> None:
    """One is on a list that soon ends, one has failed and may try again."""
    passed = Exam(
        "5278", ExamOutcome.PASSED, today - timedelta(days=325), ListKind.DEPARTMENTAL, "3",
        today + timedelta(days=40), note="The announcement says one year.",
    )  # fmt: skip
    exams.add(program, rows[4].participation_id, passed)
    failed = Exam("5157", ExamOutcome.FAILED, today - timedelta(days=30), retake_from=today + timedelta(days=150))
    exams.add(program, rows[5].participation_id, failed)


def _change_duties(program: Program, rows: list[PlanRow], today: date) -> None:
    """One change of duties that HR approved, and one that waits for HR."""
    approved = Duties(
        today - timedelta(days=20), "Sorts invoices and files them by vendor.",
        "Checks invoices of up to $500 against the order and codes them; an accounting officer looks at each.",
        today + timedelta(days=160), "Wendell Brooks", today - timedelta(days=27),
    )  # fmt: skip
    duties.add(program, rows[1].participation_id, approved)
    waits = Duties(
        today + timedelta(days=14), "Answers the telephone of the unit.",
        "Answers the telephone two days a week and writes the weekly report of calls on the others.",
    )  # fmt: skip
    duties.add(program, rows[5].participation_id, waits)


def _match(program: Program, rows: list[PlanRow], today: date) -> None:
    """Two mentors with room for two each; one is full."""
    ann = ResourceInput(
        ResourceKind.MENTOR, "Ann Lee", "Budget office", "budgets, accounting", contact="(530) 555-0142", capacity=2,
        checked_on=today - timedelta(days=30), note="Came through the program in 2019.",
    )  # fmt: skip
    luis = ResourceInput(
        ResourceKind.MENTOR, "Luis Ferreira", "Regional personnel office", "personnel, exams", capacity=2,
        checked_on=today - timedelta(days=30),
    )  # fmt: skip
    budgets, personnel = resources.add(program, ann), resources.add(program, luis)
    for mentor, row in ((budgets, rows[0]), (budgets, rows[3]), (personnel, rows[1])):
        mentor_matches.match(program, mentor, row.participation_id, today - timedelta(days=21), note="Every two weeks")


def _review(program: Program, row: PlanRow, today: date, *, miss_last: bool) -> None:
    """The reviews of the schedule up to a day; the last one may be late."""
    due = [each.slot for each in reviews.of_plan(program, row.participation_id).rows
           if not each.id and each.slot.due <= today]  # fmt: skip
    for place, slot in enumerate(due):
        if miss_last and place == 0:
            continue
        said = reviews.Minutes(
            slot.due, f"{row.name}, {row.supervisor or 'the supervisor'}", _SAID[place % len(_SAID)], _NEXT
        )
        reviews.record(program, row.participation_id, slot.kind, slot.due, said)


def _refuse(program: Program, row: PlanRow, today: date) -> None:
    """A participant who did not sign; the coordinator puts the plan in force with a reason."""
    missing = {Signatory.EMPLOYEE: Missing(NotSigned.REFUSED, "Wants another course first; agrees with the rest.")}
    day = today - timedelta(days=18)
    signatures = Signatures(None, day, day + timedelta(days=1), original_kept_at=_CABINET, missing=missing)
    signing.record(program, row.revision_id, signatures)
    signing.put_in_force(program, row.revision_id, "The training goes on while the course is talked over.")


def _scan(program: Program, row: PlanRow, documents: Path) -> None:
    """The signed paper of a plan as it comes from the scanner, filed with its revision."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- start-up time

    from umdesk.exchange.scans import lines  # noqa: PLC0415 -- start-up time

    pdf = printing.document(program, row.revision_id) or b""
    writer = PdfWriter(PdfReader(io.BytesIO(pdf)))
    for number, there in lines.lines_of(pdf).items():
        _sign(writer.pages[number - 1], [line.box for line in there])
    path = documents / f"{row.plan_number}, signed and scanned.pdf"
    writer.write(path)
    scan.run(program, [path])


def let_supervisor_in(program: Program, password: str) -> None:
    """Give a supervisor of the demo an account of their own; one plan of theirs is in review, one ready to print."""
    account = accounts.add(program, SUPERVISOR, [Role.SUPERVISOR], password)
    accounts.link_supervisor(program, account, accounts.find_supervisor(program, SUPERVISOR))


def _sign(page: "PageObject", boxes: list[tuple[float, float, float, float]]) -> None:
    """Write on each line something like a name with a ball-point pen."""
    strokes = ["0.1 0.15 0.5 RG 1.1 w 1 J"]
    for turn, (left, bottom, _right, _top) in enumerate(boxes):
        x, y = left + 16, bottom + 9
        for stroke in range(5 + turn % 2):
            high = y + 12 - stroke % 3 * 3 - turn
            strokes.append(f"{x} {y} m {x + 4} {high} {x + 9} {high} {x + 7} {y - 2} c")
            strokes.append(f"{x + 10} {y + 5} {x + 14} {y + 4} {x + 15} {y} c S")
            x += 15
    drawn = page.get_contents()
    if drawn is not None:
        drawn.set_data(b"q " + drawn.get_data() + b" Q q " + " ".join(strokes).encode() + b" Q")
        page.replace_contents(drawn)
