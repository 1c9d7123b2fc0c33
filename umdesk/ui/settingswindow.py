"""The settings of the open program, each with what it means; a value is kept when its field is left."""

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.settings import DEFAULTS, Definition
from umdesk.domain.writing import capital
from umdesk.services import settings
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_24
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

SECTIONS = {
    "people": "People",
    "eligibility": "Eligibility",
    "cycles": "Cycles and scores",
    "selection": "Selection",
    "td": "T&D assignments",
    "exams": "Exams and lists",
    "counts": "Counts in reports",
    "plans": "Career plans",
    "year": "Program year",
    "form": "Application form",
    "flyer": "Flyer of an application window",
    "letters": "Letters to applicants",
    "lock": "At the shared workstation",
    "backups": "Backups",
    "notice": "Privacy notice",
}


class SettingsWindow(SideWindow):
    """All settings in one scrolled form."""

    help_page = "settings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Settings of this program", parent, 620, 640)
        self._context = context
        self.fields: dict[str, Field] = {}
        self.form = form = FormPanel()
        section = ""
        for key, definition in DEFAULTS.items():
            if key.split(".")[0] != section:
                section = key.split(".")[0]
                form.section(SECTIONS.get(section, section.capitalize()))
            field = form.add(_field(definition))
            field.label.setText(definition.title)
            form.add(QuietLabel(definition.meaning))
            field.left.connect(lambda key=key: self._keep(key))
            self.fields[key] = field
        self.column.addWidget(form, 1)
        self.finish()
        self.refresh()
        typed = {key: field for key, field in self.fields.items() if isinstance(field, TextField | LongTextField)}
        self._unrecorded = Unrecorded(context, "setting", typed, self)
        if context.may("settings.change"):
            self._unrecorded.follow(context.program.id)

    def refresh(self) -> None:
        """Show the values as they are."""
        for key, value in settings.all_settings(self._context.program).items():
            self.fields[key].set_value(value)
            self.fields[key].set_read_only(not self._context.may("settings.change"))

    def show_section(self, section: str) -> None:
        """Go to the first field of a section ("flyer")."""
        field = next(field for key, field in self.fields.items() if key.split(".")[0] == section)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the window has its size, so that the heading of the section stands at the top.
        QTimer.singleShot(0, field, lambda: self.form.verticalScrollBar().setValue(field.y() - 2 * SPACE_24))

    def done(self, result: int) -> None:
        """Keep the field one is in before the window goes."""
        for key, field in self.fields.items():
            if field.editor.hasFocus():
                self._keep(key)
        super().done(result)

    def _keep(self, key: str) -> None:
        field = self.fields[key]
        if not self._context.may("settings.change") or not field.check():
            return
        value = field.value()
        try:
            settings.change(self._context.program, key, "" if value is None else value)
        except UserError as error:
            field.set_reason(str(error))
        else:
            self._unrecorded.forget(key)


def _field(definition: Definition) -> Field:
    hint = definition.meaning
    if definition.choices:
        words = [(choice, capital(choice)) for choice in definition.choices]
        return ChoiceField(definition.title, words, hint=hint)
    if isinstance(definition.default, bool):
        return CheckField(definition.title, hint=hint)
    if isinstance(definition.default, int | Decimal):
        decimals = 0 if isinstance(definition.default, int) else 2
        return NumberField(
            definition.title,
            required=True,
            minimum=definition.minimum,
            maximum=definition.maximum,
            decimals=decimals,
            hint=hint,
        )
    if definition.lines:
        return LongTextField(definition.title, lines=8 if definition.default else 2, hint=hint)
    return TextField(definition.title, hint=hint)
