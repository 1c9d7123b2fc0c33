"""Reads the fields of a PDF within bounds: of time, of what its packed parts unfold to, of the number of fields."""

import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pypdf import PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, LimitReachedError, PdfReadError
from pypdf.generic import IndirectObject, PdfObject, StreamObject

from umdesk.domain.application_form import EDITION, FIELDS, Mark, asked, read_mark
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import FilledForm, FormKind, judged
from umdesk.domain.intake.wordings import is_never_collected
from umdesk.domain.writing import enumerated
from umdesk.exchange import pdf_extras, pdf_fields
from umdesk.exchange.pdf_fields import FieldsFound, TooMuch

MAXIMUM_SECONDS = 3.0
"""How long the reading of one file may take."""
_UNFOLDED = 16 * 1024 * 1024
_PACKED = 1_500_000
"""Bytes that one part full of small objects may unpack to; those of a form are a tenth of it."""
_READS_BETWEEN_LOOKS = 2000
_END = b"\nstartxref\n0\n%%EOF\n"
"""What a file that was cut off lacks; with it the parser looks for the objects themselves."""
_NAMES = frozenset(one.name for one in FIELDS)


def read(data: bytes, name: str) -> FilledForm:
    """Read a PDF by its fields.

    Raises:
        InvalidInput: it is protected, damaged, or holds more than a form can.
    """
    try:
        with quiet(), bounded():
            return _read(data, name)
    except InvalidInput:
        raise
    except (TooMuch, LimitReachedError, MemoryError, RecursionError) as error:
        raise _overloaded(name) from error
    except Exception as error:  # a parser meets damage in as many ways as there are
        raise _damaged(name) from error


def look(data: bytes, name: str) -> tuple[int, tuple[str, ...]]:
    """How many pages a PDF has (0 where they are too many to count), and what it holds beside pages and fields.

    Raises:
        InvalidInput: it is protected or damaged.
    """
    try:
        with quiet(), bounded():
            reader = opened(data, name)
            pages = len(reader.pages)
            if not pages:
                raise _damaged(name)
            return pages, pdf_extras.named(reader)
    except InvalidInput:
        raise
    except (TooMuch, LimitReachedError, MemoryError, RecursionError):
        return 0, ("more than umdesk looks through",)
    except Exception as error:  # a parser meets damage in as many ways as there are
        raise _damaged(name) from error


def _read(data: bytes, name: str) -> FilledForm:
    reader = opened(data, name)
    if not reader.pages:
        raise _damaged(name)
    found = pdf_fields.collect(reader, _NAMES)
    extras, mark = pdf_extras.named(reader), _mark(reader)
    return judged(replace(_sorted_out(found, mark, name), remarks=_remarks(found, mark, extras)))


def opened(data: bytes, name: str) -> PdfReader:
    """A reader that gives up in time, with the password that every reader tries: none."""
    ends = time.monotonic() + MAXIMUM_SECONDS
    try:
        reader = _Reader(_Timed(data, ends))
    except PdfReadError:
        reader = _Reader(_Timed(data + _END, ends))
    if reader.is_encrypted:
        try:
            if not reader.decrypt(""):
                raise _protected(name)
        except (FileNotDecryptedError, NotImplementedError) as error:
            raise _protected(name) from error
    return reader


class _Timed(io.BytesIO):
    """The bytes of a file that may be read until a moment of the clock; the parser reads all the while."""

    def __init__(self, data: bytes, ends: float) -> None:
        super().__init__(data)
        self._ends = ends
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

    def look_at_the_clock(self) -> None:
        """Raise `TooMuch` when the time is up."""
        if time.monotonic() > self._ends:
            raise TooMuch


class _Reader(PdfReader):
    """A reader that looks at the clock for every object, since an object that is missing is searched for at length."""

    def __init__(self, timed: _Timed) -> None:
        self._timed = timed
        self._weighed: set[int] = set()
        super().__init__(timed, root_object_recovery_limit=200, xref_stream_maximum_entries=200_000)

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        """The object of a reference.

        Raises:
            TooMuch: the time is up.
        """
        self._timed.look_at_the_clock()
        return super().get_object(indirect_reference)

    def _get_object_from_stream(self, indirect_reference: IndirectObject) -> PdfObject:
        # What is packed is unpacked out of sight of the clock, so it is weighed before.
        packed, _index = self.xref_objStm[indirect_reference.idnum]
        if packed not in self._weighed:
            self._weighed.add(packed)
            stream = self.get_object(packed)
            if isinstance(stream, StreamObject) and len(stream.get_data()) > _PACKED:
                raise TooMuch
        return super()._get_object_from_stream(indirect_reference)


@contextmanager
def bounded() -> Iterator[None]:
    """Let no part of the file unfold to more than a form can need."""
    with apply_configuration(
        maximum_declared_stream_length=2 * _UNFOLDED,
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
def quiet() -> Iterator[None]:
    """What the parser remarks on a file is not for people."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _mark(reader: PdfReader) -> Mark | None:
    """What the file says of itself; None where it says nothing or something else."""
    information = reader.metadata
    subject = information.get("/Subject") if information is not None else None
    return read_mark(str(subject)) if subject is not None else None


def _sorted_out(found: FieldsFound, mark: Mark | None, name: str) -> FilledForm:
    """What kind of file it is by its fields, with the texts that have a place."""
    if found.xfa and not any(found.values.values()) and not found.others:
        return FilledForm(
            name,
            FormKind.OTHER,
            refusal=f"{name} is a form of a kind (XFA) that only Adobe's programs can show. "
            "Open it there, print it to a PDF and type it from the page.",
        )
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
    if mark is not None and mark.edition == EDITION and (gone := _gone(found)):
        said.append(f"A part of the form has no fields any more: {enumerated(gone)}. Look at its pages.")
    if found.twice:
        said.append(f"Filled in twice with different texts, of which the first counts: {enumerated(found.twice)}.")
    if found.seen_only:
        said.append(f"Taken from what the page shows, since the field itself is empty: {enumerated(found.seen_only)}.")
    if extras:
        said.append(f"The file also holds {enumerated(extras)}. Nothing of that was run or opened.")
    return tuple(said)


def _gone(found: FieldsFound) -> list[str]:
    """The fields that every form of ours has and this one does not."""
    return [one.label.lower() for one in asked(()) if one.name not in found.values]


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
