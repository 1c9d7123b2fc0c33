"""The appointments of a person: a list by time, adding one from a day, putting one right, removing one."""

from typing import Any

from umdesk.domain import dates
from umdesk.domain.classes import class_code
from umdesk.domain.words import Tenure
from umdesk.services import applicants, classes
from umdesk.services.people import appointments
from umdesk.services.people.appointments import AppointmentRow
from umdesk.services.people.page import PersonPage
from umdesk.ui.applicants.forms import TIME_BASES
from umdesk.ui.context import Context
from umdesk.ui.people.listform import ListForm, Question
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, TextField
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.suggest import suggest

_LINES = (
    ("effective", "class_code", "class_title"),
    ("unit", "supervisor", "supervisor_email"),
    ("tenure", "time_base", "class_date"),
    ("work_location", "position_number"),
    ("salary_range", "probation_ends"),
)
_ADD = (
    "What you leave as it is stays as it was on that day. Applications received on or after the day are judged on what "
    "held then, except those of a closed cycle. You can undo this."
)
_CORRECT = "This says that the record was wrong from its first day. For a change, add an appointment from its day."
_COLUMNS = (
    Column[AppointmentRow]("From", lambda row: dates.show(row.effective), lambda row: row.effective, width=11),
    Column[AppointmentRow]("Until", lambda row: dates.show(row.until) or "now", lambda row: row.until, width=11),
    Column[AppointmentRow]("Class", lambda row: row.class_text, stretch=True),
    Column[AppointmentRow]("Unit", lambda row: row.unit, width=15),
    Column[AppointmentRow]("Supervisor", lambda row: row.supervisor, width=14),
    Column[AppointmentRow]("Applications", lambda row: ", ".join(row.applications), width=20),
)


