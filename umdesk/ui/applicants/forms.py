"""The form of an application: person, appointment and application, each saved as its own record."""

from typing import Any

from PySide6.QtCore import QObject

from umdesk.domain.classes import class_code
from umdesk.domain.words import Tenure
from umdesk.services import applicants
from umdesk.services.applicants import ApplicantDetail
from umdesk.services.classes import ClassChoice
from umdesk.ui.applicants.suggest import suggest
from umdesk.ui.context import Context
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, LongTextField, TextField
from umdesk.ui.widgets.form import FormPanel

TIME_BASES = ("Full time", "Part time 1/2", "Part time 3/4", "Part time 4/5", "Intermittent")


class Fields:
    """The fields of an application; the form and the page for adding each make their own."""

    def __init__(self, *, adding: bool = False) -> None:
        self.person: dict[str, Field] = {
            "last_name": TextField("Last name", required=True),
            "first_name": TextField("First name"),
            "employee_number": TextField("Employee number", hint="Filled with zeros on the left."),
            "work_phone": TextField("Work phone"),
            "work_email": TextField("Work email", placeholder="name@department.ca.gov"),
        }
        self.code = TextField("Class code", placeholder="1379", max_length=12)
        self.title = TextField("Class title")
        self.tenure = TextField("Tenure")
        self.time_base = TextField("Time base")
        self.unit = TextField("Unit")
        self.supervisor = TextField("Supervisor")
        self.appointment: dict[str, Field] = {
            "class_code": self.code,
            "class_title": self.title,
            "class_date": DateField("In this class since"),
            "tenure": self.tenure,
            "time_base": self.time_base,
            "unit": self.unit,
            "supervisor": self.supervisor,
            "supervisor_email": TextField("Supervisor’s email"),
        }
        self.target = TextField("Target class")
        self.application: dict[str, Field] = {
            "received": DateField("Date received", hint="Eligibility is judged on this day."),
            "target_class": self.target,
            "statement": LongTextField("Statement", lines=2 if adding else 3),
            "notes": LongTextField("Notes", lines=2),
        }
        suggest(self.tenure, [tenure.value for tenure in Tenure])
        suggest(self.time_base, TIME_BASES)
        self._titles: dict[str, str] = {}
        # Connected before any saving, so that code and title become one operation.
        self.code.left.connect(self._fill_title)

    def offer(self, classes: tuple[ClassChoice, ...], units: tuple[str, ...], supervisors: tuple[str, ...]) -> None:
        """Offer what the program knows while one types."""
        self._titles = {choice.class_code: choice.title for choice in classes}
        suggest(self.code, self._titles)
        suggest(self.title, self._titles.values())
        suggest(self.target, self._titles.values())
        suggest(self.unit, units)
        suggest(self.supervisor, supervisors)

    def put_person(self, form: FormPanel) -> None:
        """Lay out the person and what they hold."""
        form.section("Person")
        form.add_row(self.person["last_name"], self.person["first_name"])
        form.add(self.person["employee_number"])
        form.add_row(self.person["work_phone"], self.person["work_email"])
        form.section("Appointment")
        form.add_row(self.code, self.title, stretch=(1, 3))
        form.add_row(self.tenure, self.time_base)
        form.add_row(self.appointment["class_date"], self.unit)
        form.add_row(self.supervisor, self.appointment["supervisor_email"])

    def put_application(self, form: FormPanel) -> None:
        """Lay out the application."""
        form.add_row(self.application["received"], self.target)
        form.add(self.application["statement"])
        form.add(self.application["notes"])

    def every(self) -> dict[str, Field]:
        """All fields by name."""
        return {**self.person, **self.appointment, **self.application}

    def _fill_title(self) -> None:
        """A known code brings its title, unless the title that stands there was not one of a known class."""
        known = self._titles.get(class_code(self.code.raw()), "")
        now = self.title.raw().strip()
        if known and now != known and (not now or now in self._titles.values()):
            self.title.set_raw(known)
            self.title.edited.emit()


class SavedFields:
    """The fields of one application on file, saved as they are typed."""

    def __init__(self, context: Context, parent: QObject) -> None:
        self.fields = Fields()
        program = context.program
        self._person = Autosave(
            context, "person", lambda i, changed: applicants.edit_person(program, i, changed), parent
        )
        self._held = Autosave(
            context, "appointment", lambda i, changed: applicants.edit_appointment(program, i, changed), parent
        )
        self._application = Autosave(
            context, "application", lambda i, changed: applicants.edit_application(program, i, changed), parent
        )
        self._person.add_all(self.fields.person)
        self._held.add_all(self.fields.appointment)
        self._application.add_all(self.fields.application)
        self._context = context

    def show(self, detail: ApplicantDetail) -> None:
        """Show an application on file."""
        self._person.show(detail.person_id, _values(detail, self.fields.person))
        self._held.show(detail.appointment_id, _values(detail, self.fields.appointment))
        self._application.show(detail.id, _values(detail, self.fields.application))

    def clear(self) -> None:
        """Show none."""
        for autosave in (self._person, self._held, self._application):
            autosave.clear()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        unsettled = [a for a in (self._person, self._held, self._application) if not a.settle()]
        return not unsettled

    def set_read_only(self, read_only: bool) -> None:
        """Whether the values can only be read."""
        for field in self.fields.every().values():
            field.set_read_only(read_only)


def _values(detail: ApplicantDetail, fields: dict[str, Field]) -> dict[str, Any]:
    return {name: getattr(detail, name) for name in fields}
