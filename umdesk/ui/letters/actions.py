"""What is done with the chosen lines of a list of letters: a bar that offers what the group allows."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.words import LetterKind
from umdesk.domain.writing import counted
from umdesk.services import settings
from umdesk.ui.context import Context
from umdesk.ui.letters.lines import MADE, kind_of
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import LongTextField, Note
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_SENT = "This cannot be undone: a letter that was sent stays as it is, and an answer that it tells goes on record."
_ANSWERED = (LetterKind.NOT_ELIGIBLE, LetterKind.MORE_INFORMATION, LetterKind.SELECTED)


class LetterActions(QWidget):
    """The fields and buttons under the list; it says what is wanted and leaves the doing to the window."""

    make_wanted = Signal()
    send_wanted = Signal()
    save_wanted = Signal()
    discard_wanted = Signal()
    changed = Signal()
    """What is asked for was typed anew, so that the letters read otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._may = context.may
        today = context.program.today()
        self.reply_by = DateField("Answer wanted by")
        days = context.runner.now(settings.get, context.program, "letters.reply_days")
        self.reply_by.set_value(today + timedelta(days=days or 0))
        self.wanted = LongTextField(
            "What has to be known, a line each",
            lines=2,
            placeholder="Left empty: what keeps each application from an answer",
        )
        for field in (self.reply_by, self.wanted):
            field.left.connect(self.changed)
        self.unrecorded = Unrecorded(context, "letter", {"wanted": self.wanted}, self)
        self.make = push_button("Make letters", "new", self.make_wanted.emit)
        self.made_note = QuietLabel("Made letters are kept. Print or save them from the pages, then mark them as sent.")
        self.sent_on = DateField("Sent on", required=True, latest=today)
        self.send = Ask("Mark as sent…", "check", "Mark as sent", (("on", self.sent_on),), _SENT)
        self.send.opener.clicked.connect(lambda _checked: self.sent_on.set_value(today))
        self.send.confirmed.connect(self.send_wanted)
        self.save = push_button("Save one PDF each…", "save", self.save_wanted.emit)
        self.discard = push_button("Throw away", "delete", self.discard_wanted.emit)
        self.note = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for widget in (self.reply_by, self.wanted):
            column.addWidget(widget)
        column.addLayout(side_by_side(self.make))
        column.addWidget(self.made_note)
        column.addWidget(self.send)
        column.addLayout(side_by_side(self.save, self.discard))
        column.addWidget(self.note)

    def show_group(self, group: str, chosen: int) -> None:
        """Offer what can be done with so many chosen lines of a group."""
        kind = kind_of(group)
        makes = kind is not None and self._may("letters.keeping.keep")
        self.reply_by.setVisible(makes and kind in _ANSWERED)
        self.wanted.setVisible(makes and kind is LetterKind.MORE_INFORMATION)
        self.make.setVisible(makes)
        self.made_note.setVisible(makes)
        self.make.setEnabled(chosen > 0)
        self.make.setText(f"Make {counted(chosen, 'letter')}" if chosen else "Make letters")
        unsent = group == MADE
        self.send.setVisible(unsent and self._may("letters.keeping.mark_sent"))
        self.send.opener.setText(f"Mark {counted(chosen, 'letter')} as sent…" if chosen else "Mark as sent…")
        self.send.opener.setEnabled(chosen > 0)
        if not chosen:
            self.send.fold()
        has_letters = kind is None and group != "all"
        self.save.setVisible(has_letters and self._may("letters.keeping.record_copy"))
        self.save.setEnabled(chosen > 0)
        self.discard.setVisible(unsent and self._may("letters.keeping.discard"))
        self.discard.setEnabled(chosen > 0)
