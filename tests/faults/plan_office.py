"""The writes around career plans and their papers, for the busy office: each by its name, filled by its generator."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.served import served
from umdesk.domain.catalogue import Entry
from umdesk.domain.exams import Exam
from umdesk.domain.plan_papers import PaperKind
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import (
    ActivityType,
    ExamOutcome,
    GoalTerm,
    ItemKind,
    ProgressStatus,
    Qualified,
    ResourceKind,
    ReviewKind,
    RevisionState,
)
from umdesk.domain.worksheet import EDITION, Mark
from umdesk.jobs import print_batch, worksheets
from umdesk.jobs.print_batch import Chosen, Wish
from umdesk.services import holidays, mentor_matches, resources
from umdesk.services.plans import (
    catalogue,
    duties,
    editing,
    exams,
    files,
    filing,
    queries,
    readiness,
    records,
    reviews,
    revisions,
    signing,
    td_agreements,
    td_early_ends,
    templates,
)
from umdesk.services.plans import (
    worksheets as plan_worksheets,
)
from umdesk.services.plans.reviews import Minutes

if TYPE_CHECKING:
    from tests.faults.office import Office

_PAGES = 20


def complete(o: "Office", revision: str) -> None:
    """Fill a draft in and mark it ready."""
    editing.set_fields(o.program, revision, {"target_class_code": "5157", "supervisor_name": "Pat O’Hara"})
    for term in GoalTerm:
        editing.add_row(o.program, revision, ItemKind.GOAL, {"term": term, "text": o.word()})
    dated = {"type": ActivityType.COURSE, "text": "Excel", "starts": o.program.today(), "ends": o.program.today()}
    editing.add_row(o.program, revision, ItemKind.ACTIVITY, dated)
    revisions.mark_ready(o.program, revision)


def apply_a_template(o: "Office") -> None:
    """All rows of a template or none."""
    templates.apply(o.program, o.plan().revision_id, o.one(templates.listed(o.program)).id)


def file_a_scan(o: "Office") -> None:
    """Twenty pages of several papers in one step, or one page taken off."""
    papers = filing.waiting(o.program)
    pages = [(paper, page) for paper in papers for page in range(1, paper.pages + 1)]
    rows = filing.filed(o.program, o.one(papers).document_id)
    if rows and o.rng.random() < 0.3:
        filing.take_off(o.program, o.one(rows).id)
        return
    found = []
    for number in range(_PAGES):
        paper, page = pages[number % len(pages)]
        found.append(filing.ToFile(paper.document_id, page, o.rng.randbytes(9000), "image/jpeg", number + 1))
    filing.file(o.program, "stack.pdf", found)


def take_in_a_worksheet(o: "Office") -> None:
    """A worksheet that leaves the program, and what comes back on it."""
    made = worksheets.make(o.program, o.one(queries.list_plans(o.program)).participation_id)
    path = o.file("pdf")
    worksheets.save(o.program, made, path)
    _say_file(o, path, made.data)
    snapshot = made.sheet.snapshot
    mark = Mark(EDITION, snapshot.number, snapshot_digest(snapshot)[:10])
    chosen = {"plan_support": o.word(), "goal_newshort1_text": o.word(), "activity_new1_text": o.word()}
    plan_worksheets.take(o.program, mark, chosen, "back.pdf", made.data + o.word().encode())


def print_a_batch(o: "Office") -> None:
    """Plans to sign and papers of several plans in one file."""
    rows = queries.list_plans(o.program)[:3]
    chosen = tuple(Chosen(row.participation_id, row.revision_id, row.plan_number) for row in rows)
    kinds = (print_batch.PLAN, PaperKind.REVIEW, PaperKind.WITHDRAWAL)
    batch = print_batch.make(o.program, Wish(chosen, kinds, sign=True))
    if batch.items:
        path = o.file("pdf")
        print_batch.save(o.program, batch, path)
        _say_file(o, path, batch.data)


def step_a_plan(o: "Office") -> None:
    """A plan goes to the coordinator, back again, is ready, or holds although not everybody signed."""
    plan = o.plan()
    match plan.state:
        case RevisionState.DRAFT if plan.gaps:
            complete(o, plan.revision_id)
        case RevisionState.DRAFT:
            o.one((revisions.submit, revisions.mark_ready))(o.program, plan.revision_id, o.word())
        case RevisionState.IN_REVIEW | RevisionState.READY:
            revisions.back_to_draft(o.program, plan.revision_id, o.word())
        case state if state is RevisionState.PRINTED or o.rng.random() < 0.5:
            said = signing.Signatures(employee=o.program.today(), not_signed=o.word(), original_kept_at=o.word())
            signing.record(o.program, plan.revision_id, said)
        case _:
            signing.put_in_force(o.program, plan.revision_id, o.word())


def record_beside_a_plan(o: "Office") -> None:
    """What happened: a review, an exam, other duties, a note on qualifications, evidence."""
    plan, today = o.plan(), o.program.today()
    part = plan.participation_id
    exam = Exam("5157", o.one(ExamOutcome), today, note=o.word())
    acts: tuple[Callable[[], object], ...] = (
        lambda: reviews.record(o.program, part, ReviewKind.QUARTERLY, None, Minutes(today, summary=o.word())),
        lambda: exams.add(o.program, part, exam),
        lambda: duties.add(o.program, part, duties.Duties(today, o.word(), o.word())),
        lambda: readiness.note(o.program, part, code="5157", met=o.one(Qualified), noted_on=today),
        lambda: _evidence(o, plan, today),
    )
    o.one(acts)()


def _evidence(o: "Office", plan: Any, today: date) -> None:
    item = o.one(plan.activities).item
    done = records.record_progress(o.program, plan.participation_id, item, on=today, status=ProgressStatus.DONE)
    files.add(o.program, done, "certificate.pdf", b"%PDF-1.7 " + o.rng.randbytes(30_000))


def change_an_agreement(o: "Office") -> None:
    """A T&D assignment, and a request to end it early."""
    part, first = o.plan().participation_id, date(2020, 1, 1) + timedelta(days=o.rng.randrange(2500))
    there = td_agreements.listed(o.program, part)
    if there and o.rng.random() < 0.5:
        one = o.one(there)
        td_early_ends.request(o.program, one.id, one.terms.first, o.word())
    else:
        served(o.program, part, first, first + timedelta(days=9), over_limit_reason="known", duties=o.word())


def change_what_is_offered(o: "Office") -> None:
    """The directory, a match of a mentor, the catalogue, a template, a holiday."""
    today = o.program.today()
    mentor = partial(resources.ResourceInput, ResourceKind.MENTOR)
    acts: tuple[Callable[[], object], ...] = (
        lambda: mentor_matches.match(
            o.program, resources.add(o.program, mentor(o.word())), o.plan().participation_id, today
        ),
        lambda: catalogue.add(o.program, Entry(ActivityType.WORKSHOP, o.word())),
        lambda: templates.save(o.program, o.plan().revision_id, o.word()),
        lambda: holidays.add(o.program, today + timedelta(days=o.rng.randrange(9000)), o.word()),
    )
    o.one(acts)()


def _say_file(o: "Office", path: Path, data: bytes) -> None:
    o.say("file", str(path), hashlib.sha256(data).hexdigest())


STEPS = (
    apply_a_template, file_a_scan, take_in_a_worksheet, print_a_batch, step_a_plan, record_beside_a_plan,
    change_an_agreement, change_what_is_offered,
)  # fmt: skip
"""Every kind of write around plans."""
