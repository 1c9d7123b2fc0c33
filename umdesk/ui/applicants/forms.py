"""The form of an application: person, appointment and application, each saved as its own record.

The fields stand in the order of the paper form, so that one is typed from the other without looking up.
"""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from umdesk.domain.application_form import FIELDS, Part
from umdesk.domain.classes import class_code
from umdesk.domain.folding import folded
from umdesk.domain.form_sources import why_asked
from umdesk.domain.words import CameAs, Recommendation, Tenure
from umdesk.domain.writing import capital
from umdesk.domain.year_words import OutreachChannel
from umdesk.services import applicants
from umdesk.services.applicants import ApplicantDetail
from umdesk.services.classes import ClassChoice
from umdesk.ui.context import Context
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, TextField
from umdesk.ui.widgets.fold import Fold
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.suggest import suggest

TIME_BASES = ("Full time", "Part time 1/2", "Part time 3/4", "Part time 4/5", "Intermittent")
_ON_PAPER = {field.name: field.label for field in FIELDS}
_ON_FILE = {
    "target_class": "Class or field wanted",
    "statement": "Why they apply",
    "heard_of": "Heard of the program through",
}
NEVER_A_VETO = "Information for the panel. Neither eligibility nor the rank depends on it."


class Fields:
    """The fields of an application; the form and the page for adding each make their own."""

    def __init__(self, *, adding: bool = False) -> None:
        long = 2 if adding else 3
        asked = _ON_PAPER if adding else _ON_FILE
        self.person: dict[str, Field] = {
            "last_name": TextField("Last name", required=True, hint=why_asked("last_name")),
            "first_name": _line("first_name", "First name"),
            "employee_number": _line("employee_number", "Employee number", also="Filled with zeros on the left."),
            "hired": _day("hired", "With the state since"),
            "work_phone": _line("work_phone", "Work phone"),
            "work_email": _line("work_email", "Work email", form="name@dept.ca.gov"),
        }
        self.code = TextField("Class code", placeholder="1379", max_length=12, hint=why_asked("class_code"))
        self.title = _line("class_title", "Class title")
        self.tenure = _line("tenure", "Tenure")
        self.time_base = _line("time_base", "Time base")
        self.unit = _line("unit", "Division or unit")
        self.supervisor = _line("supervisor", "Supervisor's name")
        self.appointment: dict[str, Field] = {
            "class_code": self.code,
            "class_title": self.title,
            "salary_range": _line("salary_range", "Range", form="A"),
            "position_number": _line("position_number", "Position number"),
            "class_date": _day("class_date", "In this class since"),
            "tenure": self.tenure,
            "probation_ends": _day("probation_ends", "Probation ends"),
            "time_base": self.time_base,
            "unit": self.unit,
            "work_location": _line("work_location", "Work location"),
            "supervisor": self.supervisor,
            "supervisor_email": _line("supervisor_email", "Supervisor's email"),
        }
        self.target = _line("target_class", asked["target_class"])
        self.heard = _line("heard_of", asked["heard_of"])
        self.application: dict[str, Field] = {
            "target_class": self.target,
            "statement": _text("statement", asked["statement"], long),
            "heard_of": self.heard,
            **_background(),
        }
        self.background = Fold("Background")
        self.comment = Fold("Supervisor's comment")
        for name, field in self.every().items():
            field.setToolTip(why_asked(name))
        suggest(self.tenure, [tenure.value for tenure in Tenure])
        suggest(self.time_base, TIME_BASES)
        self._titles: dict[str, str] = {}
        # Connected before any saving, so that code and title become one operation.
        self.code.left.connect(self._fill_title)

    def offer(
        self,
        classes: tuple[ClassChoice, ...],
        units: tuple[str, ...],
        supervisors: tuple[str, ...],
        heard_of: tuple[str, ...] = (),
    ) -> None:
        """Offer what the program knows while one types."""
        self._titles = {choice.class_code: choice.title for choice in classes}
        suggest(self.code, self._titles)
        suggest(self.title, self._titles.values())
        suggest(self.target, self._titles.values())
        suggest(self.unit, units)
        suggest(self.supervisor, supervisors)
        channels = [capital(one) for one in OutreachChannel if one is not OutreachChannel.OTHER]
        known = {folded(one) for one in channels}
        suggest(self.heard, [*channels, *(said for said in heard_of if folded(said) not in known)])

    def put_person(self, form: FormPanel, *, as_on_paper: bool = False, known: QWidget | None = None) -> None:
        """Lay out the person, what they hold and under whom, with the headings of the paper form if wanted.

        `known` says who of the people on file it may be, under name and number.
        """
        person, held = self.person, self.appointment
        form.section(Part.PERSON.value if as_on_paper else "Person")
        form.add_row(person["last_name"], person["first_name"])
        form.add_row(person["employee_number"], person["hired"])
        if known is not None:
            form.add(known)
        form.add_row(person["work_phone"], person["work_email"])
        form.section(Part.APPOINTMENT.value if as_on_paper else "Present appointment")
        form.add_row(self.code, self.title, stretch=(1, 2))
        form.add_row(held["salary_range"], held["position_number"], stretch=(1, 2))
        form.add_row(held["class_date"], self.tenure)
        form.add_row(held["probation_ends"], self.time_base)
        form.add_row(self.unit, held["work_location"])
        form.section(Part.SUPERVISOR.value if as_on_paper else "Supervisor")
        form.add_row(self.supervisor, held["supervisor_email"])

    def put_application(self, form: FormPanel, *, as_on_paper: bool = False) -> None:
        """Lay out what the applicant wants and brings along, and what the supervisor says."""
        said = self.application
        form.section(Part.INTEREST.value if as_on_paper else "What they want to reach")
        for name in ("target_class", "statement", "heard_of"):
            form.add(said[name])
        for name in ("education", "training", "td_history", "exams", "signed"):
            self.background.add(said[name])
        form.add(self.background)
        self.comment.add(QuietLabel(NEVER_A_VETO))
        self.comment.add_row(said["supervisor_recommends"], said["supervisor_commented"])
        self.comment.add(said["supervisor_comment"])
        form.add(self.comment)

    def fold(self) -> None:
        """Fold away what holds nothing."""
        self.background.fit(unfold=False)
        self.comment.fit(unfold=False)

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
        self._shown = ""

    def show(self, detail: ApplicantDetail) -> None:
        """Show an application on file."""
        self._person.show(detail.person_id, _values(detail, self.fields.person))
        self._held.show(detail.appointment_id, _values(detail, self.fields.appointment))
        self._application.show(detail.id, _values(detail, self.fields.application))
        if detail.id != self._shown:
            self._shown = detail.id
            self.fields.fold()

    def clear(self) -> None:
        """Show none."""
        for autosave in (self._person, self._held, self._application):
            autosave.clear()
        self._shown = ""

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        unsettled = [a for a in (self._person, self._held, self._application) if not a.settle()]
        return not unsettled

    def set_read_only(self, read_only: bool) -> None:
        """Whether the values can only be read."""
        for field in self.fields.every().values():
            field.set_read_only(read_only)


