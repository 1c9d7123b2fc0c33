"""Which cycle an application belongs to: one that there is, or a new one with its name."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain.cycle_names import proposed_name
from umdesk.domain.words import CycleState
from umdesk.services.cycles import CycleLine
from umdesk.ui.theme import SPACE_12
from umdesk.ui.widgets.fields import ChoiceField, TextField

NEW = "new"
STILL_COME = "Reason to take them in"
STILL_WHY = "The cycle takes no applications any more, or one came after its last day."


class CycleField(QWidget):
    """A choice of cycles, the last of which is a new one; `changed` says that another one is meant."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.choice = ChoiceField("Cycle", required=True)
        self.name = TextField("Name of the new cycle", required=True, hint="It is made as a draft.")
        self._today = today
        self._proposed = ""
        self.propose(())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.choice, 1)
        row.addWidget(self.name, 1)
        self.choice.edited.connect(self._choose)
        self.name.left.connect(self.changed)
        self.offer((), None)

    def offer(self, cycles: Sequence[CycleLine], wanted: str | None) -> None:
        """Offer these cycles and choose one of them (by id), or the first that still takes applications."""
        kept = wanted or self.choice.value()
        choices = [(cycle.id, cycle.name) for cycle in cycles]
        self.choice.set_choices([*choices, (NEW, "A new cycle…")])
        ids = {cycle.id for cycle in cycles}
        taking = [cycle.id for cycle in cycles if cycle.state in (CycleState.DRAFT, CycleState.OPEN)]
        first = taking[0] if taking else choices[0][0] if choices else NEW
        self.choice.set_value(kept if kept in ids else first)
        self._names = dict(choices)
        self.name.setVisible(self.choice.value() == NEW)

    def follow(self, other: "CycleField") -> None:
        """Mean the same cycle as another field, also one that is not made yet."""
        self.choice.set_value(other.choice.value())
        self.name.set_value(other.name.raw())
        self.name.setVisible(self.choice.value() == NEW)

    def mean(self, name: str) -> None:
        """Choose the cycle of this name if there is one; a new cycle is called so."""
        there = next((key for key, known in self._names.items() if known.casefold() == name.casefold()), None)
        if there is not None:
            self.choice.set_value(there)
        elif self.choice.value() == NEW:
            self.name.set_value(name)
        self.name.setVisible(self.choice.value() == NEW)

    def propose(self, received: Iterable[date | None]) -> bool:
        """Call a new cycle after these days, unless its name was typed; True when the meant cycle has another name."""
        if self.name.raw() != self._proposed:
            return False
        before, self._proposed = self._proposed, proposed_name(received, self._today)
        self.name.set_value(self._proposed)
        return self.choice.value() == NEW and before != self._proposed

    def cycle_id(self) -> str | None:
        """The chosen cycle, None for a new one."""
        value = self.choice.value()
        return None if value == NEW else str(value)

    def cycle_name(self) -> str:
        """The name of the chosen or of the new cycle, "" when it has none yet."""
        value = self.choice.value()
        return str(self.name.value() or "") if value == NEW else self._names.get(value, "")

    def check(self) -> bool:
        """Judge the choice and show the reason; True when it will do."""
        return self.choice.check() and (self.choice.value() != NEW or self.name.check())

    def _choose(self) -> None:
        self.name.setVisible(self.choice.value() == NEW)
        if self.choice.value() == NEW:
            self.name.setFocus()
        self.changed.emit()
