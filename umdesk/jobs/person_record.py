"""One person's record as a page: told by the services, drawn by the documents, written where it is wanted."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.person_snapshot import PersonSnapshot
from umdesk.jobs.output import SAVED, copies
from umdesk.services.person_record import record
from umdesk.services.person_record.record import RecordPaper
from umdesk.services.programs import Program


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person's record as a PDF; `unprintable` lists characters that no font has."""

    snapshot: PersonSnapshot
    paper: RecordPaper
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it, without the name, which a print queue would show: "Record of employee 004711"."""
        return f"Record of {self.snapshot.number}"

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Record of employee 004711.pdf"."""
        return f"Record of {self.snapshot.number}.pdf"


def make_record(program: Program, person_id: str, recipient: str, purpose: str) -> PersonRecord:
    """Tell everything on file about a person and draw it; nothing is written.

    Raises:
        InvalidInput: the recipient or the purpose is missing.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import person_record  # noqa: PLC0415 -- start-up time

    told = record.snapshot(program, person_id, recipient, purpose)
    pdf = person_record.render(told)
    paper = RecordPaper(person_id, told.number, told.recipient, told.purpose, pdf.data, pdf.pages, pdf.digest)
    return PersonRecord(told, paper, pdf.unprintable)


def save_record(program: Program, person_id: str, recipient: str, purpose: str, output: Path) -> PersonRecord:
    """Make a person's record, write it to a file and into the account of disclosures: both or neither.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        InvalidInput, NotAllowed: as `make_record`.
    """
    made = make_record(program, person_id, recipient, purpose)
    with copies() as out:
        record.record_copy(program, made.paper, SAVED, partial(out.write, made.paper.data, output))
    return made
