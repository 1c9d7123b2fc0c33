"""What the findings of a check mean and what to do about them, in words for people."""

from datetime import datetime

from umdesk.domain import dates
from umdesk.domain.table_words import table_words
from umdesk.domain.writing import capital, counted
from umdesk.services.integrity import BackupState, Checked, Finding

KINDS = {
    "page": "Damaged page",
    "database": "Damaged database",
    "reference": "Broken link",
    "history": "Broken history",
    "record": "Changed past the history",
    "document": "Damaged document",
    "keys": "Way in",
    "backup": "Damaged backup",
}
_REPAIR = (
    "Restore the newest backup that is whole; what was done since then is lost. Or save what can be read into a new "
    "program, which loses only what lay on the damaged pages. Keep the damaged folder as it is."
)
_ADVICE = {
    "page": _REPAIR,
    "database": _REPAIR,
    "reference": _REPAIR,
    "history": "Somebody changed the history, or the disk did. Compare with a backup from before, and keep both.",
    "record": "A program other than umdesk changed the data. Compare with a backup from before, and keep both.",
    "document": "Print or file the document again from a backup that still holds it.",
    "keys": "Give the account a new password in the window of accounts, or print a new recovery sheet.",
    "backup": "This copy restores nothing. Make a new backup and delete this file.",
}
_INDEX = (
    "No record is lost: an index is only a second order of the same records. Save what can be read into a new program; "
    "it builds the index anew."
)


def kind(finding: Finding) -> str:
    """The kind of a finding in words."""
    return KINDS.get(finding.kind, finding.kind)


def where(finding: Finding) -> str:
    """Where a finding is, the table in words for people."""
    table, _, place = finding.where.partition(", ")
    text = f"{table_words(table)}, {place}" if place else table_words(table)
    return text if "." in table else capital(text)


def what(finding: Finding) -> str:
    """What a finding means."""
    return capital(finding.what)


def advice(finding: Finding) -> str:
    """What to do about a finding."""
    if finding.kind == "page" and "an index is damaged" in finding.what:
        return _INDEX
    if finding.kind == "page" and finding.where.startswith("first bytes"):
        return "Nothing is lost. Change something in the program and check again."
    return _ADVICE.get(finding.kind, _REPAIR)


def headline(found: Checked) -> str:
    """Whether all is well, in one sentence."""
    count = len(found.findings)
    if count:
        return f"{'One thing is' if count == 1 else f'{count} things are'} wrong."
    return "Nothing is wrong."


def figures(found: Checked) -> str:
    """What was read and compared."""
    read = f"{found.pages:,} pages read, {found.records:,} records compared with {found.events:,} events of the history"
    return f"{read}, {counted(found.documents, 'kept document')} compared. {_backups(found.backups)}"


def _backups(states: tuple[BackupState, ...]) -> str:
    whole = [state for state in states if not state.faults]
    if not states:
        return "There are no backups in the program folder."
    newest = max((state.made_at for state in whole), default="")
    when = f", the newest of {dates.show_moment(datetime.fromisoformat(newest))}" if newest else ""
    return f"{counted(len(states), 'backup')} checked, {len(whole)} whole{when}."
