"""What a change of classes would do, shown before it is made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.class_words import days_in_words
from umdesk.domain.writing import counted
from umdesk.services.classes.effects import AdvancementEffect, ApplicationEffect, Effects
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_MOST_CLASSES = 6


class EffectsPanel(QWidget):
    """The classes, the applications and the counted moves that a change touches; `agreed` or `given_up` follows."""

    agreed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = paragraph("")
        self.applications_heading = heading("Applications")
        self.applications_words = paragraph("")
        self.model: RowsModel[ApplicationEffect] = RowsModel(
            (
                Column("Number", lambda r: r.number, width=11),
                Column("Name", lambda r: r.name, stretch=True),
                Column("Cycle", lambda r: r.cycle, width=14),
                Column("Now", lambda r: r.before.value, width=18),
                Column("Then", _then, tone=_tone, width=21),
                Column("Why it stays", lambda r: r.kept, width=26),
            ),
            lambda r: r.application_id,
            self,
        )
        self.table = RowsTable(self.model, "Applications that this touches")
        Narrow(self.table, {2: 120, 3: 96})
        self.moves_heading = heading("Moves counted as UM hires")
        self.moves_model: RowsModel[AdvancementEffect] = RowsModel(
            (
                Column("Name", lambda r: r.name, stretch=True),
                Column("Date", lambda r: dates.show(r.on), sort=lambda r: r.on, width=13),
                Column("From", lambda r: r.from_class, width=22),
                Column("To", lambda r: r.to_class, width=22),
                Column("Then", _counts, tone=_counts_tone, width=18),
            ),
            lambda r: f"{r.person_id} {r.on} {r.to_class}",
            self,
        )
        self.moves = RowsTable(self.moves_model, "Moves that this touches")
        self.note = Note()
        self.make_button = push_button("Make this change", "check", self.agreed.emit)
        self.back_button = push_button("Back", "left", self.given_up.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(heading("What this changes"))
        for widget in (self.words, self.applications_heading, self.applications_words):
            column.addWidget(widget)
        column.addWidget(self.table, 2)
        column.addWidget(self.moves_heading)
        column.addWidget(self.moves, 1)
        column.addStretch(0)
        column.addWidget(self.note)
        column.addWidget(QuietLabel("Nothing is changed yet. The change is one step: Undo takes all of it back."))
        column.addLayout(side_by_side(self.make_button, self.back_button))

    def show_effects(self, effects: Effects) -> None:
        """Show what a change would do."""
        self.note.say("")
        lines = [
            f"{each.class_code} {each.title}: {span.before} → {span.after}, {days_in_words(span.first, span.last)}."
            for each in effects.classes
            for span in each.spans
        ]
        more = len(lines) - _MOST_CLASSES
        if more > 0:
            lines = [*lines[:_MOST_CLASSES], f"And {counted(more, 'further change')} of this kind."]
        self.words.setText("\n".join(lines) or "No class changes what it is to the program.")
        touched = bool(effects.applications)
        self.applications_words.setText(_applications_words(effects))
        self.model.set_rows(effects.applications)
        self.table.setVisible(touched)
        self.moves_model.set_rows(effects.advancements)
        for widget in (self.moves_heading, self.moves):
            widget.setVisible(bool(effects.advancements))
        self.make_button.setFocus()


def _applications_words(effects: Effects) -> str:
    if not effects.applications:
        return "No application would get another answer."
    changed, kept = len(effects.changed), len(effects.kept)
    said = [f"{counted(changed, 'application')} would get another answer."] if changed else []
    if kept:
        stays = "but stay as they are" if kept > 1 else "but stays as it is"
        said.append(f"{counted(kept, 'application')} would by the rules, {stays}.")
    return " ".join(said)


def _then(row: ApplicationEffect) -> str:
    return row.before.value if row.kept else row.after.value


def _tone(row: ApplicationEffect) -> Tone:
    return Tone.QUIET if row.kept else Tone.ATTENTION


def _counts(row: AdvancementEffect) -> str:
    return "Would count" if row.counts else "Would not count"


def _counts_tone(row: AdvancementEffect) -> Tone:
    return Tone.GOOD if row.counts else Tone.ATTENTION
