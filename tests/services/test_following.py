"""After every operation, the rows that it touched are all that has to be read again of the list of applicants."""

from datetime import date

import pytest

from umdesk.domain.words import Eligibility, LetterKind
from umdesk.services import applicants, cycles, history, letters, settings
from umdesk.services.applicants import NewApplicant
from umdesk.services.people import units

PEOPLE = (
    NewApplicant("Nelson", "Rebecca", "704001", class_code="1379", unit="Yreka", tenure="permanent"),
    NewApplicant("Reyes", "Ana", "704002", class_code="5393", unit="Redding", received=date(2026, 2, 4)),
    NewApplicant("Bruce", "Chase", class_code="1379", unit="Yreka", received=date(2026, 2, 4)),
)


class Followed:
    """The rows of a program as a list keeps them that reads only what it has to; `read` counts the rows."""

    def __init__(self, program) -> None:
        self.program = program
        self.rows = {row.id: row for row in applicants.rows(program)}
        self.read: list[int | None] = []
        program.listen(self.follow)

    def follow(self, announced) -> None:
        ids = applicants.touched(self.program, announced)
        if ids is None:
            self.read.append(None)
            self.rows = {row.id: row for row in applicants.rows(self.program)}
            return
        found = applicants.rows_of(self.program, ids)
        self.read.append(len(found))
        self.rows = {key: row for key, row in self.rows.items() if key not in ids} | {row.id: row for row in found}

    def what(self, act) -> int | None:
        """How many rows an act made it read, None for all; they are as they would be after reading everything."""
        self.read.clear()
        act()
        whole = {row.id: row for row in applicants.rows(self.program)}
        assert self.rows == whole
        return self.read[-1] if self.read else 0


@pytest.fixture
def ids(program) -> list[str]:
    cycle = cycles.create_cycle(program, "Spring 2026")
    return [applicants.add(program, cycle, one) for one in PEOPLE]


def test_only_what_an_operation_touched_is_read_and_it_is_all_that_changed(program, ids):
    followed = Followed(program)
    nelson = applicants.detail(program, ids[0])
    [yreka] = [unit for unit in units.listed(program) if unit.name == "Yreka"]

    assert followed.what(lambda: applicants.edit_person(program, nelson.person_id, {"last_name": "Ortiz"})) == 1
    assert followed.what(lambda: history.undo(program)) == 1
    assert followed.what(lambda: applicants.edit_appointment(program, nelson.appointment_id, {"unit": "Weed"})) == 1
    assert followed.what(lambda: units.rename(program, yreka.id, "Yreka Center")) == 1
    assert followed.what(lambda: applicants.withdraw(program, ids[1], "moved away")) == 1
    assert followed.what(lambda: history.undo(program)) == 1
    decided = (program, ids[2], Eligibility.NOT_ELIGIBLE, "HR said so")
    assert followed.what(lambda: applicants.decide_eligibility(*decided)) == 1
    assert followed.what(lambda: applicants.take_back_eligibility(program, ids[2])) == 1
    xiong = NewApplicant("Xiong", "Mai", class_code="1379")
    assert followed.what(lambda: applicants.add(program, nelson.cycle_id, xiong)) == 1
    assert followed.what(lambda: history.undo(program)) == 0
    assert followed.what(lambda: history.redo(program)) == 1


def test_a_cycle_touches_its_own_a_letter_its_application_and_a_rule_or_a_class_all(program, ids):
    followed = Followed(program)
    cycle = applicants.detail(program, ids[0]).cycle_id
    other = cycles.create_cycle(program, "Fall 2026")
    applicants.add(program, other, NewApplicant("Xiong", "Mai", class_code="1379"))

    assert followed.what(lambda: cycles.edit_cycle(program, cycle, cycles.CycleChanges(name="Spring"))) == 3
    assert followed.what(lambda: cycles.edit_cycle(program, cycle, cycles.CycleChanges(notice="Apply."))) == 0
    prepared = letters.prepare(program, ids[:1], LetterKind.RECEIVED)
    drawn = [letters.Drawn(each, LetterKind.RECEIVED, shown, b"%PDF", 1, "0" * 64) for each, shown in prepared]
    assert followed.what(lambda: letters.keep(program, drawn)) == 1
    assert followed.what(lambda: history.undo(program)) == 1
    assert followed.what(lambda: settings.change(program, "eligibility.months_in_class", 6)) is None
    assert followed.what(lambda: settings.change(program, "people.employee_number_width", 7)) == 0
