"""Read a department's class list: its tables, and which of them looks like one."""

from pathlib import Path

from umdesk.domain.class_list import layout
from umdesk.domain.intake.tables import Table
from umdesk.jobs import import_file


def read(path: Path) -> tuple[tuple[Table, ...], Table]:
    """All tables of a file, and the first that looks like a list of classes (the first one where none does).

    Raises:
        InvalidInput: it is no spreadsheet that can be read.
    """
    tables = import_file.read(path).tables
    return tables, next((table for table in tables if layout.looks_like_classes(table)), tables[0])
