"""Attaching files from the disk, looking at what is attached, and saving a copy out.

Files are kept with applications and as evidence of progress; a `Keeper` is one of these places.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.attachments import MediaType, refuse_a_lie, seen_name, sniff
from umdesk.domain.errors import UserError
from umdesk.domain.progress import Progress
from umdesk.domain.year_words import YearFilePurpose
from umdesk.exchange import attached
from umdesk.exchange.attached import Looked
from umdesk.exchange.disk import refuse_place
from umdesk.jobs.output import copies
from umdesk.services import attachments
from umdesk.services.attachments import AttachmentRow
from umdesk.services.plans import files
from umdesk.services.programs import Program
from umdesk.services.year import files as year_files

__all__ = [
    "APPLICATIONS", "EVIDENCE", "OF_AN_ACTION", "OF_AN_OUTREACH", "OF_THE_HANDBOOK", "Attached", "Coming", "Keeper",
    "Looked", "attach", "look", "save_copy",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where files are kept: the services that list, add, read, note, take off and hand out a file of a record.

    `table` is that of the files' records; `adds` and `copies` are the rows of the table of permissions for adding a
    file and for a copy that leaves; `to` is what a file is attached to, in words.
    """

    table: str
    to: str
    adds: str
    copies: str
    listed: Callable[[Program, str], tuple[AttachmentRow, ...]]
    add: Callable[[Program, str, str, bytes], str]
    content: Callable[[Program, str], bytes]
    set_note: Callable[[Program, str, str], None]
    remove: Callable[[Program, str], None]
    record_copy: Callable[[Program, str, Callable[[], object]], None]


APPLICATIONS = Keeper(
    "attachment", "application", "attachments.add", "attachments.record_copy", attachments.of_application,
    attachments.add, attachments.content, attachments.set_note, attachments.remove, attachments.record_copy,
)  # fmt: skip
EVIDENCE = Keeper(
    "participation_file", "record", "plans.files.add", "plans.files.record_copy", files.of_progress, files.add,
    files.content, files.set_note, files.remove, files.record_copy,
)  # fmt: skip


def _of_the_year(purpose: YearFilePurpose, to: str) -> Keeper:
    return Keeper(
        "year_file", to, "year.files.add", "year.files.record_copy",
        lambda program, record: year_files.listed(program, purpose, record),
        lambda program, record, name, data: year_files.add(program, purpose, record, name, data),
        year_files.content, year_files.set_note, year_files.remove, year_files.record_copy,
    )  # fmt: skip


OF_AN_ACTION = _of_the_year(YearFilePurpose.EVIDENCE, "action")
OF_AN_OUTREACH = _of_the_year(YearFilePurpose.MATERIAL, "outreach")
OF_THE_HANDBOOK = _of_the_year(YearFilePurpose.HANDBOOK, "part of the handbook")


@dataclass(frozen=True, slots=True)
class Coming:
    """A file to attach: on the disk, or (pasted) as bytes with a name."""

    name: str
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def of(cls, path: Path) -> "Coming":
        """A file on the disk."""
        return cls(seen_name(path.name), path)


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of files: the ids of those that are attached, and a sentence for everything worth saying."""

    ids: tuple[str, ...]
    refused: tuple[str, ...]
    remarks: tuple[str, ...]


def attach(
    program: Program,
    record_id: str,
    coming: Sequence[Coming],
    progress: Progress | None = None,
    keeper: Keeper = APPLICATIONS,
) -> Attached:
    """Attach files one after the other, each an undo step; one that cannot be is a sentence and stops no other.

    What `progress` raises ends it between two files; those before stay.
    """
    ids: list[str] = []
    refused: list[str] = []
    remarks: list[str] = []
    for number, one in enumerate(coming):
        if progress is not None:
            progress(number, len(coming), f"Attaching {one.name}")
        try:
            data = attached.read_file(one.path) if one.path is not None else one.data
            kind = sniff(data, one.name)
            refuse_a_lie(kind, one.name)
            looked = attached.look(data, kind, one.name)
            ids.append(keeper.add(program, record_id, one.name, data))
        except UserError as error:
            refused.append(str(error))
            continue
        remarks += [f"“{one.name}”: {remark}" for remark in looked.remarks]
    return Attached(tuple(ids), tuple(refused), tuple(remarks))


def look(program: Program, row: AttachmentRow, keeper: Keeper = APPLICATIONS) -> tuple[bytes, Looked]:
    """A file's bytes as they are shown, and what there is to show of them.

    What stands in the fields of a filled form is drawn on its pages, since the viewer draws no fields. The bytes are
    b"" for a PDF with so much on its pages that a viewer would not come to an end.

    Raises:
        Gone: they were lost, or the file was taken off meanwhile.
        InvalidInput: it does not open.
    """
    data = keeper.content(program, row.id)
    looked = attached.look(data, row.kind, row.name)
    if row.kind is MediaType.PDF:
        from umdesk.exchange import pdf_drawn  # noqa: PLC0415 -- start-up time: pypdf

        data = pdf_drawn.drawn(data)
    return data, looked


def save_copy(program: Program, row: AttachmentRow, path: Path, keeper: Keeper = APPLICATIONS) -> Path:
    """Write a copy of a file to the disk, and into the account of disclosures: both or neither.

    Raises:
        InvalidInput: `path` is a folder.
        CannotWrite: the folder is not there or may not be written to, or the disk is full.
    """
    refuse_place(path)
    data = keeper.content(program, row.id)
    with copies() as out:
        keeper.record_copy(program, row.id, partial(out.write, data, path))
    return path