class AppointmentsPage(ListForm[AppointmentRow]):
    """Lists the appointments, the newest first."""

    def __init__(self, context: Context) -> None:
        model = RowsModel[AppointmentRow](_COLUMNS, lambda row: row.id)
        super().__init__(context, model, "Appointments", "No appointment is on file.")
        self.model.setParent(self)
        Narrow(self.table, {3: 116, 4: 100})
        self._page_shown: PersonPage | None = None
        self.add_button = self.button("Add an appointment…", "add", self.begin_adding)
        self.correct_button = self.button("Put the chosen one right…", "edit", self.begin_correcting)
        self.remove_button = self.button("Remove the chosen one", "delete", self.remove)
        self.table.chosen.connect(lambda _key: self._follow())

    def show_page(self, page: PersonPage) -> None:
        """Show a person's appointments; the one that holds on the day of the page is chosen."""
        other = self._page_shown is None or self._page_shown.on.person_id != page.on.person_id
        self._page_shown = page
        if other:
            self.end()
            self.note.say("")
        key = self.table.current_key()
        self.model.set_rows(page.appointments)
        if page.appointments and not self.table.choose(key):
            self.table.choose(page.on.appointment_id or page.appointments[0].id)
        self._follow()

    def choose_day(self, page: PersonPage) -> None:
        """Choose the appointment that holds on the day of the page."""
        if page.on.appointment_id:
            self.table.choose(page.on.appointment_id)

    def begin_adding(self) -> None:
        """Show the form for a further appointment, filled with what holds today."""
        page = self._page_shown
        if page is None:
            return
        today = self.context.program.today()
        now = next((row for row in page.appointments if row.holds_on(today)), next(iter(page.appointments), None))
        values = _values(now) if now else dict.fromkeys(name for line in _LINES for name in line)
        values |= {"effective": None, "class_date": None}
        fields = self._fields()
        fields["class_date"].setToolTip("Left empty: the first day, if the class is another one.")
        title, about = "An appointment from a day on", page.on.person_id
        asked = Question(title, fields, _LINES, values, "Add the appointment", _ADD, "appointment", about)
        self.begin(asked, self._add)

    def begin_correcting(self) -> None:
        """Show the form that puts the chosen appointment right."""
        row = self.model.find(self.table.current_key())
        if row is not None:
            title = f"Put the appointment from {dates.show(row.effective)} right"
            wanted = row.id
            fields = self._fields()
            asked = Question(title, fields, _LINES, _values(row), "Put it right", _CORRECT, "appointment", row.id)
            self.begin(asked, lambda changes: self._correct(wanted, changes))

    def remove(self) -> None:
        """Take out the chosen appointment, if nothing stands on it."""
        if key := self.table.current_key():
            self.note.say("")
            self.context.runner.now(appointments.remove, self.context.program, key, refused=self.refuse)

    def _add(self, changes: dict[str, Any]) -> None:
        if self._page_shown is not None:
            began = changes.pop("effective", None)
            person = self._page_shown.on.person_id
            self._tell(appointments.add(self.context.program, person, began, changes))

    def _correct(self, appointment_id: str, changes: dict[str, Any]) -> None:
        if changes:
            self._tell(appointments.correct(self.context.program, appointment_id, changes))

    def _tell(self, changed: appointments.Changed) -> None:
        self.note.say(changed.said, Tone.ATTENTION, "attention")

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        may = self.context.may
        self.add_button.setVisible(may("people.appointments.add"))
        self.correct_button.setVisible(may("people.appointments.correct"))
        self.remove_button.setVisible(may("people.appointments.remove"))
        self.correct_button.setEnabled(row is not None)
        self.remove_button.setEnabled(row is not None and not row.applications and not row.with_advancement)
        self.say(_more(row) if row is not None else "")

    def _fields(self) -> dict[str, Field]:
        program, runner = self.context.program, self.context.runner
        fields: dict[str, Field] = {
            "effective": DateField("Holds from", required=True),
            "class_date": DateField("In this class since"),
            "class_code": TextField("Class code", placeholder="1379", max_length=12),
            "class_title": TextField("Class title"),
            "unit": TextField("Division or unit"),
            "work_location": TextField("Work location"),
            "supervisor": TextField("Supervisor's name"),
            "supervisor_email": TextField("Supervisor's email", placeholder="name@dept.ca.gov"),
            "tenure": TextField("Tenure"),
            "time_base": TextField("Time base"),
            "probation_ends": DateField("Probation ends"),
            "salary_range": TextField("Range", placeholder="A"),
            "position_number": TextField("Position number"),
        }
        titles = {choice.class_code: choice.title for choice in runner.now(classes.choices, program) or ()}
        names = dict.fromkeys(name for name, _mail in runner.now(applicants.supervisors, program) or ())
        offered = {
            "class_code": titles, "class_title": titles.values(), "tenure": [one.value for one in Tenure],
            "unit": runner.now(applicants.units, program) or (), "supervisor": names, "time_base": TIME_BASES,
        }  # fmt: skip
        for name, words in offered.items():
            field = fields[name]
            if isinstance(field, TextField):
                suggest(field, words)
        code, title = fields["class_code"], fields["class_title"]

        def fill_title() -> None:
            known = titles.get(class_code(code.raw()), "")
            if known and title.raw().strip() != known:
                title.set_raw(known)

        code.left.connect(fill_title)
        return fields


def _values(row: AppointmentRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for line in _LINES for name in line if name != "class_title"}
    return {**values, "class_title": row.title_written or row.title}


def _more(row: AppointmentRow) -> str:
    """What the columns leave out of an appointment."""
    parts = [
        ("Tenure", row.tenure),
        ("Time base", row.time_base),
        ("In this class since", dates.show(row.class_date)),
        ("Probation ends", dates.show(row.probation_ends)),
        ("Range", row.salary_range),
        ("Position", row.position_number),
        ("Works at", row.work_location),
        ("Supervisor's email", row.supervisor_email),
        ("Written as", row.title_written if row.title_written != row.title else ""),
    ]
    said = "  ·  ".join(f"{name}: {value}" for name, value in parts if value)
    return f"{said}  ·  Came with an advancement" if row.with_advancement else said
