"""The judge itself: a harness that finds nothing would call everything whole."""

import copy
import shutil

import pytest

from tests.faults import judge as judging
from tests.faults import office as offices
from tests.faults.base import make_base
from tests.faults.judge import Known, Lost, judge, known_of
from tests.faults.worker import Log, do, office_of, open_office, read_log
from umdesk.services import applicants, drafts, programs
from umdesk.storage.access.entry import way_in
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.folder import keys_of
from umdesk.storage.models import Event

SAVED = {"event", "typed", "settled", "backup"}


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A program in which a person was edited and a note typed, as it was before and after, with what was said."""
    place = tmp_path_factory.mktemp("worked")
    folder, code = make_base(place)
    known = known_of(folder, code)
    log = Log(place / "log")
    office = open_office(folder, log, 1, known.password)
    for kind in ("edit a person", "type a note", "add an account", "edit a person"):
        assert do(office, kind) is None
    office.program.close()
    for line in read_log(place / "log"):
        known.hear(line)
    known.forget_maybes()
    return folder, known


@pytest.fixture
def there(worked, tmp_path):
    """A copy of it."""
    folder, known = worked
    return shutil.copytree(folder, tmp_path / folder.name), copy.deepcopy(known)


def raw(folder):
    _, keys, key = way_in(folder, keys_of(folder), judging.PASSWORD, None, "")
    return connect(folder / "program.db", DatabaseKey(key, keys.salt))


def change(folder, *statements):
    connection = raw(folder)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_program_is_whole(there):
    folder, known = there
    judge(folder, known, one_more=False)


def test_an_event_that_was_called_saved_and_is_gone_is_lost(there):
    folder, known = there
    last = "(SELECT max(seq) FROM event WHERE operation <> 'programs.sign_in')"
    change(folder, f"DELETE FROM change WHERE event_seq = {last}", f"DELETE FROM event WHERE seq = {last}")
    with pytest.raises(Lost, match="1 events that were called saved are lost"):
        judge(folder, known)


def test_half_an_operation_shows_whatever_it_was(there):
    folder, known = there
    change(folder, "UPDATE person SET work_phone = '' WHERE work_phone <> ''")
    with pytest.raises(Lost):
        judge(folder, known)


def test_a_row_that_no_event_made_shows(there, monkeypatch):
    folder, known = there
    change(folder, "INSERT INTO unit (id, name) VALUES (randomblob(16), 'Nobody made it')")
    program = programs.open_program(folder, password=judging.PASSWORD)
    assert [found.split(" ", 1)[0] for found in judging.replay_differences(program)] == ["unit"]
    program.close()
    with pytest.raises(Lost):
        judge(folder, known)


def test_typing_that_was_called_saved_and_is_gone_is_lost(there):
    folder, known = there
    change(folder, "DELETE FROM draft")
    with pytest.raises(Lost, match="typing into"):
        judge(folder, known)


def test_an_account_that_no_password_opens_is_lost(there):
    folder, known = there
    known.accounts = dict.fromkeys(known.accounts, "another one")
    with pytest.raises(Lost, match="0 passwords open the account"):
        judge(folder, known)


def test_what_was_refused_must_not_be_there(there):
    folder, known = there
    program = programs.open_program(folder, password=judging.PASSWORD)
    applicants.edit_person(program, applicants.rows(program)[0].person_id, {"work_phone": "said to nobody"})
    program.close()
    judge(folder, copy.deepcopy(known))
    with pytest.raises(Lost, match="more than one operation"):
        judge(folder, known, one_more=False)


def test_every_kind_of_write_writes(there, tmp_path):
    folder, known = there
    program = programs.open_program(folder, password=known.password, clock=offices.Clock())
    log = Log(tmp_path / "log")
    missing = [kind for kind in offices.KINDS if kind != "import five hundred"]
    for seed in range(9):
        office = office_of(program, log, seed)
        for kind in tuple(missing):
            for before in ("edit a person", "undo") if kind in {"undo", "redo"} else ():
                do(office, before)
            said = len(read_log(tmp_path / "log"))
            do(office, kind)
            if any(line[0] in SAVED for line in read_log(tmp_path / "log")[said:]):
                missing.remove(kind)
    program.close()
    assert missing == []


def test_a_line_of_the_log_that_was_cut_off_was_not_said(tmp_path):
    log = Log(tmp_path / "log")
    log.say("event", "a")
    log.say("typed", "r", "notes", "x")
    (tmp_path / "log").write_bytes((tmp_path / "log").read_bytes()[:-3])
    assert read_log(tmp_path / "log") == [["event", "a"]]
    known = Known()
    known.hear(["typing", "r", "notes", "x"])
    assert (known.typing, known.maybe_typing) == ({}, ("r", "notes", "x"))


def test_a_note_typed_by_an_office_is_a_draft(there):
    folder, known = there
    ((record, _),) = known.typing
    program = programs.open_program(folder, password=judging.PASSWORD)
    assert drafts.of_record(program, record)["notes"] == known.typing[record, "notes"]
    with program.reading() as session:
        assert {event.id for event in session.query(Event)} > known.events - {""}
    program.close()
