"""One class in full: what it is to the program and why, its facts, titles, decisions, ladder and history."""

from datetime import date
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from umdesk.domain import dates, ladders
from umdesk.domain.class_words import CATEGORY_MEANINGS, CATEGORY_WORDS, LEVEL_WORDS, explained, salary
from umdesk.domain.classes import ClassOverride, ClassTitle, in_force
from umdesk.domain.words import Category
from umdesk.domain.writing import capital, counted
from umdesk.services.classes.cards import ClassCard
from umdesk.services.classes.ladders import Ladders
from umdesk.ui.classes.ladderview import LadderView
from umdesk.ui.context import Context
from umdesk.ui.style import NARROW_TABS
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph, title
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Badge
from umdesk.ui.widgets.table import RowsTable

CATEGORY_TONES = {
    Category.LPEL: Tone.GOOD,
    Category.BRIDGING: Tone.GOOD,
    Category.ELTPA: Tone.ACCENT,
    Category.OTHER: Tone.QUIET,
    Category.UNMAPPED: Tone.ATTENTION,
}


class CardView(QWidget):
    """The chosen class; the signals ask for a form, each for the row that is meant ("" for the class itself)."""

    edit_wanted = Signal(str)
    retitle_wanted = Signal()
    confirm_wanted = Signal(str)
    remove_wanted = Signal(str)
    decide_wanted = Signal()
    lift_wanted = Signal(str)
    step_wanted = Signal()
    class_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.card: ClassCard | None = None
        self.title = title("")
        self.badge = Badge()
        self.held = PlainLabel()
        self.why = paragraph("")
        self.unconfirmed = Note()
        self.facts = QTextBrowser()
        self.titles_model: RowsModel[ClassTitle] = RowsModel(_TITLES, lambda r: r.id, self)
        self.titles = RowsTable(self.titles_model, "Titles of the class")
        self.decisions_model: RowsModel[ClassOverride] = RowsModel(_DECISIONS, lambda r: r.id, self)
        self.decisions = RowsTable(self.decisions_model, "Decisions of the department")
        Narrow(self.titles, {1: 56, 2: 72})
        Narrow(self.decisions, {2: 62})
        self.decisions.set_empty("The category follows from the facts. The department has decided nothing else.")
        self.ladder = LadderView("Ways to and from this class")
        self.history = HistoryPanel(context)
        self.edit_button = push_button("Change facts…", "edit", lambda: self.edit_wanted.emit(""))
        self.retitle_button = push_button("New title…", "new", self.retitle_wanted.emit)
        self.decide_button = push_button("Decide the category…", "shield", self.decide_wanted.emit)
        self.change_title = push_button(
            "Change…", "edit", lambda: self.edit_wanted.emit(self.titles.current_key())
        )  # fmt: skip
        self.confirm_title = push_button(
            "Confirm", "check", lambda: self.confirm_wanted.emit(self.titles.current_key())
        )
        self.remove_title = push_button("Remove", "delete", lambda: self.remove_wanted.emit(self.titles.current_key()))
        self.lift_button = push_button("Lift…", "close", lambda: self.lift_wanted.emit(self.decisions.current_key()))
        self.step_button = push_button("Add a step…", "add", self.step_wanted.emit)
        self.pages = QTabWidget()
        self._lay_out()
        self.titles.chosen.connect(lambda _key: self._follow())
        self.decisions.chosen.connect(lambda _key: self._follow())
        self.titles.opened.connect(self._open_title)
        self.ladder.opened.connect(self.class_wanted)
        self.unconfirmed.pressed.connect(self._confirm_waiting)

    def show_card(self, card: ClassCard, known: Ladders) -> None:
        """Show a class."""
        another = self.card is None or self.card.class_code != card.class_code
        self.card = card
        facts = card.facts
        self.title.setText(f"{card.class_code} {facts.title}".strip())
        decided = ", the department decided" if facts.override else ""
        unsure = "" if facts.confirmed or facts.override else ", not confirmed"
        self.badge.show_status(f"{CATEGORY_WORDS[facts.category]}{decided}{unsure}", CATEGORY_TONES[facts.category])
        meaning = CATEGORY_MEANINGS[facts.category]
        self.why.setText(f"{capital(meaning)}. {explained(facts)}")
        self._say_unconfirmed(card)
        self._show_facts(card)
        self.titles_model.set_rows(card.titles)
        self.decisions_model.set_rows(card.overrides)
        steps = ladders.around(known.steps, card.class_code)
        self.ladder.show_steps(steps, known, card.class_code, [card.class_code])
        if another and card.titles:
            now = in_force(card.titles, self._context.program.today())
            self.titles.choose(now.id if now else "")
        if self.decisions_model.rowCount() and not self.decisions.current_key():
            self.decisions.choose(card.overrides[-1].id)
        if self._history_shown():
            self.history.show_records([*card.record_ids, *(step.id for step in steps)])
        self._follow()

    def show_held(self, held: int | None) -> None:
        """Say how many people hold the class today; None while nobody has counted."""
        words = "" if held is None else f"{counted(held, 'person', 'people')} hold{'s' * (held == 1)} it today."
        self.held.setText(words)

    def row(self, title_id: str) -> ClassTitle | None:
        """The title row of that id; "" means the one in force today."""
        if self.card is None:
            return None
        if title_id:
            return next((row for row in self.card.titles if row.id == title_id), None)
        return in_force(self.card.titles, self._context.program.today())

    def decision(self, override_id: str) -> ClassOverride | None:
        """The decision of that id."""
        return next((each for each in self.card.overrides if each.id == override_id), None) if self.card else None

    def _history_shown(self) -> bool:
        return self._context.sees_all("history.events")

    def _open_title(self, key: str) -> None:
        if self._context.may("classes.editing.change"):
            self.edit_wanted.emit(key)

    def _say_unconfirmed(self, card: ClassCard) -> None:
        waiting = next((row for row in card.titles if not row.confirmed), None)
        if waiting is None:
            self.unconfirmed.say("")
            return
        said = f"The title “{waiting.title}” is not confirmed, so the one before it still holds."
        if len(card.titles) == 1:
            said = "What is known of this class is not confirmed, so it never decides alone."
        if card.facts.override is not None:
            said = "The department's decision on the category holds. What else is known of the class is not confirmed."
        self.unconfirmed.say(said, Tone.ATTENTION if card.facts.override is None else Tone.QUIET)
        if self._context.may("classes.editing.change"):
            self.unconfirmed.offer("Confirm…", "Confirm what is not confirmed of this class")

    def _show_facts(self, card: ClassCard) -> None:
        facts = card.facts
        months = counted(facts.probation_months, "month") if facts.probation_months is not None else ""
        pay = salary(facts.salary_minimum, facts.salary_maximum)
        shown = {
            "Schematic code": facts.schematic_code,
            "Entry level": LEVEL_WORDS[facts.entry_level],
            "Bridging class": _yes(facts.bridging),
            "Salary": f"{pay} a month" if pay else "",
            "Probation": months,
            "Bargaining unit": facts.bargaining_unit,
            "Hard to fill": _yes(facts.hard_to_fill),
            "Status": facts.status.capitalize(),
            "Minimum qualifications": facts.minimum_qualifications,
            "Note": facts.note,
            "Source": facts.source,
        }
        lines = "".join(
            f"<tr><td width='190'>{escape(label)}</td><td>{escape(text).replace(chr(10), '<br>') or '–'}</td></tr>"
            for label, text in shown.items()
        )
        self.facts.setHtml(f"<table cellpadding='4'>{lines}</table>")

    def _follow(self) -> None:
        """What can be done about the chosen rows."""
        may = self._context.may("classes.editing.change")
        row = self.row(self.titles.current_key()) if self.titles.current_key() else None
        for button in (
            self.edit_button, self.retitle_button, self.decide_button, self.change_title, self.confirm_title,
            self.remove_title, self.lift_button, self.step_button,
        ):  # fmt: skip
            button.setVisible(may)
        has_titles = bool(self.card and self.card.titles)
        self.edit_button.setEnabled(has_titles)
        self.retitle_button.setEnabled(has_titles)
        self.change_title.setEnabled(row is not None)
        self.remove_title.setEnabled(row is not None)
        self.confirm_title.setEnabled(row is not None and not row.confirmed)
        self.lift_button.setEnabled(bool(self.decisions.current_key()))

    def _confirm_waiting(self) -> None:
        waiting = next((row for row in self.card.titles if not row.confirmed), None) if self.card else None
        if waiting is not None:
            self.confirm_wanted.emit(waiting.id)

    def _lay_out(self) -> None:
        self.facts.setFrameShape(QFrame.Shape.NoFrame)
        self.facts.setAccessibleName("Facts of the class")
        self.facts.setTabChangesFocus(True)
        self.pages.addTab(self.facts, "Facts")
        self.pages.addTab(
            _page(self.titles, side_by_side(self.change_title, self.confirm_title, self.remove_title)), "Titles"
        )
        self.pages.addTab(_page(self.decisions, side_by_side(self.lift_button)), "Decisions")
        self.pages.addTab(_page(self.ladder, side_by_side(self.step_button)), "Ladder")
        if self._history_shown():
            self.pages.addTab(self.history, "History")
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setProperty(NARROW_TABS, True)
        self.pages.setAccessibleName("The class in full")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        line.addWidget(self.badge)
        line.addStretch(1)
        line.addWidget(self.held)
        column.addLayout(line)
        column.addWidget(self.why)
        column.addWidget(self.unconfirmed)
        column.addLayout(side_by_side(self.edit_button, self.retitle_button, self.decide_button))
        column.addWidget(self.pages, 1)


