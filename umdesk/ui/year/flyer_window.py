"""A flyer of an application window: looked at, printed, saved, and put on file as outreach."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.writing import counted
from umdesk.jobs import print_flyer
from umdesk.jobs.print_flyer import FlyerPdf
from umdesk.services import cycles, reports
from umdesk.services.cycles import CycleLine
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow, shown
from umdesk.ui.preview import PreviewPane
from umdesk.ui.settingswindow import SettingsWindow
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import ChoiceField, Note
from umdesk.ui.year.logo_window import LogoWindow

_SHOWS = frozenset({"setting", "year_file", "role_holder", "cycle", "program"})
_NO_CYCLE = "There is no application window yet. Make a cycle on the tab Selection first."


class FlyerWindow(SideWindow):
    """The application window is chosen on top; what changes its words changes the page."""

    help_page = "outreach"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Flyer", parent, 860, 780)
        self._context = context
        self._made: FlyerPdf | None = None
        found = context.runner.now(cycles.list_cycles, context.program) or ()
        self.cycle = ChoiceField("Application window", [(one.id, one.name) for one in found])
        self.cycle.set_value(_nearest(found, context))
        self.words = push_button("Words of the flyer…", "edit", self.open_words)
        self.words.setToolTip("The sentences of the flyer are settings of your department")
        self.logo = push_button("Department's logo…", "folder", self.open_logo)
        self.said = Note()
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("reports.record_copy"))
        self.file = self.act("Put on file as outreach")
        self.file.setToolTip("Lists the flyer as outreach of today, with the PDF as its material")
        self.file.setVisible(context.may("year.flyers.put_on_file"))
        self.file.clicked.connect(lambda _checked=False: self.put_on_file())
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.cycle, 1)
        for button in (self.words, self.logo):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(top)
        self.column.addWidget(self.said)
        self.column.addWidget(self.pane, 1)
        self.finish()
        self.cycle.edited.connect(self.draw)
        context.announced.connect(self._announced)
        self.draw()

    def draw(self) -> None:
        """Draw the flyer of the chosen application window."""
        cycle = self.cycle.value()
        self._made = None
        self.file.setEnabled(False)
        if cycle is None:
            self.pane.clear(_NO_CYCLE)
            return
        program = self._context.program
        self._context.runner.later(
            lambda _progress: (cycle, print_flyer.make_flyer(program, cycle)),
            self._show,
            owner=self.pane,
            title="Making the flyer",
            refused=lambda error: self.pane.clear(str(error)),
        )

    def put_on_file(self) -> None:
        """List the flyer as outreach of today, once."""
        made = self._made
        if made is None:
            return
        self.file.setEnabled(False)
        kept = self._context.runner.now(
            print_flyer.put_on_file, self._context.program, str(self.cycle.value()), made,
            refused=lambda error: self.said.say(str(error), Tone.ATTENTION, "attention"),
        )  # fmt: skip
        if kept:
            self.said.say("On file as outreach of today, with the PDF as its material.", Tone.GOOD, "check")

    def open_words(self) -> SettingsWindow:
        """Show the settings of the flyer."""
        window = SettingsWindow(self._context, self)
        window.show()
        window.show_section("flyer")
        return window

    def open_logo(self) -> LogoWindow:
        """Show the department's logo."""
        return shown(LogoWindow(self._context, self))

    def _show(self, drawn: tuple[str, FlyerPdf]) -> None:
        cycle, made = drawn
        if cycle != self.cycle.value():  # another one was chosen meanwhile
            return
        self._made = made
        self.file.setEnabled(True)
        self.pane.show_pdf(made.data, made.title, made.file_name, made.unprintable)
        self.pane.way_out = lambda how, deliver: reports.record_copy(self._context.program, made.paper, how, deliver)
        self.said.say(_remark(made, self._context.program.today()), Tone.ATTENTION, "attention")

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _SHOWS and "outreach" not in announced.tables:
            self.draw()


def _remark(made: FlyerPdf, today: date) -> str:
    """What one should know before such a flyer is hung up; "" for nothing."""
    if made.pages > 1:
        return f"It takes {counted(made.pages, 'page')}. Shorten the words so that it fits on one."
    if made.snapshot.closes < today:
        return f"This application window ended on {dates.show(made.snapshot.closes)}."
    return ""


def _nearest(found: tuple[CycleLine, ...], context: Context) -> str | None:
    """The window that is open or comes next, else the newest one."""
    today = context.program.today()
    coming = [one for one in found if one.opens is not None and one.closes is not None and one.closes >= today]
    if coming:
        return min(coming, key=lambda one: one.opens or today).id
    dated = [one for one in found if one.opens is not None]
    return next((one.id for one in (*dated, *found)), None)
