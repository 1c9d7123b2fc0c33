"""Applicants: the list of a cycle, one application in full, adding, editing, withdrawing, deciding eligibility."""

from umdesk.services.applicants.deciding import decide_eligibility, take_back_eligibility, take_fresh
from umdesk.services.applicants.details import ApplicantDetail, OtherApplication, detail, newest_of
from umdesk.services.applicants.editing import (
    NewApplicant,
    add,
    edit_application,
    edit_appointment,
    edit_person,
    restamp,
    take_back_withdrawal,
    withdraw,
)
from umdesk.services.applicants.following import FOLLOWED, touched
from umdesk.services.applicants.listing import ApplicantRow, heard_of, rows, rows_of, supervisors, units
from umdesk.services.applicants.onfile import OnFile, on_file
from umdesk.services.applicants.standing import Standing, standings

__all__ = [
    "FOLLOWED", "ApplicantDetail", "ApplicantRow", "NewApplicant", "OnFile", "OtherApplication", "Standing",
    "add", "decide_eligibility", "detail", "edit_application", "edit_appointment", "edit_person", "heard_of",
    "newest_of", "on_file", "restamp", "rows", "rows_of", "standings", "supervisors", "take_back_eligibility",
    "take_back_withdrawal", "take_fresh", "touched", "units", "withdraw",
]  # fmt: skip
