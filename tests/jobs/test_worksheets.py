"""Worksheets go out with what the plan holds and come back: every field, accents, long text, what is refused."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from tests import filled_forms
from tests.documents import pdf_rules
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ActivityType, GoalTerm, ItemKind
from umdesk.jobs import print_plan, worksheets
from umdesk.jobs.worksheets import Back
from umdesk.services import history
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program
from umdesk.storage import models


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """Rebecca Nelson with an empty draft."""
    return someone(program)


LONG = "Ein langer Satz über Größe, naïve façade, Nguyễn Văn Đạt, “quoted” – and more. " * 60
MENTOR = "José Núñez-Đặng"
ANSWERS = {
    "plan_period_from": "7/1/2026", "plan_period_to": "June 30, 2027", "plan_target_class_code": "5393",
    "plan_mentor_name": MENTOR, "plan_support": LONG, "plan_supervisor_comments": "Line one\nLine two",
    "plan_participant_comments": "I want to learn.", "plan_supervisor_approval": "/approves with changes",
    "goal_newshort1_text": "Write three budget change proposals", "goal_newshort1_target_date": "12/31/2026",
    "goal_newshort1_measure": "Accepted by the budget office", "goal_newlong1_text": "Become an analyst",
    "competency_new1_name": "Writing", "competency_new1_now": "letters", "competency_new1_wanted": "proposals",
    "activity_new1_text": "Excel for accountants", "activity_new1_type": "Classroom", "activity_new1_starts": "9/1/26",
    "activity_new1_ends": "2026-09-30", "activity_new1_state_hours": "16 hours", "activity_new1_own_hours": "4.5",
    "activity_new1_provider": "CalLearns", "activity_new1_cost": "$350",
    "activity_new8_text": "Shadow the budget office", "activity_new8_type": "job shadowing",
    "cost_new1_text": "Bus tickets", "cost_new1_estimate": "20.50", "cost_new1_fund": "Training",
}  # fmt: skip


def filled(data: bytes, values: Mapping[str, str]) -> bytes:
    """A worksheet filled in by pypdf, as Acrobat-like programs do."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sent(program: Program, of: Someone, folder: Path) -> bytes:
    """A worksheet that left the program."""
    made = worksheets.make(program, of.participation)
    worksheets.save(program, made, folder / made.file_name)
    return (folder / made.file_name).read_bytes()


def back(program: Program, data: bytes, folder: Path, name: str = "back.pdf") -> Back:
    """The file as it is read when it comes back."""
    (folder / name).write_bytes(data)
    return worksheets.read_back(program, folder / name)


def test_every_field_comes_back_and_goes_into_the_plan_in_one_step(
    program: Program, rebecca: Someone, tmp_path: Path
) -> None:
    data = sent(program, rebecca, tmp_path)
    pdf_rules.check(data)
    names = set(PdfReader(io.BytesIO(data)).get_fields() or {})
    assert {name for name in ANSWERS if "_new" in name or name.startswith("plan_")} <= names
    assert len([name for name in names if name.startswith("activity_new") and name.endswith("_text")]) == 8

    found = back(program, filled(data, ANSWERS), tmp_path)
    assert (found.refusal, found.compared.number) == ("", f"{rebecca.number} S1")
    assert found.suggested == {name: text.removeprefix("/").strip() for name, text in ANSWERS.items()}
    worksheets.take(program, found, found.suggested)
    plan = queries.plan(program, rebecca.participation).content
    assert (plan.period_from, plan.period_to) == (date(2026, 7, 1), date(2027, 6, 30))
    assert (plan.target_class_code, bool(plan.target_class_title)) == ("5393", True)
    assert (plan.mentor_name, plan.mentor_resource_id) == (MENTOR, None)
    assert (plan.support, plan.supervisor_comments) == (LONG.strip(), "Line one\nLine two")
    assert plan.supervisor_approval == "approves with changes"
    short, long = plan.goals
    assert (short.term, short.text, short.target_date, short.measure) == (
        GoalTerm.SHORT, "Write three budget change proposals", date(2026, 12, 31), "Accepted by the budget office",
    )  # fmt: skip
    assert (long.term, long.text) == (GoalTerm.LONG, "Become an analyst")
    assert [(one.name, one.now, one.wanted) for one in plan.competencies] == [("Writing", "letters", "proposals")]
    course, shadow = plan.activities
    assert (course.type, course.starts, course.ends) == (ActivityType.COURSE, date(2026, 9, 1), date(2026, 9, 30))
    assert (course.state_hours, course.own_hours, course.provider) == (Decimal(16), Decimal("4.5"), "CalLearns")
    assert shadow.type is ActivityType.JOB_SHADOWING
    assert [(one.text, one.estimate, one.activity) for one in plan.costs] == [
        ("Excel for accountants", Decimal(350), course.item), ("Bus tickets", Decimal("20.50"), None),
    ]  # fmt: skip
    with program.reading() as session:
        (kept,) = session.query(models.ParticipationFile).all()
        assert (kept.purpose, kept.name, kept.size) == ("worksheet", "back.pdf", len(found.data))
    second = back(program, filled(data, {**ANSWERS, "goal_newshort1_measure": "Nobody"}), tmp_path)
    assert [(one.name, one.problem) for one in second.compared.differences] == [
        ("goal_newshort1_measure", "The plan has a row with this text already. Change it there.")
    ]
    assert second.suggested == {}
    history.undo(program)
    assert queries.plan(program, rebecca.participation).content.goals == ()

    again = back(program, filled(sent(program, rebecca, tmp_path), {}), tmp_path, "second.pdf")
    assert (again.compared.number, again.compared.differences) == (f"{rebecca.number} S2", ())
    older = back(program, filled(data, ANSWERS), tmp_path)
    assert any("older worksheet" in remark for remark in older.remarks)


