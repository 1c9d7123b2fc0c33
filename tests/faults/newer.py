"""A program of a newer umdesk: refused in a sentence, nothing written."""

from pathlib import Path

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost
from umdesk.domain.errors import Damaged, UserError
from umdesk.services import programs
from umdesk.storage.access.entry import way_in
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.folder import keys_of


def run(base: Path, place: Path) -> int:
    """Open a program whose tables, and one whose keys, a newer umdesk wrote; gives how many were refused.

    Raises:
        Lost: one opened, was called damaged, or was written to.
    """
    refused = 0
    for make_newer in (_newer_tables, _newer_keys):
        folder = fresh(base, place)
        make_newer(folder)
        before = _contents(folder)
        for write in (True, False):
            try:
                programs.open_program(folder, password=PASSWORD, write=write).close()
            except Damaged as error:
                raise Lost(f"a newer program was called damaged: {error}") from error
            except UserError as error:
                if "newer umdesk" not in error.message:
                    raise Lost(f"a newer program was refused for another reason: {error}") from error
                refused += 1
            else:
                raise Lost("a newer program opened")
        if _contents(folder) != before:
            raise Lost("a newer program was written to")
    return refused


def _newer_tables(folder: Path) -> None:
    _, keys, key = way_in(folder, keys_of(folder), PASSWORD, None, "")
    raw = connect(folder / "program.db", DatabaseKey(key, keys.salt))
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def _newer_keys(folder: Path) -> None:
    file = folder / "keys.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 2', '"format": 99'), encoding="utf-8")


def _contents(folder: Path) -> dict[str, bytes]:
    """All files but the lock and the journal's shared memory, which say nothing."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name not in {"lock", "program.db-shm"})
    return {file.name: file.read_bytes() for file in files if file.stat().st_size or file.name == "keys.json"}
