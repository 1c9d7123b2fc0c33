"""A printed anchor finds what no check of the hashes alone can: a history that was written anew as a whole."""

from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.documents.pdf_rules import check
from umdesk.domain import anchors
from umdesk.domain.errors import InvalidInput
from umdesk.jobs import anchor
from umdesk.services import integrity
from umdesk.services.history import events
from umdesk.services.programs import Program
from umdesk.storage import history
from umdesk.storage.models import PrintedDocument, Unit


@pytest.fixture
def printed(program: Program, tmp_path: Path) -> anchor.AnchorPage:
    """The anchor of a history of four events, after which two more follow."""
    for name in ("Yard", "Shop"):
        with program.operation("x", f"Added {name}") as op:
            op.session.add(Unit(name=name))
    made = anchor.save_anchor(program, tmp_path / "anchor.pdf")
    with program.operation("x", "Added Garage") as op:
        op.session.add(Unit(name="Garage"))
    return made


def rewrite(program: Program, seq: int, summary: str) -> None:
    """Write an event and all after it anew, as somebody could who has the key and this source code."""
    raw = program.opened.anchor
    raw.execute("UPDATE event SET summary = ? WHERE seq = ?", (summary, seq))
    before = history.START
    with program.reading() as session:
        walk = list(history._changes_by_event(session.connection()))
        rows = session.connection().exec_driver_sql("SELECT seq FROM event ORDER BY seq").scalars().all()
        hashes = []
        for number in rows:
            event = session.get(history.Event, number)
            header = {name: getattr(event, name) for name in history._HEADER}
            after = history.event_hash(before, header, [change for of, change in walk if of == number])
            hashes.append((before, after, number))
            before = after
    raw.executemany("UPDATE event SET previous_hash = ?, hash = ? WHERE seq = ?", hashes)


def test_the_page_is_one_tagged_page_that_says_what_to_type(printed: anchor.AnchorPage, tmp_path: Path) -> None:
    read = check((tmp_path / "anchor.pdf").read_bytes())
    assert read.page_count == 1
    assert printed.text in read.text
    assert f"after event {printed.snapshot.event}" in read.text
    assert " ".join(anchors.long_form(4, printed.snapshot.hash)[:4]) in read.text
    assert "proves that the history up to this event is what it was" in read.text


def test_printing_it_is_in_the_history_and_the_page_is_kept(program: Program, printed: anchor.AnchorPage) -> None:
    assert "History anchor, event 4 was saved as PDF" in [event.summary for event in events(program)]
    with program.reading() as session:
        assert session.query(PrintedDocument).one().number == "History anchor, event 4"


def test_the_history_up_to_the_anchor_is_what_was_printed(program: Program, printed: anchor.AnchorPage) -> None:
    found = integrity.check(program, anchor=printed.text)
    assert found.anchor is not None
    assert (found.ok, found.anchor.ok, found.anchor.event) == (True, True, 4)
    assert found.anchor.what == "The history up to event 4 of May 20, 2026 is what was printed."
    beside = integrity.check_folder(program.folder, PASSWORD, anchor=f"4 {printed.snapshot.hash}")
    assert beside.anchor == found.anchor


def test_a_history_that_was_written_anew_is_found_by_the_anchor_alone(
    program: Program, printed: anchor.AnchorPage
) -> None:
    rewrite(program, 2, "Added something else")
    assert integrity.check(program).findings == ()
    found = integrity.check(program, anchor=printed.text)
    assert found.anchor is not None
    assert (found.ok, found.anchor.ok) == (False, False)
    assert found.anchor.what == "The history was changed: up to event 4 of May 20, 2026 it is not what was printed."


def test_what_came_after_the_anchor_is_not_its_concern(program: Program, printed: anchor.AnchorPage) -> None:
    rewrite(program, 6, "Added something else")
    found = integrity.check(program, anchor=printed.text)
    assert found.anchor is not None
    assert found.anchor.ok


def test_a_broken_event_before_the_anchor_is_named(program: Program, printed: anchor.AnchorPage) -> None:
    program.opened.anchor.execute("UPDATE event SET summary = 'Something else' WHERE seq = 2")
    found = integrity.check(program, anchor=printed.text)
    assert found.anchor is not None
    assert not found.anchor.ok
    assert found.anchor.what.endswith("is damaged or was changed, at event 2.")
    assert [(f.kind, f.where) for f in found.findings] == [("history", "event 2")]


def test_a_history_that_was_cut_off_is_too_short(program: Program, printed: anchor.AnchorPage) -> None:
    text = anchors.short_form(40, printed.snapshot.hash)
    found = integrity.check(program, anchor=text)
    assert found.anchor is not None
    assert found.anchor.what.endswith("the anchor is of event 40, and it ends with event 6.")


def test_a_slip_of_the_finger_is_no_changed_history(program: Program, printed: anchor.AnchorPage) -> None:
    with pytest.raises(InvalidInput, match="its last group does not fit"):
        integrity.check(program, anchor=f"5{printed.text[1:]}")
