"""Random appointments, retitled classes and overrides: the answer for each day is that of an independent reckoning."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from umdesk.domain.words import Category
from umdesk.services import classes, people
from umdesk.services.people import appointments
from umdesk.services.programs import Program
from umdesk.storage import models

START = date(2024, 1, 1)
CODES = ("7001", "7002", "7003")
DAYS = 40

days = st.integers(0, DAYS - 1)
spans = st.tuples(days, st.none() | st.integers(0, 12))
categories = st.sampled_from([Category.LPEL, Category.ELTPA, Category.BRIDGING, Category.OTHER])
held = st.dictionaries(
    days, st.tuples(st.sampled_from((*CODES, "9999")), st.sampled_from(["Yreka", "Butte", ""])), min_size=1, max_size=5
)
titles = st.dictionaries(days, st.sampled_from(["Clerk", "Clerk I", "Aide"]), max_size=3)
overrides = st.dictionaries(days, st.tuples(categories, st.none() | st.integers(0, 12)), max_size=3)


def day(number: int) -> date:
    return START + timedelta(number)


@pytest.fixture
def person(program: Program) -> str:
    """Somebody without an appointment."""
    with program.operation("tests.person", "Added Bo Li") as op:
        row = models.Person(last_name="Li", first_name="Bo", employee_number="000007")
        op.session.add(row)
        return row.id


def put_on_file(
    program: Program,
    person: str,
    rows: dict[int, tuple[str, str]],
    named: Sequence[dict[int, str]],
    decided: Sequence[dict[int, tuple[Category, int | None]]],
) -> None:
    """Give the classes their titles and overrides, and the person the appointments, the last one first."""
    with program.operation("tests.classes", "Made classes") as op:
        session = op.session
        for model in (models.Appointment, models.ClassOverride):
            for row in session.query(model):
                session.delete(row)
        for row in session.query(models.JobClass).filter(models.JobClass.class_code.in_(CODES)):
            session.delete(row)
        for code, by_day, by_decision in zip(CODES, named, decided, strict=True):
            for began, title in by_day.items():
                session.add(
                    models.JobClass(
                        class_code=code, title=title, title_from=day(began), schematic_code="CA50", entry_level="yes",
                        bridging=False, status="active", confirmed=True,
                    )
                )  # fmt: skip
            for began, (category, length) in by_decision.items():
                session.add(
                    models.ClassOverride(
                        class_code=code, category=category, effective=day(began), reason="So decided",
                        ends=None if length is None else day(began + length),
                    )
                )  # fmt: skip
    for began in sorted(rows, reverse=True):
        code, unit = rows[began]
        with program.operation("tests.appointment", "Appointed") as op:
            if not op.session.query(models.Appointment.id).first():
                op.session.add(
                    models.Appointment(
                        person_id=person, effective=day(began), class_code=code, class_title="As written",
                        tenure="permanent", time_base="1.0",
                        unit_id=(found.id if (found := unit_row(op.session, unit)) else None),
                    )
                )  # fmt: skip
                continue
        base = rows[min(later for later in rows if later > began)]
        if base != (code, unit):
            appointments.add(
                program, person, day(began), {"class_code": code, "class_title": "As written", "unit": unit}
            )
        else:
            appointments.add(
                program, person, day(began), {"work_location": f"Desk {began}", "class_title": "As written"}
            )


def unit_row(session: object, name: str) -> models.Unit | None:
    from umdesk.services.people.naming import unit_named

    return unit_named(session, name)


def reckoned(
    on: int,
    rows: dict[int, tuple[str, str]],
    named: Sequence[dict[int, str]],
    decided: Sequence[dict[int, tuple[Category, int | None]]],
) -> tuple[bool, str, str, str, str]:
    """Known, class, title, category and unit of a day, counted day by day from the first."""
    now: tuple[str, str] | None = None
    title_now: dict[str, str] = {code: by_day[min(by_day)] for code, by_day in zip(CODES, named, strict=True) if by_day}
    in_force: dict[str, list[tuple[int | None, Category]]] = {code: [] for code in CODES}
    for each in range(on + 1):
        now = rows.get(each, now)
        for code, by_day, by_decision in zip(CODES, named, decided, strict=True):
            title_now.update({code: by_day[each]} if each in by_day else {})
            if each in by_decision:
                category, length = by_decision[each]
                in_force[code].append((None if length is None else each + length, category))
    if now is None:
        return False, "", "", "", ""
    code, unit = now
    open_ones = [category for last, category in in_force.get(code, ()) if last is None or last >= on]
    known = code in title_now or bool(in_force.get(code))
    category = open_ones[-1].value if open_ones else "LPEL" if code in title_now else "unmapped"
    return True, code, title_now.get(code, "As written") if known else "As written", category, unit


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=held, named=st.tuples(titles, titles, titles), decided=st.tuples(overrides, overrides, overrides))
def test_the_answer_of_every_day_is_that_of_a_day_by_day_reckoning(
    program: Program,
    person: str,
    rows: dict[int, tuple[str, str]],
    named: Sequence[dict[int, str]],
    decided: Sequence[dict[int, tuple[Category, int | None]]],
) -> None:
    put_on_file(program, person, rows, named, decided)
    with program.reading() as session:
        catalogue = classes.facts(session)
        for on in range(DAYS + 5):
            found = people.on_day(session, catalogue, person, day(on))
            said = (found.known, found.class_code, found.title, found.category, found.unit)
            assert said == reckoned(on, rows, named, decided), day(on)