def _page(body: QWidget, buttons: QHBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
    column.setSpacing(SPACE_8)
    column.addWidget(body, 1)
    column.addLayout(buttons)
    return page


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _from(day: date | None) -> str:
    return dates.show(day) or "the beginning"


def _until(day: date | None) -> str:
    return dates.show(day) or "further notice"


_TITLES = (
    Column[ClassTitle]("Title", lambda r: r.title, stretch=True),
    Column[ClassTitle]("From", lambda r: _from(r.title_from), sort=lambda r: r.title_from or date.min, width=14),
    Column[ClassTitle]("Until", lambda r: _until(r.title_to), sort=lambda r: r.title_to or date.max, width=14),
    Column[ClassTitle](
        "Confirmed",
        lambda r: "Confirmed" if r.confirmed else "Not confirmed",
        tone=lambda r: Tone.GOOD if r.confirmed else Tone.ATTENTION,
        width=16,
    ),
)
_DECISIONS = (
    Column[ClassOverride]("Category", lambda r: CATEGORY_WORDS[r.category], width=10),
    Column[ClassOverride]("From", lambda r: dates.show(r.effective), sort=lambda r: r.effective, width=12),
    Column[ClassOverride]("Until", lambda r: _until(r.ends), sort=lambda r: r.ends or date.max, width=14),
    Column[ClassOverride]("Reason", lambda r: r.reason, stretch=True),
)
