"""Filled PDF forms in: one file becomes the texts of its fields, whatever program saved it, and nothing in it is run.

Reading is bounded: by the size of the file, by the number and depth of its fields, by what its compressed parts may
unfold to, and by time. What a hostile file does to those bounds is a sentence like any other damage.
"""

import io
import logging
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.application_form import EDITION, FIELDS, Mark, read_mark
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import FilledForm, FormKind, judged
from umdesk.domain.intake.wordings import is_never_collected
from umdesk.domain.writing import enumerated
from umdesk.exchange import pdf_extras, pdf_fields
from umdesk.exchange.pdf_fields import FieldsFound, TooMuch

if TYPE_CHECKING:
    from pypdf import PdfReader

MAXIMUM_BYTES = 20 * 1024 * 1024
MAXIMUM_SECONDS = 5.0
"""How long the reading of one file may take."""
_UNFOLDED = 16 * 1024 * 1024
_READS_BETWEEN_LOOKS = 2000
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a Word document, a spreadsheet or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program"),
    (b"{\\rtf", "a text document (RTF)"),
)
_NAMES = frozenset(one.name for one in FIELDS)


def content(path: Path) -> bytes:
    """The bytes of a PDF, judged before anything in it is looked at.

    Raises:
        InvalidInput: it is missing, no file, empty, too large, cannot be read, or is something else than a PDF.
    """
    name = path.name
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InvalidInput(f"{name} is a folder.", "Choose the filled forms in it.")
        if not stat.S_ISREG(found.st_mode):
            raise InvalidInput(f"{name} is not a file that can be read.", "Choose a PDF file.")
        if found.st_size > MAXIMUM_BYTES:
            raise _too_large(name)
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)  # it may have grown since it was measured
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.", "Check the name and the folder.") from error
    except OSError as error:
        raise InvalidInput(
            f"{name} cannot be read: {error.strerror or error}.",
            "Close it in other programs and check that you may read it.",
        ) from error
    if len(data) > MAXIMUM_BYTES:
        raise _too_large(name)
    if not data.strip(b"\x00 \t\r\n"):
        raise InvalidInput(f"{name} is empty: there is nothing in the file.", "Ask for the form again.")
    if not is_pdf(data):
        other = next((words for start, words in _OTHER_KINDS if data.startswith(start)), "")
        what = f"{name} is {other} with the name of a PDF." if other else f"{name} is not a PDF."
        raise InvalidInput(what, "Add the applicant by hand and attach the file to the application.")
    return data


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF by their content; some programs put a few lines before its first mark."""
    return b"%PDF-" in data[:1024]


def looks_like_a_form(path: Path) -> bool:
    """Whether a file is a PDF by its ending or its content; False for what cannot be read."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_pdf(file.read(1024))
    except OSError:
        return False


def read(data: bytes, name: str) -> FilledForm:
    """Read the fields of a PDF; a file that cannot come in by its fields carries the sentence that says why."""
    try:
        with _quiet(), _bounded():
            return _read(data, name)
    except InvalidInput as error:
        return FilledForm(name, FormKind.UNREADABLE, refusal=str(error))


def unreadable(error: InvalidInput, name: str) -> FilledForm:
    """A file that could not even be opened, as a form with its sentence."""
    return FilledForm(name, FormKind.UNREADABLE, refusal=str(error))


def _read(data: bytes, name: str) -> FilledForm:
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 -- the window's start must not wait for it

    try:
        reader = _opened(data, name)
        if not reader.pages:
            raise _damaged(name)
        found = pdf_fields.collect(reader, _NAMES)
        extras = pdf_extras.named(reader)
        mark = _mark(reader)
    except InvalidInput:
        raise
    except (TooMuch, LimitReachedError, MemoryError, RecursionError) as error:
        raise _overloaded(name) from error
    except Exception as error:  # a parser meets damage in as many ways as there are
        raise _damaged(name) from error
    return judged(replace(_sorted_out(found, mark, name), remarks=_remarks(found, mark, extras)))


