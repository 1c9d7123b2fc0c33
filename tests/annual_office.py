"""Puts records of some years into a program, a line each, for the tests of the annual reports."""

from datetime import date
from typing import Any

from umdesk.domain.reports.model import Content, Number
from umdesk.services.programs import Program
from umdesk.storage.models import (
    Advancement,
    Appointment,
    Participation,
    ParticipationStateRow,
    Person,
    YearGoal,
    YearNote,
    new_id,
)


class AnnualOffice:
    """Keeps what it is told until `put`, which writes it in one operation."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._waiting: list[object] = []
        self._people = 0

    def add(self, *records: object) -> None:
        self._waiting += records

    def put(self) -> None:
        with self.program.operation("tests.put", "Put records in") as op:
            for record in self._waiting:
                op.session.add(record)
                op.session.flush()
        self._waiting.clear()

    def person(self, last_name: str, *held: tuple[date, str]) -> str:
        """A person with the class that they held from each day on."""
        person = new_id()
        self._people += 1
        self.add(Person(id=person, last_name=last_name, first_name="Ann", employee_number=f"{self._people:06}"))
        self.add(
            *(
                Appointment(
                    person_id=person, effective=day, class_code=code, class_title="", class_date=None,
                    tenure="permanent", time_base="full time",
                )
                for day, code in held
            )
        )  # fmt: skip
        return person

    def participation(self, person: str, *states: tuple[date, str]) -> str:
        """A participation with its dated states, the first of which is when it began."""
        row = new_id()
        self.add(Participation(id=row, person_id=person, application_id=None, started=states[0][0]))
        self.add(*(ParticipationStateRow(participation_id=row, state=state, effective=day) for day, state in states))
        return row

    def moved(self, person: str, on: date, route: str = "exam", **between: Any) -> None:
        """A move from 1441 to 5157 by an exam, where nothing else is said."""
        classes = {"from_class_code": "1441", "to_class_code": "5157", **between}
        self.add(Advancement(person_id=person, on=on, route=route, **classes))

    def goal(self, year: int, kind: str, employees: int, **more: Any) -> None:
        """A goal for the whole program year, where no other timeframe is given."""
        timeframe = {"period_from": date(year - 1, 7, 1), "period_to": date(year, 6, 30)}
        self.add(YearGoal(year=year, kind=kind, employees=employees, **{**timeframe, **more}))

    def text(self, year: int, key: str, text: str) -> None:
        """A text of a program year."""
        self.add(YearNote(year=year, key=key, text=text))


def number(content: Content, key: str) -> Number:
    """A number of a report by its key."""
    return next(one for one in content.numbers() if one.key == key)


def names(content: Content, key: str) -> list[str]:
    """The last names behind a number."""
    return [line.who.name.split(",")[0] for line in number(content, key).lines]
