"""The pages of the database read past the engine say the same as the engine, and name every damaged one."""

import random
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.storage import damage
from umdesk.services import integrity, programs
from umdesk.services.programs import Program
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.models import Unit
from umdesk.storage.pages import owners, trees
from umdesk.storage.pages.btree import varint
from umdesk.storage.pages.sealed import PAGE, SealedPages


def sealed(folder: Path) -> SealedPages:
    _, keys, key = damage.opened(folder)
    return SealedPages(folder / "program.db", DatabaseKey(key, keys.salt))


def test_every_row_is_read_as_the_engine_reads_it(filled: Path) -> None:
    _, keys, key = damage.opened(filled)
    raw = connect(filled / "program.db", DatabaseKey(key, keys.salt), read_only=True)
    with sealed(filled) as pages:
        for each in trees.listed(pages, trees.list_tree(pages)):
            if each.kind == "table":
                leaves = trees.walk(pages, each.root).leaves
                found = [(rowid, values[1:]) for n in leaves for rowid, values in trees.rows(pages, n)]
                told = raw.execute(f'SELECT rowid, * FROM "{each.name}" ORDER BY rowid')
                assert found == [(row[0], list(row[2:])) for row in told]
    raw.close()


def test_every_page_belongs_to_exactly_one_tree(filled: Path) -> None:
    with sealed(filled) as pages:
        of_list = trees.list_tree(pages)
        all_trees = [of_list, trees.free_pages(pages)]
        all_trees += [trees.walk(pages, each.root) for each in trees.listed(pages, of_list)]
        pages_of_all = sorted(page for tree in all_trees for page in tree.reached)
        assert pages_of_all == list(range(1, pages.count + 1))
        assert (pages.damaged(), owners.damaged_pages(pages), pages.salt_is_right) == ([], [], True)


def test_pages_that_are_only_in_the_wal_count_as_they_are_there(program: Program) -> None:
    with program.operation("x", "Added units") as op:
        op.session.add_all(Unit(name=f"Unit {place}" * 50) for place in range(100))
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    assert (program.folder / "program.db-wal").stat().st_size > 0
    with SealedPages(program.folder / "program.db", key) as pages:
        root = next(e.root for e in trees.listed(pages, trees.list_tree(pages)) if e.name == "unit")
        count = sum(1 for n in trees.walk(pages, root).leaves for _ in trees.rows(pages, n))
        assert (count, pages.damaged()) == (100, [])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("person", "person"),
        ("sqlite_autoindex_person_1", "person"),
        ("ix_person_name", "person"),
        ("blob", "blob"),
        ("change", "change"),
        ("event", "event"),
        ("job_class", "job_class"),
    ],
)
def test_a_damaged_page_names_its_table(filled: Path, name: str, told: str) -> None:
    page = max(damage.pages_of(filled, name))
    damage.flip(filled, page * PAGE - 100)
    (found, *_) = [f for f in integrity.check_folder(filled, PASSWORD).findings if f.kind == "page"]
    assert found.where == f"{told}, page {page}"
    assert ("an index is damaged" in found.what) == (name != told)


def test_any_flipped_byte_is_found(filled: Path) -> None:
    whole = (filled / "program.db").read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        offset = chance.randrange(len(whole))
        damage.flip(filled, offset, 1 << chance.randrange(8))
        with sealed(filled) as pages:
            told = [(each.table, each.pages) for each in owners.damaged_pages(pages)]
            assert [numbers for _, numbers in told] == ([(offset // PAGE + 1,)] if offset >= 16 else [])
            assert owners.UNKNOWN not in {table for table, _ in told}
            assert pages.salt_is_right == (offset >= 16)
        (filled / "program.db").write_bytes(whole)


def test_a_flip_in_the_salt_is_found_and_the_program_still_opens(filled: Path) -> None:
    damage.flip(filled, 3)
    found = integrity.check_folder(filled, PASSWORD)
    assert [(f.kind, f.where) for f in found.findings] == [("page", "first bytes of program.db")]
    programs.open_program(filled, password=PASSWORD).close()


def test_a_zeroed_page_is_damage(filled: Path) -> None:
    page = max(damage.pages_of(filled, "unit"))
    with (filled / "program.db").open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))
    assert integrity.check_folder(filled, PASSWORD).findings[0].where == f"unit, page {page}"


def test_pages_that_were_cut_off_are_named_too(filled: Path) -> None:
    count = damage.page_count(filled)
    with (filled / "program.db").open("r+b") as file:
        file.truncate((count - 1) * PAGE)
    with sealed(filled) as pages:
        assert pages.damaged() == [count]


@pytest.mark.parametrize(("data", "value"), [(b"\x05", 5), (b"\x81\x00", 128), (b"\xff" * 9, -1)])
def test_numbers_of_one_to_nine_bytes(data: bytes, value: int) -> None:
    assert varint(data, 0) == (value, len(data))
