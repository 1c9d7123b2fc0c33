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
        self._context, self._table, self._fields = context, table, fields
        self._record = ""
        self._typed: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep)
        for name, field in fields.items():
            field.edited.connect(lambda name=name: self._edited(name))

    def follow(self, record_id: str) -> None:
        """Be about another record, and show what was typed about it and never recorded."""
        self.keep()
        self._record = record_id
        found = self._context.runner.now(drafts.of_record, self._context.program, record_id) or {}
        for name, field in self._fields.items():
            if text := found.get(f"{self._table} {name}", ""):
                field.set_raw(text)

    def keep(self) -> None:
        """Write what was typed to the drafts now."""
        self._pause.stop()
        if not self._record:
            return
        for name in sorted(self._typed):
            field, text = f"{self._table} {name}", self._fields[name].raw()
            try:
                if text:
                    drafts.keep(self._context.program, self._table, self._record, field, text)
                else:
                    drafts.drop(self._context.program, self._record, field)
            except UserError as error:
                self._fields[name].set_reason(f"Not saved. {error}")
                return
            self._typed.discard(name)
            self._context.saved.emit()

    def forget(self) -> None:
        """It was recorded, so it is typing no longer."""
        self._pause.stop()
        self._typed.clear()
        kept = drafts.of_record(self._context.program, self._record)
        for field in (f"{self._table} {name}" for name in self._fields):
            if field in kept:
                drafts.drop(self._context.program, self._record, field)

    def _edited(self, name: str) -> None:
        self._typed.add(name)
        self._context.typing.emit()
        self._pause.start()
