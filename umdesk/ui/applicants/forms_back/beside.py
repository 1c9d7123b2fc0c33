"""Whom a form is shown beside: who is on file by its number or name, or whom it is likely to repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from umdesk.domain import dates
from umdesk.domain.application_form import FIELDS, FormField
from umdesk.domain.errors import NotNow
from umdesk.domain.folding import folded
from umdesk.domain.intake.matching import Verdict
from umdesk.domain.intake.plan import Plan
from umdesk.services import applicants
from umdesk.services.person_record import record
from umdesk.services.programs import Program
from umdesk.ui.applicants.again import applied_before


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known by the names of the records, and who that is in a sentence; `there` says where it stands."""

    who: str
    values: Mapping[str, Any]
    there: str = "On file"

    def said(self, asked: FormField, verdict: Verdict) -> tuple[str, bool]:
        """What to say of a field beside what is known, and whether the two differ; "" where nothing is known."""
        known = self.values.get(attribute(asked))
        if known in (None, ""):
            return "", False
        shown = dates.show(known) if isinstance(known, date) else " / ".join(str(known).split("\n"))
        says = getattr(verdict.entry, attribute(asked))
        if says in (None, ""):
            return f"{self.there}: {shown}", False
        if says == known or folded(str(says)) == folded(str(known)):
            return "The same there." if self.there != "On file" else "The same is on file.", False
        return f"Differs. {self.there}: {shown}", True


def attribute(asked: FormField) -> str:
    """What the records call a field of the form."""
    return "supervisor" if asked.name == "supervisor_name" else asked.name


def beside_of(program: Program, verdict: Verdict, plan: Plan | None, cycle: str, *, came: bool = False) -> Beside:
    """Whom a form that would come into a cycle (by name) is shown beside; of one that `came` in, its number."""
    entry = verdict.entry
    if came:
        found = applicants.on_file(program, entry.employee_number, entry.last_name, entry.first_name)
        numbers = [one.number for person in found for one in person.applications if one.cycle == cycle]
        return Beside(f"Came in as {numbers[0]}." if len(numbers) == 1 else "Came in.", {})
    if isinstance(verdict.of, int) and plan is not None:
        other = plan.verdicts[verdict.of - 1].entry
        values = {attribute(asked): getattr(other, attribute(asked)) for asked in FIELDS}
        return Beside(f"Beside {other.place}: {other.name}.", values, f"In {other.place}")
    found = applicants.on_file(program, entry.employee_number, entry.last_name, entry.first_name)
    if found:
        by = "number" if found[0].by_number else "name"
        return Beside(f"On file by this {by}: {found[0].name}. {applied_before(found[0], cycle)}", found[0].values)
    if isinstance(verdict.of, str) and (like := _application(program, verdict.of)):
        return like
    return Beside("Nobody of this number or name is on file yet.", {})


def _application(program: Program, number: str) -> Beside | None:
    """What the newest application says of the person behind an application that a form is likely to repeat."""
    try:
        newest = applicants.newest_of(program, record.find(program, application=number))
    except NotNow:
        return None
    detail = applicants.detail(program, newest)
    values = {attribute(asked): getattr(detail, attribute(asked)) for asked in FIELDS}
    return Beside(f"Beside application {number}: {detail.name}.", values)
