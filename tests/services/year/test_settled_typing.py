"""What was typed into a text of the year is typing no longer once it was made part of the record."""

from umdesk.services import drafts
from umdesk.services.programs import Program
from umdesk.services.year import handbook


def test_an_element_that_was_written_is_not_told_as_typing_after_the_next_opening(program: Program) -> None:
    handbook.begin(program)
    policy, components, *_others = (row.id for row in handbook.rows(program))
    drafts.keep(program, "handbook_element", policy, "text", "We run a program.")
    drafts.keep(program, "handbook_element", components, "text", "Counseling and")
    handbook.write(program, policy, {"text": "We run a program."})
    assert [(typed.record, typed.value) for typed in drafts.recovered(program)] == [(components, "Counseling and")]
