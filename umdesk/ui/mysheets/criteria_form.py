"""The criteria one under the other, each with its points and a comment; what is given saves itself."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.domain.rating_text import Blank, rating_text
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain
from umdesk.services import drafts, my_sheets
from umdesk.services.my_sheets import MySheet
from umdesk.ui.context import Context
from umdesk.ui.mysheets.points import LevelPoints, TypedPoints, points_field
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import LongTextField, Note
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.status import QuietLabel

_POINTS, _COMMENT = "points ", "comment "


class CriteriaForm(FormPanel):
    """One sheet of one set of criteria; another set takes another form."""

    saved = Signal()

    def __init__(self, context: Context, criteria: tuple[Criterion, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._before: dict[tuple[str, str], str] = {}  # what an outdated rating was, by application and criterion
        self.points: dict[str, LevelPoints | TypedPoints] = {}
        self.comments: dict[str, LongTextField] = {}
        self._notes: dict[str, Note] = {}
        self._heads: dict[str, QLabel] = {}
        self.autosave = Autosave(context, "sheet", self._save, self)
        for criterion in criteria:
            self._put_criterion(criterion)

    def show_sheet(self, sheet: MySheet) -> None:
        """Show a sheet; typing under way is left alone."""
        values: dict[str, Any] = {}
        for key in self.points:
            value = sheet.values.get(key, Blank.BLANK)
            if key in sheet.outdated:
                # It does not count as it stands, so it is given anew.
                self._before[sheet.application_id, key] = rating_text(value)
                value = Blank.BLANK
            elif value is not Blank.BLANK:
                self._before.pop((sheet.application_id, key), None)
            before = self._before.get((sheet.application_id, key), "")
            said = f"This was changed after you gave {before}. Give your points again." if before else ""
            self._notes[key].say(said, Tone.ATTENTION, "attention")
            values[_POINTS + key] = value
            values[_COMMENT + key] = sheet.comments.get(key, "")
        self.autosave.show(sheet.application_id, values)
        closed = sheet.submitted or sheet.recused or not self._context.may("my_sheets.enter")
        for field in (*self.points.values(), *self.comments.values()):
            field.set_read_only(closed)

    def rated(self) -> int:
        """How many criteria have points."""
        return sum(bool(field.raw().strip()) for field in self.points.values())

    def begin(self) -> None:
        """Put the cursor into the first criterion without points."""
        keys = list(self.points)
        key = next((key for key in keys if not self.points[key].raw().strip()), keys[0] if keys else "")
        field = self.points.get(key)
        if field is None:
            return
        if isinstance(field, LevelPoints):
            field.begin()
        else:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)
        self.ensureWidgetVisible(self._heads[key])

    def _put_criterion(self, criterion: Criterion) -> None:
        key = criterion.key
        self._heads[key] = self.section(criterion.name)
        self.add(QuietLabel(_about(criterion)))
        self._notes[key] = self.add(Note())
        self.points[key] = self.add(points_field(criterion))
        if isinstance(self.points[key], TypedPoints) and criterion.levels:
            self.add(QuietLabel("\n".join(f"{points}: {text}" for points, text in criterion.levels.items())))
        comment = LongTextField("Comment", lines=1, placeholder="Why these points; may be left empty")
        comment.editor.setAccessibleName(f"{criterion.name}: comment")
        comment.box.setMaximumHeight(comment.box.minimumHeight())
        self.comments[key] = self.add(comment)
        self.autosave.add(_POINTS + key, self.points[key])
        self.autosave.add(_COMMENT + key, comment)

    def _save(self, application_id: str, changed: dict[str, Any]) -> None:
        program = self._context.program
        # Points first: a comment stands beside points.
        for name in sorted(changed, key=lambda each: each.startswith(_COMMENT)):
            kind, key = name.split(" ", 1)
            try:
                if f"{kind} " == _POINTS:
                    self._give(application_id, key, changed[name])
                else:
                    my_sheets.comment(program, application_id, key, changed[name] or "")
            except InvalidInput as error:
                raise InvalidInput(error.message, error.advice, name) from error
            drafts.drop(program, application_id, name)
        self.saved.emit()

    def _give(self, application_id: str, key: str, value: Any) -> None:
        if isinstance(value, Blank):
            my_sheets.clear(self._context.program, application_id, key)
        else:
            my_sheets.enter(self._context.program, application_id, key, value)


def _about(criterion: Criterion) -> str:
    kind = "required" if criterion.required else "optional"
    counted = "" if criterion.counted else "; shown only, not counted"
    span = f"0 to {plain(criterion.maximum)} in steps of {plain(criterion.step)}; {kind}{counted}."
    return f"{criterion.description}\n{span}" if criterion.description else span
