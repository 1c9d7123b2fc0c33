"""A worksheet that came back as a PDF: what it says of itself and the texts of its fields; nothing in it is run."""

from collections.abc import Collection, Iterator

from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from umdesk.domain import application_form, worksheet
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.wordings import is_never_collected
from umdesk.domain.worksheet import EDITION, Returned
from umdesk.domain.writing import enumerated
from umdesk.exchange import pdf_extras, pdf_fields
from umdesk.exchange.pdf_fields import FieldsFound, TooMuch
from umdesk.exchange.pdf_reading import bounded, opened, quiet


def is_worksheet(data: bytes) -> bool:
    """Whether a PDF says of itself that it is a worksheet of ours; False for what cannot be read."""
    try:
        with quiet(), bounded():
            return worksheet.read_mark(_subject(opened(data, ""))) is not None
    except (TooMuch, MemoryError, RecursionError):
        return False
    except Exception:  # noqa: BLE001 -- a parser meets damage in as many ways as there are
        return False


def read(data: bytes, name: str) -> Returned:
    """Read a worksheet by its fields; a file that cannot be taken carries the sentence that says why."""
    try:
        with quiet(), bounded():
            return _read(opened(data, name), name)
    except InvalidInput as error:
        return Returned(name, refusal=str(error))
    except (TooMuch, LimitReachedError, MemoryError, RecursionError):
        return Returned(name, refusal=f"{name} holds far more than a worksheet can, so umdesk stopped reading it.")
    except Exception:  # noqa: BLE001 -- a parser meets damage in as many ways as there are
        return Returned(name, refusal=f"{name} is damaged: it cannot be read as a PDF. Ask for the worksheet again.")


def _read(reader: PdfReader, name: str) -> Returned:
    subject = _subject(reader)
    mark = worksheet.read_mark(subject)
    if mark is None and application_form.read_mark(subject) is not None:
        return Returned(
            name,
            refusal=f"{name} is an application form, not a worksheet. Import it in the tab Applicants.",
        )
    found = pdf_fields.collect(reader, _Names())
    if mark is None:
        return Returned(name, refusal=_not_ours(found, name))
    if mark.edition > EDITION:
        return Returned(
            name, mark, refusal=f"{name} was made by a newer umdesk, which this one cannot read. Update umdesk first."
        )
    if not found.values:
        return Returned(
            name,
            mark,
            refusal=f"{name} has no fields any more: a printer flattened it. Type what it says into plan "
            f"{mark.plan_number}.",
        )
    never = tuple(other for other in found.others if is_never_collected(other))
    return Returned(name, mark, dict(found.values), remarks=_remarks(found, pdf_extras.named(reader)), never=never)


def _not_ours(found: FieldsFound, name: str) -> str:
    if not found.count:
        return (
            f"{name} has no fields: it is a scan, or a printer flattened it. Type what it says into the plan, and keep "
            "the file with it."
        )
    if found.values:
        return (
            f"{name} has the fields of a worksheet, but no longer says which one it is: a program took that out. Open "
            "the worksheet as it was sent, fill that in, or type what it says into the plan."
        )
    return f"{name} is another form, not a worksheet of a plan."


def _remarks(found: FieldsFound, extras: tuple[str, ...]) -> tuple[str, ...]:
    said = []
    if found.twice:
        said.append(f"Filled in twice with different texts, of which the first counts: {enumerated(found.twice)}.")
    if extras:
        said.append(f"The file also holds {enumerated(extras)}. Nothing of that was run or opened.")
    return tuple(said)


def _subject(reader: PdfReader) -> str:
    information = reader.metadata
    subject = information.get("/Subject") if information is not None else None
    return "" if subject is None else str(subject)


class _Names(Collection[str]):
    """The names that fields of worksheets have; there is no list of them, since each row has its own."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and worksheet.is_name(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
