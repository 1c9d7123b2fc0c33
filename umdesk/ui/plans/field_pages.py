"""The pages of a plan that are fields only: participant, target class, support and comments."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from umdesk.domain.plans import Gap, Section
from umdesk.services import classes
from umdesk.services.plans import editing
from umdesk.services.plans.content import FIELDS
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.class_field import ClassField
from umdesk.ui.plans.gap_list import GapList
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, LongTextField, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.status import QuietLabel


def _fields() -> dict[str, Field]:
    return {
        "current_class_code": ClassField("Current class"),
        "unit_name": TextField("Unit or station"),
        "supervisor_name": TextField("Supervisor", hint="as the name stands under the signature line"),
        "coordinator_name": TextField("Coordinator", hint="as the name stands under the signature line"),
        "period_from": DateField("Plan from"),
        "period_to": DateField("Plan to"),
        "target_class_code": ClassField("Target class"),
        "target_class_title": TextField(
            "Title as it is printed", placeholder="Example: Staff Services Analyst (General)"
        ),
        "support": LongTextField(
            "How the department supports the participant",
            lines=3,
            placeholder="Example: Two hours of state time a week for study; a mentor from the budget office",
        ),
        "supervisor_comments": LongTextField(
            "Supervisor's comments",
            lines=3,
            placeholder="Example: Rebecca learns fast and asks the right questions. I support this plan.",
        ),
        "participant_comments": LongTextField("Participant's comments", lines=3),
    }


_PAGES: tuple[tuple[Section, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        Section.PARTICIPANT,
        "Filled in from the appointment. What stands here is printed and signed.",
        (
            ("current_class_code",),
            ("unit_name",),
            ("supervisor_name", "coordinator_name"),
            ("period_from", "period_to"),
        ),
    ),
    (
        Section.TARGET,
        "The class that the participant is working toward. Type a part of its code or title, then choose it.",
        (("target_class_code",), ("target_class_title",)),
    ),
    (
        Section.SUPPORT,
        "What the department does for the plan, and what supervisor and participant want to say. It is printed.",
        (("support",), ("supervisor_comments",), ("participant_comments",)),
    ),
)


class FieldPages(QObject):
    """The fields of a revision over three pages, with one autosave for all of them."""

    jump = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._titles: dict[str, str] = {}
        self.fields = _fields()
        self.autosave = Autosave(context, "revision", self._save, self)
        self.autosave.add_all(self.fields)
        self.pages: dict[Section, QWidget] = {}
        self._gaps: dict[Section, GapList] = {}
        for section, intro, lines in _PAGES:
            self.pages[section] = self._page(section, intro, lines)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the fields of a revision; typing under way is left alone."""
        self._offer_classes(detail)
        self.autosave.show(detail.revision_id, {name: getattr(detail.content, name) for name in self.fields})
        for field in self.fields.values():
            field.set_read_only(not may.edit)
        for section, gaps in self._gaps.items():
            missing = detail.needed if may.edit else ()
            gaps.show_gaps([gap for gap in missing if gap.section is section])

    def sections(self) -> list[tuple[str, Section]]:
        """Each field's name with the page that it stands on."""
        return [(name, section) for section, _, lines in _PAGES for line in lines for name in line]

    def go_to(self, gap: Gap) -> None:
        """Put the cursor into the field of a gap."""
        if gap.field in self.fields:
            self.fields[gap.field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, revision_id: str, changed: dict[str, Any]) -> None:
        values = dict(changed)
        for which in ("current", "target"):
            code = values.get(f"{which}_class_code")
            if f"{which}_class_code" in values and f"{which}_class_title" not in changed:
                values[f"{which}_class_title"] = self._titles.get(code or "", "")
        assert set(values) <= set(FIELDS)  # noqa: S101 -- the fields are those of a revision
        editing.set_fields(self._context.program, revision_id, values)

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

    def _set_choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, ClassField)  # noqa: S101 -- made above
        if name in self.autosave.pending() or field.box.count() == len(choices) + 1:
            return
        field.set_choices(choices)

    def _page(self, section: Section, intro: str, lines: tuple[tuple[str, ...], ...]) -> QWidget:
        form = FormPanel()
        form.add(title(section))
        form.add(QuietLabel(intro))
        gaps = form.add(GapList())
        gaps.jump.connect(self.jump)
        self._gaps[section] = gaps
        for line in lines:
            if len(line) == 1:
                form.add(self.fields[line[0]])
            else:
                form.add_row(*(self.fields[name] for name in line))
        return form
