"""What the agreement on a T&D assignment shows, as frozen plain values; see `umdesk.domain.snapshots`."""

from dataclasses import dataclass
from datetime import date

from umdesk.domain.privacy_notice import UNWRITTEN, PrivacyNotice


@dataclass(frozen=True, slots=True)
class TDAgreementSnapshot:
    """The agreement of an employee with the current and the new supervisor (2 CCR 438, 438.1, 438.4, 439).

    `number` is like "2026-0007 T1", `replaces` that of the agreement before it, "" for the first. `first` and `last`
    are served days; `lasts` says how long in words. `standing` holds sentences on what is used and left by the last day
    and on the last allowed day; `over_reason` is the coordinator's reason where it goes over the limit.
    """

    department: str
    office: str
    number: str
    plan_number: str
    employee: str
    employee_number: str
    present_class: str
    td_class: str
    purposes: tuple[str, ...]
    duties: str
    from_unit: str
    to_unit: str
    first: date
    last: date
    lasts: str
    time_base: str
    standing: tuple[str, ...]
    current_supervisor: str
    new_supervisor: str
    over_reason: str = ""
    replaces: str = ""
    notice: PrivacyNotice = UNWRITTEN
