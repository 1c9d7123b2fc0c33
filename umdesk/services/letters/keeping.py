"""Letters made, thrown away, let out and sent.

A letter is kept whole as it was made. Making one can be undone until it was printed, saved or sent; letting one out is
an exit of personal data, and sending is for good.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.corrections import side_by_side
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.letters import SELECTION_KINDS, LetterSnapshot
from umdesk.domain.screening import LETTER_OF
from umdesk.domain.words import ApplicationState, Eligibility, LetterKind
from umdesk.domain.writing import capital, counted
from umdesk.services import disclosures, printed, sealing
from umdesk.services.applicants import recording
from umdesk.services.applicants.standing import standings
from umdesk.services.letters.asking import letters_of, papers_of, refuse_sealed
from umdesk.services.permissions import permit
from umdesk.services.printed import Document
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Correction, Letter
from umdesk.storage.program import Program

_TELLS_THE_ANSWER = (LetterKind.RECEIVED, LetterKind.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter as a finished PDF, ready to be kept; `digest` is that of its content (64 hexadecimal digits)."""

    application_id: str
    kind: LetterKind
    snapshot: LetterSnapshot
    data: bytes
    pages: int
    digest: str


def keep(program: Program, drawn: Sequence[Drawn]) -> tuple[str, ...]:
    """Keep letters that were drawn, each whole; gives their ids. Can be undone until one was let out or sent."""
    permit(program, "letters.keeping.keep")
    name, now = program.account.name, program.now()
    kinds = sorted({each.kind.value for each in drawn})
    what = f"{counted(len(drawn), 'letter')} “{'”, “'.join(kinds)}”"
    made = []
    with program.operation("letters.keeping.keep", f"Made {what}") as op:
        sealing.refuse_names_of(op.session, program, [each.application_id for each in drawn])
        for each in drawn:
            op.session.get_one(Application, each.application_id)
            paper = Document(
                f"letter {each.kind.value}", each.snapshot.number, each.application_id, each.data, each.pages,
                each.digest,
            )  # fmt: skip
            row = Letter(
                application_id=each.application_id, kind=each.kind.value, made_at=now, made_by=name,
                printed_document_id=printed.keep(op.session, program, paper),
            )  # fmt: skip
            op.session.add(row)
            made.append(row.id)
    return tuple(made)


def discard(program: Program, letter_ids: Sequence[str]) -> None:
    """Throw letters away that were made and not sent; can be undone.

    Raises:
        NotNow: one of them was sent.
    """
    permit(program, "letters.keeping.discard")
    with program.operation("letters.keeping.discard", f"Threw {counted(len(letter_ids), 'letter')} away") as op:
        rows = letters_of(op.session, letter_ids)
        refuse_sealed(op.session, program, rows)
        for row in rows:
            _refuse_sent(op.session, row)
        papers = papers_of(op.session, rows)
        for row in rows:
            op.session.delete(row)
        op.session.flush()
        for paper in papers:
            op.session.delete(paper)


def record_copy(program: Program, letter_ids: Sequence[str], how: str, deliver: Callable[[], object]) -> None:
    """Write down that letters leave the program ("printed", "saved as PDF"): a disclosure; cannot be undone.

    `deliver` writes the files; it is the last thing before the change is committed, and what it raises takes it back.

    Raises:
        NotNow: one that was not sent yet tells an answer or an outcome that is no longer in force.
    """
    permit(program, "letters.keeping.record_copy")
    name, now = program.account.name, program.now()
    what = counted(len(letter_ids), "letter")
    told = f"{what} to applicants, {how}"
    with program.operation("letters.keeping.record_copy", "", undoable=False, leaves=told) as op:
        rows = letters_of(op.session, letter_ids)
        refuse_sealed(op.session, program, rows)
        _refuse_outdated(op.session, rows, how)
        papers = papers_of(op.session, rows)
        people = _people(op.session, [paper.record_id or "" for paper in papers])
        for paper in papers:
            # The day on which it last left; with this the making of the letter can no longer be undone.
            paper.printed_at, paper.printed_by = now, name
        kinds = "”, “".join(sorted({paper.kind.removeprefix("letter ") for paper in papers}))
        leaving = disclosures.in_the_department(
            program.account.name, "Letters to applicants about their own applications", f"{what} “{kinds}”", how
        )
        op.summary = f"{capital(what)} “{kinds}” {'was' if len(papers) == 1 else 'were'} {how}"
        printed.let_out(op.session, program, leaving, people, deliver)


