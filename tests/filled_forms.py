"""Filled forms for tests, made without the program: blank ones by pikepdf, filled in by pypdf or written by hand."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from pypdf import PdfReader, PdfWriter

from umdesk.domain.application_form import FIELDS, mark

NAMES = tuple(field.name for field in FIELDS)
NELSON: dict[str, str] = {
    "last_name": "Núñez-Nelson", "first_name": "Rebecca", "employee_number": "704134", "work_phone": "530-555-0143",
    "work_email": "rebecca.nelson@example.gov", "hired": "3/2/2019", "class_code": "1379",
    "class_title": "Office Assistant (Typing)", "salary_range": "B", "position_number": "541-120-1379-002",
    "class_date": "9/28/2022", "tenure": "permanent", "probation_ends": "9/27/2023", "time_base": "Full time",
    "unit": "Butte Unit", "work_location": "Oroville", "supervisor_name": "Kyle Cabrera",
    "supervisor_email": "kyle.cabrera@example.gov", "target_class": "Staff Services Analyst",
    "statement": "I type.  I file.\nI want to “analyze” – and lead.\n\nJosé 王 🙂", "heard_of": "A colleague",
    "education": "AA, Butte College, 2018", "training": "Excel I\nExcel II", "td_history": "none yet",
    "exams": "SSA, list until 12/31/2026", "signed": "2/14/2026", "supervisor_recommends": "recommends",
    "supervisor_comment": "Ready for more.", "supervisor_commented": "2/15/2026",
}  # fmt: skip
"""A value for every field of the form."""


def blank(
    names: Sequence[str] = NAMES, *, subject: str = mark("Spring 2026"), prefix: str = "", more: Mapping[str, Any] = {}
) -> pikepdf.Pdf:
    """A form with text fields of these names; `prefix` puts them below one another as in "form1.page1"."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    fields = []
    for at, name in enumerate(names):
        top = 780 - 20 * (at % 38)
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(name), F=4,
            Rect=Array([40, top - 16, 570, top]), DA=String("/Helv 10 Tf 0 g"),
        )  # fmt: skip
        if name == "statement":
            field.Ff = 1 << 12
        fields.append(pdf.make_indirect(field))
    page.Annots = Array(fields)
    for part in reversed(prefix.split(".") if prefix else []):
        parent = pdf.make_indirect(Dictionary(T=String(part), Kids=Array(fields)))
        for field in fields:
            field.Parent = parent
        fields = [parent]
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(fields), DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font)), **more
    )
    if subject:
        pdf.docinfo["/Subject"] = subject
    return pdf


def pages_only() -> pikepdf.Pdf:
    """A form that was printed to a PDF or scanned: its pages and nothing else."""
    pdf = blank([])
    del pdf.Root["/AcroForm"]
    return pdf


def drawn_without_end(pdf: pikepdf.Pdf | None = None) -> pikepdf.Pdf:
    """A small file whose page shows a drawing of ten drawings of ten drawings, and so on."""
    made, inner = pdf or pages_only(), None
    for _ in range(10):
        one = Stream(made, b"/X Do\n" * 10 if inner is not None else b"0 0 500 700 re f\n")
        one.Type, one.Subtype, one.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        one.Resources = Dictionary(XObject=Dictionary(X=inner)) if inner is not None else Dictionary()
        inner = made.make_indirect(one)
    page = made.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(X=inner))
    page.Contents = Stream(made, b"/X Do")
    return made


def filled(values: Mapping[str, str], pdf: pikepdf.Pdf | None = None) -> bytes:
    """A form filled in by pypdf, appearances and all."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(saved(pdf or blank()))))
    writer.update_page_form_field_values(writer.pages[0], dict(values), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_hand(values: Mapping[str, Any], pdf: pikepdf.Pdf | None = None) -> bytes:
    """A form with these values written into its fields as they are (text, or any object of pikepdf)."""
    made = pdf or blank()
    for field in made.pages[0].Annots:
        if str(field.T) in values:
            value = values[str(field.T)]
            field.V = String(value) if isinstance(value, str) else value
    return saved(made)


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def write(path: Path, values: Mapping[str, str], **more: Any) -> Path:
    """A filled form as a file."""
    path.write_bytes(by_hand(values, blank(**more)))
    return path


def person(at: int) -> dict[str, str]:
    """The form of one of many people."""
    return {
        **NELSON,
        "last_name": f"Person {chr(65 + at % 26)}{chr(97 + at // 26)}",
        "employee_number": f"{510_000 + 37 * at}",
    }
