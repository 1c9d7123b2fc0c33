"""What happens next with a plan, for each state and for whoever looks at it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.next_step import Do, Standing, Turn, Viewer, next_step
from umdesk.domain.words import ParticipationState, RevisionState

DRAFT = Standing(RevisionState.DRAFT, ParticipationState.ACTIVE)
LACKING = replace(DRAFT, missing=2, places=("Goals", "Activities"))
PRINTED = replace(DRAFT, state=RevisionState.PRINTED, printed_on=date(2026, 5, 20))
SIGNED = replace(DRAFT, state=RevisionState.SIGNED, in_force=True, activities=5, done=2)
FILED = replace(SIGNED, state=RevisionState.FILED, in_force=False, not_signed="employee: refused")
IN_FORCE = "In force. 2 of 5 activities done. "
ALONE = {"supervisor_prints": False}


@pytest.mark.parametrize(
    ("plan", "turn", "do", "sentence"),
    [
        (LACKING, Turn.YOURS, Do.FILL, "Next: fill in 2 things in Goals and Activities, then print it to sign."),
        (
            replace(LACKING, **ALONE), Turn.YOURS, Do.FILL,
            "Next: fill in 2 things in Goals and Activities, then send it to the coordinator.",
        ),
        (
            DRAFT, Turn.YOURS, Do.PRINT,
            "Nothing is missing. Next: look at the page, then print it to sign, or send it to the coordinator first.",
        ),
        (
            replace(DRAFT, **ALONE), Turn.YOURS, Do.SEND,
            "Nothing is missing. Next: look at the page, then send it to the coordinator.",
        ),
        (
            replace(DRAFT, state=RevisionState.IN_REVIEW), Turn.OTHERS, Do.LOOK,
            "The coordinator looks at it. You can still change it, or take it back.",
        ),
        (
            replace(DRAFT, state=RevisionState.READY), Turn.YOURS, Do.PRINT,
            "The coordinator agrees. Next: print it to sign.",
        ),
        (
            replace(DRAFT, state=RevisionState.READY, **ALONE), Turn.OTHERS, Do.LOOK,
            "The coordinator agrees and prints it to sign. To change something, ask the coordinator.",
        ),
        (
            PRINTED, Turn.YOURS, Do.SIGN,
            "Printed on May 20, 2026. Next: have it signed on paper, then enter the dates under Signatures.",
        ),
        (
            SIGNED, Turn.IN_FORCE, Do.PROGRESS,
            f"{IN_FORCE}Next: record what happens under Progress. To change what was agreed, ask the coordinator.",
        ),
        (
            replace(SIGNED, review_due=True), Turn.YOURS, Do.REVIEW,
            f"{IN_FORCE}Next: hold the review.",
        ),
        (
            FILED, Turn.OTHERS, Do.PROGRESS,
            "Filed, not signed by everyone: employee: refused. The coordinator says whether it is in force.",
        ),
        (replace(SIGNED, participation=ParticipationState.WITHDRAWN), Turn.OVER, Do.LOOK,
         "Withdrawn, so nothing more is agreed or amended. What happened can be looked at."),
        (replace(SIGNED, state=RevisionState.SUPERSEDED, newest=False), Turn.OTHERS, Do.LOOK,
         "This is an older revision. Choose the newest one under Versions."),
    ],
)  # fmt: skip
def test_a_supervisor_reads_whose_turn_it_is_and_the_one_thing_to_do(plan, turn, do, sentence) -> None:
    said = next_step(plan, Viewer.SUPERVISOR)
    assert (said.turn, said.do, said.sentence) == (turn, do, sentence)


def test_a_note_that_went_back_comes_first_and_the_coordinator_and_a_reader_read_their_own() -> None:
    back = replace(LACKING, note="Sent back by Maria Ortega on May 20, 2026: The dates are too early")
    assert next_step(back, Viewer.SUPERVISOR).sentence == (
        "Sent back by Maria Ortega on May 20, 2026: The dates are too early. "
        "Next: fill in 2 things in Goals and Activities, then print it to sign."
    )
    sent = next_step(replace(DRAFT, state=RevisionState.IN_REVIEW), Viewer.COORDINATOR)
    assert (sent.turn, sent.do) == (Turn.YOURS, Do.PRINT)
    assert "send it back with a note" in sent.sentence
    assert next_step(FILED, Viewer.COORDINATOR).do is Do.PUT_IN_FORCE
    assert next_step(PRINTED, Viewer.READER).sentence == "Printed on May 20, 2026; it waits for the signatures."
    assert next_step(LACKING, Viewer.READER).sentence == "Draft; 2 things to fill in before it can be printed."
    many = replace(DRAFT, missing=9, places=("Participant", "Goals", "Activities", "Costs"))
    assert "in Participant, Goals, Activities and other sections" in next_step(many, Viewer.COORDINATOR).sentence


@given(
    st.builds(
        Standing,
        state=st.sampled_from(RevisionState),
        participation=st.sampled_from(ParticipationState),
        missing=st.integers(0, 9),
        printed_on=st.none() | st.dates(),
        activities=st.integers(0, 9),
        newest=st.booleans(),
        in_force=st.booleans(),
        supervisor_prints=st.booleans(),
        review_due=st.booleans(),
    ),
    st.sampled_from(Viewer),
)
def test_there_is_always_one_sentence_and_who_only_looks_is_told_to_do_nothing(plan: Standing, viewer: Viewer) -> None:
    said = next_step(plan, viewer)
    assert said.sentence.endswith(".")
    assert ".." not in said.sentence
    assert said.sentence[0].isupper()
    assert said.button
    assert viewer is not Viewer.READER or said.do is Do.LOOK
    assert (said.do is Do.LOOK) <= (said.turn is not Turn.YOURS)
