"""Saying by hand what a scanned page is: the paper, the page, and which way is up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.jobs import scan
from umdesk.jobs.scan import Paper, Problem, Trouble
from umdesk.services.plans import filing
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Note
from umdesk.ui.widgets.form import all_will_do
from umdesk.ui.widgets.status import QuietLabel

_RIGHT_ANGLE, _ROUND = 90, 360
_ABOUT = {
    Trouble.UNREADABLE: "Say what this page is, and it is filed.",
    Trouble.FOREIGN: "If you are sure that it belongs here, say what this page is, and it is filed.",
    Trouble.SUPERSEDED: "If it shall be on file all the same, file it with its own revision.",
    Trouble.MISSING: "",
}


class Matching(QWidget):
    """A small form beside the picture of a page that could not be matched by its code."""

    turned = Signal(int)
    """The page is to be shown turned clockwise by so many degrees."""
    filed = Signal(object, str, int)
    """The page of this `Problem` was filed as a page of a printed document, by its id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._problem: Problem | None = None
        self._papers: dict[str, Paper] = {}
        self._turn = 0
        self.paper = ChoiceField(
            "This is a page of", required=True, searchable=True, blank="Choose the paper", hint="Type a name or number."
        )
        self.page = ChoiceField("Page", required=True)
        self.paper.edited.connect(self._offer_pages)
        self.about = QuietLabel()
        self.note = Note()
        self.turn_button = push_button("Turn", "redo", self._turn_on)
        self.turn_button.setToolTip("Turn the page to the right by a quarter")
        self.file_button = push_button("File this page", "check", self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.about)
        what = QHBoxLayout()
        what.setSpacing(SPACE_8)
        what.addWidget(self.paper, 3, Qt.AlignmentFlag.AlignTop)
        what.addWidget(self.page, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(what)
        column.addLayout(side_by_side(self.file_button, self.turn_button))
        column.addWidget(self.note)
        self.hide()

    def show_problem(self, problem: Problem | None, missing: Sequence[Paper]) -> None:
        """Offer to file the page of a problem; `missing` are papers with a missing page, which it may well be."""
        self.setVisible(problem is not None and bool(problem.picture))
        if problem is None or problem is self._problem:
            return
        self._problem, self._turn = problem, 0
        self.about.setText(_ABOUT[problem.trouble])
        self.note.say("")
        known = self._context.runner.now(filing.waiting, self._context.program) or ()
        first = {paper.document_id for paper in missing}
        if problem.paper is not None:
            first = {problem.paper.document_id}
        ordered = sorted(known, key=lambda one: one.document_id not in first)
        self._papers = {one.document_id: one for one in ordered}
        self.paper.set_choices([(one.document_id, _said(one)) for one in ordered])
        likely = [one for one in ordered if one.document_id in first]
        self.paper.set_value(likely[0].document_id if len(likely) == 1 else None)
        self._offer_pages()
        if problem.paper_page:
            self.page.set_value(problem.paper_page)

    def file(self) -> None:
        """File the page as what was said."""
        problem = self._problem
        if problem is None or not all_will_do((self.paper, self.page)):
            return
        paper, page = self._papers[self.paper.value()], self.page.value()
        program = self._context.program
        done = self._context.runner.now(scan.by_hand, program, problem, paper, page, self._turn, refused=self._refuse)
        if done is not None and not done.filed:
            self._refuse(InvalidInput("This very scan is on file for that page already.", "Nothing was filed."))
        elif done is not None:
            self._context.runner.tell(f"Filed as page {page} of {paper.title}.")
            self.filed.emit(problem, paper.document_id, page)

    def _refuse(self, error: Exception) -> None:
        self.note.say(str(error), Tone.BAD, "cross")

    def _turn_on(self) -> None:
        self._turn = (self._turn + _RIGHT_ANGLE) % _ROUND
        self.turned.emit(self._turn)

    def _offer_pages(self) -> None:
        try:
            paper = self._papers.get(self.paper.value() or "")
        except ValueError:  # what is typed so far is no paper
            paper = None
        numbers = range(1, paper.pages + 1) if paper is not None else ()
        there = paper.filed if paper is not None else frozenset()
        self.page.set_choices([(one, f"{one}, on file already" if one in there else str(one)) for one in numbers])
        missing = [one for one in numbers if one not in there]
        if missing:
            self.page.set_value(missing[0])


def _said(paper: Paper) -> str:
    tail = ", replaced" if paper.superseded else ""
    return f"{paper.number}, {paper.person}{tail}"
