"""Connections that a test's sessions find open: none of its thousands of questions needs one of its own."""

from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from umdesk.services.programs import Program


def keep_connections(program: Program) -> Program:
    """Let the sessions that follow find a connection open, until the program is closed; gives the program.

    umdesk opens one for each session, for three quarters of a millisecond. After any error one does so here too: a
    refused commit leaves its connection in the transaction.
    """
    engine = program.opened.engine
    before = engine.pool
    engine.pool = QueuePool(
        before._creator, pool_size=2, max_overflow=-1, use_lifo=True, _dispatch=before.dispatch, dialect=engine.dialect
    )
    event.listen(engine, "handle_error", _part_from)
    return program


def _part_from(context: ExceptionContext) -> None:
    if context.connection is not None:
        context.connection.connection.invalidate(soft=True)  # at its next use
