"""Writes umdesk/storage/migrations/schema.sql: the tables of a new program, as all migrations in a row make them.

Run it from the checkout with `python packaging/write_schema.py` after a migration was added or changed. A new program
then gets its tables at once instead of going through every table that there ever was.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from umdesk.storage import migrations
from umdesk.storage.access.keys import new_database_key
from umdesk.storage.engine import connect


def schema() -> str:
    """Every table that the migrations leave, in the order in which they came to be, each followed by its indexes."""
    with tempfile.TemporaryDirectory() as place:
        key, database = new_database_key(), Path(place) / "program.db"
        # Another spelling of the folder is not "the migrations of this umdesk", which would be made at once.
        migrations.run(database, key, None, scripts=migrations.SCRIPTS / "versions" / "..")
        raw = connect(database, key)
        try:
            tables = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
            indexes = raw.execute(
                "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
            ).fetchall()
        finally:
            raw.close()
    rows = [[_sorted(sql), *(row[1] for row in indexes if row[0] == name)] for name, sql in tables]
    return migrations.BETWEEN.join(sql for row in rows for sql in row) + "\n"


def _sorted(table: str) -> str:
    """The same table with its constraints by name: Alembic copies them in any order."""
    *lines, end = table.splitlines()
    columns = [line.rstrip(" ,") for line in lines[1:] if not line.startswith("\tCONSTRAINT")]
    constraints = sorted(line.rstrip(" ,") for line in lines if line.startswith("\tCONSTRAINT"))
    return "\n".join((lines[0], ",\n".join((*columns, *constraints)), end))


if __name__ == "__main__":
    migrations.SCHEMA.write_text(schema(), encoding="utf-8", newline="\n")
