"""Cards one under the other in groups: who it is, how the plan stands, and one button with the one thing to do."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.folding import folded
from umdesk.domain.next_step import Turn, Viewer, next_step
from umdesk.domain.writing import capital
from umdesk.services.plans.queries import PlanRow
from umdesk.ui.icons import icon
from umdesk.ui.plans.words import state_words
from umdesk.ui.theme import SPACE_4, SPACE_12, SPACE_16, Tone, heading_font
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import Badge, QuietLabel

_WIDEST = 150
"""Characters of width above which a card is no easier to read."""


class Card(QFrame):
    """One participant; `opened` says that the button or the card was pressed."""

    opened = Signal()

    def __init__(self, row: PlanRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = row.participation_id
        self.words = folded(f"{row.name} {row.plan_number} {row.target} {row.unit}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.todo = next_step(row.standing, Viewer.SUPERVISOR)
        name = PlainLabel(row.name)
        name.setFont(heading_font())
        words, tone = state_words(row.standing)
        self.badge = Badge(capital(words), tone)
        amended = "" if row.revision_number == 1 else f", revision {row.revision_number}"
        self.about = QuietLabel(
            f"Plan {row.plan_number}{amended}  ·  "
            + (f"toward {row.target}" if row.target else "no target class chosen yet")
        )
        self.stands = PlainLabel(self.todo.sentence)
        self.stands.setWordWrap(True)
        self.late = [Note(self) for _text in row.standing.overdue]
        self.near = [Note(self) for _text in row.standing.soon]
        for notes, texts, tone in (
            (self.late, row.standing.overdue, Tone.ATTENTION), (self.near, row.standing.soon, Tone.QUIET),
        ):  # fmt: skip
            for note, text in zip(notes, texts, strict=True):
                note.say(text, tone, "attention" if tone is Tone.ATTENTION else "clock")
        self.button = QPushButton(icon("right"), self.todo.button)
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(f"{row.name}: {self.todo.button}")
        said = (f"{capital(row.revision_state)}.", self.todo.sentence, *row.standing.overdue, *row.standing.soon)
        self.button.setAccessibleDescription(f"{' '.join(said)}")
        self.button.clicked.connect(lambda _checked=False: self.opened.emit())
        self._lay_out(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card is the button."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def _lay_out(self, name: QLabel) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_12)
        first.addWidget(name)
        first.addWidget(self.badge)
        first.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(SPACE_4)
        text.addLayout(first)
        text.addWidget(self.about)
        text.addWidget(self.stands)
        for note in (*self.late, *self.near):
            text.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        row.setSpacing(SPACE_16)
        row.addLayout(text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class Cards(FormPanel):
    """All cards in groups by whose turn it is; the arrow keys go from card to card, Enter opens one."""

    opened = Signal(str)
    """The participation whose card was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self._heads: list[tuple[QLabel, Sequence[Card]]] = []
        self.nothing = self.add(QuietLabel("None of your participants matches this search."))

    def show_rows(self, rows: Iterable[PlanRow]) -> None:
        """Show other participants, or the same as they stand; the card that has the focus keeps it."""
        focused = self.focused()
        for widget in (*self.cards, *(head for head, _cards in self._heads)):
            widget.hide()
            widget.deleteLater()
        order = list(Turn)
        made = sorted((Card(row) for row in rows), key=lambda card: order.index(card.todo.turn))
        self.cards, self._heads = made, []
        for turn, group in groupby(made, key=lambda card: card.todo.turn):
            cards = list(group)
            self._heads.append((self.section(f"{turn} ({len(cards)})"), cards))
            for card in cards:
                card.opened.connect(lambda key=card.key: self.opened.emit(key))
                self.add(card)
        for before, after in pairwise(made):
            QWidget.setTabOrder(before.button, after.button)
        self.narrow("")
        if focused:
            self.choose(focused)

    def narrow(self, text: str) -> None:
        """Show only the cards in which every word occurs."""
        wanted = folded(text).split()
        for card in self.cards:
            card.setVisible(all(word in card.words for word in wanted))
        for head, cards in self._heads:
            head.setVisible(any(not card.isHidden() for card in cards))
        self.nothing.setVisible(bool(self.cards) and all(card.isHidden() for card in self.cards))

    def choose(self, key: str) -> None:
        """Put the focus on a participant's card, on the first one where there is none of that key."""
        there = [card for card in self.cards if not card.isHidden()]
        card = next((card for card in there if card.key == key), there[0] if there else None)
        if card is not None:
            # Enter opens the card, so one sees which, also before the first Tab.
            card.button.setFocus(Qt.FocusReason.TabFocusReason)
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            card.button.update()
            self.ensureWidgetVisible(card)

    def focused(self) -> str:
        """The key of the card that has the focus, "" for none."""
        return next((card.key for card in self.cards if card.button.hasFocus()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from card to card, Home and End to the first and last, Enter opens."""
        there = [card for card in self.cards if not card.isHidden()]
        at = next((number for number, card in enumerate(there) if card.button.hasFocus()), -1)
        to = {
            Qt.Key.Key_Down: at + 1, Qt.Key.Key_Up: at - 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(there) - 1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if at >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(there[at].key)
        elif at >= 0 and to is not None:
            self.choose(there[min(max(to, 0), len(there) - 1)].key)
        else:
            super().keyPressEvent(event)
