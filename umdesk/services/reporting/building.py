"""Which function builds the content of each kind of report from a book; a kind is added here in one line."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from umdesk.domain.reports.model import Content, Span
from umdesk.services.reporting import (
    actions,
    activities,
    advancements,
    annual,
    budget,
    classes,
    funnel,
    handbook,
    participants,
    pipeline,
    plan_states,
    records,
    selection,
    summary,
    td,
)
from umdesk.services.reporting.book import Book

Builder: TypeAlias = "Callable[[Book, Span], Content]"


BUILDERS: Mapping[str, Builder] = {
    "workforce-analysis": annual.workforce_analysis,
    "progress": annual.progress_report,
    "director": annual.director_summary,
    "evaluation": annual.year_on_year,
    "summary": summary.content,
    "classes": classes.content,
    "records": records.content,
    "advancements": advancements.content,
    "participants": participants.content,
    "plans": plan_states.content,
    "activities": activities.content,
    "td": td.content,
    "pipeline": pipeline.content,
    "selection": selection.content,
    "budget": budget.content,
    "action-plan": actions.content,
    "outreach": funnel.content,
    "handbook": handbook.content,
}
"""Kind of report → what builds it. Of a kind that is not `ahead` the period has begun."""
