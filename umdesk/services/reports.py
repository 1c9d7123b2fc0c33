"""A report, or another paper of its kind, leaves the program: kept whole, and noted among the disclosures."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.services import disclosures, merged, printed
from umdesk.services.permissions import permit
from umdesk.services.printed import Document
from umdesk.storage.program import Program

REPORT = "report"


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as a finished PDF; `digest` is that of its content (64 hexadecimal digits).

    `applications` are the numbers of those whose people it names, so that their data leave with it, `people` the ids
    of others; `record_id` is what a document of another `kind` is about. A workbook or a text has 0 `pages`.
    """

    title: str
    data: bytes
    pages: int
    digest: str
    applications: tuple[str, ...] = ()
    kind: str = REPORT
    record_id: str | None = None
    people: tuple[str, ...] = ()
    media_type: str = printed.PDF


def record_copy(program: Program, paper: Paper, how: str, deliver: Callable[[], object] | None = None) -> None:
    """Write down that a report left the program ("saved as PDF") and keep it whole; cannot be undone.

    One that names people is a disclosure of their data; a summary holds numbers alone and is none.
    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.

    Raises:
        NotAllowed: the account may not take reports out.
    """
    permit(program, "reports.record_copy")
    told = f"{paper.title} was {how}"
    leaves = "" if deliver is None else told
    with program.operation("reports.record_copy", told, undoable=False, leaves=leaves) as op:
        document = Document(
            paper.kind, paper.title, paper.record_id, paper.data, paper.pages, paper.digest, paper.media_type
        )
        leaving = disclosures.in_the_department(program.account.name, "Work with the report", paper.title, how)
        named = merged.on_file(op.session, paper.people) if paper.people else ()
        people = [*disclosures.people_of_applications(op.session, paper.applications), *named]
        printed.let_out(op.session, program, leaving, people, deliver, document=document)
