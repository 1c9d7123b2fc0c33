"""A department's own criteria (2 CCR 599.983(d)): what it asks of applicants beside the class.

Each is required, left to the coordinator, or off. Where a required one is not met the answer is "not eligible"; where
what it asks for is not on file, nobody can tell, and the coordinator decides. No source confirms the criteria of any
department, so that all but tenure are off until a department asks for them.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.eligibility.answers import CRITERIA_SOURCE, RECORD_SOURCE, Applicant, Finding, bad, good, undecided
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import Demand, Tenure
from umdesk.domain.writing import counted

_HELD = (Tenure.PERMANENT, Tenure.PROBATIONARY)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a department asks for; a number of full months of 0 asks for none, whatever its demand."""

    tenure: Demand = Demand.COORDINATOR_DECIDES
    months_in_class: int = 0
    months_in_class_demand: Demand = Demand.REQUIRED
    months_with_state: int = 0
    months_with_state_demand: Demand = Demand.OFF
    probation: Demand = Demand.OFF
    full_time: Demand = Demand.OFF
    window: Demand = Demand.OFF
    statement: Demand = Demand.OFF
    comment: Demand = Demand.OFF
    not_participant: Demand = Demand.OFF
    signed: Demand = Demand.OFF

    @property
    def class_months(self) -> int:
        """The full months in class that count, 0 for none."""
        return 0 if self.months_in_class_demand is Demand.OFF else self.months_in_class

    @property
    def state_months(self) -> int:
        """The full months with the state that count, 0 for none."""
        return 0 if self.months_with_state_demand is Demand.OFF else self.months_with_state


def criteria_findings(applicant: Applicant, criteria: Criteria) -> list[Finding]:
    """What the department's criteria say of an applicant, in the order of the settings."""
    return [
        *_tenure(applicant.tenure, criteria.tenure),
        *_day_received(applicant),
        *_in_class(applicant, criteria),
        *_with_state(applicant, criteria),
        *_probation(applicant, criteria.probation),
        *_full_time(applicant.time_base, criteria.full_time),
        *_window(applicant, criteria.window),
        *_on_file(applicant, criteria),
    ]


def _unmet(text: str, demand: Demand) -> Finding:
    return bad(text, CRITERIA_SOURCE) if demand is Demand.REQUIRED else undecided(text, CRITERIA_SOURCE)


def _tenure(tenure: str, demand: Demand) -> Iterator[Finding]:
    written = tenure.strip()
    if demand is Demand.OFF:
        return
    if not written:
        yield undecided("The tenure is missing.", CRITERIA_SOURCE)
    elif written.casefold() in _HELD:
        yield good(f"Tenure: {written.casefold()}.", CRITERIA_SOURCE)
    else:
        yield _unmet(f"The tenure is “{written}”, neither permanent nor probationary.", demand)


def _day_received(applicant: Applicant) -> Iterator[Finding]:
    if not applicant.received_known:
        text = "The day the application was received is missing, and the answer depends on that day."
        yield undecided(text, RECORD_SOURCE)


def _in_class(applicant: Applicant, criteria: Criteria) -> Iterator[Finding]:
    since, wanted = applicant.class_date, criteria.class_months
    if since is None:
        text = "The date of appointment to the class is missing"
        if wanted:
            asked = f"{text}; the department asks for {counted(wanted, 'month')} in class."
            yield undecided(asked, CRITERIA_SOURCE)
        else:
            yield good(f"{text}; no rule asks for it.", RECORD_SOURCE)
    elif since > applicant.received:
        text = "The date of appointment to the class is later than the day received: check both."
        yield undecided(text, RECORD_SOURCE) if wanted else good(text, RECORD_SOURCE)
    elif wanted:
        yield _months(since, applicant.received, wanted, "in class", criteria.months_in_class_demand)


def _with_state(applicant: Applicant, criteria: Criteria) -> Iterator[Finding]:
    since, wanted = applicant.hired, criteria.state_months
    if not wanted:
        return
    if since is None:
        asked = f"The first day with the state is missing; the department asks for {counted(wanted, 'month')}."
        yield undecided(asked, CRITERIA_SOURCE)
    elif since > applicant.received:
        text = "The first day with the state is later than the day received: check both."
        yield undecided(text, RECORD_SOURCE)
    else:
        yield _months(since, applicant.received, wanted, "with the state", criteria.months_with_state_demand)


