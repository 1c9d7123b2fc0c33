"""The commands of umdesk, in the order that the help shows them.

A new command is a module here with `register(commands)` (see `frame`) and its name in `ALL`. A new kind of `print` or
`report` is a module with `register(kinds)` and its name in `KINDS` of `printing` or `report`.
"""

from umdesk.cli import (
    account,
    applicants,
    backup,
    check,
    cycle,
    demo,
    dump,
    import_file,
    new,
    person,
    printing,
    rank,
    ratings,
    report,
    restore,
    salvage,
    scan,
)
from umdesk.cli.frame import Noun

ALL: tuple[Noun, ...] = (
    demo,
    new,
    import_file,
    applicants,
    person,
    cycle,
    ratings,
    rank,
    scan,
    printing,
    report,
    check,
    backup,
    restore,
    salvage,
    account,
    dump,
)
