"""Attaching files from the disk, looking at what is attached, and saving a copy out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from umdesk.domain.attachments import MediaType, refuse_a_lie, seen_name, sniff
from umdesk.domain.errors import UserError
from umdesk.domain.progress import Progress
from umdesk.exchange import attached
from umdesk.exchange.attached import Looked
from umdesk.exchange.disk import refuse_place
from umdesk.jobs.output import write_file
from umdesk.services import attachments
from umdesk.services.attachments import AttachmentRow
from umdesk.services.programs import Program

__all__ = ["Attached", "Coming", "Looked", "attach", "look", "save_copy"]


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
    program: Program, application_id: str, files: Sequence[Coming], progress: Progress | None = None
) -> Attached:
    """Attach files one after the other, each an undo step; one that cannot be is a sentence and stops no other.

    What `progress` raises ends it between two files; those before stay.
    """
    ids: list[str] = []
    refused: list[str] = []
    remarks: list[str] = []
    for number, coming in enumerate(files):
        if progress is not None:
            progress(number, len(files), f"Attaching {coming.name}")
        try:
            data = attached.read_file(coming.path) if coming.path is not None else coming.data
            kind = sniff(data, coming.name)
            refuse_a_lie(kind, coming.name)
            looked = attached.look(data, kind, coming.name)
            ids.append(attachments.add(program, application_id, coming.name, data))
        except UserError as error:
            refused.append(str(error))
            continue
        remarks += [f"“{coming.name}”: {remark}" for remark in looked.remarks]
    return Attached(tuple(ids), tuple(refused), tuple(remarks))


def look(program: Program, row: AttachmentRow) -> tuple[bytes, Looked]:
    """A file's bytes as they are shown, and what there is to show of them.

    What stands in the fields of a filled form is drawn on its pages, since the viewer draws no fields. The bytes are
    b"" for a PDF with so much on its pages that a viewer would not come to an end.

    Raises:
        Gone: they were lost, or the file was taken off meanwhile.
        InvalidInput: it does not open.
    """
    data = attachments.content(program, row.id)
    looked = attached.look(data, row.kind, row.name)
    if row.kind is MediaType.PDF:
        from umdesk.exchange import pdf_drawn  # noqa: PLC0415 -- start-up time: pypdf

        data = pdf_drawn.drawn(data)
    return data, looked


def save_copy(program: Program, row: AttachmentRow, path: Path) -> Path:
    """Write a copy of a file to the disk, and into the account of disclosures: both or neither.

    Raises:
        InvalidInput: `path` is a folder.
        CannotWrite: the folder is not there or may not be written to, or the disk is full.
    """
    refuse_place(path)
    data = attachments.content(program, row.id)
    written: list[Path] = []
    try:
        attachments.record_copy(program, row.id, lambda: written.append(write_file(data, path)))
    except BaseException:
        for file in written:  # what could not be written down does not stay outside
            file.unlink(missing_ok=True)
        raise
    return path
