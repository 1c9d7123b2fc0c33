"""Single bytes flipped: in every table and index of program.db, and in its backups.

Always found and named by table; the backups stay as they were; a restore brings back everything, a salvage all but
what lay on the page, and says what that was.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, noted
from tests.faults.office import KINDS, Clock, Office
from tests.faults.whole import NOW, facts, opened
from umdesk.domain.errors import Damaged, UserError
from umdesk.domain.table_words import table_words
from umdesk.services import backups, integrity, programs
from umdesk.storage.access.entry import way_in
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.folder import keys_of
from umdesk.storage.models import Base
from umdesk.storage.pages import owners, trees
from umdesk.storage.pages.sealed import PAGE, SealedPages
from umdesk.storage.salvage import saving

#: Work done first, so that the larger tables have inner pages, long records and pages of their indexes.
FILLING = (
    *("import five hundred", "import five hundred", "edit plan fields", "print and freeze", "file a statement"),
    *("note a disclosure", "type a note", "enter sheets", "decide", "record progress and money", "add an assignment"),
    "advance",
)
Rows = dict[str, set[str]]


@dataclass
class Flips:
    """What a run of flipped bytes came to."""

    flips: int = 0
    found: int = 0
    named: int = 0
    tables: set[str] = field(default_factory=set)
    opened_all_the_same: int = 0
    backups_refused: int = 0
    restored: int = 0
    salvaged: int = 0
    rows: int = 0
    rows_lost: int = 0
    rows_lost_elsewhere: int = 0
    rows_not_told: int = 0
    in_backups: int = 0
    in_backups_found: int = 0


@dataclass(frozen=True)
class Whole:
    """The program as it was before: its folder, the owner of each page, how many rows lie on it, all rows by id."""

    folder: Path
    backup: Path
    owner: dict[int, tuple[str, str]]
    rows_on: dict[int, int]
    rows: Rows


def prepare(base: Path, place: Path) -> Whole:
    """A larger closed program with one good backup, and what lies where in it."""
    folder = fresh(base, place)
    with opened(folder, PASSWORD) as program:
        office = Office(program, random.Random(7), lambda *_: None, place, place)
        for kind in FILLING:
            try:
                KINDS[kind](office)
            except UserError:
                continue
    with opened(folder, PASSWORD) as program:
        made = backups.make(program)
        assert made is not None
    _, keys, key = way_in(folder, keys_of(folder), PASSWORD, None, "")
    owner: dict[int, tuple[str, str]] = {}
    rows_on: dict[int, int] = {}
    with SealedPages(folder / "program.db", DatabaseKey(key, keys.salt)) as pages:
        of_list = trees.walk(pages, trees.LIST_ROOT)
        walked = [(owners.LIST, "", of_list), (owners.FREE, "", trees.free_pages(pages))]
        walked += [
            (each.table, each.name if each.kind == "index" else "", trees.walk(pages, each.root))
            for each in trees.listed(pages, of_list)
            if each.root
        ]
        for table, index, tree in walked:
            for number in tree.reached:
                owner[number] = (table, index)
            for number in tree.leaves if not index and table not in {owners.LIST, owners.FREE} else ():
                rows_on[number] = len(list(trees.rows(pages, number)))
    return Whole(folder, made.file, owner, rows_on, rows_of(folder))


def rows_of(folder: Path) -> Rows:
    """The keys of all rows of all tables."""
    with opened(folder, PASSWORD) as program, program.reading() as session:
        return {
            table.name: {repr(tuple(row)) for row in session.execute(select(*table.primary_key.columns))}
            for table in Base.metadata.sorted_tables
        }


def run(whole: Whole, place: Path, flips: int, repairs: int, seed: int = 1) -> Flips:
    """Flip single bytes of program.db, and repair after so many of them in both ways.

    Raises:
        Lost: a flip was not found, or a repair lost what did not lie on the page.
    """
    result, rng = Flips(), random.Random(seed)
    place.mkdir(parents=True, exist_ok=True)
    result.rows = sum(len(rows) for rows in whole.rows.values())
    # Tables before indexes, so that the repairs meet every table that has records to lose.
    every = sorted(set(whole.owner.values()), key=lambda each: (bool(each[1]), rng.random()))
    for turn in range(flips):
        owner = every[turn % len(every)]
        page = rng.choice([number for number, each in whole.owner.items() if each == owner])
        byte, bit = (page - 1) * PAGE + rng.randrange(PAGE), 1 << rng.randrange(8)
        where = f"byte {byte}, bit {bit}, page {page} of {owner}"
        with flipped(whole.folder / "program.db", byte, bit), noted(where):
            _look(whole, result, page, byte)
            _back_up(whole, place, result)
            if turn < repairs:
                _restore(whole, place, result)
                _salvage(whole, place, result, page)
    return result


@contextmanager
def flipped(file: Path, byte: int, bit: int) -> Iterator[None]:
    """One bit of a file the other way round, meanwhile."""
    before = file.read_bytes()
    after = bytearray(before)
    after[byte] ^= bit
    file.write_bytes(after)
    try:
        yield
    finally:
        for left in file.parent.glob(f"{file.name}-*"):
            left.unlink()
        file.write_bytes(before)


def _look(whole: Whole, result: Flips, page: int, byte: int) -> None:
    result.flips += 1
    found = [each for each in integrity.check_folder(whole.folder, PASSWORD).findings if each.kind == "page"]
    if not found:
        raise Lost("a flipped byte was not found")
    result.found += 1
    table, _ = whole.owner[page]
    if byte < 16:  # the salt lies before the first page and holds no record
        result.named += found[0].where == "first bytes of program.db"
        return
    if not any(each.where.startswith(f"{table}, ") and str(page) in each.where for each in found):
        raise Lost(f"page {page} of {table} was called {[each.where for each in found]}")
    result.named += 1
    result.tables.add(table)


def _back_up(whole: Whole, place: Path, result: Flips) -> None:
    """Try to make a backup in a copy of the folder: refused, and the good one is still there and sound."""
    folder = fresh(whole.folder, place / "backing up")
    before = sorted(file.name for file in (folder / "backups").iterdir())
    good = (folder / "backups" / whole.backup.name).read_bytes()
    try:
        program = programs.open_program(folder, password=PASSWORD, clock=Clock())
    except UserError:
        return
    result.opened_all_the_same += 1
    try:
        backups.make(program)
    except Damaged:
        result.backups_refused += 1
    except UserError as error:
        raise Lost(f"the backup was refused for another reason: {error}") from error
    else:
        # The save of the sign-in may have written the damaged page anew, or a page without data was flipped.
        checked = integrity.check(program)
        if any(finding.kind == "page" for finding in checked.findings):
            raise Lost("a backup of a damaged program was made")
    finally:
        program.close()
    after = {file.name for file in (folder / "backups").iterdir()}
    if not set(before) <= after or (folder / "backups" / whole.backup.name).read_bytes() != good:
        raise Lost("the good backup was displaced")


def _restore(whole: Whole, place: Path, result: Flips) -> None:
    target = place / "restored.umdesk"
    shutil.rmtree(target, ignore_errors=True)
    backups.restore(whole.backup, backups.Way(password=PASSWORD), target, NOW)
    facts(target)
    there = rows_of(target)
    gone = {table: rows - there[table] for table, rows in whole.rows.items() if rows - there[table]}
    if gone:
        raise Lost(f"the restored program lacks rows of {sorted(gone)}")
    result.restored += 1


def _salvage(whole: Whole, place: Path, result: Flips, page: int) -> None:
    target = place / "saved.umdesk"
    shutil.rmtree(target, ignore_errors=True)
    slot, keys, key = way_in(whole.folder, keys_of(whole.folder), PASSWORD, None, "")
    saved = saving.save(saving.Source(whole.folder, keys, key, slot, NOW), target)
    if saved.findings:
        raise Lost(f"the saved program is not whole: {saved.findings[:3]}")
    result.salvaged += 1
    there = rows_of(target)
    lost = {table: rows - there[table] for table, rows in whole.rows.items() if rows - there[table]}
    owner, index = whole.owner[page]
    told = {each.table: each.lost for each in saved.tables}
    for table, rows in lost.items():
        result.rows_lost += len(rows)
        if table != owner or index:
            result.rows_lost_elsewhere += len(rows)
        # What was left out because what it belonged to is lost stands among the missing, a line each.
        left_out = sum(line.startswith(f"{table_words(table)}: ") for line in saved.missing)
        result.rows_not_told += max(0, len(rows) - max(told.get(table, 0), left_out))
    here = len(lost.get(owner, ()))
    if here > max(1, whole.rows_on.get(page, 0)) and page in whole.rows_on:
        raise Lost(f"{here} rows of {owner} are lost, but only {whole.rows_on[page]} lay on the page")
    if lost and not (saved.missing or saved.events_lost):
        raise Lost(f"rows of {sorted(lost)} are lost, and nothing says so")


def run_on_backups(whole: Whole, place: Path, flips: int, result: Flips, seed: int = 1) -> None:
    """Flip single bytes of a backup: it is not called sound, and nothing is restored from it.

    Raises:
        Lost: a flip was not found.
    """
    rng = random.Random(seed)
    place.mkdir(parents=True, exist_ok=True)
    copy = place / whole.backup.name
    shutil.copy(whole.backup, copy)
    way = backups.Way(password=PASSWORD)
    for _ in range(flips):
        byte, bit = rng.randrange(copy.stat().st_size), 1 << rng.randrange(8)
        result.in_backups += 1
        with flipped(copy, byte, bit):
            try:
                backups.look(copy, way)
                backups.restore(copy, way, place / "from damaged.umdesk", NOW)
            except UserError:
                result.in_backups_found += 1
                continue
            finally:
                shutil.rmtree(place / "from damaged.umdesk", ignore_errors=True)
        raise Lost(f"byte {byte}, bit {bit} of a backup was flipped, and it was restored")
