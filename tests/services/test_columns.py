"""Columns kept for a sender: under one name however it is written, replaced, forgotten, undone."""

import pytest

from tests.applications import HEADER, NELSON, table_of
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.services import columns, history
from umdesk.services.programs import Program
from umdesk.storage.models import ColumnMapping

LAYOUT = headers.find(table_of((*HEADER, "DOB", "Box 7"), (*NELSON, "1/2/1980", "x")))


def test_columns_are_kept_and_replaced_under_one_name(program: Program) -> None:
    columns.keep(program, " Redding   personnel office ", LAYOUT)
    columns.keep(program, "redding Personnel Office", LAYOUT.choose({9: Field.NOTES}))
    (kept,) = columns.kept(program)
    assert kept.sender == "redding Personnel Office"
    assert kept.fields["Box 7"] is Field.NOTES
    assert kept.fields["Last Name"] is Field.LAST_NAME
    assert "DOB" not in kept.fields
    history.undo(program)
    assert columns.kept(program)[0].fields["Box 7"] is None


def test_columns_are_forgotten(program: Program) -> None:
    columns.keep(program, "Redding", LAYOUT)
    columns.forget(program, "REDDING")
    assert columns.kept(program) == ()
    columns.forget(program, "Nobody")


@pytest.mark.parametrize("sender", ["", "  ", "x" * 81])
def test_a_sender_needs_a_name(program: Program, sender: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        columns.keep(program, sender, LAYOUT)
    assert caught.value.field == "sender"


def test_what_was_written_past_the_rules_is_not_taken(program: Program) -> None:
    with program.operation("tests.forge", "Forged") as op:
        fields = {"Last Name": "last name", "Date of birth": "notes", "Class": "a field of a later umdesk"}
        op.session.add(ColumnMapping(sender="Forged", fields=fields, used_at=program.now()))
    (kept,) = columns.kept(program)
    assert dict(kept.fields) == {"Last Name": Field.LAST_NAME, "Class": None}
