"""What no file takes is left out of what people type; the history tells of each record on one short line."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from umdesk.domain.handbook import PlannedExam
from umdesk.domain.outreach import Event
from umdesk.domain.program_roles import Holder
from umdesk.domain.year_words import OutreachChannel, ProgramRole, YearFilePurpose
from umdesk.services import history
from umdesk.services.people import units
from umdesk.services.programs import Program
from umdesk.services.year import action_columns, actions, budget, calendar, files, handbook, outreach, roles
from umdesk.services.year.budget import AllocationInput
from umdesk.storage.models import Unit

#: A NUL, half of a character and no character at all, between line ends of every kind.
ODD = "a\x00b\r\nc\x0bd\x85e\u2028f\ud800g\ufffe"
LONG = "wide " * 1000


def test_texts_that_no_file_takes_are_kept_without_what_is_wrong_with_them(program: Program) -> None:
    outreach.add(program, 2026, Event(date(2026, 1, 5), OutreachChannel.EMAIL, ODD, ODD, follow_up=ODD, note=ODD))
    roles.add(program, Holder(ProgramRole.HR, ODD, ODD, ODD))
    handbook.add_exam(program, 2026, PlannedExam("1441", ODD, None, ODD))
    handbook.begin(program)
    handbook.write(program, handbook.rows(program)[0].id, {"text": ODD, "owner": ODD})
    calendar.add(program, 2026, date(2026, 3, 2), ODD, ODD)
    of_fund = budget.add(program, 2026, AllocationInput(None, ODD, Decimal(5), ODD))
    budget.adjust(program, of_fund, date(2026, 3, 2), Decimal(5), ODD)
    action = actions.add(program, 2026, {"text": ODD, "responsible": ODD})
    action_columns.add(program, ODD)
    evidence = files.add(program, YearFilePurpose.EVIDENCE, action, f"{ODD}.pdf", b"%PDF-1.7 a sheet")
    files.set_note(program, evidence, ODD)
    (row,) = outreach.of_year(program, 2026)
    assert (row.event.title, row.event.note) == ("ab c d e fg", "ab\nc\nd\ne\nfg")
    (holder,) = roles.listed(program)
    assert (holder.holder.name, holder.holder.duties) == ("ab c d e fg", "ab\nc\nd\ne\nfg")
    assert "\n" not in "".join(line.summary for line in history.events(program, None, 50))


def test_the_history_names_what_is_long_in_a_short_line(program: Program) -> None:
    told = outreach.add(program, 2026, Event(date(2026, 1, 5), OutreachChannel.EMAIL, LONG))
    holder = roles.add(program, Holder(ProgramRole.HR, LONG))
    exam = handbook.add_exam(program, 2026, PlannedExam("1441", LONG))
    fund = budget.add(program, 2026, AllocationInput(None, LONG, Decimal(5)))
    outreach.remove(program, told)
    roles.remove(program, holder)
    handbook.remove_exam(program, exam)
    budget.remove(program, fund)
    assert max(len(line.summary) for line in history.events(program, None, 8)) < 200


def test_outreach_goes_with_its_unit_where_two_units_become_one_and_comes_back(program: Program) -> None:
    with program.operation("tests.units", "Added units") as op:
        op.session.add_all([Unit(name="Redding"), Unit(name="Reding")])
    with program.reading() as session:
        kept, gone = (session.scalars(select(Unit.id).where(Unit.name == name)).one() for name in ("Redding", "Reding"))
    outreach.add(program, 2026, Event(date(2026, 1, 5), OutreachChannel.EMAIL, "Note to all"), unit_id=gone)
    units.merge(program, kept, gone)
    assert [(row.unit_id, row.event.unit) for row in outreach.of_year(program, 2026)] == [(kept, "Redding")]
    history.undo(program)
    assert [(row.unit_id, row.event.unit) for row in outreach.of_year(program, 2026)] == [(gone, "Reding")]
