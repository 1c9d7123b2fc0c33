"""Telling what a salvage could not save: by table, and as far as the indexes know by the name of each record."""

from dataclasses import dataclass

from umdesk.domain.table_words import table_words
from umdesk.domain.writing import number_list
from umdesk.storage.salvage.mending import kept_by
from umdesk.storage.salvage.reading import Read, Row

#: Names of lost records that are listed one by one, a table.
_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class TableSaved:
    """How many rows of a table are in the new program, how many of them came from the history, how many are lost.

    `sure` is False where no index was left to tell how many rows there were.
    """

    table: str
    kept: int
    from_history: int
    lost: int
    sure: bool


def tables(
    read: Read, back: dict[str, int], lost_before: dict[str, dict[int, Row]], stand_ins: dict[str, int]
) -> tuple[TableSaved, ...]:
    """What of each table is in the new program.

    Args:
        read: the tables as they are written.
        back: how many rows of each came from the history.
        lost_before: what was missing before the history helped.
        stand_ins: how many rows of each only stand in the place of a lost one.
    """
    told = []
    for name, each in sorted(read.tables.items()):
        empty = stand_ins.get(name, 0)
        lost = max(empty, sum(rowid not in each.rows for rowid in lost_before[name]))
        told.append(TableSaved(name, len(each.rows) - empty, back.get(name, 0), lost, each.whole or each.indexed))
    return tuple(told)


def missing(
    read: Read, lost_before: dict[str, dict[int, Row]], mended: list[tuple[str, Row, str]], blobs: list[str]
) -> tuple[str, ...]:
    """What is missing, a sentence each."""
    told: list[str] = []
    for name, each in sorted(read.tables.items()):
        if name in {"event", "change", "blob", "counter"}:
            continue
        lost = {rowid: piece for rowid, piece in lost_before[name].items() if rowid not in each.rows}
        told += [f"{table_words(name)}: {_named(name, piece)}" for piece in list(lost.values())[:_MOST_NAMED]]
        if len(lost) > _MOST_NAMED:
            told.append(f"{table_words(name)}: {len(lost) - _MOST_NAMED} more")
        if not each.whole and not each.indexed:
            told.append(
                f"{table_words(name)}: nobody can tell whether more are missing, since their indexes are lost too"
            )
    for name, row, column in mended:
        if column:
            told.append(f"{table_words(name)}: {_named(name, row)}: what it pointed at ({column}) is lost")
        else:
            told.append(f"{table_words(name)}: {_named(name, row)}: left out, since what it belongs to is lost")
    kept = kept_by(read)
    told += [f"{table_words('blob')}: {_file_of(read, *kept[sha256])}" for sha256 in blobs]
    if read.strays:
        told.append(f"{read.strays} records on pages that no table claims any more")
    return tuple(told)


#: What names a record of these tables for people; of the others the first words in it do.
_NAMES = {
    "application": ("number",),
    "attachment": ("name",),
    "filed_page": ("source",),
    "participation_file": ("name",),
    "person": ("last_name", "first_name", "employee_number"),
    "plan": ("number",),
    "printed_document": ("kind", "number"),
    "setting": ("key",),
    "draft": ("table_name", "field"),
}


def _file_of(read: Read, table: str, row: Row) -> str:
    """A kept file by what it belongs to; of what a printed plan said its plan and revision."""
    if table != "revision":
        return _named(table, row)
    plans = {each["id"]: str(each["number"]) for each in read.tables["plan"].rows.values()}
    plan, number = plans.get(row["plan_id"], "(lost)"), str(row["number"])
    return f"the content of plan {plan} R{number}"


def _named(table: str, row: Row) -> str:
    """The readable values of a row: what an index keeps of a person is the name, of an application the number."""
    values = [row[name] for name in _NAMES[table] if name in row] if table in _NAMES else list(row.values())
    words = [value for value in values if isinstance(value, str) and 0 < len(value) <= 60]
    if words:
        return " ".join(words) if table == "printed_document" else ", ".join(words[:4])
    ids = [value.hex()[:8] for value in row.values() if isinstance(value, bytes)]
    return f"a record of which only the identity {ids[0]} is known" if ids else "a record of which nothing is known"


def reason(missing_: tuple[str, ...], events_lost: tuple[int, ...]) -> str:
    """What the event of the salvage says; the check reads the numbers back (`integrity.contents.missing_numbers`)."""
    events = f"Missing from the history: events {number_list(events_lost, len(events_lost))}. " if events_lost else ""
    others = f"Missing: {'; '.join(missing_)}." if missing_ else "Nothing else is missing."
    return f"{events}{others}" if events or missing_ else "Nothing is missing."
