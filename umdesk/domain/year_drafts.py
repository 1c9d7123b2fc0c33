"""Where typing of a program year is kept that belongs to no record yet, such as a goal that nobody has set."""

import hashlib

from umdesk.domain import dates


def draft_record(program_id: str, table: str, year: int) -> str:
    """The record under which typing for a table and a program year is kept: 32 hexadecimal digits, as all ids."""
    return hashlib.sha256(f"{program_id} {table} {year}".encode()).hexdigest()[:32]


def year_of_draft(program_id: str, table: str, record: str) -> int | None:
    """The program year of such a record, None where it is none of this table."""
    return next((year for year in dates.PROGRAM_YEARS if draft_record(program_id, table, year) == record), None)
