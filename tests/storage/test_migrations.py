"""The tables that the migrations make are the tables that the models describe."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from umdesk.domain.errors import UserError
from umdesk.services import programs
from umdesk.services.programs import Program
from umdesk.storage import history, migrations
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.history import NewEvent, verify_chain
from umdesk.storage.models import Base, Unit, new_id

PASSWORD = "correct horse battery"

ENV = (migrations.SCRIPTS / "env.py").read_text(encoding="utf-8")
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("telephone", sa.Text(), nullable=False, server_default=""))
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder of migrations as a later umdesk will have it, with one more than now."""
    folder = tmp_path / "scripts 100%"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENV)
    for script in (migrations.SCRIPTS / "versions").glob("r*.py"):
        (folder / "versions" / script.name).write_text(script.read_text(encoding="utf-8"))
    (folder / "versions" / "next_telephone.py").write_text(NEXT)
    return folder


def note(connection: Connection, before: str, after: str) -> None:
    new = NewEvent(
        id=new_id(),
        at=datetime(2026, 5, 20, 17, 0, tzinfo=UTC),
        account_id=None,
        account_name="Maria Ortega",
        operation="programs.migrate",
        summary=f"Brought the program from {before} to {after}",
        reason=None,
        undoable=False,
        undoes=None,
        sitting=new_id(),
    )
    history.write_event(connection, new, [])


def closed(program: Program) -> tuple[Path, DatabaseKey]:
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    program.close()
    return program.folder, key


def test_migrations_and_models_make_the_same_tables(program: Program) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with program.opened.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _differs})
        assert compare_metadata(context, Base.metadata) == []


def _differs(_context: Any, _column: Any, _other: Any, in_database: Any, in_model: Any) -> bool:
    from sqlalchemy.dialects import sqlite

    dialect = sqlite.dialect()
    return str(in_database.compile(dialect)) != str(in_model.compile(dialect))


def test_every_foreign_key_begins_an_index() -> None:
    """Otherwise SQLite searches the whole table for each record that is added or deleted."""
    for table in Base.metadata.sorted_tables:
        first = {next(iter(index.columns)).name for index in table.indexes}
        first |= {next(iter(c.columns)).name for c in table.constraints if c.columns and not hasattr(c, "elements")}
        for column in table.columns:
            if column.foreign_keys:
                assert column.name in first, f"{table.name}.{column.name}"


def test_migrations_never_import_the_live_models() -> None:
    for file in migrations.SCRIPTS.rglob("versions/*.py"):
        assert "umdesk" not in file.read_text(encoding="utf-8"), file.name


def test_the_known_revisions_are_the_files_there_are() -> None:
    names = sorted(file.name for file in (migrations.SCRIPTS / "versions").glob("r*.py"))
    assert [name[1:5] for name in names] == list(migrations.KNOWN)


def test_a_migration_keeps_the_data_and_is_an_event(program: Program, scripts: Path) -> None:
    with program.operation("x", "Added a unit") as op:
        op.session.add(Unit(name="Yard"))
    folder, key = closed(program)
    migrations.run(folder / "program.db", key, note, to="next", scripts=scripts)
    raw = programs_raw(folder, key)
    try:
        assert raw.execute("SELECT name, telephone FROM account").fetchall() == [("Maria Ortega", "")]
        assert raw.execute("SELECT count(*) FROM account_role").fetchone() == (1,)
        assert raw.execute("SELECT summary FROM event ORDER BY seq").fetchall()[-1] == (
            "Brought the program from 0006 to next",
        )
    finally:
        raw.close()


def programs_raw(folder: Path, key: DatabaseKey) -> Any:
    from umdesk.storage.engine import connect

    return connect(folder / "program.db", key)


def test_a_migration_that_fails_changes_nothing(program: Program, scripts: Path) -> None:
    (scripts / "versions" / "next_telephone.py").write_text(NEXT + "    raise RuntimeError('no')\n")
    folder, key = closed(program)
    with pytest.raises(RuntimeError, match="no"):
        migrations.run(folder / "program.db", key, note, to="next", scripts=scripts)
    again = programs.open_program(folder, password=PASSWORD)
    with again.reading() as session:
        assert verify_chain(session.connection()).events == 3  # made, and signed in to twice
        columns = [row[1] for row in session.connection().exec_driver_sql("PRAGMA table_info(account)")]
        assert "telephone" not in columns
    again.close()


def test_a_migration_that_leaves_a_row_pointing_at_nothing_is_taken_back(program: Program, scripts: Path) -> None:
    (scripts / "versions" / "next_telephone.py").write_text(
        NEXT + "    op.execute('UPDATE account SET id = x\\'00\\'')\n"
    )
    folder, key = closed(program)
    with pytest.raises(RuntimeError, match="1 rows point at nothing"):
        migrations.run(folder / "program.db", key, note, to="next", scripts=scripts)
    programs.open_program(folder, password=PASSWORD).close()


def test_a_migration_that_loses_rows_is_taken_back(program: Program, scripts: Path) -> None:
    (scripts / "versions" / "next_telephone.py").write_text(NEXT + "    op.execute('DELETE FROM job_class')\n")
    folder, key = closed(program)
    with pytest.raises(RuntimeError, match=r"\d+ rows of job_class are missing after the migration to next"):
        migrations.run(folder / "program.db", key, note, to="next", scripts=scripts)
    again = programs.open_program(folder, password=PASSWORD)
    with again.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM job_class").scalar_one() > 0
    again.close()


def test_a_program_of_a_newer_umdesk_is_refused_in_a_sentence(program: Program, scripts: Path) -> None:
    folder, key = closed(program)
    migrations.run(folder / "program.db", key, note, to="next", scripts=scripts)
    with pytest.raises(UserError, match="last used by a newer umdesk"):
        programs.open_program(folder, password=PASSWORD)
