"""The window *Plans and papers*: choose plans and papers, make them, look at them, print or save them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted, enumerated
from umdesk.jobs import print_batch
from umdesk.jobs.print_batch import Batch
from umdesk.services.plans import queries
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.printing.choosing import Choosing
from umdesk.ui.printing.words import NAMES
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.field import Note

_EMPTY = "Tick plans and papers at the left, then make them. They are shown here, to be printed or saved."
_MOST_NAMED = 6


class PapersWindow(SideWindow):
    """Choice at the left, what was made at the right, and what could not be made under it."""

    help_page = "printing"

    def __init__(self, context: Context, parent: QWidget | None = None, chosen: str = "") -> None:
        """`chosen` is a participation and a kind of paper with a space between, to be made at once; or empty."""
        super().__init__("Plans and papers", parent, 1180, 820)
        self._context = context
        self.batch: Batch | None = None
        self.choosing = Choosing(may_sign=context.may("plans.printing.freeze"))
        self.make = QPushButton(icon("print"), "Make the papers")
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("plans.papers.keep_all"))
        self.pane.clear(_EMPTY)
        self.note = Note()
        self.refused = QPlainTextEdit()
        self.refused.setReadOnly(True)
        self.refused.setAccessibleName("What could not be made")
        self.refused.setMaximumHeight(self.fontMetrics().height() * 6)
        self.refused.hide()
        self.each = QPushButton(icon("save"), "Save a file each…")
        self.each.setAutoDefault(False)
        self._lay_out()
        self.finish()
        self.make.clicked.connect(lambda _checked=False: self.begin())
        self.each.clicked.connect(lambda _checked=False: self.ask_for_folder())
        self.choosing.changed.connect(self._allow)
        participation, _, kind = chosen.partition(" ")
        rows = context.runner.now(queries.list_plans, context.program) or ()
        self.choosing.fill(rows, participation, kind)
        self._allow()
        if participation and kind:
            self.begin()

    def begin(self) -> None:
        """Make what is ticked, beside the window, with Cancel."""
        wish, program = self.choosing.wish(), self._context.program
        self.make.setEnabled(False)
        self.note.say("")
        self.refused.hide()
        self.pane.clear("Making the papers…")
        self._context.runner.later(
            lambda progress: print_batch.make(program, wish, progress),
            self._show,
            owner=self,
            title="Printing plans and papers",
            cancellable=True,
            refused=self._refuse,
        )

    def save_each(self, folder: Path) -> None:
        """Write each paper to a file of its own in a folder."""
        batch, program = self.batch, self._context.program
        if batch is None:
            return

        def done(saved: tuple[tuple[Path, ...], int]) -> None:
            files, left = saved
            rest = f" {counted(left, 'paper')} were left when you stopped." if left else ""
            self.note.say(f"{counted(len(files), 'file')} saved in {folder.name}.{rest}", Tone.GOOD, "check")
            self._allow()

        self.each.setEnabled(False)
        self._context.runner.later(
            lambda progress: print_batch.save_each(program, batch, folder, progress),
            done,
            owner=self,
            title="Saving papers",
            cancellable=True,
            refused=self._refuse,
        )

    def ask_for_folder(self) -> None:
        """Ask where the files go."""
        folder = QFileDialog.getExistingDirectory(self, "Save a file for each paper")
        if folder:
            self.save_each(Path(folder))

    def _show(self, batch: Batch) -> None:
        self.batch = batch
        program = self._context.program
        if batch.items:
            self.pane.way_out = lambda how, deliver: print_batch.let_out(program, batch, how, deliver)
            name = batch.items[0].file_name if len(batch.items) == 1 else f"{batch.title}.pdf"
            title = batch.items[0].title if len(batch.items) == 1 else batch.title
            self.pane.show_pdf(batch.data, title, name, batch.unprintable)
        else:
            self.pane.clear("Nothing was made.")
        self.note.say(_told(batch), Tone.ATTENTION if batch.refused or batch.left else Tone.GOOD, "print")
        self.refused.setVisible(bool(batch.refused))
        self.refused.setPlainText(
            "\n".join(f"{one.plan_number}, {NAMES[one.what]}: {one.reason}" for one in batch.refused)
        )
        self._allow()

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")
        self._allow()

    def _allow(self) -> None:
        wish = self.choosing.wish()
        self.make.setEnabled(bool(wish.plans and wish.kinds))
        several = self.batch is not None and len(self.batch.items) > 1
        self.each.setEnabled(several and self._context.may("plans.papers.keep_all"))

    def _lay_out(self) -> None:
        self.make.setDefault(True)
        left = QVBoxLayout()
        left.setSpacing(SPACE_8)
        left.addWidget(_scrolled(self.choosing), 1)
        left.addWidget(self.make)
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addWidget(self.pane, 1)
        under = QHBoxLayout()
        under.addWidget(self.note, 4)
        under.addStretch(1)
        under.addWidget(self.each)
        right.addLayout(under)
        right.addWidget(self.refused)
        both = QHBoxLayout()
        both.setSpacing(SPACE_16)
        both.addLayout(left, 2)
        both.addLayout(right, 5)
        self.column.addLayout(both, 1)


def _scrolled(widget: QWidget) -> QScrollArea:
    """A widget that scrolls where the screen is small and everything is large."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    area.setMinimumWidth(widget.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def _told(batch: Batch) -> str:
    """What became of the batch, in sentences."""
    said = [f"{counted(len(batch.items), 'paper')} made, {counted(batch.pages, 'page')}."]
    if batch.frozen:
        shown = list(batch.frozen[:_MOST_NAMED])
        more = len(batch.frozen) - len(shown)
        names = enumerated([*shown, f"{more} more"] if more else shown)
        said.append(f"Frozen, to be signed: {names}.")
    if batch.refused:
        said.append(f"{counted(len(batch.refused), 'paper')} could not be made.")
    if batch.left:
        said.append(f"You stopped: {counted(batch.left, 'paper')} left; what was made is whole.")
    return " ".join(said)
