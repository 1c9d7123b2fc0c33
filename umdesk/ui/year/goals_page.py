"""Goals: each with its picture against the calendar and the people behind its number, and the form that sets them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from umdesk.domain import dates
from umdesk.domain.year_drafts import draft_record, year_of_draft
from umdesk.services.year import goals
from umdesk.services.year.goals import GoalStanding, YearStanding
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.theme import SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.year.goal_card import GoalCard
from umdesk.ui.year.goal_form import GoalForm
from umdesk.ui.year.page import FoldedForm, head
from umdesk.ui.year.people_window import GoalPeople


class GoalsPage(FoldedForm):
    """The goals of one program year."""

    form: GoalForm
    tables = frozenset({
        "year_goal", "year_note", "participation", "participation_state", "advancement", "job_class", "class_override",
        "setting", "person",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.goals.add")
        self._missed: int | None = None
        self._standing = YearStanding((), None)
        self.act = action(
            self, "add", "&Set a goal", self.ask_new, tip="How many employees, in which timeframe", may=self._may
        )
        self.missed = Note()
        self.missed.pressed.connect(self._write_why)
        self.none = paragraph("")
        self.cards: list[GoalCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE_12)
        self.form = GoalForm(context, self._recorded)
        self._typing = (self.form,)
        self.button = ActionButton(self.act, primary=True)
        self.add_layout(head("Goals", self.button))
        self.add(self.missed)
        self.add(self.none)
        self.add_layout(self._cards)
        self._put_form()

    def refresh(self) -> None:
        """Show the goals as they are now; the form keeps what is typed in it."""
        found = self._context.runner.now(goals.standing, self._context.program, self._year)
        if found is None:
            return
        self._standing = found
        self.form.taken = frozenset(row.goal.kind for row in found.goals)
        self.form.show_year(self._year)
        self.form.still_there(row.goal.id for row in found.goals)
        self._show_cards(found)
        name = dates.program_year_name(self._year)
        wanted = " Set them with the number of employees that CalHR is asked to approve." if self._may else ""
        self.none.setText(f"No goals are set for {name} yet.{wanted}")
        self.none.setVisible(not found.goals)
        self._tell_missed(None if found.explained else found.missed)

    def year_of(self, record_id: str) -> int | None:
        """The year of a goal, or of one that is being typed."""
        found = self._context.runner.now(goals.year_of, self._context.program, record_id)
        return found or year_of_draft(self._context.program.id, "year_goal", record_id)

    def show_record(self, record_id: str) -> None:
        """Bring a goal into view."""
        card = next((one for one in self.cards if one.goal.id == record_id), None)
        if card is None:
            self.ask_new()
            return
        if self._may and self.form.typed_into(record_id):
            self.ask_change(record_id)
            return
        self.bring_up(card)
        act = card.people if card.people.isEnabled() else card.change
        act.setFocus(Qt.FocusReason.ShortcutFocusReason)  # for which a ring is drawn, however one came here

    def ask_change(self, goal_id: str) -> None:
        """Show the form with a goal to be changed."""
        row = self._row(goal_id)
        if row is not None and self._may:
            self.form.change_goal(row.goal)
            self._unfold()

    def show_people(self, goal_id: str) -> GoalPeople | None:
        """Show who counts towards a goal in a window of its own."""
        row = self._row(goal_id)
        if row is None:
            return None
        return shown(GoalPeople(self._context, row, self.window()))

    def _row(self, goal_id: str) -> GoalStanding | None:
        return next((row for row in self._standing.goals if row.goal.id == goal_id), None)

    def _show_cards(self, found: YearStanding) -> None:
        focused = self.window().focusWidget()
        held = next((card.goal.id for card in self.cards if card.isAncestorOf(focused)), "")
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        today = self._context.program.today()
        self.cards = [GoalCard(row, today, may=self._may) for row in found.goals]
        for card in self.cards:
            card.people_wanted.connect(self.show_people)
            card.change_wanted.connect(self.ask_change)
            card.remove_wanted.connect(self._remove)
            self._cards.addWidget(card)
        if held:  # the button that had the focus is gone with its card
            QTimer.singleShot(0, self, lambda: self._hold(held))

    def _hold(self, goal_id: str) -> None:
        """Give the focus to a goal, to the button above where it is no longer there."""
        if any(card.goal.id == goal_id for card in self.cards):
            self.show_record(goal_id)
        else:
            self.button.setFocus()

    def _remove(self, goal_id: str) -> None:
        self._context.runner.now(goals.remove, self._context.program, goal_id)

    def _empty(self) -> bool:
        return not self._standing.goals

    def _tell_missed(self, year: int | None) -> None:
        self._missed = year
        if year is None:
            self.missed.say("")
            return
        both = f"{dates.program_year_name(year - 1)} and {dates.program_year_name(year)}"
        self.missed.say(
            f"In {both} a hiring or apprenticeship goal was missed. The progress report asks why, and what is needed "
            "in the next two years (Gov. Code 19402(b)(1)).",
            Tone.ATTENTION,
            "attention",
        )
        self.missed.offer("Write it", "Write why the goals were missed")

    def _write_why(self) -> None:
        if self._missed is not None:
            self._go("Program year", f"texts:{draft_record(self._context.program.id, 'year_note', self._missed)}")
