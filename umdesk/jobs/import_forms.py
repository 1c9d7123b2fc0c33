"""Import filled forms: read one or many PDFs, a file for a row, then plan and carry out as for a spreadsheet."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from umdesk.domain.attachments import MediaType
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import forms as filled
from umdesk.domain.intake.forms import FilledForm, FormKind
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Decision
from umdesk.domain.intake.tables import Table
from umdesk.domain.progress import Progress
from umdesk.domain.writing import counted
from umdesk.services import cycles, imports
from umdesk.services.imports import Imported, Paper, Planned
from umdesk.services.programs import Program

MAXIMUM_FILES = 1000
MAXIMUM_BYTES = 400 * 1024 * 1024
"""How much the files of one import may hold together, since they are kept in memory until they are in."""


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file as it was read; `data` is b"" where nothing could be read."""

    path: Path
    form: FilledForm
    data: bytes = b""

    @property
    def record(self) -> str:
        """An id for what somebody types about this file: the same for the same content."""
        return hashlib.sha256(self.data).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Files read together, in their order.

    `corrections` are texts that somebody put right by line number and field name, `received` the day on which each
    form came in by line number (without one: `arrived`, None for a day that nobody knows).
    """

    files: tuple[FormFile, ...]
    arrived: date | None
    corrections: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    received: Mapping[int, date | None] = field(default_factory=dict)

    def forms(self) -> tuple[FilledForm, ...]:
        """The forms as they stand, with what was put right."""
        return tuple(
            replace(file.form, values={**file.form.values, **put_right})
            if (put_right := self.corrections.get(line)) and not file.form.refusal
            else file.form
            for line, file in enumerate(self.files, start=1)
        )

    def table(self) -> Table:
        """The forms as the rows of one table."""
        days = [self.received.get(line, self.arrived) for line in range(1, len(self.files) + 1)]
        return filled.table_of(self.forms(), days)

    def layout(self) -> Layout:
        """What the columns of that table are."""
        return filled.layout_of([file.form for file in self.files])

    def papers(self) -> dict[int, Paper]:
        """The files to keep with their applications, by line number.

        One that holds what the program never collects is not kept.
        """
        return {
            line: Paper(file.path.name, MediaType.PDF, file.data)
            for line, file in enumerate(self.files, start=1)
            if file.data and not file.form.never
        }


def is_form(path: Path) -> bool:
    """Whether a file is a PDF by its ending or its content."""
    from umdesk.exchange import pdf_forms  # noqa: PLC0415 -- needed only when a file comes in

    return pdf_forms.looks_like_a_form(path)


def inside(paths: Sequence[Path]) -> list[Path]:
    """The files, with the PDFs of a folder, in the order of their names, in place of the folder."""
    found: list[Path] = []
    for path in paths:
        pdfs: list[Path] = []
        with suppress(OSError):  # a folder that cannot be looked into is told when it is to be read
            pdfs = sorted(one for one in path.iterdir() if one.suffix.lower() == ".pdf") if path.is_dir() else []
        found += pdfs or [path]
    return found


def all_forms(paths: Sequence[Path]) -> bool:
    """Whether all files are PDFs; False where all are something else.

    Raises:
        InvalidInput: PDFs and other files are mixed, or there are several others.
    """
    kinds = [is_form(path) for path in paths]
    if all(kinds):
        return True
    if any(kinds):
        raise InvalidInput(
            "Filled forms (PDF) and spreadsheets cannot come in together; nothing was imported.",
            "Import the forms first, then the spreadsheet.",
        )
    if len(paths) > 1:
        raise InvalidInput(
            "Only one spreadsheet can come in at a time; nothing was imported.", "Import them one after the other."
        )
    return False


def read(paths: Sequence[Path], arrived: date | None, progress: Progress | None = None) -> Batch:
    """Read files in their order; one that cannot be read is there with its sentence.

    `progress(done, total, text)` may raise to stop: nothing was written by then.

    Raises:
        InvalidInput: there are more files than can come in at once.
    """
    if len(paths) > MAXIMUM_FILES:
        raise InvalidInput(
            f"These are {len(paths):,} files; {MAXIMUM_FILES:,} can come in at a time.",
            f"Choose {MAXIMUM_FILES:,} of them, import those, then the next.",
        )
    read_so_far: list[FormFile] = []
    room = MAXIMUM_BYTES
    names = _names(paths)
    for done, path in enumerate(paths):
        if progress is not None:
            progress(done, len(paths), f"Reading {path.name}")
        one = _read(path, names[done], room)
        room -= len(one.data)
        read_so_far.append(one)
    if progress is not None:
        progress(len(paths), len(paths), f"Read {counted(len(paths), 'file')}")
    return Batch(tuple(read_so_far), arrived)


def pages(file: FormFile) -> bytes:
    """The PDF of a file for viewers that draw no fields: what stands in its fields is drawn on its pages.

    b"" where there is nothing to show, or so much that a viewer would not come to an end.
    """
    from umdesk.exchange import pdf_drawn  # noqa: PLC0415 -- needed only when somebody looks at the pages

    return pdf_drawn.drawn(file.data) if file.data else b""


def plan(program: Program, batch: Batch, cycle: str, decisions: Mapping[int, Decision] | None = None) -> Planned:
    """What an import of the forms would do, without doing it.

    Raises:
        InvalidInput: the cycle has no name.
    """
    cycles.tidy_name(cycle)
    return imports.plan(program, batch.table(), batch.layout(), cycle, decisions)


def commit(
    program: Program,
    batch: Batch,
    cycle: str,
    decisions: Mapping[int, Decision] | None = None,
    *,
    reason: str = "",
) -> Imported:
    """Bring in the forms that are ready, each with its file, in one operation.

    Raises:
        InvalidInput: the cycle has no name, or a reason is missing.
    """
    papers = batch.papers()
    return imports.commit(program, batch.table(), batch.layout(), cycle, decisions, reason=reason, papers=papers)


def refuse_missing(paths: Sequence[Path]) -> None:
    """Stop before anything is done where a file that was named is not there.

    Raises:
        InvalidInput: a file is missing.
    """
    missing = [path for path in paths if not path.is_symlink() and not path.exists()]
    if missing:
        others = f" {counted(len(missing) - 1, 'other')} is missing too." if len(missing) == 2 else ""
        others = f" {len(missing) - 1} others are missing too." if len(missing) > 2 else others
        raise InvalidInput(f"There is no file {missing[0]}.{others}", "Check the name and the folder.")


def _names(paths: Sequence[Path]) -> list[str]:
    """What to call each file: its name, with its folder where two have the same."""
    names = Counter(path.name for path in paths)
    return [_seen(path.name if names[path.name] == 1 else f"{path.parent.name}/{path.name}") for path in paths]


def _seen(name: str) -> str:
    """A file's name without line ends, invisible signs and letters that no text can hold."""
    plain = "".join(ch if ch.isprintable() else " " for ch in name.encode("utf-8", "replace").decode("utf-8"))
    return " ".join(plain.split()) or "a file"


def _read(path: Path, name: str, room: int) -> FormFile:
    from umdesk.exchange import pdf_forms  # noqa: PLC0415 -- needed only when a file comes in

    try:
        data = pdf_forms.content(path, name)
        if len(data) > room:
            raise InvalidInput(
                f"{name} does not fit beside the files before it: together they may hold "
                f"{MAXIMUM_BYTES // 1024 // 1024} MB.",
                "Import the others first, then this one.",
            )
    except InvalidInput as error:
        return FormFile(path, FilledForm(name, FormKind.UNREADABLE, refusal=str(error)))
    return FormFile(path, pdf_forms.read(data, name), data)
