"""A program whose pages are known by what is on them, to be damaged one at a time."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from tests.conftest import PASSWORD
from umdesk.services import cycles, history, programs
from umdesk.services.applicants import editing
from umdesk.services.applicants.editing import NewApplicant
from umdesk.storage import blobs
from umdesk.storage.access.entry import way_in
from umdesk.storage.access.keys import Keys, Slot
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.folder import keys_of
from umdesk.storage.models import Appointment, Person, PrintedDocument, Unit
from umdesk.storage.pages import trees
from umdesk.storage.pages.sealed import PAGE, SealedPages
from umdesk.storage.salvage.saving import Source

Rows = dict[str, Counter[tuple[object, ...]]]


def fill(folder: Path, people: int = 60) -> None:
    """People who were added, changed and removed, units, applicants, a document of several pages."""
    program = programs.open_program(folder, password=PASSWORD)
    with program.operation("x", "Added people") as op:
        for place in range(people):
            person = Person(last_name=f"Reyes {place:03}", first_name="Ana", employee_number=f"{place:06}")
            op.session.add(person)
            op.session.add(
                Appointment(
                    person_id=person.id, effective=date(2020, 1, 1), class_code="1138", class_title="Office Technician",
                    class_date=None, tenure="permanent", time_base="full time",
                )
            )  # fmt: skip
    with program.operation("x", "Added units") as op:
        op.session.add_all(Unit(name=f"Unit {place:03} {'x' * 200}") for place in range(people))
    for place in range(10):
        with program.operation("x", f"Changed person {place}") as op:
            named = op.session.scalars(select(Person).where(Person.last_name == f"Reyes {place:03}")).one()
            named.work_phone = "(530) 555-0100" * (1 + 90 * place)
    with program.operation("x", "Removed a unit") as op:
        op.session.delete(op.session.scalars(select(Unit).limit(1)).one())
    cycle = cycles.create_cycle(program, "Spring 2026")
    for name in ("Bruce", "Nelson"):
        editing.add(program, cycle, NewApplicant(name, class_code="6291", received=date(2026, 5, 1)))
    history.undo(program)
    with program.operation("x", "Printed") as op:
        op.session.add(
            PrintedDocument(
                kind="cdp", number="2026-0001", record_id=None, digest="0" * 10, pages=1, printed_by="Maria Ortega",
                blob_sha256=blobs.keep(op.session, bytes(range(256)) * 60, "application/pdf"), printed_at=program.now(),
            )
        )  # fmt: skip
    program.close()


def opened(folder: Path) -> tuple[Slot, Keys, bytes]:
    """What the password opens."""
    return way_in(folder, keys_of(folder), PASSWORD, None, "")


def source(folder: Path, moment: datetime = datetime(2026, 5, 21, tzinfo=UTC)) -> Source:
    """The damaged program as a salvage wants it."""
    slot, keys, key = opened(folder)
    return Source(folder, keys, key, slot, moment)


def rows_of(folder: Path) -> Rows:
    """Every row of every table."""
    _, keys, key = opened(folder)
    raw = connect(folder / "program.db", DatabaseKey(key, keys.salt), read_only=True)
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    rows: Rows = {name: Counter(tuple(row) for row in raw.execute(f'SELECT * FROM "{name}"')) for name in names}
    raw.close()
    return rows


def lost_between(before: Rows, after: Rows) -> dict[str, int]:
    """How many rows of each table are gone or other than before."""
    return {name: sum((rows - after[name]).values()) for name, rows in before.items() if rows - after[name]}


def flip(folder: Path, offset: int, bit: int = 1) -> None:
    """Flip one bit of one byte of the database."""
    with (folder / "program.db").open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ bit]))


def pages_of(folder: Path, name: str) -> set[int]:
    """The pages of a table or an index."""
    _, keys, key = opened(folder)
    with SealedPages(folder / "program.db", DatabaseKey(key, keys.salt)) as pages:
        (root,) = (each.root for each in trees.listed(pages, trees.list_tree(pages)) if each.name == name)
        return trees.walk(pages, root).reached


def page_count(folder: Path) -> int:
    """How many pages the database has."""
    return (folder / "program.db").stat().st_size // PAGE


def crash_in_the_safe_mode(program, place: Path) -> Path:
    """Close the program and give a copy of its folder as a crash in the middle of a save would leave it.

    Half of the save is in program.db, and program.db-journal has what it takes to undo that.
    """
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    program.close()
    raw = connect(program.folder / "program.db", key)
    raw.execute("PRAGMA journal_mode = DELETE").fetchone()
    raw.execute("PRAGMA cache_size = 10")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE supervisor SET name = name || ' half'")
    raw.execute("INSERT INTO unit (id, name) SELECT randomblob(16), name || hex(id) FROM supervisor")
    folder = Path(shutil.copytree(program.folder, place / "crashed.umdesk"))
    raw.execute("ROLLBACK")
    raw.close()
    return folder