def _background() -> dict[str, Field]:
    """What the applicant brings along, what the supervisor says, and how the application came."""
    recommends = [(one.value, capital(one.value)) for one in Recommendation]
    ways = [(one.value, capital(one.value)) for one in CameAs]
    return {
        "education": _text("education", "Education and licenses", 2),
        "training": _text("training", "Training so far", 2),
        "td_history": _text("td_history", "T&D assignments so far", 2),
        "exams": _text("exams", "Exams and list eligibility", 2),
        "signed": _day("signed", "Date signed"),
        "supervisor_recommends": ChoiceField(
            "Recommendation", recommends, blank="Not asked", hint=why_asked("supervisor_recommends")
        ),
        "supervisor_commented": _day("supervisor_commented", "Date of the comment"),
        "supervisor_comment": _text("supervisor_comment", "Comment", 2),
        "came_as": ChoiceField("Came as", ways, blank="Not noted", hint=why_asked("came_as")),
        "late_reason": _line("late_reason", "Why it is taken in late"),
        "notes": _text("notes", "Notes of the office", 2),
    }


def _line(name: str, label: str, *, form: str = "", also: str = "") -> TextField:
    return TextField(label, placeholder=form, hint=f"{also} {why_asked(name)}".strip())


def _text(name: str, label: str, lines: int) -> LongTextField:
    return LongTextField(label, lines=lines, hint=why_asked(name))


def _day(name: str, label: str) -> DateField:
    return DateField(label, hint=why_asked(name))


def _values(detail: ApplicantDetail, fields: dict[str, Field]) -> dict[str, Any]:
    return {name: getattr(detail, name) for name in fields}
