"""What the demo's office keeps of its year beside goals: budget, outreach, handbook, who runs the program."""

from datetime import date, timedelta
from decimal import Decimal

from umdesk.domain import dates
from umdesk.domain.handbook import PlannedExam
from umdesk.domain.outreach import Event
from umdesk.domain.program_roles import USUAL_DUTIES, Holder
from umdesk.domain.words import CostCategory
from umdesk.domain.year_words import HandbookPart, OutreachChannel, ProgramRole
from umdesk.services.programs import Program
from umdesk.services.year import budget, handbook, outreach, roles
from umdesk.services.year.budget import AllocationInput

_FUNDS = (
    (None, "Training budget", Decimal(6500), "Approved by the director on July 8"),
    (CostCategory.TUITION, "Tuition support", Decimal(2400), ""),
    (None, "Travel budget", Decimal(600), ""),
)
_HOLDERS = (
    (ProgramRole.DIRECTOR, "Ruth Okafor", "916-555-0110", date(2023, 1, 9)),
    (ProgramRole.COORDINATOR, "Denise Alvarado", "530-555-0142", date(2024, 3, 1)),
    (ProgramRole.HR, "Grace Lim", "916-555-0119", date(2024, 10, 1)),
    (ProgramRole.TRAINING_OFFICE, "Linh Tran", "916-555-0127", date(2022, 8, 15)),
    (ProgramRole.WORKFORCE_PLANNING, "Owen Castro", "916-555-0134", date(2025, 2, 3)),
    (ProgramRole.RECRUITER, "Yolanda Price", "916-555-0138", date(2023, 6, 5)),
    (ProgramRole.BUDGET_OFFICER, "Dmitri Hale", "916-555-0145", date(2021, 11, 1)),
    (ProgramRole.EEO_OFFICER, "Marcus Bell", "916-555-0131", date(2021, 5, 3)),
    (ProgramRole.CALHR, "Upward Mobility analyst", "workforce.analysis@calhr.ca.gov", date(2025, 7, 1)),
)
# The day of each, the channel, what it was, for whom, how many it reached, and what follows, with the days until then.
_MADE_KNOWN = (
    (date(2025, 9, 16), OutreachChannel.EMAIL, "Mail to all employees on the program", "All units", 412, "", 0),
    (date(2025, 11, 13), OutreachChannel.STAFF_MEETING, "Unit chiefs tell of the program", "Field offices", 86, "", 0),
    (date(2026, 1, 22), OutreachChannel.ORIENTATION, "Noon orientation", "Office and custodial staff", 61,
     "Call those who asked for a form", 7),
)  # fmt: skip
_TEXTS = {
    HandbookPart.POLICY: (
        "The department runs an Upward Mobility Program for employees in low-paying classes. Taking part promises no "
        "promotion. The director answers for the program; the coordinator runs it."
    ),
    HandbookPart.COMPONENTS: (
        "Career and academic counseling, training on state time, T&D assignments, on-the-job training and modified "
        "duties. Ask the coordinator for any of them."
    ),
}


def keep(program: Program, end: date) -> None:
    """Write down the office's part of the year in which the demo was selected, and of that of its last day."""
    last = dates.program_year(end)
    for year in sorted({2026, last}):
        for category, fund, amount, note in _FUNDS:
            budget.add(program, year, AllocationInput(category, fund, amount, note))
    for on, channel, title, audience, reach, follow_up, days in _MADE_KNOWN:
        due = on + timedelta(days=days) if follow_up else None
        event = Event(on, channel, title, audience, reach, follow_up=follow_up, follow_up_due=due)
        kept = outreach.add(program, dates.program_year(on), event)
        if due is not None:
            outreach.followed_up(program, kept, min(due, end))
    coming = Event(
        end - timedelta(days=3), OutreachChannel.CAREER_FAIR, "Table at the career fair", "All units", 35,
        follow_up="Send the handbook to those who left their names", follow_up_due=end + timedelta(days=6),
    )  # fmt: skip
    outreach.add(program, dates.program_year(end - timedelta(days=3)), coming)
    for role, name, contact, since in _HOLDERS:
        roles.add(program, Holder(role, name, contact, USUAL_DUTIES[role], since))
    _write_handbook(program, last, end)


def _write_handbook(program: Program, last: int, end: date) -> None:
    handbook.begin(program)
    for row in handbook.rows(program):
        if text := _TEXTS.get(row.element.part):
            reviewed = end - timedelta(days=330)
            changes = {"text": text, "owner": "Denise Alvarado", "reviewed_on": reviewed}
            handbook.write(program, row.id, changes | {"next_review": dates.a_year_on(reviewed)})
    first, closing = dates.program_year_period(last)
    held = PlannedExam("5278", planned_for=date(last - 1, 3, 14), note="Departmental promotional")
    handbook.add_exam(program, last - 1, held)
    planned = min(max(end + timedelta(days=20), first), closing)
    handbook.add_exam(program, last, PlannedExam("5157", planned_for=planned, note="Departmental promotional"))
