"""Mentor or coach, and what the department's directory offers, beside the text on support."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from umdesk.domain.plan_values import LONGEST_TEXT
from umdesk.domain.writing import one_line
from umdesk.services import resources
from umdesk.services.resources import Mentor, Resource
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField

_NOT_LISTED = "(not from the directory)"


class MentorFields:
    """A name, typed freely or taken from the directory; another name typed is no longer the one of the directory."""

    def __init__(self) -> None:
        self.name = TextField("Mentor or coach", placeholder="Example: Ana Reyes", max_length=LONGEST_TEXT)
        self.listed = ChoiceField("Mentor or coach from the directory", blank=_NOT_LISTED)
        self._names: dict[str, str] = {}
        self.listed.box.activated.connect(lambda _index: self._take_name())
        self.name.edited.connect(self._name_typed)

    def offer(self, mentors: tuple[Mentor, ...], *, known: str = "", known_name: str = "") -> None:
        """Offer the mentors of the directory; one that is offered no longer stays while it is chosen."""
        self._names = {mentor.id: mentor.name for mentor in mentors}
        choices = [(mentor.id, _shown(mentor)) for mentor in mentors]
        if known and known not in self._names:
            self._names[known] = known_name
            choices.append((known, f"{known_name} (no longer offered)"))
        self.listed.set_choices(choices)

    def _take_name(self) -> None:
        name = self._names.get(self.listed.value() or "", "")
        if name and name != self.name.raw():
            self.name.set_raw(name)
            self.name.edited.emit()
            self.name.left.emit()

    def _name_typed(self) -> None:
        chosen = self._names.get(self.listed.value() or "")
        if chosen is not None and one_line(self.name.raw()) != chosen:
            self.listed.set_value(None)
            self.listed.edited.emit()


class ResourceButton(QPushButton):
    """Writes a resource of the directory into the text on support, where it can be changed like all text."""

    def __init__(self, context: Context, field: LongTextField, parent: QWidget | None = None) -> None:
        super().__init__(icon("add"), "Name a resource", parent)
        self._context, self._field = context, field
        self.setAutoDefault(False)
        self.setAccessibleName("Name a resource of the department in the text above")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip("Write something that the department offers into the text above")
        menu = QMenu(self)
        menu.setAccessibleName("Resources of the department")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        found = self._context.runner.now(resources.list_resources, self._context.program) or ()
        offered = [one for one in found if one.values.kind not in resources.PEOPLE]
        for one in offered:
            act = menu.addAction(in_words(one).replace("&", "&&"))
            act.triggered.connect(self._writer(in_words(one)))
        if not offered:
            menu.addAction("The directory of resources is empty.").setEnabled(False)

    def _writer(self, text: str) -> Callable[[bool], None]:
        def write(_checked: bool = False) -> None:
            before = self._field.raw().rstrip()
            cursor = self._field.box.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(f"\n{text}." if before else f"{text}.")  # by the cursor, so that Ctrl+Z takes it back
            self._field.box.setTextCursor(cursor)
            self._field.setFocus()

        return write


def in_words(resource: Resource) -> str:
    """A resource as it is named in a plan: "Tuition reimbursement (Training Office)"."""
    name, provider = one_line(resource.values.name), one_line(resource.values.provider)
    return f"{name} ({provider})" if provider and provider not in name else name


def _shown(mentor: Mentor) -> str:
    """A mentor in the list: name, fields, how full: "Ana Reyes, coach: budgets. 2 of 3 matched"."""
    fields = f": {one_line(mentor.fields)}" if mentor.fields.strip() else ""
    full = ", full" if mentor.full else ""
    return f"{mentor.name}, {mentor.kind}{fields}. {mentor.room}{full}"
