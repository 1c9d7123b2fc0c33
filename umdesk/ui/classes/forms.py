"""The forms in which a class, a title or a decision of the department is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from umdesk.domain.class_values import ABOLISHED, ACTIVE, LONGEST_PROBATION
from umdesk.domain.class_words import LEVEL_WORDS, in_full
from umdesk.domain.classes import ClassTitle, band_range, category
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import Category, EntryLevel
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    MoneyField,
    Note,
    NumberField,
    TextField,
)
from umdesk.ui.widgets.form import FormPanel, paragraph

LEVELS = tuple((level.value, words) for level, words in LEVEL_WORDS.items())
STATUS_WORDS = ((ACTIVE, "In use"), (ABOLISHED, "Abolished"))
CATEGORIES = (Category.LPEL, Category.ELTPA, Category.BRIDGING, Category.OTHER)

_DECIDES = "The schematic code and the entry level decide that, unless it is a bridging class."


class ChangeForm(FormPanel):
    """Fields under a heading, with one button that goes on and one that gives up; `page` is the form with its buttons.

    The fields scroll above the buttons, so that one sees how a form ends before one has gone through it.

    `ready` carries the values by name once each of them will do; `given_up` says that nothing is to happen.
    """

    ready = Signal(dict)
    given_up = Signal()

    def __init__(self, act: str) -> None:
        super().__init__()
        self.named: dict[str, Field] = {}
        self.heading = self.section("")
        self.intro = paragraph("")
        self.add(self.intro)
        self.note = Note()
        self.save_button: QPushButton = push_button(act, "check", self.go_on)
        self.cancel_button = push_button("Cancel", "close", self.given_up.emit)
        self.page = QWidget()

    def show_form(self, heading: str, intro: str, values: Mapping[str, Any]) -> None:
        """Show the form with these values, and the cursor in its first field."""
        self.heading.setText(heading)
        self.intro.setText(intro)
        self.intro.setVisible(bool(intro))
        self.note.say("")
        for name, field in self.named.items():
            field.set_value(values.get(name))
            field.set_reason("")
        self.verticalScrollBar().setValue(0)
        first = next((field for field in self.named.values() if not field.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Hand the values over, or say under a field why they will not do."""
        self.note.say("")
        if self.check():
            self.ready.emit({name: field.value() for name, field in self.named.items() if not field.isHidden()})

    def refuse(self, error: UserError) -> None:
        """Say why the values will not do, under the field that is meant where one is."""
        field = self.named.get(error.field) if isinstance(error, InvalidInput) else None
        if field is None or field.isHidden():
            self.note.say(str(error), Tone.BAD, "attention")
        else:
            field.set_reason(str(error))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(field)

    def _name(self, name: str, field: Field) -> Field:
        self.named[name] = field
        return field

    def _finish(self) -> None:
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_16, 0, SPACE_16, 0)
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.note)
        foot.addLayout(side_by_side(self.save_button, self.cancel_button))
        column.addLayout(foot)