@pytest.mark.skipif(shutil.which("pdftk") is None, reason="pdftk is not here")
def test_what_the_plan_holds_stands_in_its_fields_and_nothing_is_overwritten_without_a_word(
    program: Program, rebecca: Someone, tmp_path: Path
) -> None:
    rows = write_plan(program, rebecca.revision)
    data = sent(program, rebecca, tmp_path)
    fields = {name: str(one.get("/V") or "") for name, one in (PdfReader(io.BytesIO(data)).get_fields() or {}).items()}
    text = next(name for name, value in fields.items() if value == "Learn the budget cycle")
    start = next(name for name, value in fields.items() if value == "9/1/2026")
    cost = next(name for name, value in fields.items() if value == "$350.00")
    fdf = tmp_path / "answers.fdf"
    answers = {text: "Learn the budget cycle well", start: "Sept 2026", cost: "400", "plan_support": ""}
    lines = "".join(f"<< /T ({name}) /V ({value}) >>\n" for name, value in answers.items())
    fdf.write_text(f"%FDF-1.2\n1 0 obj << /FDF << /Fields [{lines}] >> >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
    (tmp_path / "blank.pdf").write_bytes(data)
    subprocess.run(["pdftk", "blank.pdf", "fill_form", fdf, "output", "pdftk.pdf"], cwd=tmp_path, check=True)

    editing.set_row(program, ItemKind.GOAL, rows["short"], {"text": "Learn the budget"})
    found = worksheets.read_back(program, tmp_path / "pdftk.pdf")
    told = {one.name: one for one in found.compared.differences}
    assert set(told) == set(answers), "what was printed and left alone is no difference"
    assert (told[text].plan, told[text].was, told[text].both) == ("Learn the budget", "Learn the budget cycle", True)
    assert told[start].problem == "“Sept 2026” is no date. Write it like 8/31/2026."
    assert (told["plan_support"].sheet, told["plan_support"].suggested) == ("", False)
    assert found.suggested == {cost: "400"}

    with pytest.raises(InvalidInput) as refused:
        worksheets.take(program, found, {start: "Sept 2026"})
    assert refused.value.field == start
    worksheets.take(program, found, {cost: "400", text: "Learn it well", "plan_support": ""})
    plan = queries.plan(program, rebecca.participation).content
    assert [one.estimate for one in plan.costs] == [Decimal(400)]
    assert (plan.goals[0].text, plan.support) == ("Learn it well", "")
    with pytest.raises(InvalidInput, match="ends before it begins"):
        worksheets.take(program, found, {start: "10/1/2026"})
    editing.remove_row(program, ItemKind.GOAL, rows["short"])
    gone = worksheets.read_back(program, tmp_path / "pdftk.pdf")
    assert "taken out of the plan" in next(one.problem for one in gone.compared.differences if one.name == text)


def test_a_wrong_foreign_or_older_file_is_told_in_words(program: Program, rebecca: Someone, tmp_path: Path) -> None:
    data = sent(program, rebecca, tmp_path)

    def changed(**info: str) -> bytes:
        pdf = pikepdf.open(io.BytesIO(data))
        for name, value in info.items():
            pdf.docinfo[f"/{name}"] = value
        return filled_forms.saved(pdf)

    scan = filled_forms.pages_only()
    del scan.docinfo["/Subject"]
    mark = str(PdfReader(io.BytesIO(data)).metadata["/Subject"])
    flat = pikepdf.open(io.BytesIO(data))
    del flat.Root["/AcroForm"]
    for page in flat.pages:
        del page["/Annots"]
    for content, words in (
        (filled_forms.by_hand(filled_forms.NELSON), "is an application form, not a worksheet"),
        (filled_forms.saved(filled_forms.blank(["a", "b"], subject="")), "is another form"),
        (filled_forms.saved(scan), "has no fields: it is a scan"),
        (filled_forms.saved(flat), "has no fields any more"),
        (changed(Subject=""), "no longer says which one it is"),
        (changed(Subject=mark.replace("edition 1", "edition 2")), "made by a newer umdesk"),
        (changed(Subject=mark.replace(rebecca.number, "2019-0007")), "was not printed from this program"),
        (b"not a PDF", "is not a PDF"),
        (data[:3000], "is damaged"),
    ):
        assert words in back(program, content, tmp_path).refusal, words

    other = someone(program, "Bruce", "Chase", "004712")
    write_plan(program, other.revision)
    sheet = back(program, sent(program, other, tmp_path), tmp_path)
    print_plan.print_to_sign(program, other.revision)
    late = worksheets.read_back(program, sheet.path)
    assert late.refusal == f"Revision 1 of plan {other.number} is printed; it can no longer be changed."
    with pytest.raises(NotNow, match="printed"):
        worksheets.take(program, sheet, {"plan_support": "Later"})
    with pytest.raises(NotNow, match="is printed"):
        worksheets.make(program, other.participation)
