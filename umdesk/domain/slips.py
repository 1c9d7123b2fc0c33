"""The pages that a change of the key needs: a password for each account, and the new recovery code."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Slip:
    """The page of one account: its name and the password that works once."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class SlipsSnapshot:
    """All pages of one change of the key; `by` is who made it and keeps their own password."""

    program: str
    department: str
    office: str
    by: str
    made_on: date
    slips: tuple[Slip, ...]
    recovery_code: str
