"""Filled forms that come back: what a file turned out to be, and many of them as the rows of one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from umdesk.domain.application_form import FIELDS, NEEDED
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Column, Layout
from umdesk.domain.intake.tables import Cell, Line, RowFile, Table
from umdesk.domain.writing import counted, enumerated

RECEIVED_HEADER = "date received"


class FormKind(StrEnum):
    """What a file is, as far as an import has to know."""

    OURS = "the application form"
    OLDER = "an older edition of the application form"
    NEWER = "a newer edition of the application form"
    NAMED = "another form with the field names of the application form"
    PARTLY = "an application form of which a part has no fields any more"
    FLATTENED = "a PDF without fields"
    OTHER = "another form"
    UNREADABLE = "a file that cannot be read"

    @property
    def has_pages(self) -> bool:
        """Whether its pages can be shown, so that somebody can type from them."""
        return self is not FormKind.UNREADABLE


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One file that came back.

    `values` are the texts by the names of `application_form.FIELDS`; a field that is not there is left out, an empty
    one is "". `cycle` is the one that the form was made for, "" where it does not say. `refusal` says why the file
    cannot come in by its fields, `remarks` what else there is to know. `never` names filled fields that the program
    never collects, `unused` filled fields that it has no place for.
    """

    file: str
    kind: FormKind
    values: Mapping[str, str] = field(default_factory=dict)
    cycle: str = ""
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def judged(form: FilledForm) -> FilledForm:
    """The form with the refusal that its fields ask for: the needed ones must be there, and one must be filled."""
    if form.refusal:
        return form
    missing = [name for name in NEEDED if name not in form.values]
    labels = {one.name: one.label.lower() for one in FIELDS}
    if missing:
        said = enumerated([labels[name] for name in missing])
        return replace(
            form,
            kind=FormKind.PARTLY,
            refusal=f"{form.file} has no field for the {said}: a part of the form was flattened by a printer. "
            "Type it from the page.",
        )
    if not any(form.values.values()):
        return replace(form, refusal=f"{form.file} is an empty form: no field of it is filled in.")
    return form


def remarks_on(form: FilledForm, cycle: str) -> tuple[str, ...]:
    """What there is to know of a form that comes into a cycle (by name), a sentence each."""
    said = list(form.remarks)
    if form.cycle and cycle and form.cycle.casefold() != " ".join(cycle.split()).casefold():
        said.append(f"The form was made for {form.cycle}.")
    if form.never:
        said.append(f"Never collected, so left out: {enumerated(form.never)}. The file itself is not kept.")
    if form.unused:
        said.append(f"Not used: {enumerated(form.unused)}.")
    return tuple(said)


def table_of(forms: Sequence[FilledForm], received: Sequence[date | None]) -> Table:
    """The forms as the rows of one table, a form for a row in their order, numbered from 1.

    `received` is the day on which each came in, in the same order.
    """
    lines = tuple(
        Line(number, tuple[Cell, ...]([*(form.values.get(one.name, "") for one in FIELDS), day or ""]))
        for number, (form, day) in enumerate(zip(forms, received, strict=True), start=1)
    )
    files = tuple(RowFile(form.file, form.refusal) for form in forms)
    name = forms[0].file if len(forms) == 1 else counted(len(forms), "filled form")
    return Table(name, "", lines, len(FIELDS) + 1, files=files)


def layout_of(forms: Sequence[FilledForm]) -> Layout:
    """The columns of that table; fields that are never collected and those without a place stand behind the others."""
    columns = [Column(index, one.name, one.field, 4) for index, one in enumerate(FIELDS)]
    columns.append(Column(len(columns), RECEIVED_HEADER, Field.RECEIVED, 4))
    for never, names in (
        (True, [name for form in forms for name in form.never]),
        (False, [name for form in forms for name in form.unused]),
    ):
        columns += [Column(len(columns) + at, name, None, never=never) for at, name in enumerate(dict.fromkeys(names))]
    return Layout(0, 0, tuple(columns))
