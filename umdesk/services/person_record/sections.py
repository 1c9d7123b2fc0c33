"""The sections of one person's record, in the order in which they are told."""

from collections.abc import Callable, Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.field_words import RECORDS, field_words
from umdesk.domain.person_snapshot import Block, Entry, Listing, RecordSection, Sentences
from umdesk.domain.writing import capital
from umdesk.services import disclosures, history
from umdesk.services.history import FieldChange, HistoryLine, Names
from umdesk.services.person_record.applications import applications
from umdesk.services.person_record.belongings import Belongings
from umdesk.services.person_record.tables import Teller
from umdesk.services.person_record.telling import Telling
from umdesk.storage import models

_DISCLOSURES = (("When", 15), ("To whom", 18), ("Purpose", 18), ("What", 24), ("How", 13), ("By", 12))
_AMENDMENTS = (("When", 15), ("Who", 13), ("What was done", 26), ("What it changed", 46))
_BELONGS_TO = frozenset({"person", "application", "sheet", "participation", "revision", "place in the list"})
_DRAFTS = (("Record", 22), ("Field", 18), ("Typed", 32), ("By", 14), ("When", 14))


def tell(session: Session, person_id: str, owned: Belongings) -> tuple[RecordSection, ...]:
    """All sections."""
    told = Telling(session, person_id, owned, Teller(session, Names(session)))
    return tuple(RecordSection(title, tuple(section(told))) for title, section in _SECTIONS)


def _identity(told: Telling) -> Iterator[Entry]:
    for row in told.teller.rows("person", [told.person_id]):
        yield Entry("", (told.teller.facts("person", row),))


def _appointments(told: Telling) -> Iterator[Entry]:
    for row in told.teller.rows("appointment", told.owned.ids("appointment"), "effective"):
        yield Entry(f"From {dates.show(row['effective'])}", (told.teller.facts("appointment", row),))


def _participations(told: Telling) -> Iterator[Entry]:
    teller = told.teller
    for row in teller.rows("participation", told.owned.ids("participation"), "started"):
        states = told.of("participation_state", "participation_id", row["id"], "effective")
        blocks = (teller.facts("participation", row), teller.listing("participation_state", states, "States"))
        yield Entry(f"Participation since {dates.show(row['started'])}", blocks)


def _plans(told: Telling) -> Iterator[Entry]:
    teller = told.teller
    numbers = {row["id"]: row["number"] for row in teller.rows("plan", told.owned.ids("plan"))}
    for row in sorted(
        teller.rows("revision", told.owned.ids("revision")), key=lambda row: (numbers[row["plan_id"]], row["number"])
    ):
        blocks: list[Block] = [teller.facts("revision", row)]
        for table, name in (
            ("plan_goal", "Goals"),
            ("plan_competency", "Competencies"),
            ("plan_activity", "Activities"),
            ("plan_cost", "Estimated costs"),
        ):
            found = told.of(table, "revision_id", row["id"], "position")
            if table == "plan_activity" and found:
                blocks += [teller.facts(table, one, f"Activity {place}") for place, one in enumerate(found, start=1)]
                continue
            blocks.append(teller.listing(table, found, name) if found else Sentences((f"{name}: none on file.",)))
        if steps := told.of("revision_step", "revision_id", row["id"], "made_at"):
            blocks.append(teller.listing("revision_step", steps, "Steps with their notes"))
        yield Entry(f"Plan {numbers[row['plan_id']]}, revision {row['number']}", tuple(blocks))


def _progress(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "progress", "Progress", "on")


def _money(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "money_record", "Money", "on")


def _assignments(told: Telling) -> Iterator[Entry]:
    for row in told.teller.rows("td_assignment", told.owned.ids("td_assignment"), "starts"):
        yield Entry(f"T&D assignment from {dates.show(row['starts'])}", (told.teller.facts("td_assignment", row),))


def _reviews(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "review", "Reviews", "due")


def _exams(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "qualification_note", "Minimum qualifications as noted", "noted_on")
    for row in told.teller.rows("exam_result", told.owned.ids("exam_result"), "taken_on"):
        yield Entry(f"Exam for class {row['class_code']}", (told.teller.facts("exam_result", row),))


def _duties(told: Telling) -> Iterator[Entry]:
    for row in told.teller.rows("duty_change", told.owned.ids("duty_change"), "starts"):
        yield Entry(f"Duties from {dates.show(row['starts'])}", (told.teller.facts("duty_change", row),))


def _mentors(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "mentor_match", "Mentors and coaches", "starts")


def _contacts(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "contact", "Contacts", "on")


def _leavings(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "separation", "Leaving", "on")


def _merges(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "person_merge", "Records that were merged into this one", "merged_at")


def _advancements(told: Telling) -> Iterator[Entry]:
    yield from _listed(told, "advancement", "Advancements", "on")


