"""Keeps what stands in a form that records with a button, so that no lock, switch of user or closing loses it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from umdesk.domain.errors import UserError
from umdesk.services import drafts
from umdesk.ui.context import Context
from umdesk.ui.widgets.fields import Field

_PAUSE = 700
"""Milliseconds after a key in which the text is kept."""


class Unrecorded(QObject):
    """The typing in the fields of a form about one record; each field is a draft until the form is recorded."""

    def __init__(self, context: Context, table: str, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._table = context, table
        self._fields: dict[str, Field] = {}
        self._record = self._about = ""
        self._typed: set[str] = set()
        self._before: dict[str, str] = {}  # what stood in a field before its recovered typing
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep)
        context.settling.connect(self.keep)
        self.watch(fields)

    def watch(self, fields: Mapping[str, Field]) -> None:
        """Keep the typing in these fields instead, of no record as yet."""
        self.leave()
        before, self._fields = self._fields, dict(fields)
        for name, field in fields.items():
            if before.get(name) is not field:
                field.edited.connect(lambda name=name: self._edited(name))
                field.draft_line.pressed.connect(lambda name=name: self._throw_away(name))

    def follow(self, record_id: str, about: str = "", *, mark: bool = True) -> frozenset[str]:
        """Be about another record, and show what was typed about it and never recorded; gives the fields that have it.

        `about` tells several forms of one table and record apart. With `mark` each such field says what it shows.
        """
        self.keep()
        again = (record_id, about) == (self._record, self._about)
        if not again:
            self._unmark()
        self._record, self._about = record_id, about
        found = self._context.runner.now(drafts.of_record, self._context.program, record_id) or {}
        shown = set()
        for name, field in self._fields.items():
            if text := found.get(self._called(name), ""):
                if mark and not again and text != field.raw():
                    self._before[name] = field.raw()
                    field.set_recovered(True)
                field.set_raw(text)
                shown.add(name)
        return frozenset(shown)

    def begun(self, record_id: str, about: str = "") -> bool:
        """Whether something was typed about a record and never recorded."""
        found = self._context.runner.now(drafts.of_record, self._context.program, record_id) or {}
        lead = f"{self._table} {about} " if about else f"{self._table} "
        return any(field.startswith(lead) and field.removeprefix(lead) in self._fields for field in found)

    def leave(self) -> None:
        """Keep what was typed, and be about no record."""
        self.keep()
        self._typed.clear()
        self._unmark()
        self._record = self._about = ""

    def keep(self) -> None:
        """Write what was typed to the drafts now."""
        self._pause.stop()
        if not self._record:
            return
        for name in sorted(self._typed):
            field, text = self._called(name), self._fields[name].raw()
            try:
                if text:
                    drafts.keep(self._context.program, self._table, self._record, field, text)
                else:
                    drafts.drop(self._context.program, self._record, field)
            except UserError as error:
                self._fields[name].set_reason(f"Not saved. {error}")
                return
            self._typed.discard(name)
            (self._context.kept if text else self._context.saved).emit()

    def forget(self, *names: str) -> None:
        """It was recorded or given up, so it is typing no longer: all fields, or those with these names."""
        self._pause.stop()
        gone = names or tuple(self._fields)
        self._typed.difference_update(gone)
        self._unmark(*gone)
        if not self._record:
            return
        kept = drafts.of_record(self._context.program, self._record)
        for field in (self._called(name) for name in gone):
            if field in kept:
                drafts.drop(self._context.program, self._record, field)

    def _called(self, name: str) -> str:
        return " ".join(part for part in (self._table, self._about, name) if part)

    def _edited(self, name: str) -> None:
        if name not in self._fields or not self._record:
            return
        self._typed.add(name)
        self._context.typing.emit()
        if not self._pause.isActive():  # a steady typist is kept every so often too
            self._pause.start()

    def _throw_away(self, name: str) -> None:
        if name in self._before:
            self._fields[name].set_raw(self._before[name])
            self.forget(name)

    def _unmark(self, *names: str) -> None:
        for name in names or tuple(self._before):
            if self._before.pop(name, None) is not None:
                self._fields[name].set_recovered(False)
