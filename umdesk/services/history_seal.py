"""Which events of the history are sealed for an account that rates: what others rated, and whose application is whose.

An event tells of a record by its id, of an application also by its number, in its line or in what it changed. Told by
what is on file and by what the history keeps of sheets that are gone.
"""

import re
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.services import sealing
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Change, Event, Rater, Sheet
from umdesk.storage.program import Program

SEALED_STEP = "A step in a cycle that is sealed for you until your own rating sheets are in"
"""What stands in place of the line of a sealed event."""
_TELLS = re.compile(r"[0-9a-f]{32}|\d{4}-\d{4,}")
_OF_SCORES = frozenset(
    {
        "rating", "sheet", "paper_entry", "reopening", "decision", "spread_settlement", "waitlist_move", "letter",
        "printed_document", "participation",
    }
)  # fmt: skip
"""The kinds of records that tell how an application was rated, or what came of it."""
_AT_A_TIME = 1000


class UnderSeal:
    """What of the history is sealed for the signed-in account."""

    def __init__(self, session: Session, program: Program) -> None:
        """Look up what is sealed; costs next to nothing for an account that rates no cycle."""
        self._session = session
        sealed = sealing.of(session, program)
        self._scores: frozenset[str] = frozenset()
        self._names: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        if sealed.scores:
            rated = self._applications(sealed.scores)
            self._own = self._own_sheets(program)
            self._scores = frozenset({*rated, *(self._sheets(rated) - self._own)})
            self._names = frozenset({*self._applications(sealed.names), *self._numbers(sealed.names)})

    def hides(self, event: Event) -> bool:
        """Whether an event tells something that is sealed."""
        if not self._scores:
            return False
        if self._tells(self._names, (event.summary, event.reason or "")):
            return True
        rows = self._session.execute(
            select(Change.table_name, Change.record_id, Change.before, Change.after)
            .where(Change.event_seq == event.seq)
            .execution_options(yield_per=_AT_A_TIME)
        )
        every = self._names | self._scores
        return any(
            self._tells(every if table in _OF_SCORES and record not in self._own else self._names, texts)
            for table, record, *texts in rows
        )

    def _tells(self, sealed: frozenset[str], texts: Iterable[str | None]) -> bool:
        return any(found in sealed for text in texts if text for found in _TELLS.findall(text))

    def _applications(self, cycle_ids: frozenset[str]) -> set[str]:
        return set(self._session.scalars(select(Application.id).where(Application.cycle_id.in_(cycle_ids))))

    def _numbers(self, cycle_ids: frozenset[str]) -> set[str]:
        return set(self._session.scalars(select(Application.number).where(Application.cycle_id.in_(cycle_ids))))

    def _own_sheets(self, program: Program) -> frozenset[str]:
        mine = select(Sheet.id).join(Rater, Rater.id == Sheet.rater_id)
        return frozenset(self._session.scalars(mine.where(Rater.account_id == program.account.account_id)))

    def _sheets(self, application_ids: set[str]) -> set[str]:
        """The sheets of some applications, also those that are gone."""
        found: set[str] = set()
        application = func.json_extract(func.coalesce(Change.after, Change.before), "$.application_id")
        for some in chunks(sorted(application_ids)):
            found.update(self._session.scalars(select(Sheet.id).where(Sheet.application_id.in_(some))))
            gone = select(Change.record_id).where(Change.table_name == Sheet.__tablename__, application.in_(some))
            found.update(self._session.scalars(gone))
        return found