def _documents(told: Telling) -> Iterator[Entry]:
    rows = told.teller.rows("printed_document", told.owned.ids("printed_document"), "printed_at")
    if rows:
        yield Entry("", (told.teller.listing("printed_document", rows, "Printed documents"),))
    yield from _listed(told, "filed_page", "Filed pages of signed paper", "filed_at")
    yield from _listed(told, "participation_file", "Files kept with the participation", "added_at")


def _statements(told: Telling) -> Iterator[Entry]:
    for row in told.teller.rows("disagreement", told.owned.ids("disagreement"), "filed"):
        yield Entry(f"Statement of {dates.show(row['filed'])}", (told.teller.facts("disagreement", row),))


def _account(told: Telling) -> Iterator[Entry]:
    rows = tuple(
        (dates.show_moment(row.at), row.recipient, row.purpose, _whose(row), row.how, row.by)
        for row in reversed(disclosures.rows_of(told.session, told.person_id))
    )
    if rows:
        yield Entry("", (Listing("Account of disclosures", _DISCLOSURES, rows),))


def _whose(row: disclosures.DisclosureRow) -> str:
    return f"{row.what} (everyone on file)" if row.everyone else row.what


def _typing(told: Telling) -> Iterator[Entry]:
    ids = set(told.owned.every())
    found = told.session.execute(
        select(models.Draft, models.Account.name)
        .join(models.Account, models.Account.id == models.Draft.account_id)
        .order_by(models.Draft.at)
    )
    rows = tuple(
        (
            RECORDS.get(draft.table_name, draft.table_name),
            _field(draft.table_name, draft.field),
            draft.value,
            name,
            dates.show_moment(draft.at),
        )
        for draft, name in found
        if draft.record_id in ids
    )
    if rows:
        yield Entry("", (Listing("Typing that is not settled", _DRAFTS, rows),))


def _field(table: str, field: str) -> str:
    try:
        return field_words(table, field)
    except KeyError:  # a form may call its fields otherwise
        return field.replace("_", " ")


def _amendments(told: Telling) -> Iterator[Entry]:
    # That a disclosure was written down stands in the account; what was put right in one is an amendment.
    own = [one for one in told.owned.every() if one not in set(told.owned.ids("disclosure", "disclosure_person"))]
    lines = history.lines_of(told.session, told.teller.names, [*own, *_corrected(told)])
    rows = tuple(
        (dates.show_moment(line.at), line.who, _done(line), "\n".join(_changes(line)) or "(not shown)")
        for line in lines
    )
    if rows:
        yield Entry("", (Listing("History of amendments", _AMENDMENTS, rows),))


def _corrected(told: Telling) -> list[str]:
    change = models.Change
    return [
        one
        for one in told.owned.ids("disclosure")
        if told.session.scalars(select(change.id).where(change.record_id == one, change.before.is_not(None))).first()
    ]


def _done(line: HistoryLine) -> str:
    return f"{line.summary}\nReason: {line.reason}" if line.reason else line.summary


def _changes(line: HistoryLine) -> Iterator[str]:
    for record, changes in groupby(line.changes, key=lambda change: change.record):
        told = [_change(change) for change in changes if not _by_place(change)]
        yield f"{capital(record)}{': ' if told else ''}{'; '.join(told)}"


def _change(change: FieldChange) -> str:
    if change.before:
        return f"{change.field} {change.before} → {change.after or '(empty)'}"
    return f"{change.field} {change.after}"


def _by_place(change: FieldChange) -> bool:
    """Whether a field of a new record only says what it belongs to, which its name says already."""
    return not change.before and (change.field in _BELONGS_TO or change.record.endswith(f" {change.after}"))


def _listed(told: Telling, table: str, name: str, *order: str) -> Iterator[Entry]:
    rows = told.teller.rows(table, told.owned.ids(table), *order)
    if rows:
        yield Entry("", (told.teller.listing(table, rows, name),))


_SECTIONS: tuple[tuple[str, Callable[[Telling], Iterator[Entry]]], ...] = (
    ("Identity and contact", _identity),
    ("Appointments", _appointments),
    ("Applications", applications),
    ("Participation", _participations),
    ("Career development plans", _plans),
    ("Progress", _progress),
    ("Money", _money),
    ("T&D assignments", _assignments),
    ("Modified duties", _duties),
    ("Reviews", _reviews),
    ("Qualifications and exams", _exams),
    ("Mentors and coaches", _mentors),
    ("Advancements", _advancements),
    ("Contacts", _contacts),
    ("Leaving", _leavings),
    ("Merged records", _merges),
    ("Printed documents", _documents),
    ("Statements of disagreement", _statements),
    ("Account of disclosures", _account),
    ("Typing that is not settled", _typing),
    ("History of amendments", _amendments),
)