class FactsForm(ChangeForm):
    """All that a title row of a class holds; `adding` shows the class code too, and no days of the title."""

    def __init__(self) -> None:
        super().__init__("Save")
        code = self._name("class_code", TextField("Class code", required=True, placeholder="1379", max_length=6))
        title = self._name("title", TextField("Class title", required=True, max_length=200))
        self.add_row(code, title, stretch=(1, 3))
        self.add_row(
            self._name("title_from", DateField("Title from", hint="Empty: from the beginning.")),
            self._name("title_to", DateField("Title until", hint="Empty: until further notice.")),
        )
        self.add_row(
            self._name("schematic_code", TextField("Schematic code", placeholder="CA52", max_length=6)),
            self._name("entry_level", ChoiceField("Entry level", LEVELS)),
        )
        self.add(self._name("bridging", CheckField("Bridging class, it leads from one group to the other")))
        self.category_note = Note()
        self.add(self.category_note)
        self.add_row(
            self._name("salary_minimum", MoneyField("Lowest salary a month")),
            self._name("salary_maximum", MoneyField("Highest salary a month")),
        )
        self.add_row(
            self._name(
                "probation_months", NumberField("Probation", unit="months", minimum=0, maximum=LONGEST_PROBATION)
            ),
            self._name("bargaining_unit", TextField("Bargaining unit", placeholder="R04", max_length=20)),
        )
        self.add(self._name("hard_to_fill", CheckField("Hard to fill")))
        self.add(self._name("minimum_qualifications", LongTextField("Minimum qualifications", lines=3)))
        self.add_row(
            self._name("status", ChoiceField("Status", STATUS_WORDS)),
            self._name("source", TextField("Source", hint="Where this can be looked up.", max_length=400)),
        )
        self.add(self._name("note", LongTextField("Note", lines=2)))
        self.add(
            self._name(
                "confirmed",
                CheckField("Confirmed", hint="What nobody confirmed is marked and never decides alone."),
            )
        )
        self._finish()
        for name in ("schematic_code", "entry_level", "bridging"):
            self.named[name].edited.connect(self._say_category)

    def begin_adding(self) -> None:
        """An empty form for a further class."""
        for name, shown in (("class_code", True), ("title_from", False), ("title_to", False)):
            self.named[name].setVisible(shown)
        values = {"entry_level": EntryLevel.UNKNOWN.value, "status": ACTIVE, "confirmed": True}
        self.show_form("A further class", "", values)
        self._say_category()

    def begin_editing(self, row: ClassTitle) -> None:
        """The values of a title row."""
        for name, shown in (("class_code", False), ("title_from", True), ("title_to", True)):
            self.named[name].setVisible(shown)
        values = {name: getattr(row, name) for name in self.named if name != "class_code"}
        values["entry_level"] = row.entry_level.value
        intro = "These facts belong to this title and its days. Another title from a day on is “New title”."
        self.show_form(f"Class {row.class_code} {row.title}", intro, values)
        self._say_category()

    def _say_category(self) -> None:
        written = str(self.named["schematic_code"].raw()).strip().upper()
        level = EntryLevel(self.named["entry_level"].value() or EntryLevel.UNKNOWN.value)
        found = category(written, level, bool(self.named["bridging"].value()))
        band = band_range(written)
        where = f" {written} lies in {band[0]} to {band[1]}." if band else ""
        self.category_note.say(f"This makes it {in_full(found)}.{where} {_DECIDES}", Tone.QUIET, "info")


class RetitleForm(ChangeForm):
    """Another title from a day on."""

    def __init__(self) -> None:
        super().__init__("Give the new title")
        self.add(self._name("title", TextField("New title", required=True)))
        self.add(self._name("on", DateField("From", required=True)))
        self.add(self._name("source", TextField("Source", hint="Where this can be looked up.", max_length=400)))
        self.add(self._name("confirmed", CheckField("Confirmed")))
        self._finish()

    def begin(self, row: ClassTitle, today: date) -> None:
        """For the title that is in force."""
        intro = (
            f"“{row.title}” ends the day before. Everything else stays as it is; applications and plans of earlier "
            "days keep the earlier title."
        )
        self.show_form(f"New title for class {row.class_code}", intro, {"on": today, "confirmed": True})


class DecideForm(ChangeForm):
    """The department's own category for a class."""

    def __init__(self) -> None:
        super().__init__("Decide")
        choices = [(found.value, in_full(found)) for found in CATEGORIES]
        self.add(self._name("category", ChoiceField("Category", choices, required=True)))
        self.add_row(
            self._name("effective", DateField("From", required=True)),
            self._name("ends", DateField("Until", hint="Empty: until it is lifted.")),
        )
        self.add(self._name("reason", LongTextField("Reason", required=True, lines=3)))
        self._finish()

    def begin(self, code: str, title: str, computed: Category, today: date) -> None:
        """For a class whose own facts make it `computed`."""
        intro = f"By its own facts the class is {in_full(computed)}. A decision stands beside that, with its reason."
        self.show_form(f"The department decides on class {code} {title}", intro, {"effective": today})


class LiftForm(ChangeForm):
    """The end of a decision."""

    def __init__(self) -> None:
        super().__init__("Lift the decision")
        self.add(self._name("on", DateField("From this day it no longer holds", required=True)))
        self.add(self._name("reason", LongTextField("Reason", lines=2)))
        self._finish()

    def begin(self, code: str, words: str, today: date) -> None:
        """For one decision."""
        intro = f"{words} From its first day on, the decision is taken out; the history keeps it."
        self.show_form(f"Lift the decision on class {code}", intro, {"on": today})
