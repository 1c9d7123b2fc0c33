"""Bringing a program's tables up to this version of umdesk; Alembic is imported only when there is something to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import UserError
from umdesk.storage.engine import DatabaseKey, connect

#: Every revision this umdesk knows, oldest first. A program at any other one is newer than this umdesk.
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = KNOWN[-1]
SCRIPTS = Path(__file__).parent
#: What every migration in a row makes of an empty database; written by packaging/write_schema.py.
SCHEMA = SCRIPTS / "schema.sql"
BETWEEN = ";\n\n"


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it holds no tables yet."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if found is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def revision_in(raw: Any) -> str | None:
    """The same on a raw connection."""
    found = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = None if found is None else raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def refuse_newer(revision: str | None) -> None:
    """Refuse a program that a newer umdesk has changed.

    Raises:
        UserError: this umdesk does not know the revision.
    """
    if revision is not None and revision not in KNOWN:
        raise UserError(
            "This program was last used by a newer umdesk.", "Install the newer version on this computer too."
        )


def run(
    database: Path,
    key: DatabaseKey,
    record: Callable[[Connection, str, str], None] | None,
    *,
    to: str = HEAD,
    scripts: Path = SCRIPTS,
) -> None:
    """Run every migration that is missing, all in one transaction; a new database gets its tables at once.

    Args:
        database: the file; a new one begins with nothing in it.
        key: what opens it.
        record: writes the migration into the history, given the revisions before and after; None for a new database.
        to: the revision wanted.
        scripts: the folder of `env.py` and `versions`.

    Raises:
        RuntimeError: afterwards a row points at nothing or rows are missing; everything was taken back.
    """

    def creator() -> Any:
        raw = connect(database, key)
        # With foreign keys on, a table that a migration rebuilds would lose its children.
        raw.execute("PRAGMA foreign_keys = OFF")
        return raw

    engine = create_engine("sqlite+pysqlite://", creator=creator, module=sqlcipher, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        before, rows = revision_of(connection), _row_counts(connection)
        if not rows and (to, scripts) == (HEAD, SCRIPTS):
            _make_at_once(connection)
        else:
            _upgrade(connection, to, scripts)
        _refuse_lost_rows(rows, _row_counts(connection), to)
        if record is not None:
            record(connection, before or "", to)
    engine.dispose()


def _make_at_once(connection: Connection) -> None:
    for statement in SCHEMA.read_text(encoding="utf-8").split(BETWEEN):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def _upgrade(connection: Connection, to: str, scripts: Path) -> None:
    from alembic import command  # noqa: PLC0415 -- start-up time
    from alembic.config import Config  # noqa: PLC0415 -- start-up time

    config = Config()
    # A percent sign in the folder's name would be read as interpolation.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if astray:
        raise RuntimeError(f"{len(astray)} rows point at nothing after the migration to {to}")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608 -- our names
        for name in names
        if not name.startswith("sqlite_")
    }


def _refuse_lost_rows(before: dict[str, int], after: dict[str, int], to: str) -> None:
    for table, count in before.items():
        if after.get(table, count) < count:
            raise RuntimeError(f"{count - after[table]} rows of {table} are missing after the migration to {to}")
