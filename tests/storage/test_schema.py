"""A new program gets its tables at once: the very tables that all migrations in a row make of an empty database."""

import shutil
from pathlib import Path

import pytest

from umdesk.storage import migrations
from umdesk.storage.access.keys import new_database_key
from umdesk.storage.engine import connect


def made(database: Path, scripts: Path = migrations.SCRIPTS) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Every table and index with its lines, and how many rows each table has."""
    key = new_database_key()
    migrations.run(database, key, None, scripts=scripts)
    raw = connect(database, key)
    try:
        found = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        tables = [name for kind, name, *_ in found if kind == "table"]
        rows = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        assert migrations.revision_in(raw) == migrations.HEAD
    finally:
        raw.close()
    return {" ".join(about): lines(sql or "") for *about, sql in found}, rows


def lines(sql: str) -> list[str]:
    """The columns in their order, then the constraints: Alembic copies those in any order."""
    parts = [line.rstrip(" ,") for line in sql.splitlines()]
    return sorted(parts, key=lambda line: (line.startswith("\tCONSTRAINT"), line if "CONSTRAINT" in line else ""))


def test_the_tables_of_a_new_program_are_those_of_all_migrations_in_a_row(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))

    parts, rows = made(tmp_path / "at once.db")
    step_by_step, their_rows = made(tmp_path / "step by step.db", scripts)

    assert parts == step_by_step, "run packaging/write_schema.py"
    assert rows == their_rows
    assert parts["table criterion criterion"][1] == "\tid BLOB NOT NULL"
    assert len(parts) > 250


@pytest.mark.parametrize("to", ["0001", migrations.KNOWN[-2]])
def test_an_earlier_revision_is_made_by_its_migrations(tmp_path: Path, to: str) -> None:
    key = new_database_key()
    migrations.run(tmp_path / "program.db", key, None, to=to)
    raw = connect(tmp_path / "program.db", key)
    try:
        assert migrations.revision_in(raw) == to
    finally:
        raw.close()
