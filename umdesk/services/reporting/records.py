"""Which records are on file, read for the report on records to keep (session block)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from umdesk.domain import dates
from umdesk.domain.packet import keep_until
from umdesk.domain.plan_papers import TITLES
from umdesk.domain.reports import records
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.lines import Opens
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.records import Kept, Packet, RecordFacts, RecordKind
from umdesk.domain.words import CycleState
from umdesk.domain.writing import capital
from umdesk.services import sealing, settings
from umdesk.services.plans import in_force
from umdesk.services.reporting.book import Book
from umdesk.storage import models


def content(book: Book, span: Span) -> Content:
    """The report on records to keep."""
    years = int(settings.value(book.session, "selection.retention_years"))
    packets = _packets(book, years)
    kept: dict[RecordKind, Sequence[Kept]] = {
        RecordKind.PACKETS: [Kept(one.closed_on, "", one.cycle, opens=Opens.CYCLE, key=one.id) for one in packets],
        **_of_applications(book),
        **_of_participations(book),
        **_of_the_program(book),
    }
    return records.content(RecordFacts(kept, packets, years), book.basis(span))


def _packets(book: Book, years: int) -> tuple[Packet, ...]:
    row = models.Cycle
    rows = book.rows(select(row.id, row.name, row.closed_at).where(row.state == CycleState.CLOSED.value))
    return tuple(
        Packet(one.name, one.id, closed, keep_until(closed, years))
        for one in rows
        if one.closed_at is not None and (closed := one.closed_at.astimezone().date())
    )


def _of_applications(book: Book) -> dict[RecordKind, Sequence[Kept]]:
    row, letter, file = models.Application, models.Letter, models.Attachment
    asked = {
        one.id: (one.number, one.person_id, one.cycle_id in book.sealed.names, one.received)
        for one in book.rows(select(row.id, row.number, row.person_id, row.cycle_id, row.received))
    }

    def kept(application: str, on: date, what: str) -> Kept:
        number, person, hidden, _received = asked[application]
        who = sealing.SEALED_WHO if hidden else book.people[person]
        return Kept(on, number, what, who, Opens.APPLICATION, application, hidden)

    letters = book.rows(select(letter.application_id, letter.kind, letter.made_at, letter.sent_on))
    files = book.rows(select(file.application_id, file.name, file.added_at))
    return {
        RecordKind.APPLICATIONS: [kept(one, found[3], "Application") for one, found in asked.items()],
        RecordKind.LETTERS: [
            kept(one.application_id, one.sent_on or one.made_at.astimezone().date(), capital(one.kind))
            for one in letters
        ],
        # The name of a file often has the name of its person in it.
        RecordKind.APPLICATION_FILES: [
            kept(
                one.application_id,
                one.added_at.astimezone().date(),
                "File" if asked[one.application_id][2] else one.name,
            )
            for one in files
        ],
    }


def _of_participations(book: Book) -> dict[RecordKind, Sequence[Kept]]:
    plan, file, td = models.Plan, models.ParticipationFile, models.TDAssignment
    person = {one.id: one.person for one in book.participations}
    plans = {
        one.id: (one.number, one.participation_id)
        for one in book.rows(select(plan.id, plan.number, plan.participation_id))
    }
    papers = {part: number for number, part in plans.values()}

    def kept(part: str, on: date, what: str) -> Kept:
        who = book.people[person[part]]
        return Kept(on, papers.get(part, ""), what, who, Opens.PLAN, who.id)

    held = in_force.held_from(book.session, date.max)
    files = book.rows(select(file.participation_id, file.name, file.added_at))
    signed = book.rows(
        select(
            td.person_id,
            td.class_title,
            td.starts,
            td.ends,
            td.employee_signed,
            td.current_supervisor_signed,
            td.new_supervisor_signed,
        ).where(
            td.employee_signed.is_not(None),
            td.current_supervisor_signed.is_not(None),
            td.new_supervisor_signed.is_not(None),
        ),
    )
    return {
        RecordKind.PARTICIPATIONS: [kept(one.id, one.started, "Participation") for one in book.participations],
        RecordKind.PLANS: [kept(plans[one][1], on, f"Revision {number}") for one, number, on in held],
        RecordKind.PARTICIPATION_FILES: [
            kept(one.participation_id, one.added_at.astimezone().date(), one.name) for one in files
        ],
        RecordKind.AGREEMENTS: [
            Kept(
                max(day for day in one[4:] if day is not None), "",
                f"{one.class_title or 'T&D assignment'}, {dates.show(one.starts)} to {dates.show(one.ends)}",
                book.people[one.person_id], Opens.PERSON, one.person_id,
            )
            for one in signed
        ],
    }  # fmt: skip


def _of_the_program(book: Book) -> dict[RecordKind, Sequence[Kept]]:
    page, paper, file = models.FiledPage, models.PrintedDocument, models.YearFile
    report, disclosed = models.FiledReport, models.Disclosure
    pages = book.rows(
        select(paper.number, paper.kind, page.page, page.filed_at).join(page, page.printed_document_id == paper.id),
    )
    printed = book.rows(select(paper.number, paper.kind, paper.printed_at))
    files = book.rows(select(file.name, file.purpose, file.added_at, file.action_id, file.outreach_id))
    reports = book.rows(select(report.kind, report.period_from, report.period_to, report.filed_on))
    told = book.rows(select(disclosed.what, disclosed.recipient, disclosed.at))
    return {
        RecordKind.PAGES: [
            Kept(one.filed_at.astimezone().date(), one.number, f"{_title(one.kind)}, page {one.page}") for one in pages
        ],
        RecordKind.YEAR_FILES: [
            Kept(
                one.added_at.astimezone().date(), "", f"{capital(one.purpose)}: {one.name}",
                opens=Opens.ACTION if one.action_id else Opens.OUTREACH if one.outreach_id else Opens.NOTHING,
                key=one.action_id or one.outreach_id or "",
            )
            for one in files
        ],
        RecordKind.REPORTS: [
            Kept(one.filed_on, "", f"{_report(one.kind)}, {dates.show(one.period_from)} to {dates.show(one.period_to)}")
            for one in reports
        ],
        RecordKind.PRINTED: [
            Kept(one.printed_at.astimezone().date(), one.number, _title(one.kind)) for one in printed
        ],
        RecordKind.DISCLOSURES: [
            Kept(one.at.astimezone().date(), "", f"{one.what}, to {one.recipient}") for one in told
        ],
    }  # fmt: skip


def _title(kind: str) -> str:
    return TITLES.get(kind, capital(kind))


def _report(kind: str) -> str:
    return KINDS[kind].title if kind in KINDS else capital(kind)
