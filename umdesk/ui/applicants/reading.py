"""Reading the list of applicants: all of it once, and after an operation only the rows that it touched."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from umdesk.services import applicants
from umdesk.services.applicants import ApplicantRow
from umdesk.services.programs import Announced
from umdesk.ui.applicants.narrowing import Counted, Narrower
from umdesk.ui.context import Context
from umdesk.ui.widgets.sifting import Sifter

_FEW = 40
"""So many records or rows are read on the spot; more of a long list are read off the GUI thread."""
_OF_MANY = frozenset({"unit", "cycle", "setting", "job_class", "class_override"})
"""The tables of which one record may touch thousands of rows."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What an operation changed of the list: rows that are there as they are, and ids that are there no longer."""

    rows: tuple[ApplicantRow, ...]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The whole list, made ready to be shown at once: its rows, sifted and counted."""

    sifted: Sifter[ApplicantRow]
    counted: Counted


class ListReader(QObject):
    """Gives the rows of a cycle, or of all (None), and follows the operations after.

    `read` carries a `Read`, whenever all rows are others; `touched` a `Touched`. An operation that is announced while
    the list is being read is followed as soon as the list is there.
    """

    read = Signal(object)
    touched = Signal(object)

    def __init__(self, context: Context, narrower: Narrower, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._narrower = narrower
        self._model = narrower.model
        self._cycle: str | None = None
        self._long = False
        self._request = 0
        self._reading = False
        self._missed: list[Announced] = []

    @property
    def cycle(self) -> str | None:
        """The cycle that is read, None for all."""
        return self._cycle

    @property
    def reading(self) -> bool:
        """Whether the list is being read off the GUI thread."""
        return self._reading

    def load(self, cycle_id: str | None, *, long: bool) -> None:
        """Read all rows; those of a `long` list off the GUI thread."""
        self._cycle, self._long = cycle_id, long
        self._missed = []
        program = self._context.program
        self._do(lambda: self._made(applicants.rows(program, cycle_id)), long=long)

    def follow(self, announced: Announced) -> None:
        """Read what an operation touched."""
        if self._reading:
            self._missed.append(announced)
            return
        program, cycle, before = self._context.program, self._cycle, self._model.all_rows

        def read() -> Read | Touched:
            ids = applicants.touched(program, announced)
            if ids is None:
                return self._made(applicants.rows(program, cycle))
            found = applicants.rows_of(program, ids, cycle)
            if len(ids) <= _FEW:
                return Touched(found, ids.difference(row.id for row in found))
            rows = {row.id: row for row in before() if row.id not in ids} | {row.id: row for row in found}
            return self._made(tuple(sorted(rows.values(), key=lambda row: row.number)))

        few = len(announced.records) <= _FEW and not announced.tables & _OF_MANY
        self._do(read, long=self._long and not few)

    def _made(self, rows: tuple[ApplicantRow, ...]) -> Read:
        return Read(self._model.sifted(rows), self._narrower.counted(rows))

    def _do(self, read: Callable[[], Read | Touched], *, long: bool) -> None:
        self._request += 1
        request = self._request
        if not long:
            self._reading = False
            found = self._context.runner.now(read)
            if found is not None:
                self._show(found)
            return
        self._reading = True

        def show(found: Read | Touched) -> None:
            if request == self._request:
                self._reading = False
                self._show(found)

        def stopped(_error: object = None) -> None:
            self._reading = self._reading and request != self._request

        self._context.runner.later(
            lambda _progress: read(), show, owner=self, title="Reading the applicants", refused=stopped
        )

    def _show(self, found: Read | Touched) -> None:
        if isinstance(found, Read):
            self.read.emit(found)
        else:
            self.touched.emit(found)
        missed, self._missed = self._missed, []
        for announced in missed:
            self.follow(announced)
