"""The applications of a person's record."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import corrections, dates
from umdesk.domain.person_snapshot import Block, Entry, Listing, Sentences
from umdesk.domain.scoring import formula, shown
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.domain.writing import capital, counted
from umdesk.services import standing
from umdesk.services.applicants import details
from umdesk.services.applicants.recorded import reasons_of
from umdesk.services.person_record.tables import Own, Row, Teller
from umdesk.services.person_record.telling import Telling
from umdesk.storage import models

_CORRECTIONS = (("When", 16), ("By", 16), ("Reason", 26), ("What it changed", 42))


def applications(told: Telling) -> Iterator[Entry]:
    """An entry for each application: how it stands, its answers, ratings, score, decision and corrections."""
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
        if found_rows := told.of(table, "application_id", row["id"], order):
            yield teller.listing(table, found_rows, name, _TOLD_OTHERWISE.get(table))
    decided = told.of("eligibility_decision", "application_id", row["id"], "decided_at")
    if decided:
        yield teller.listing("eligibility_decision", decided, "Eligibility as it was decided")
    yield from _ratings(told, row["id"])
    yield Sentences(tuple(_score(session, application)))
    for found in told.of("spread_settlement", "application_id", row["id"]):
        yield teller.facts("spread_settlement", found, "Settled spread")
    for found in told.of("decision", "application_id", row["id"]):
        yield teller.facts("decision", found, "Decision")
    if moves := told.of("waitlist_move", "application_id", row["id"], "moved_at"):
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
    sheets = told.of("sheet", "application_id", application_id, "assigned_at")
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
