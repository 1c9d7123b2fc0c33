"""The sections of one person's record, in the order in which they are told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import corrections, dates
from umdesk.domain.field_words import RECORDS, field_words
from umdesk.domain.person_snapshot import Block, Entry, Listing, RecordSection, Sentences
from umdesk.domain.scoring import formula, shown
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.domain.writing import capital, counted
from umdesk.services import disclosures, history, standing
from umdesk.services.applicants import details
from umdesk.services.applicants.recorded import reasons_of
from umdesk.services.history import FieldChange, HistoryLine, Names
from umdesk.services.person_record.belongings import Belongings
from umdesk.services.person_record.tables import Own, Row, Teller
from umdesk.storage import models

_DISCLOSURES = (("When", 15), ("To whom", 18), ("Purpose", 18), ("What", 24), ("How", 13), ("By", 12))
_AMENDMENTS = (("When", 15), ("Who", 13), ("What was done", 26), ("What it changed", 46))
_CORRECTIONS = (("When", 16), ("By", 16), ("Reason", 26), ("What it changed", 42))
_BELONGS_TO = frozenset({"person", "application", "sheet", "participation", "revision", "place in the list"})
_DRAFTS = (("Record", 22), ("Field", 18), ("Typed", 32), ("By", 14), ("When", 14))


@dataclass(frozen=True, slots=True)
class Telling:
    """What every section is told from."""

    session: Session
    person_id: str
    owned: Belongings
    teller: Teller


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


def _applications(told: Telling) -> Iterator[Entry]:
    teller = told.teller
    for row in teller.rows("application", told.owned.ids("application"), "received", "number"):
        yield Entry(f"Application {row['number']}", tuple(_application(told, row)))


def _application(told: Telling, row: Row) -> Iterator[Block]:
    session, teller = told.session, told.teller
    application = session.get_one(models.Application, row["id"])
    stands = details.standing_of(session, application.id)
    state = stands.state(ApplicationState(application.state))
    known = {} if row["received_known"] else {"received": f"not known; judged as of {dates.show(row['received'])}"}
    yield teller.facts("application", row, state=state.value, **known)
    yield Sentences((f"By the rules: {stands.computed.eligibility.value}.",))
    reasons = tuple((reason.text, reason.source) for reason in stands.computed.reasons)
    yield Listing("Reasons by the rules", (("Reason by the rules", 62), ("Source", 38)), reasons)
    for table, name, order in (
        ("eligibility_record", "Answers on record", "recorded_at"),
        ("attachment", "Attachments", "added_at"),
        ("letter", "Letters", "made_at"),
        ("masked_text", "Texts as raters of a blind cycle read them", "field"),
    ):
        if found_rows := _of(told, table, "application_id", row["id"], order):
            yield teller.listing(table, found_rows, name, _TOLD_OTHERWISE.get(table))
    decided = _of(told, "eligibility_decision", "application_id", row["id"], "decided_at")
    if decided:
        yield teller.listing("eligibility_decision", decided, "Eligibility as it was decided")
    yield from _ratings(told, row["id"])
    yield Sentences(tuple(_score(session, application)))
    for found in _of(told, "spread_settlement", "application_id", row["id"]):
        yield teller.facts("spread_settlement", found, "Settled spread")
    for found in _of(told, "decision", "application_id", row["id"]):
        yield teller.facts("decision", found, "Decision")
    if moves := _of(told, "waitlist_move", "application_id", row["id"], "moved_at"):
        yield teller.listing("waitlist_move", moves, "Selected from the waitlist")
    if corrected := tuple(_corrections(session, application)):
        yield Listing("Corrections of the closed cycle", _CORRECTIONS, corrected)


def _corrections(session: Session, application: models.Application) -> Iterator[tuple[str, ...]]:
    """The corrections of the closed cycle that touch an application: when, by whom, why, and what they did to it."""
    row = models.Correction
    for each in session.scalars(select(row).where(row.cycle_id == application.cycle_id).order_by(row.corrected_at)):
        if application.number not in corrections.touched(each.changes, each.before, each.after):
            continue
        done = [corrections.sentence(one) for one in each.changes if one["application"] == application.number]
        done += [
            f"Rank, score and decision: {', '.join(beside.before)} → {', '.join(beside.after)}"
            for beside in corrections.side_by_side(each.before, each.after)
            if beside.number == application.number and beside.changed
        ]
        yield dates.show_moment(each.corrected_at), each.corrected_by, each.reason, "\n".join(done)


def _reasons_on_record(row: Row) -> str:
    return " ".join(reason.text for reason in reasons_of(row["reasons"]))


_CRITERIA = select(models.Criterion.key, models.Criterion.name)
_TOLD_OTHERWISE = {"eligibility_record": {"reasons": Own("Reasons", _reasons_on_record)}}


def _ratings(told: Telling, application_id: str) -> Iterator[Block]:
    teller = told.teller
    sheets = _of(told, "sheet", "application_id", application_id, "assigned_at")
    if not sheets:
        return
    yield teller.listing("sheet", sheets, "Raters' sheets")
    raters = {sheet["id"]: teller.text("sheet", "rater_id", sheet) for sheet in sheets}
    rows = [row for row in teller.rows("rating", told.owned.ids("rating")) if row["sheet_id"] in raters]
    rows.sort(key=lambda row: (raters[row["sheet_id"]], teller.text("rating", "criterion_key", row)))
    if rows:
        rater = Own("Rater", lambda row: raters[row["sheet_id"]])
        value = Own("Rating", lambda row: "not applicable" if row["not_applicable"] else _rated(teller, row))
        yield teller.listing("rating", rows, "Ratings", {"sheet_id": rater, "value": value})
    names = {row["key"]: row["name"] for row in told.session.execute(_CRITERIA).mappings()}
    for table, name, order in (
        ("reopening", "Sheets given back to their raters", "reopened_at"),
        ("paper_entry", "Paper sheets as they were typed", "turn"),
    ):
        found = [row for row in teller.rows(table, told.owned.ids(table), order) if row["sheet_id"] in raters]
        if found:
            own = {"sheet_id": Own("Rater", lambda row: raters[row["sheet_id"]])}
            if table == "paper_entry":
                own |= {each: Own(capital(each), _typed(names, each)) for each in ("ratings", "comments")}
            yield teller.listing(table, found, name, own)


def _typed(names: Mapping[str, str], column: str) -> Callable[[Row], str]:
    """Tells what was typed by criterion: "Effort: 4"."""
    return lambda row: "; ".join(f"{names.get(key, key)}: {text}" for key, text in row[column].items())


def _rated(teller: Teller, row: Row) -> str:
    return teller.text("rating", "value", row)


def _score(session: Session, application: models.Application) -> Iterator[str]:
    """The score as it is now, with its formula and rank, or why there is none."""
    cycle = session.get_one(models.Cycle, application.cycle_id)
    if cycle.state in (CycleState.DRAFT, CycleState.OPEN):
        yield f"There is no score: {cycle.name} is {cycle.state}."
        return
    now = standing.load(session, cycle.id)
    for place in now.ranking.ranked:
        if place.number == application.number:
            raters = counted(place.n, "rater")
            yield f"Score {shown(place.score)} from {raters}, rank {place.rank}, decided by {place.decided_by}."
    for left_out in now.ranking.unranked:
        if left_out.number == application.number:
            yield f"Not ranked: {left_out.reason}"
    yield formula(now.rules.criteria, now.rules.aggregate, now.rules.minimum_raters)


def _participations(told: Telling) -> Iterator[Entry]:
    teller = told.teller
    for row in teller.rows("participation", told.owned.ids("participation"), "started"):
        states = _of(told, "participation_state", "participation_id", row["id"], "effective")
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
            found = _of(told, table, "revision_id", row["id"], "position")
            if table == "plan_activity" and found:
                blocks += [teller.facts(table, one, f"Activity {place}") for place, one in enumerate(found, start=1)]
                continue
            blocks.append(teller.listing(table, found, name) if found else Sentences((f"{name}: none on file.",)))
        if steps := _of(told, "revision_step", "revision_id", row["id"], "made_at"):
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


def _of(told: Telling, table: str, column: str, owner: str, *order: str) -> list[Row]:
    """The rows of a table that point at one record."""
    return [row for row in told.teller.rows(table, told.owned.ids(table), *order) if row[column] == owner]


_SECTIONS: tuple[tuple[str, Callable[[Telling], Iterator[Entry]]], ...] = (
    ("Identity and contact", _identity),
    ("Appointments", _appointments),
    ("Applications", _applications),
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
