"""A cycle with applicants and raters for the tests of selection, made through the real program folder."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from umdesk.domain.criteria_file import CriteriaFile, FileCriterion
from umdesk.domain.words import CycleState
from umdesk.services import criteria, cycle_steps, cycles, raters, ratings
from umdesk.services.programs import Program
from umdesk.storage import models


@dataclass(frozen=True)
class Made:
    """Ids of what was made; `applications` by number, `keys` of the criteria in order."""

    program: Program
    cycle: str
    applications: dict[str, str]
    raters: tuple[str, ...]
    keys: tuple[str, ...]

    def rate(self, number: str, *sheets: tuple[object, ...]) -> None:
        """Enter one sheet per rater in order: a value a criterion, "n/a" or None for a blank."""
        entries = []
        for rater, values in zip(self.raters, sheets, strict=False):
            rated = {
                key: None if value == "n/a" else Decimal(str(value))
                for key, value in zip(self.keys, values, strict=False)
                if value is not None
            }
            entries.append(ratings.SheetEntry(self.applications[number], rater, rated))
        ratings.enter_sheets(self.program, entries)

    def go(self, state: CycleState) -> None:
        """Take the cycle step by step to a state."""
        order = list(CycleState)
        while cycles.cycle(self.program, self.cycle).state is not state:
            following = order[order.index(cycles.cycle(self.program, self.cycle).state) + 1]
            assert cycle_steps.move_to(self.program, self.cycle, following).blocking == ()


def applicant(session, cycle_id: str, number: str, last_name: str, class_code: str = "1379", tenure: str = "permanent"):
    """Put one application on file."""
    person = models.Person(last_name=last_name, first_name="Ana", employee_number=None)
    session.add(person)
    session.flush()
    appointment = models.Appointment(
        person_id=person.id, effective=date(2020, 1, 1), class_code=class_code, class_title="", tenure=tenure,
        time_base="full time", class_date=date(2020, 1, 1),
    )  # fmt: skip
    session.add(appointment)
    session.flush()
    application = models.Application(
        number=number, cycle_id=cycle_id, person_id=person.id, appointment_id=appointment.id,
        received=date(2026, 2, 9), state="received",
    )  # fmt: skip
    session.add(application)
    session.flush()
    return application.id


def make_cycle(program: Program, people: int = 4, names: tuple[str, ...] = ("Bo", "Cy", "Di")) -> Made:
    """A draft cycle "Spring 2026" with two criteria of 10 points, weights 2 and 1, and two places."""
    rows = tuple(
        FileCriterion(name, Decimal(10), Decimal(weight), required=required)
        for name, weight, required in (("Aptitude", 2, True), ("Courses", 1, False))
    )
    cycle_id = cycles.create_from(program, CriteriaFile(rows, "Spring 2026", seats=2, tie_ladder=("Aptitude",)))
    keys = tuple(criterion.key for criterion in criteria.of_cycle(program, cycle_id).criteria)
    rater_ids = tuple(raters.add(program, cycle_id, name) for name in names)
    applications = {}
    with program.operation("applicants.add", "Added applicants") as op:
        for i in range(1, people + 1):
            number = f"2026-{i:04d}"
            applications[number] = applicant(op.session, cycle_id, number, f"Person{i}")
    return Made(program, cycle_id, applications, rater_ids, keys)
