"""The program year of the demo: goals with their approval, an action plan carried forward, dates, words for reports."""

from datetime import date, timedelta

from umdesk.domain import dates
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.year_words import ActionStatus, GoalKind, YearText
from umdesk.services.programs import Program
from umdesk.services.year import actions, calendar, goals, texts

_OFFICE = "D. Alvarado"
# With the month and day to which they were planned, in the autumn of the year before.
_BEFORE = (
    ("Hold an orientation at each field office", "Custodians and groundskeepers do not hear of the program",
     _OFFICE, (10, 31), ActionStatus.DONE, "61 employees came, 19 of them applied"),
    ("Write the program handbook anew", "The handbook does not name the bridging classes", _OFFICE, (12, 19),
     ActionStatus.IN_PROGRESS, ""),
)  # fmt: skip
_ORIENTED = (10, 24)
"""The month and day of the last orientation."""
# With the days from the end of the demo to the target date.
_PLANNED = (
    ("Practice interviews with every participant before an examination", "Few pass the interview on the first try",
     "Training office", -9, ActionStatus.IN_PROGRESS),
    ("Match every participant with a mentor", "Participants have nobody to ask in the target class", "Unit chiefs", 12,
     ActionStatus.NOT_STARTED),
    ("Ask units which openings they expect in the target classes", "Openings come too late to plan for", _OFFICE, 17,
     ActionStatus.NOT_STARTED),
)  # fmt: skip
_WORDS = {
    YearText.EFFORTS: "Orientations at all field offices, a flyer to every unit, and interviews practiced with every "
    "participant. Supervisors give two hours a week on state time.",
}


def keep(program: Program, end: date) -> None:
    """Write down the year in which the demo was selected, and that of its last day, if that is a later one."""
    last = dates.program_year(end)
    for year in sorted({2026, last}):
        _set_goals(program, year, end)
        texts.write(program, year, _WORDS)
    for action, aim, responsible, planned, status, result in _BEFORE:
        values = {"text": action, "aim": aim, "responsible": responsible, "status": status, "result": result}
        finished = {"done_on": date(last - 2, *_ORIENTED)} if status is ActionStatus.DONE else {}
        actions.add(program, last - 1, values | finished | {"target_date": date(last - 2, *planned)})
    actions.carry_forward(program, last)
    first, closing = dates.program_year_period(last)
    for action, aim, responsible, days, status in _PLANNED:
        target = min(max(end + timedelta(days=days), first), closing)
        values = {"text": action, "aim": aim, "responsible": responsible, "status": status}
        actions.add(program, last, values | {"target_date": target})
    mentors = min(end + timedelta(days=10), closing)
    calendar.add(program, last, mentors, "Ask the unit chiefs for mentors", "By mail")
    if last > 2026:
        for key, done in (("workforce-analysis", date(2026, 5, 28)), ("progress", date(2026, 6, 24))):
            calendar.mark(program, 2026, key, done)


def _set_goals(program: Program, year: int, end: date) -> None:
    approved = min(date(year - 1, 8, 12), end)
    for kind, employees in ((GoalKind.PARTICIPATION, 15), (GoalKind.HIRING, 3)):
        terms = GoalTerms(kind, employees, approved_on=approved, approved_note="Letter of the same day")
        goals.add(program, year, terms)
