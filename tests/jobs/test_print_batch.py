"""Batches of plans and papers: frozen one by one, refused with a reason, stopped, let out in one step or each alone."""

import gc
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import func, select

from tests.documents.pdf_rules import check
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import NotNow
from umdesk.domain.plan_papers import AGREEMENT, PaperKind
from umdesk.domain.words import Approval, ParticipationState, ResourceKind, RevisionState
from umdesk.jobs import print_batch, print_papers, print_plan
from umdesk.jobs.print_batch import PLAN, Chosen, Wish
from umdesk.services import disclosures, history, mentor_matches, resources
from umdesk.services.plans import editing, participations, printing, queries, revisions, signing, td_agreements
from umdesk.services.plans.signing import Signatures
from umdesk.services.plans.td_agreements import Terms
from umdesk.services.programs import Program
from umdesk.services.resources import ResourceInput
from umdesk.storage import models
from umdesk.storage.history import verify_chain

NAMES = (("Nelson", "Rebecca", "004711"), ("Lee", "Alan", "000123"), ("Adams", "Zoe", "000124"))


def made(program: Program) -> tuple[list[Someone], Wish]:
    """Two ready plans and, between them, an empty draft; and the wish to print all of them to sign."""
    people = [someone(program, *name) for name in NAMES]
    for each in (people[0], people[2]):
        write_plan(program, each.revision)
        revisions.mark_ready(program, each.revision)
    plans = tuple(Chosen(each.participation, each.revision, each.number) for each in people)
    return people, Wish(plans, (PLAN, PaperKind.COPY), sign=True)


def states(program: Program, people: list[Someone]) -> list[RevisionState]:
    return [queries.plan(program, each.participation).state for each in people]


def kept(program: Program, kind: str) -> list[str]:
    document = models.PrintedDocument
    with program.reading() as session:
        return list(session.scalars(select(document.number).where(document.kind == kind).order_by(document.number)))


class Stop(Exception):
    """What a window raises out of the progress when somebody presses Cancel."""


def after_two(done: int, _total: int, _text: str) -> None:
    if done >= 2:
        raise Stop


def test_a_batch_freezes_what_is_ready_and_a_stopped_one_leaves_whole_plans(program: Program, tmp_path: Path) -> None:
    people, wish = made(program)
    first, last = people[0].number, people[2].number

    stopped = print_batch.make(program, wish, after_two)
    assert gc.get_freeze_count() == 0, "Python looks for garbage everywhere again"
    assert (stopped.frozen, stopped.left) == ((first,), 4)
    assert states(program, people) == [RevisionState.PRINTED, RevisionState.DRAFT, RevisionState.READY]
    assert check(stopped.data, papers=2).page_count == stopped.pages
    files, left = print_batch.save_each(
        program, stopped, tmp_path, lambda done, _total, _text: None if done < 1 else after_two(2, 2, "")
    )
    assert ([path.name for path in files], left) == ([f"{first} revision 1.pdf"], 1)
    assert (kept(program, "cdp copy"), kept(program, "participant copy")) == ([f"{first} R1"], [])

    batch = print_batch.make(program, wish)
    assert states(program, people) == [RevisionState.PRINTED, RevisionState.DRAFT, RevisionState.PRINTED]
    assert (batch.frozen, batch.left) == ((last,), 0)
    assert [item.title for item in batch.items] == [
        f"Plan {first}, revision 1 (printed)", f"Participant's copy {first} R1",
        f"Plan {last}, revision 1 (printed)", f"Participant's copy {last} R1",
    ]  # fmt: skip
    assert batch.items[0].leaf.made.data == stopped.items[0].leaf.made.data, "the same bytes again"
    assert [(one.plan_number, one.what) for one in batch.refused] == [
        (people[1].number, "plan"), (people[1].number, "participant copy"),
    ]  # fmt: skip
    assert "is a draft, so it was not printed to sign. Mark it ready first." in batch.refused[0].reason
    read = check(batch.data, papers=4)
    assert read.page_count == batch.pages
    assert read.bookmarks == [title(item.leaf.made.data) for item in batch.items]
    path = tmp_path / "all.pdf"
    print_batch.save(program, batch, path)
    assert path.read_bytes() == batch.data
    assert kept(program, "participant copy") == [f"{first} R1 copy", f"{last} R1 copy"]
    with program.reading() as session:
        assert session.scalar(select(func.count()).select_from(models.Disclosure)) == 5


def test_plans_frozen_together_have_a_line_each_and_one_that_changed_meanwhile_is_left_alone(program: Program) -> None:
    people, wish = made(program)
    write_plan(program, people[1].revision)
    revisions.mark_ready(program, people[1].revision)

    def rename(done: int, _total: int, _text: str) -> None:
        if done == 2:
            with program.operation("tests.rename", "Renamed Alan Lee") as op:
                op.session.get_one(models.Person, people[1].person).first_name = "Alana"

    batch = print_batch.make(program, Wish(wish.plans, (PLAN,), sign=True), rename)
    assert batch.frozen == (people[0].number, people[2].number)
    assert [(one.plan_number, one.what) for one in batch.refused] == [(people[1].number, PLAN)]
    assert "changed while it was being printed" in batch.refused[0].reason
    assert states(program, people) == [RevisionState.PRINTED, RevisionState.READY, RevisionState.PRINTED]
    assert check(batch.data, papers=2).page_count == batch.pages
    for each in (people[0], people[2]):
        newest = history.events(program, [each.revision], 1)[0]
        assert newest.summary == f"Printed plan {each.number}, revision 1, for signature"
        assert printing.document(program, each.revision) in [item.leaf.made.data for item in batch.items]
    assert "Printed" not in history.events(program, [people[1].revision], 1)[0].summary
    with program.reading() as session:
        assert verify_chain(session.connection()).broken == ()


