"""Bringing a program's tables up to this version of umdesk; Alembic is imported only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection

from umdesk.domain.errors import UserError

#: Every revision this umdesk knows, oldest first. A program at any other one is newer than this umdesk.
KNOWN = ("0001",)
HEAD = KNOWN[-1]


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it holds no tables yet."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if found is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
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


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run what is missing in the transaction of the connection; foreign keys must be off on it.

    Raises:
        RuntimeError: a row points at nothing afterwards; the caller rolls back.
    """
    from alembic import command  # noqa: PLC0415 -- start-up time
    from alembic.config import Config  # noqa: PLC0415 -- start-up time

    config = Config()
    # A percent sign in the folder's name would be read as interpolation.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if astray:
        raise RuntimeError(f"{len(astray)} rows point at nothing after the migration to {to}")
