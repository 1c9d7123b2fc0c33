"""The criteria one under the other, each with its points and a comment; what is given saves itself."""

from collections.abc import Collection
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.domain.rating_text import Blank, rating_text
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain
from umdesk.services import drafts, my_sheets
from umdesk.services.my_sheets import MySheet
from umdesk.ui.context import Context
from umdesk.ui.mysheets.points import LevelPoints, TypedPoints, points_field
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import LongTextField, Note
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.status import QuietLabel

_POINTS, _COMMENT = "points ", "comment "
_MISSING = "Points are missing here."
_OR_NOT = " Give points, or say that it is not applicable."


class CriterionBlock(QWidget):
    """One criterion: what it is, the points, a comment."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self.needed = criterion.required and criterion.counted
        self._may_say_not_applicable = not criterion.required
        self.note = Note()
        self.points = points_field(criterion)
        self.comment = LongTextField("Comment", lines=1, placeholder="Why these points; may be left empty")
        self.comment.editor.setAccessibleName(f"{criterion.name}: comment")
        self.comment.box.setMaximumHeight(self.comment.box.minimumHeight())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(heading(criterion.name))
        column.addWidget(QuietLabel(_about(criterion)))
        column.addWidget(self.points)
        column.addWidget(self.note)  # below, so that no line moves under the mouse when it goes
        if isinstance(self.points, TypedPoints) and criterion.levels:
            levels = "\n".join(f"{points}: {text}" for points, text in criterion.levels.items())
            column.addWidget(QuietLabel(levels))
        column.addWidget(self.comment)

    @property
    def blank(self) -> bool:
        """Whether no points are given."""
        return not self.points.raw().strip()

    def ask(self) -> None:
        """Say that there are no points yet, and what can be done."""
        or_not = _OR_NOT if self._may_say_not_applicable else ""
        self.points.set_reason(_MISSING if self.needed else f"No points yet.{or_not}")

    def begin(self) -> None:
        """Put the focus on the points."""
        if isinstance(self.points, LevelPoints):
            self.points.begin()
        else:
            self.points.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class CriteriaForm(FormPanel):
    """One sheet of one set of criteria; another set takes another form."""

    saved = Signal()

    def __init__(self, context: Context, criteria: tuple[Criterion, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._application = ""
        self._before: dict[tuple[str, str], str] = {}  # what an outdated rating was, by application and criterion
        self._marked: frozenset[str] = frozenset()  # the criteria without points that were asked for
        self.blocks: dict[str, CriterionBlock] = {}
        self.autosave = Autosave(context, "sheet", self._save, self)
        for criterion in criteria:
            block = self.add(CriterionBlock(criterion))
            self.blocks[criterion.key] = block
            self.autosave.add(_POINTS + criterion.key, block.points)
            self.autosave.add(_COMMENT + criterion.key, block.comment)
        self.points: dict[str, LevelPoints | TypedPoints] = {key: block.points for key, block in self.blocks.items()}
        self.comments: dict[str, LongTextField] = {key: block.comment for key, block in self.blocks.items()}
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_changed)

    def show_sheet(self, sheet: MySheet) -> None:
        """Show a sheet; typing under way is left alone."""
        if sheet.application_id != self._application:
            self._application, self._marked = sheet.application_id, frozenset()
            self.verticalScrollBar().setValue(0)
        values: dict[str, Any] = {}
        for key, block in self.blocks.items():
            value = sheet.values.get(key, Blank.BLANK)
            if key in sheet.outdated:
                # It does not count as it stands, so it is given anew.
                self._before[sheet.application_id, key] = rating_text(value)
                value = Blank.BLANK
            elif value is not Blank.BLANK:
                self._before.pop((sheet.application_id, key), None)
            before = self._before.get((sheet.application_id, key), "")
            said = f"This was changed after you gave {before}. Give your points again." if before else ""
            block.note.say(said, Tone.ATTENTION, "attention")
            values[_POINTS + key] = value
            values[_COMMENT + key] = sheet.comments.get(key, "")
        self.autosave.show(sheet.application_id, values)
        closed = not sheet.open or not self._context.may("my_sheets.enter")
        for field in (*self.points.values(), *self.comments.values()):
            field.set_read_only(closed)
        self._show_marks()

    def blanks(self) -> tuple[str, ...]:
        """The criteria without points, in order."""
        return tuple(key for key, block in self.blocks.items() if block.blank)

    def mark(self, keys: Collection[str]) -> None:
        """Say at these criteria that their points are missing, and go to the first."""
        self._marked = frozenset(keys)
        self._show_marks()
        first = next((block for key, block in self.blocks.items() if key in self._marked), None)
        if first is not None:
            first.begin()
            # Only once the layout has made room for the lines is it known where the criterion is.
            QTimer.singleShot(0, self, lambda: self._bring_into_view(first))

    def begin(self) -> None:
        """Put the focus into the first criterion without points."""
        key = next(iter(self.blanks()), next(iter(self.blocks), ""))
        if key:
            self.blocks[key].begin()

    def go_to_wrong(self) -> str:
        """Go to the first value that will not do; what is wrong with it, "" when all will do."""
        for block in self.blocks.values():
            if said := block.points.reason() or block.comment.reason():
                block.begin()
                QTimer.singleShot(0, self, lambda block=block: self._bring_into_view(block))
                return said
        return ""

    def _show_marks(self) -> None:
        for key in self._marked.intersection(self.blanks()):
            self.blocks[key].ask()

    def _focus_changed(self, _old: QWidget | None, focused: QWidget | None) -> None:
        """The criterion to which the keys go is in view as a whole; what the mouse presses stays under the mouse."""
        if QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            return
        block = focused
        while block is not None and not isinstance(block, CriterionBlock):
            block = block.parentWidget()
        if block is not None and self.isAncestorOf(block):
            self._bring_into_view(block)

    def _bring_into_view(self, block: CriterionBlock) -> None:
        self.ensureWidgetVisible(block, 0, 0)
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is not None and block.isAncestorOf(focused) and block.height() > self.viewport().height():
            self.ensureWidgetVisible(focused, 0, SPACE_8)

    def _save(self, application_id: str, changed: dict[str, Any]) -> None:
        program = self._context.program
        # Points first, as they are read.
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
