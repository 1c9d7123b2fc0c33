"""Filled PDF forms in: one file becomes the texts of its fields, whatever program saved it, and nothing in it is run.

Reading is bounded: by the size of the file, by the number and depth of its fields, by what its compressed parts may
unfold to, and by time. What a hostile file does to those bounds is a sentence like any other damage.
"""

import stat
from pathlib import Path

from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import FilledForm, FormKind

MAXIMUM_BYTES = 20 * 1024 * 1024
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


def content(path: Path, called: str = "") -> bytes:
    """The bytes of a PDF, judged before anything in it is looked at; `called` is what sentences call the file.

    Raises:
        InvalidInput: it is missing, no file, empty, too large, cannot be read, or is something else than a PDF.
    """
    name = called or path.name
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
    from umdesk.exchange import pdf_reading  # noqa: PLC0415 -- the parser is large: the window must not wait for it

    try:
        return pdf_reading.read(data, name)
    except InvalidInput as error:
        return FilledForm(name, FormKind.UNREADABLE, refusal=str(error))


def _too_large(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is larger than {MAXIMUM_BYTES // 1024 // 1024} MB, too large for a form.",
        "Save the form again without pictures, or add the applicant by hand.",
    )
