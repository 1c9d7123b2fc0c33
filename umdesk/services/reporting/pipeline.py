"""Who gets ready on a day for which class, and who moved up, for the report of the pipeline."""

from sqlalchemy import select

from umdesk.domain.counts import Period
from umdesk.domain.reports import pipeline
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.pipeline import Candidate, Hired
from umdesk.services.reporting import plans, ready
from umdesk.services.reporting.book import Book, Taking
from umdesk.storage.models import JobClass


def content(book: Book, span: Span) -> Content:
    """The report of the pipeline on the last day counted."""
    basis = book.basis(span)
    last = basis.period.last
    newest: dict[str, Taking] = {}
    for one in sorted(plans.taking_part(book, Period(last, last)), key=lambda each: (each.started, each.id)):
        newest[one.person] = one
    taking = list(newest.values())
    ids = [one.id for one in taking]
    versions = plans.versions(book, ids, state_on=last)
    found = ready.of(book, taking, versions, plans.statuses(book, ids, last), last)
    candidates = []
    for one in taking:
        stands = found[one.id]
        code = stands.target_code
        known = book.catalogue.facts(code, last) if code else None
        title = known.title if known is not None and known.title else stands.target_title
        of_plan = versions.get(one.id, ())
        candidates.append(
            Candidate(
                book.people[one.person],
                of_plan[0].plan if of_plan else "",
                code,
                f"{code} {title}".strip(),
                known is not None and known.hard_to_fill,
                stands.lines,
            )
        )
    moves = [one.move for one in book.advancements]
    hired = Hired(book.people, moves, [one.states for one in book.participations], book.employments)
    hard = [code for (code,) in book.rows(select(JobClass.class_code).where(JobClass.hard_to_fill).distinct())]
    still = [code for code in hard if (known := book.catalogue.facts(code, last)) is not None and known.hard_to_fill]
    return pipeline.content(candidates, hired, basis, still)
