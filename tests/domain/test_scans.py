"""What a scan of a signed page asks somebody to look at: paper and records must not disagree."""

from umdesk.domain.scans import Paper, signature_hints

LINES = ("Employee", "Supervisor")


def hints(employee: bool, supervisor: bool, **known: object) -> tuple[str, ...]:
    paper = Paper("id", "cdp", "2026-0001 R1", "9f3a1c77b2", 2, "Ana Reyes", "part", **known)
    return signature_hints(paper, dict(zip(LINES, (employee, supervisor), strict=True)))


def test_an_empty_line_is_told_unless_it_is_on_record_that_nobody_signed_it():
    assert hints(False, False, excused=frozenset({"supervisor"})) == ("The signature line “Employee” seems empty.",)


def test_a_line_whose_date_is_on_record_must_not_be_empty():
    assert hints(False, True, dated=frozenset({"employee", "supervisor"})) == (
        "The signature line “Employee” seems empty, though a date is on record for it.",
    )


def test_a_signed_line_asks_for_its_date_or_contradicts_a_refusal():
    assert hints(True, True, dates_wanted=True, excused=frozenset({"supervisor"})) == (
        "The signature line “Supervisor” seems signed, though it is on record that it was not.",
        "Signed, it seems, by the employee: record the date.",
    )
    assert hints(True, True, dated=frozenset({"employee", "supervisor"}), dates_wanted=True) == ()
