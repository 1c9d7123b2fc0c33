"""Who has which part in running the program, and what each usually does (2 CCR 599.983(c); CalHR's own description)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.year_words import ProgramRole

USUAL_DUTIES: Mapping[ProgramRole, str] = {
    ProgramRole.DIRECTOR: "Backs the program, approves its goals and budget, and answers for it.",
    ProgramRole.COORDINATOR: (
        "Makes the program known, helps employees and supervisors with eligibility and plans, follows the results and "
        "prepares the yearly report."
    ),
    ProgramRole.HR: "Answers on classes, minimum qualifications, transfers, exams and lists, and approves duties.",
    ProgramRole.TRAINING_OFFICE: "Finds and books training, and keeps the records of it.",
    ProgramRole.WORKFORCE_PLANNING: "Says which classes are hard to fill and where the department will need people.",
    ProgramRole.RECRUITER: "Tells participants of openings and of exams, and helps with applications.",
    ProgramRole.BUDGET_OFFICER: "Sets aside the money for training, and watches what is committed and spent.",
    ProgramRole.EEO_OFFICER: "Watches over equal chances, and files the Workforce Analysis.",
    ProgramRole.CALHR: "Approves goals and timetables, gives guidance, and reports to the Legislature.",
}
"""Role → its usual duties, offered where a department has not written its own."""
IN_HANDBOOK = (ProgramRole.COORDINATOR, ProgramRole.HR, ProgramRole.TRAINING_OFFICE, ProgramRole.EEO_OFFICER)
"""The offices whose roles the handbook has to describe (2 CCR 599.983(c))."""
OF_A_PLAN = (
    (
        "Employee",
        "Each participant",
        "Makes a career plan with the supervisor, does what was agreed in it, and says when something changes.",
    ),
    (
        "Supervisor",
        "Each supervisor of a participant",
        "Writes the plan with the participant and approves it, gives time for what was agreed, and holds the reviews.",
    ),
)
"""The roles of that regulation which many people have: role, who has it, what they do."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a role from a day until another; None where there is no such day."""

    role: ProgramRole
    name: str
    contact: str = ""
    duties: str = ""
    starts: date | None = None
    ends: date | None = None

    def on(self, day: date) -> bool:
        """Whether they have it on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or self.ends >= day)


def check(holder: Holder) -> None:
    """Refuse what cannot be.

    Raises:
        InvalidInput: the name is missing, or the last day lies before the first.
    """
    if not holder.name:
        raise InvalidInput("The name is missing.", "Write who has this role.", "name")
    if holder.starts is not None and holder.ends is not None and holder.ends < holder.starts:
        raise InvalidInput(
            f"The last day lies before the first ({dates.show(holder.starts)}).", "Give a later day.", "ends"
        )