def test_amended_plans_frozen_together_supersede_and_move_their_mentors(program: Program) -> None:
    ann, bo = (resources.add(program, ResourceInput(ResourceKind.MENTOR, name)) for name in ("Ann Lee", "Bo Day"))
    people = [someone(program, *name) for name in NAMES[:2]]
    for each in people:
        write_plan(program, each.revision)
        editing.set_fields(program, each.revision, {"mentor_name": "Ann Lee", "mentor_resource_id": ann})
        print_plan.print_to_sign(program, each.revision)
        signing.record(program, each.revision, Signatures(*[date(2026, 5, 20)] * 3))
    later = [revisions.amend(program, each.revision, "Another mentor") for each in people]
    for revision in later:
        values = {"mentor_name": "Bo Day", "mentor_resource_id": bo, "supervisor_approval": Approval.APPROVES}
        editing.set_fields(program, revision, values)
        revisions.mark_ready(program, revision)
    plans = tuple(Chosen(one.participation, new, one.number) for one, new in zip(people, later, strict=True))
    batch = print_batch.make(program, Wish(plans, (PLAN,), sign=True))
    assert (batch.refused, len(batch.frozen)) == ((), 2)
    for each, revision in zip(people, later, strict=True):
        assert [row.state for row in queries.plan(program, each.participation).revisions] == [
            RevisionState.PRINTED, RevisionState.SUPERSEDED,
        ]  # fmt: skip
        line = history.events(program, [revision], 1)[0]
        assert (
            line.summary
            == f"Printed plan {each.number}, revision 2, for signature; matched with Bo Day from Jul 1, 2026"
        )
        matches = mentor_matches.of_participation(program, each.participation)
        assert [(one.mentor, one.ends) for one in matches if one.ends is None] == [("Bo Day", None)]


def title(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        return str(pdf.docinfo.Title)


def test_a_batch_has_the_agreement_on_the_newest_t_and_d_assignment(program: Program, tmp_path: Path) -> None:
    people = [someone(program, *name) for name in NAMES[:2]]
    terms = Terms(date(2026, 6, 1), date(2026, 11, 30), class_code="5157")
    td_agreements.record(program, people[0].participation, terms)
    plans = tuple(Chosen(each.participation, each.revision, each.number) for each in people)
    batch = print_batch.make(program, Wish(plans, (AGREEMENT,)))
    number = people[0].number
    assert [item.title for item in batch.items] == [f"T&D agreement {number} T1 (draft)"]
    assert [one.reason for one in batch.refused] == [
        "No T&D assignment is recorded, so there is no agreement. Record it with the plan first."
    ]
    print_batch.save(program, batch, tmp_path / "all.pdf")
    assert [row.what for row in disclosures.of_person(program, people[0].person)] == [
        f"Draft of T&D agreement {number} T1"
    ]


def test_the_papers_of_a_plan_say_what_is_on_record(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    with pytest.raises(NotNow, match="nothing agreed to copy"):
        print_papers.draw(program, PaperKind.COPY, rebecca.participation)
    with pytest.raises(NotNow, match="neither completed the program nor advanced"):
        print_papers.draw(program, PaperKind.CERTIFICATE, rebecca.participation)
    print_plan.print_to_sign(program, rebecca.revision)
    copy = print_papers.draw(program, PaperKind.COPY, rebecca.participation)
    assert (copy.pages, copy.file_name) == (1, f"{rebecca.number} R1 participant copy.pdf")
    read = check(copy.data)
    assert "Learn the budget cycle" in read.text
    assert "Excel for accountants" in read.text
    review = print_papers.draw(program, PaperKind.REVIEW, rebecca.participation)
    assert review.title == f"Review form {rebecca.number} V1"
    assert "Excel for accountants Sep 1, 2026 to Sep 30, 2026 Not started 0 of 16" in check(review.data).text
    print_papers.let_out(program, review, "printed", lambda: None)
    assert print_papers.draw(program, PaperKind.REVIEW, rebecca.participation) == review, "nothing changed: same number"
    withdrawal = print_papers.save(program, PaperKind.WITHDRAWAL, rebecca.participation, tmp_path / "w.pdf")
    text = check(withdrawal.data).text
    assert "Whoever withdraws may apply again in a later application window." in text
    assert "Activity “Excel for accountants”, not started." in text
    participations.set_state(
        program, rebecca.participation, ParticipationState.COMPLETED, date(2026, 5, 20), "All goals are reached"
    )
    certificate = print_papers.draw(program, PaperKind.CERTIFICATE, rebecca.participation)
    assert "Certificate of completion" in check(certificate.data).text
    assert print_papers.draw(program, PaperKind.REVIEW, rebecca.participation).paper.number == f"{rebecca.number} V1"
    assert kept(program, "withdrawal") == [f"{rebecca.number} W1"]