def _opened(data: bytes, name: str) -> "PdfReader":
    """A reader that gives up in time, with the password that every reader tries: none."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415

    reader = PdfReader(
        _Timed(data, MAXIMUM_SECONDS), root_object_recovery_limit=200, xref_stream_maximum_entries=200_000
    )
    if reader.is_encrypted:
        try:
            if not reader.decrypt(""):
                raise _protected(name)
        except (FileNotDecryptedError, NotImplementedError) as error:
            raise _protected(name) from error
    return reader


class _Timed(io.BytesIO):
    """The bytes of a file that may be read from for so many seconds; the parser reads all the while."""

    def __init__(self, data: bytes, seconds: float) -> None:
        super().__init__(data)
        self._ends = time.monotonic() + seconds
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on, unless the time is up.

        Raises:
            TooMuch: the time is up.
        """
        self._reads += 1
        if self._reads % _READS_BETWEEN_LOOKS == 0:
            self.look_at_the_clock()
        return super().read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place; each object begins with this, so that many small ones are counted too."""
        self._reads += 1
        if self._reads % (_READS_BETWEEN_LOOKS // 10) == 0:
            self.look_at_the_clock()
        return super().seek(offset, whence)

    def look_at_the_clock(self) -> None:
        """Raise `TooMuch` when the time is up."""
        if time.monotonic() > self._ends:
            raise TooMuch


@contextmanager
def _bounded() -> Iterator[None]:
    """Let no part of the file unfold to more than a form can need."""
    from pypdf import apply_configuration  # noqa: PLC0415

    with apply_configuration(
        maximum_declared_stream_length=MAXIMUM_BYTES,
        array_based_stream_maximum_output_length=_UNFOLDED,
        zlib_maximum_output_length=_UNFOLDED,
        zlib_maximum_recovery_input_length=1_000_000,
        lzw_maximum_output_length=_UNFOLDED,
        run_length_maximum_output_length=_UNFOLDED,
        stream_decoding_work_maximum_length=4 * _UNFOLDED,
        stream_parsing_work_maximum_count=100_000,
        page_tree_maximum_entries=2_000,
        page_tree_maximum_page_entries=100_000,
        jbig2dec_binary=None,
    ):
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """What the parser remarks on a file is not for people."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _mark(reader: "PdfReader") -> Mark | None:
    """What the file says of itself; None where it says nothing or something else."""
    information = reader.metadata
    subject = information.get("/Subject") if information is not None else None
    return read_mark(str(subject)) if subject is not None else None


def _sorted_out(found: FieldsFound, mark: Mark | None, name: str) -> FilledForm:
    """What kind of file it is by its fields, with the texts that have a place."""
    if not found.count:
        return FilledForm(
            name,
            FormKind.FLATTENED,
            refusal=f"{name} has no fields: it was flattened by a printer, or it is a scan. Type it from the page.",
        )
    never = tuple(other for other in found.others if is_never_collected(other))
    unused = tuple(other for other in found.others if other not in never)
    if not found.values:
        return FilledForm(
            name,
            FormKind.OTHER,
            refusal=f"{name} is another form: none of its fields has a name of the application form. "
            "Type it from the page.",
        )
    return FilledForm(name, _kind(mark), found.values, mark.cycle if mark else "", never=never, unused=unused)


def _kind(mark: Mark | None) -> FormKind:
    if mark is None:
        return FormKind.NAMED
    if mark.edition == EDITION:
        return FormKind.OURS
    return FormKind.OLDER if mark.edition < EDITION else FormKind.NEWER


def _remarks(found: FieldsFound, mark: Mark | None, extras: tuple[str, ...]) -> tuple[str, ...]:
    said = []
    if mark is not None and mark.edition > EDITION:
        said.append("The form is of a newer edition: what this umdesk has no place for is left out.")
    if mark is not None and mark.edition < EDITION:
        said.append("The form is of an older edition: what it does not ask stays empty.")
    if found.twice:
        said.append(f"Filled in twice with different texts, of which the first counts: {enumerated(found.twice)}.")
    if found.seen_only:
        said.append(f"Taken from what the page shows, since the field itself is empty: {enumerated(found.seen_only)}.")
    if extras:
        said.append(f"The file also holds {enumerated(extras)}. Nothing of that was run or opened.")
    return tuple(said)


def _too_large(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is larger than {MAXIMUM_BYTES // 1024 // 1024} MB, too large for a form.",
        "Save the form again without pictures, or add the applicant by hand.",
    )


def _protected(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is protected by a password, so nothing in it can be read.",
        "Open it in your PDF reader, save a copy without a password and choose that copy.",
    )


def _damaged(name: str) -> InvalidInput:
    return InvalidInput(f"{name} is damaged: it cannot be read as a PDF.", "Ask for the form again.")


def _overloaded(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} holds far more than an application form can, so umdesk stopped reading it.",
        "Ask for the form again, or add the applicant by hand.",
    )