def _months(since: date, received: date, minimum: int, where: str, demand: Demand) -> Finding:
    held = full_months(since, received)
    text = f"{counted(held, 'month')} {where} on the day received; the department asks for {counted(minimum, 'month')}."
    return good(text, CRITERIA_SOURCE) if held >= minimum else _unmet(text, demand)


def _probation(applicant: Applicant, demand: Demand) -> Iterator[Finding]:
    if demand is Demand.OFF:
        return
    ends, tenure = applicant.probation_ends, applicant.tenure.strip().casefold()
    if ends is not None and ends >= applicant.received:
        if tenure == Tenure.PERMANENT:
            text = f"The tenure is permanent, and probation is said to end on {dates.show(ends)}: check both."
            yield undecided(text, RECORD_SOURCE)
        else:
            yield _unmet(f"Probation was not over on the day received: it ends on {dates.show(ends)}.", demand)
    elif tenure == Tenure.PERMANENT:
        yield good("Probation is over: the tenure is permanent.", CRITERIA_SOURCE)
    elif tenure == Tenure.PROBATIONARY and ends is None:
        yield _unmet("Probation is not over: the tenure is probationary.", demand)
    elif tenure == Tenure.PROBATIONARY:
        text = f"Probation ended on {dates.show(ends)}, and the tenure is still probationary: check both."
        yield undecided(text, RECORD_SOURCE)
    elif ends is None:
        text = "Nothing on file says that probation is over; the department asks for it."
        yield undecided(text, CRITERIA_SOURCE)
    else:
        yield good(f"Probation ended on {dates.show(ends)}.", CRITERIA_SOURCE)


def _full_time(time_base: str, demand: Demand) -> Iterator[Finding]:
    if demand is Demand.OFF:
        return
    written = time_base.strip()
    if not written:
        yield undecided("The time base is missing; the department asks for full time.", CRITERIA_SOURCE)
    elif is_full_time(written):
        yield good("The time base is full time.", CRITERIA_SOURCE)
    else:
        yield _unmet(f"The time base is “{written}”; the department asks for full time.", demand)


def is_full_time(time_base: str) -> bool:
    """Whether a time base as people write it means full time ("Full time", "FT", "1.0", "100%", "1/1")."""
    return bool(re.fullmatch(r"1(\.0+)?|100 ?%|f/?t|full(?:[- ]?time)?|1/1", time_base.strip().casefold()))


def _window(applicant: Applicant, demand: Demand) -> Iterator[Finding]:
    if demand is Demand.OFF or applicant.window is None or not applicant.received_known:
        return
    opens, closes = applicant.window
    day = dates.show(applicant.received)
    if opens is not None and applicant.received < opens:
        yield _unmet(f"Received on {day}, before the window opened on {dates.show(opens)}.", demand)
    elif is_late(applicant.received, closes):
        late = f"Received on {day}, after the window closed on {dates.show(closes)}"
        if applicant.late_reason.strip():
            yield good(f"{late}; taken late with a reason: {applicant.late_reason.strip()}", CRITERIA_SOURCE)
        else:
            yield _unmet(f"{late}, and no reason for taking it late is on file.", demand)
    else:
        yield good(f"Received on {day}, in the window.", CRITERIA_SOURCE)


def _on_file(applicant: Applicant, criteria: Criteria) -> Iterator[Finding]:
    asked = (
        (criteria.statement, applicant.has_statement, "A statement is on file.", "No statement is on file."),
        (
            # What the supervisor says is information for the panel and never a veto.
            criteria.comment,
            applicant.has_comment,
            "The supervisor's comment is on file.",
            "The supervisor's comment is not on file; the department asks for one, whatever it says.",
        ),
        (
            criteria.not_participant,
            None if applicant.takes_part is None else not applicant.takes_part,
            "Not in the program already.",
            "In the program already on the day received.",
        ),
        (criteria.signed, applicant.is_signed, "The application is signed.", "No date of signature is on file."),
    )
    for demand, is_met, met, unmet in asked:
        if demand is not Demand.OFF and is_met is not None:
            yield good(met, CRITERIA_SOURCE) if is_met else _unmet(unmet, demand)


def full_months(start: date, end: date) -> int:
    """Full months from one day to a later one; from the 31st, a shorter month is full on its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_day) else months - 1
