"""The pages of a plan that are fields only: participant, target class, support and comments."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from umdesk.domain.plan_values import LONGEST_TEXT
from umdesk.domain.plans import Gap, Section
from umdesk.domain.words import Approval
from umdesk.domain.writing import capital
from umdesk.services import classes, resources
from umdesk.services.plans import appointment, editing
from umdesk.services.plans.content import FIELDS
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.appointment_note import AppointmentNote
from umdesk.ui.plans.gap_list import GapList, of_section
from umdesk.ui.plans.support import MentorFields, ResourceButton
from umdesk.ui.plans.target_help import TargetHelp
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.status import QuietLabel

_UNSAID = "Not said yet"
_AS_SIGNED = "as the name stands under the signature line"


def _fields(mentor: MentorFields) -> dict[str, Field]:
    return {
        "current_class_code": ClassField("Current class"),
        "unit_name": TextField("Unit or station", max_length=LONGEST_TEXT),
        "supervisor_name": TextField("Supervisor", hint=_AS_SIGNED, max_length=LONGEST_TEXT),
        "coordinator_name": TextField("Coordinator", hint=_AS_SIGNED, max_length=LONGEST_TEXT),
        "period_from": DateField("Plan from (date)"),
        "period_to": DateField("Plan to (date)"),
        "target_class_code": ClassField("Target class"),
        "target_class_title": TextField(
            "Title as it is printed",
            placeholder="Example: Staff Services Analyst (General)",
            max_length=LONGEST_TEXT,
        ),
        "support": LongTextField(
            "How the department supports the participant",
            lines=2,
            placeholder="Example: Two hours of state time a week for study; a mentor from the budget office",
        ),
        "mentor_name": mentor.name,
        "mentor_resource_id": mentor.listed,
        "supervisor_comments": LongTextField(
            "Supervisor's comments",
            lines=2,
            placeholder="Example: Rebecca learns fast and asks the right questions. I support this plan.",
        ),
        "supervisor_approval": ChoiceField(
            "Does the supervisor approve the plan?", [(one, capital(one)) for one in Approval], blank=_UNSAID
        ),
        "participant_comments": LongTextField(
            "Participant's own words", lines=2, placeholder="Example: I want to move from data entry to budget work."
        ),
    }


_PAGES: tuple[tuple[Section, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        Section.PARTICIPANT,
        "",
        (
            ("current_class_code",),
            ("unit_name",),
            ("supervisor_name", "coordinator_name"),
            ("period_from", "period_to"),
        ),
    ),
    (
        Section.TARGET,
        "The class that the participant is working toward: choose one below, or type a part of any code or title.",
        (("target_class_code", "target_class_title"),),
    ),
    (
        Section.SUPPORT,
        "What the department does for the plan, and what supervisor and participant want to say. It is printed.",
        (
            ("support",),
            ("mentor_name", "mentor_resource_id"),
            ("supervisor_comments",),
            ("supervisor_approval",),
            ("participant_comments",),
        ),
    ),
)


class FieldPages(QObject):
    """The fields of a revision over three pages, with one autosave for all of them."""

    jump = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._titles: dict[str, str] = {}
        self._offered: dict[str, Sequence[tuple[str, str]]] = {}
        context.announced.connect(self._follow_classes)
        self._detail: PlanDetail | None = None
        self._mentor = MentorFields()
        self.fields = _fields(self._mentor)
        self.autosave = Autosave(context, "revision", self._save, self)
        self.autosave.add_all(self.fields)
        self.held = AppointmentNote()
        self.held.taken_over.connect(self._take_over)
        self.target = TargetHelp(context)
        self.target.taken.connect(self._take_target)
        self.resource = ResourceButton(context, self._long("support"))
        self._gaps: dict[Section, GapList] = {}
        self.pages = {section: self._page(section, intro, lines) for section, intro, lines in _PAGES}

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the fields of a revision; typing under way is left alone."""
        self._detail = detail
        self._offer_classes(detail)
        self._offer_mentors(detail)
        self.autosave.show(detail.revision_id, {name: getattr(detail.content, name) for name in self.fields})
        self._date("period_from").set_period(None, detail.content.period_to)
        self._date("period_to").set_period(detail.content.period_from, None)
        for field in self.fields.values():
            field.set_read_only(not may.edit)
        self.resource.setVisible(may.edit)
        for section, gaps in self._gaps.items():
            gaps.show_gaps(of_section(detail.gaps if may.edit else (), section))
        held = None
        if not detail.frozen:
            held = self._context.runner.now(appointment.held_today, self._context.program, detail.revision_id)
            self.held.show_held(held, editable=may.edit)
        self.held.setVisible(not detail.frozen)
        self.target.show_plan(detail, may)

    def sections(self) -> list[tuple[str, Section]]:
        """Each field's name with the page that it stands on."""
        return [(name, section) for section, _, lines in _PAGES for line in lines for name in line]

    def begun(self) -> Section | None:
        """The page with typing that was found when the plan was opened and is no part of it yet; None without."""
        return next((section for name, section in self.sections() if name in self.autosave.pending()), None)

    def go_to(self, gap: Gap) -> None:
        """Put the cursor into the field of a gap, in view."""
        if gap.field in self.fields:
            field = self.fields[gap.field]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.pages[gap.section].ensureWidgetVisible(field)

    def _save(self, revision_id: str, changed: dict[str, Any]) -> None:
        values = dict(changed)
        for which in ("current", "target"):
            code = values.get(f"{which}_class_code")
            if f"{which}_class_code" in values and f"{which}_class_title" not in changed:
                values[f"{which}_class_title"] = self._titles.get(code or "", "")
        assert set(values) <= set(FIELDS)  # noqa: S101 -- the fields are those of a revision
        editing.set_fields(self._context.program, revision_id, values)

    def _take_over(self) -> None:
        """Put what the appointment of today says into the plan; Undo brings back what stood there."""
        if self._detail is not None and self.autosave.settle():
            self._context.runner.now(appointment.take_over, self._context.program, self._detail.revision_id)

    def _take_target(self, code: str) -> None:
        """Choose a class as a person does in the field."""
        field = self.fields["target_class_code"]
        field.set_value(code)
        field.edited.emit()
        field.left.emit()

    def _follow_classes(self, announced: Announced) -> None:
        if "job_class" in announced.tables:
            self._titles = {}

    def _offer_classes(self, detail: PlanDetail) -> None:
        if not self._titles:
            found = self._context.runner.now(classes.choices, self._context.program) or ()
            self._titles = {choice.class_code: choice.title for choice in found}
        for which in ("current", "target"):
            code = getattr(detail.content, f"{which}_class_code")
            known = dict(self._titles)
            if code and code not in known:
                known[code] = getattr(detail.content, f"{which}_class_title")
            self._set_choices(f"{which}_class_code", [(one, f"{one} {text}".strip()) for one, text in known.items()])

    def _offer_mentors(self, detail: PlanDetail) -> None:
        if {"mentor_name", "mentor_resource_id"} & self.autosave.pending():
            return
        found = self._context.runner.now(resources.mentors, self._context.program) or ()
        chosen = detail.content.mentor_resource_id or ""
        self._mentor.offer(found, known=chosen, known_name=detail.content.mentor_name)

    def _set_choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, ClassField)  # noqa: S101 -- made above
        if name in self.autosave.pending() or self._offered.get(name) == choices:
            return
        self._offered[name] = choices
        field.set_choices(choices)

    def _long(self, name: str) -> LongTextField:
        field = self.fields[name]
        assert isinstance(field, LongTextField)  # noqa: S101 -- made above
        return field

    def _date(self, name: str) -> DateField:
        field = self.fields[name]
        assert isinstance(field, DateField)  # noqa: S101 -- made above
        return field

    def _page(self, section: Section, intro: str, lines: tuple[tuple[str, ...], ...]) -> FormPanel:
        form = FormPanel()
        form.add(title(section))
        if section is Section.PARTICIPANT:
            form.add(self.held)
        if intro:
            form.add(QuietLabel(intro))
        gaps = form.add(GapList())
        gaps.jump.connect(self.jump)
        self._gaps[section] = gaps
        for line in lines:
            if len(line) == 1:
                form.add(self.fields[line[0]])
            else:
                # A class has its code and title in one field, which needs more room.
                stretch = (3, 2) if section is Section.TARGET else ()
                form.add_row(*(self.fields[name] for name in line), stretch=stretch)
            if line == ("support",):
                form.add(self.resource)
        if section is Section.TARGET:
            form.add(self.target)
        return form