def mark_sent(program: Program, letter_ids: Sequence[str], on: date | None) -> None:
    """Note that letters went out on a day; cannot be undone. The answer that a letter tells goes on record with it.

    Raises:
        InvalidInput: the day is missing, has not come yet, or lies before a letter was made.
        NotNow: one of them was sent already, or tells an answer or an outcome that is no longer in force.
    """
    permit(program, "letters.keeping.mark_sent")
    if on is None:
        raise InvalidInput("The day is missing.", "Give the day on which the letters were sent.", "on")
    if on > program.today():
        raise InvalidInput("This day has not come yet.", "Correct the date.", "on")
    name = program.account.name
    what = counted(len(letter_ids), "letter")
    with program.operation("letters.keeping.mark_sent", f"Sent {what} on {dates.show(on)}", undoable=False) as op:
        rows = letters_of(op.session, letter_ids)
        refuse_sealed(op.session, program, rows)
        _refuse_outdated(op.session, rows, "marked as sent")
        for row in rows:
            _refuse_sent(op.session, row)
            made = row.made_at.astimezone().date()
            if on < made:
                raise InvalidInput(
                    f"A letter of these was made on {dates.show(made)}, later than this day.", "Correct the date.", "on"
                )
            row.sent_on, row.sent_by = on, name
        told = [row.application_id for row in rows if row.kind in _TELLS_THE_ANSWER]
        recording.record(op.session, told, recording.Occasion.LETTER, name, program.now())


def _people(session: Session, application_ids: Sequence[str]) -> list[str]:
    return [
        person
        for chunk in chunks(application_ids)
        for person in session.scalars(select(Application.person_id).where(Application.id.in_(chunk)))
    ]


def _refuse_outdated(session: Session, rows: Sequence[Letter], done: str) -> None:
    """Let no letter out that tells what no longer holds: “not eligible” or an outcome that is another one meanwhile."""
    _refuse_other_outcome(session, rows, done)
    _refuse_corrected(session, rows, done)
    tells = [row for row in rows if row.kind == LetterKind.NOT_ELIGIBLE and row.sent_on is None]
    stands = standings(session, application_ids=[row.application_id for row in tells])
    for row in tells:
        answer = stands[row.application_id].eligibility
        if answer is not Eligibility.NOT_ELIGIBLE:
            number = session.get_one(Application, row.application_id).number
            raise NotNow(
                f"The letter “{row.kind}” of {number} does not fit any more: the answer is “{answer.value}” today. "
                f"No letter was {done}.",
                "Throw it away and make another. If it went out already, decide “not eligible” with a reason first.",
            )


def _refuse_other_outcome(session: Session, rows: Sequence[Letter], done: str) -> None:
    for row in rows:
        kind = LetterKind(row.kind)
        if kind not in SELECTION_KINDS or row.sent_on is not None:
            continue
        application = session.get_one(Application, row.application_id)
        state = ApplicationState(application.state)
        if LETTER_OF.get(state) is not kind:
            raise NotNow(
                f"The letter “{row.kind}” of {application.number} does not fit any more: the application is "
                f"“{state.value}” today. No letter was {done}.",
                "Throw it away and make another.",
            )


def _refuse_corrected(session: Session, rows: Sequence[Letter], done: str) -> None:
    """Let no letter of selection out that was made before a correction gave its applicant another score."""
    for row in rows:
        if LetterKind(row.kind) not in SELECTION_KINDS or row.sent_on is not None:
            continue
        application = session.get_one(Application, row.application_id)
        later = select(Correction).where(
            Correction.cycle_id == application.cycle_id, Correction.corrected_at > row.made_at
        )
        for one in session.scalars(later):
            beside = next(each for each in side_by_side(one.before, one.after) if each.number == application.number)
            if beside.before[1:] != beside.after[1:]:
                raise NotNow(
                    f"The score or decision of {application.number} was corrected after the letter “{row.kind}” was "
                    f"made. No letter was {done}.",
                    "Throw it away and make another.",
                )


def _refuse_sent(session: Session, row: Letter) -> None:
    if row.sent_on is not None:
        number = session.get_one(Application, row.application_id).number
        raise NotNow(
            f"The letter “{row.kind}” of {number} was sent on {dates.show(row.sent_on)}; nothing was changed.",
            "A letter that was sent stays as it is.",
        )
