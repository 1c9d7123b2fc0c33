"""A save that a crash cut short in the safe mode: checked and salvaged as it was before, as the next opening does."""

import pytest
from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.storage.damage import crash_in_the_safe_mode
from umdesk.services import integrity, programs
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.models import Supervisor
from umdesk.storage.pages.journal import Journal, read_journal
from umdesk.storage.pages.sealed import PAGE, SealedPages

NAMES = [f"{number:04} {'n' * 400}" for number in range(1200)]


@pytest.fixture
def key(program):
    return DatabaseKey(program.opened.key, program.opened.keys.salt)


@pytest.fixture
def crashed(program, key, tmp_path):
    with program.operation("test.change", "Added supervisors") as op:
        op.session.add_all([Supervisor(name=name) for name in NAMES])
    return crash_in_the_safe_mode(program, tmp_path)


def names(folder):
    program = programs.open_program(folder, password=PASSWORD)
    with program.reading() as session:
        found = sorted(session.scalars(select(Supervisor.name)))
    program.close()
    return found


def tear_a_page(folder):
    """Leave a page half written that the journal still has; gives its number."""
    journal = read_journal((folder / "program.db-journal").read_bytes(), PAGE)
    number = max(journal.pages)
    data = bytearray((folder / "program.db").read_bytes())
    data[number * PAGE - 2000 : number * PAGE] = bytes(2000)
    (folder / "program.db").write_bytes(data)
    return number


def test_the_journal_has_every_page_as_it_was_before(crashed, program, key):
    journal = read_journal((crashed / "program.db-journal").read_bytes(), PAGE)
    with SealedPages(program.folder / "program.db", key) as before, SealedPages(crashed / "program.db", key) as after:
        assert len(journal.pages) > 100
        assert after.count == before.count == journal.count
        assert [after.clear(n) for n in range(1, after.count + 1)] == [
            before.clear(n) for n in range(1, before.count + 1)
        ]


def test_half_a_page_that_the_journal_still_has_is_no_damage(crashed):
    tear_a_page(crashed)

    assert integrity.check_folder(crashed, PASSWORD).findings == ()
    assert names(crashed) == NAMES


def test_a_salvage_sees_no_half_save(crashed, tmp_path):
    tear_a_page(crashed)

    saved = integrity.salvage_folder(crashed, tmp_path / "saved.umdesk", PASSWORD)

    assert (saved.missing, saved.findings) == ((), ())
    assert names(tmp_path / "saved.umdesk") == NAMES


@pytest.mark.parametrize("journal", [b"", b"x" * 5000, bytes(5000)])
def test_what_is_no_journal_puts_nothing_back(journal):
    assert read_journal(journal, PAGE) == Journal()


def test_a_journal_that_was_cut_off_puts_back_what_is_whole(crashed):
    whole = (crashed / "program.db-journal").read_bytes()

    cut = read_journal(whole[: len(whole) // 2], PAGE)

    assert 0 < len(cut.pages) < len(read_journal(whole, PAGE).pages)
