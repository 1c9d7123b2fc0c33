"""What is asked about screening: which letter an application wants, which it has, the papers, and the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, screening
from umdesk.domain.letters import SCREENING_KINDS, SELECTION_KINDS
from umdesk.domain.screening import ScreeningLine, ScreeningSnapshot
from umdesk.domain.words import LetterKind
from umdesk.services import sealing
from umdesk.services.applicants import listing
from umdesk.services.applicants.listing import ApplicantRow
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Cycle, Letter, PrintedDocument, ProgramRecord
from umdesk.storage.program import Program

Kept = TypeVar("Kept", Letter, PrintedDocument)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that was made; `sent_on` is None while it is not sent, `document_id` the paper that is kept."""

    id: str
    application_id: str
    kind: LetterKind
    made_at: datetime
    made_by: str
    sent_on: date | None
    sent_by: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Screened:
    """One application of a cycle, the letter that it wants (None for none) and those that were made, newest first."""

    row: ApplicantRow
    wants: LetterKind | None
    letters: tuple[LetterRow, ...]

    @property
    def unsent(self) -> tuple[LetterRow, ...]:
        """The letters that were made and not sent."""
        return tuple(letter for letter in self.letters if letter.sent_on is None)


def screened(program: Program, cycle_id: str) -> tuple[Screened, ...]:
    """The applications of a cycle by number, each with the letter that it wants and those it has."""
    permit(program, "letters.asking.screened")
    rows = listing.rows(program, cycle_id)
    with program.reading() as session:
        found = _letters(session, [row.id for row in rows])
    return tuple(Screened(row, None, ()) if row.sealed else _screened(row, found.get(row.id, ())) for row in rows)


def decided(program: Program, cycle_id: str) -> tuple[Screened, ...]:
    """The applications of a cycle whose decision is applied, by number, each with the letter of selection it wants."""
    permit(program, "letters.asking.decided")
    rows = [row for row in listing.rows(program, cycle_id) if row.state in screening.LETTER_OF and not row.sealed]
    with program.reading() as session:
        found = _letters(session, [row.id for row in rows])
    return tuple(_decided(row, found.get(row.id, ())) for row in rows)


def of_application(program: Program, application_id: str) -> tuple[LetterRow, ...]:
    """The letters of one application, the newest first.

    Raises:
        NotNow: whose application it is, is sealed for the account; also below.
    """
    permit(program, "letters.asking.of_application")
    with program.reading() as session:
        sealing.refuse_names_of(session, program, [application_id])
        found = _letters(session, [application_id]).get(application_id, ())
        cycle_id = session.get_one(Application, application_id).cycle_id
        hidden = SELECTION_KINDS if cycle_id in sealing.of(session, program).scores else ()
        return tuple(letter for letter in found if letter.kind not in hidden)


def documents(program: Program, letter_ids: Sequence[str]) -> tuple[bytes, ...]:
    """The letters as the PDFs that are kept, in the order asked for."""
    permit(program, "letters.asking.documents")
    with program.reading() as session:
        rows = letters_of(session, letter_ids)
        refuse_sealed(session, program, rows)
        papers = papers_of(session, rows)
        return tuple(blobs.read(session, paper.blob_sha256) for paper in papers)


def screening_list(program: Program, cycle_id: str) -> ScreeningSnapshot:
    """The screening list of a cycle: every application with its answer, the reasons and what went out."""
    permit(program, "letters.asking.screening_list")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
    found = screened(program, cycle_id)
    with program.reading() as session:
        cycle = session.get_one(Cycle, cycle_id)
        owner = session.scalars(select(ProgramRecord)).one()
        return ScreeningSnapshot(
            owner.department, owner.office, cycle.name, cycle.opens, cycle.closes, tuple(map(_line, found)),
            program.today(), program.account.name,
        )  # fmt: skip


def _letters(session: Session, application_ids: Sequence[str]) -> Mapping[str, tuple[LetterRow, ...]]:
    found: dict[str, tuple[LetterRow, ...]] = {}
    query = select(Letter).order_by(Letter.made_at.desc(), Letter.id)
    for chunk in chunks(application_ids):
        for row in session.scalars(query.where(Letter.application_id.in_(chunk))):
            letter = LetterRow(
                row.id, row.application_id, LetterKind(row.kind), row.made_at, row.made_by, row.sent_on, row.sent_by,
                row.printed_document_id,
            )  # fmt: skip
            found[row.application_id] = (*found.get(row.application_id, ()), letter)
    return found


def _decided(row: ApplicantRow, made: tuple[LetterRow, ...]) -> Screened:
    told = tuple(letter for letter in made if letter.kind in SELECTION_KINDS)
    newest = told[0].kind if told else None
    return Screened(row, screening.outcome_letter_wanted(row.state, newest), told)


def _screened(row: ApplicantRow, every: tuple[LetterRow, ...]) -> Screened:
    made = tuple(letter for letter in every if letter.kind in SCREENING_KINDS)
    kinds = frozenset(letter.kind for letter in made)
    return Screened(row, screening.letter_wanted(row.eligibility, row.state, kinds), made)


def _line(one: Screened) -> ScreeningLine:
    row = one.row
    newest = one.letters[0] if one.letters else None
    letter = ""
    if newest is not None:
        letter = f"{newest.kind.value}, {f'sent {dates.show(newest.sent_on)}' if newest.sent_on else 'not sent'}"
    answer = row.state.value if row.withdrawn else row.eligibility.value
    return ScreeningLine(
        row.number, row.name, row.employee_number, row.class_text, row.received, answer,
        tuple(reason.text for reason in row.reasons), letter,
    )  # fmt: skip


def refuse_sealed(session: Session, program: Program, rows: Sequence[Letter]) -> None:
    """Let something go on with letters, or refuse while what they tell is sealed for the account (session block).

    Raises:
        NotNow: whose applications these are is sealed, or what was decided.
    """
    sealing.refuse_names_of(session, program, [row.application_id for row in rows])
    told = [row.application_id for row in rows if LetterKind(row.kind) in SELECTION_KINDS]
    sealing.refuse_scores_of(session, program, told)


def letters_of(session: Session, letter_ids: Sequence[str]) -> list[Letter]:
    """Letters by their ids, in that order (session block).

    Raises:
        Gone: one of them is no longer there.
    """
    found = _by_id(session, Letter, letter_ids)
    return [found.get(each) or session.get_one(Letter, each) for each in letter_ids]


def papers_of(session: Session, rows: Sequence[Letter]) -> list[PrintedDocument]:
    """The papers that are kept of letters, in their order (session block)."""
    found = _by_id(session, PrintedDocument, [row.printed_document_id for row in rows])
    return [found[row.printed_document_id] for row in rows]


def _by_id(session: Session, model: type[Kept], ids: Sequence[str]) -> dict[str, Kept]:
    return {row.id: row for some in chunks(ids) for row in session.scalars(select(model).where(model.id.in_(some)))}
