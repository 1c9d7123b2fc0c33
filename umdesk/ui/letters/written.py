"""The letters of one application in its page: what was written, when it was sent, and the paper itself."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from umdesk.services import letters
from umdesk.services.letters import LetterRow
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.letters.lines import letter_words
from umdesk.ui.preview import Deliver, PreviewPane
from umdesk.ui.theme import SPACE_4
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.taborder import keep_in_place


class WrittenLetters(QWidget):
    """A line a letter, the newest first; hidden while none was written."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._application = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        context.announced.connect(self._announced)

    def show_application(self, application_id: str, number: str) -> None:
        """Show the letters of an application."""
        self._application, self._number = application_id, number
        layouts.empty(self._column)
        found = self._context.runner.now(letters.of_application, self._context.program, application_id) or ()
        for letter in found:
            button = push_button(f"Letter: {letter_words(letter)}", "pdf", partial(self._open, letter))
            button.setFlat(True)
            button.setToolTip("Show the letter as it was made")
            self._column.addWidget(button)
        self.setVisible(bool(found))
        keep_in_place(self, [button for button in self.findChildren(QPushButton) if not button.isHidden()])

    def _announced(self, announced: Announced) -> None:
        if self._application and "letter" in announced.tables:
            self.show_application(self._application, self._number)

    def _open(self, letter: LetterRow) -> None:
        LetterWindow(self._context, letter, self._number, self.window()).show()


class LetterWindow(SideWindow):
    """One letter as it was made, to be looked at, and printed or saved again."""

    help_page = "letters"

    def __init__(self, context: Context, letter: LetterRow, number: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Letter to application {number}", parent, 820, 760)
        self._context = context
        self._letter = letter
        self.pane = PreviewPane()
        self.pane.way_out = self._let_out
        self.column.addWidget(
            QuietLabel(f"{letter_words(letter)}. Made by {letter.made_by}. It is kept as it was made.")
        )
        self.column.addWidget(self.pane, 1)
        self.finish()
        found = context.runner.now(
            letters.documents, context.program, [letter.id], refused=lambda error: self.pane.clear(str(error))
        )
        if found:
            name = f"{number} letter {letter.kind.value}"
            self.pane.show_pdf(found[0], name, f"{name}.pdf")
            self.pane.set_may_leave(context.may("letters.keeping.record_copy"))

    def _let_out(self, how: str, deliver: Deliver) -> None:
        letters.record_copy(self._context.program, [self._letter.id], how, deliver)
