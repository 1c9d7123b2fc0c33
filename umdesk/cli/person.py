"""`umdesk person`: what is true of a person on a day."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import pairs, table
from umdesk.domain import dates

if TYPE_CHECKING:
    from umdesk.services.people import Overview


def register(commands: Commands) -> None:
    """Add `person`."""
    command = commands.add(
        "person",
        "Say what is true of a person on a day: class, title, unit, supervisor, applications.",
        run,
        about=(
            "The title is the one that the class had on that day, the category the one that the department gave it\n"
            "then. Changes nothing and runs beside an open window."
        ),
    )
    command.add_argument("number", metavar="EMPLOYEE_NUMBER", help="the employee number, with or without its zeros")
    command.add_argument("--on", metavar="DATE", type=_day, help="the day, such as 2026-03-14; without it today")


def run(terminal: Terminal, options: Namespace) -> int:
    """Answer for one person."""
    from umdesk.services import people  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=False) as program:
        person_id = people.find_number(program, options.number)
        found = people.overview(program, person_id, options.on or program.today())
    terminal.answer(_told(found), _said(found))
    return DONE


def _day(text: str) -> date:
    try:
        return dates.parse(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it like 2026-03-14") from None


def _told(found: "Overview") -> dict[str, object]:
    person, part = found.person, found.participation
    return {
        "employee_number": person.employee_number,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "class_code": person.class_code,
        "title": person.title,
        "category": person.category,
        "unit": person.unit,
        "supervisor": person.supervisor,
        "applications": [
            {"number": one.number, "cycle": one.cycle, "received": one.received, "state": one.state.value}
            for one in found.applications
        ],
        "participation": part and {"state": part.state.value, "since": part.since, "plan": part.plan},
    }


def _said(found: "Overview") -> str:
    person, part = found.person, found.participation
    rows = [("Person", f"{person.name}, employee number {person.employee_number}"), ("On", dates.show(person.day))]
    if person.known:
        rows += [
            ("Class", person.class_text),
            ("Category", person.category or "no class code is on file"),
            ("Since", dates.show(person.effective)),
            ("Tenure", person.tenure),
            ("Unit", person.unit),
            ("Supervisor", person.supervisor),
        ]
    else:
        rows.append(("Class", "No appointment on file had begun by that day."))
    if part is not None:
        rows.append(("Participation", f"{part.state.value} since {dates.show(part.since)}, plan {part.plan}"))
    parts = [pairs([(label, value) for label, value in rows if value])]
    if found.applications:
        lines = [
            (one.number, one.cycle, dates.show(one.received) or "not known", one.state.value)
            for one in found.applications
        ]
        parts.append(table(("Application", "Cycle", "Received", "State"), lines))
    return "\n\n".join(parts)
