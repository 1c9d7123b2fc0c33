"""What goes out to raters who rate away from the window: sheets to print, and a workbook for each.

In a blind cycle neither has a name, and texts are masked. A rater gets those that are assigned and not recused.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotNow
from umdesk.domain.rating_sheets import BookRow, RaterBook, RatingSheetSnapshot, SheetCriterion
from umdesk.domain.scoring import Criterion
from umdesk.domain.sheet_codes import code_of, version_of
from umdesk.domain.words import Conflict
from umdesk.domain.writing import plain
from umdesk.services import assignment, conflicts, criteria, masking, rater_texts, sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.sheets import refuse_unless_scoring
from umdesk.storage import models
from umdesk.storage.program import Program

_AIM = "target_class"


def papers(program: Program, cycle_id: str, rater_ids: Iterable[str]) -> tuple[RatingSheetSnapshot, ...]:
    """The rating sheets of some raters, by rater and application number.

    Raises:
        NotNow: the cycle is not in scoring, or none of them has a sheet to fill in.
    """
    permit(program, "sheet_papers.papers")
    with program.reading() as session:
        gathered = _Gathered(session, program, cycle_id)
        found = [gathered.paper(rater_id, one) for rater_id in rater_ids for one in gathered.rated_by(rater_id)]
    if not found:
        raise NotNow("There is no rating sheet to print.", "Assign applications to the raters first.")
    return tuple(found)


def blank(program: Program, cycle_id: str) -> RatingSheetSnapshot:
    """A rating sheet without application and rater, for the criteria in force."""
    permit(program, "sheet_papers.blank")
    with program.reading() as session:
        return _Gathered(session, program, cycle_id).blank()


def books(program: Program, cycle_id: str, rater_ids: Iterable[str]) -> tuple[RaterBook, ...]:
    """What the workbooks of some raters hold. Ratings that are on file are in it where they may be seen.

    Raises:
        NotNow: the cycle is not in scoring, or none of them has a sheet to fill in.
    """
    permit(program, "sheet_papers.books")
    with program.reading() as session:
        gathered = _Gathered(session, program, cycle_id)
        found = [gathered.book(rater_id) for rater_id in rater_ids if gathered.rated_by(rater_id)]
    if not found:
        raise NotNow("There is nothing to rate for these raters.", "Assign applications to them first.")
    return tuple(found)


class _Gathered:
    """A cycle as its raters get it."""

    def __init__(self, session: Session, program: Program, cycle_id: str) -> None:
        self._session = session
        self._cycle = session.get_one(models.Cycle, cycle_id)
        refuse_unless_scoring(self._cycle)
        self._record = session.scalars(select(models.ProgramRecord)).one()
        versions = criteria.versions(session, cycle_id)
        set_id, self._criteria = next(reversed(versions.items()))
        self._mark = version_of(set_id, self._criteria)
        self._outdated = {set_id: criteria.changed_keys(old, self._criteria) for set_id, old in versions.items()}
        self._version = len(versions)
        self._applied = {one.id: one for one in standing.applications(session, cycle_id).values()}
        self._raters = standing.raters(session, cycle_id)
        self._assigned = assignment.assigned(session, cycle_id)
        self._definition = conflicts.definition(session)
        self._masker = masking.Masker(session) if self._cycle.blind else None
        self._texts: dict[str, Mapping[str, str]] = {}
        sealed = cycle_id in sealing.of(session, program).scores
        self._seen = sealing.own_raters(session, program, cycle_id) if sealed else None
        in_cycle = select(models.Sheet).where(models.Sheet.rater_id.in_(self._raters))
        self._sheets = {(one.rater_id, one.application_id): one for one in session.scalars(in_cycle)}

    def rated_by(self, rater_id: str) -> tuple[str, ...]:
        """The applications that a rater has to rate, by number; not those from which they are recused."""
        recused = {
            one.application_id
            for one in self._sheets.values()
            if one.rater_id == rater_id and one.conflict == Conflict.RECUSED
        }
        wanted = self._assigned.get(rater_id, frozenset()) - recused
        return tuple(sorted(wanted, key=lambda one: self._applied[one].number))

    def paper(self, rater_id: str, application_id: str) -> RatingSheetSnapshot:
        """One sheet to print."""
        one = self._applied[application_id]
        open_cycle = not self._cycle.blind
        return self._snapshot(
            number=one.number,
            name=f"{one.first_name} {one.last_name}".strip() if open_cycle else "",
            class_title=one.class_text if open_cycle else "",
            target_class=self._read(application_id)[_AIM],
            rater=self._raters[rater_id],
            code=code_of(application_id, rater_id, self._mark),
            texts=self._long_texts(application_id),
        )

    def blank(self) -> RatingSheetSnapshot:
        """A sheet for anybody."""
        return self._snapshot(number="", name="", class_title="", target_class="", rater="", code="", texts=())

    def book(self, rater_id: str) -> RaterBook:
        """The workbook of a rater."""
        rows = tuple(self._row(rater_id, each) for each in self.rated_by(rater_id))
        return RaterBook(
            self._cycle.name, self._cycle.blind, self._raters[rater_id], self._definition, self._criteria, rows
        )

    def _read(self, application_id: str) -> Mapping[str, str]:
        """What raters read of the application; an application has several raters."""
        if application_id not in self._texts:
            row = self._session.get_one(models.Application, application_id)
            self._texts[application_id] = rater_texts.read(self._session, row, self._masker)
        return self._texts[application_id]

    def _long_texts(self, application_id: str) -> tuple[tuple[str, str], ...]:
        return rater_texts.titled(self._read(application_id), without=frozenset({_AIM}))

    def _row(self, rater_id: str, application_id: str) -> BookRow:
        one, sheet = self._applied[application_id], self._sheets.get((rater_id, application_id))
        values: dict[str, Decimal | None] = {}
        comments: dict[str, str] = {}
        conflict = ""
        if sheet is not None and (self._seen is None or rater_id in self._seen):
            rows = self._session.scalars(select(models.Rating).where(models.Rating.sheet_id == sheet.id))
            for rating in rows:
                outdated = rating.criterion_key in self._outdated[sheet.criteria_set_id]
                if not outdated and (rating.value is not None or rating.not_applicable):
                    values[rating.criterion_key] = rating.value
                if rating.comment:
                    comments[rating.criterion_key] = rating.comment
            if sheet.declared_as and sheet.conflict == Conflict.NONE:
                conflict = Conflict.NONE.value
        open_cycle = not self._cycle.blind
        return BookRow(
            number=one.number,
            name=one.name if open_cycle else "",
            class_title=one.class_text if open_cycle else "",
            target_class=self._read(application_id)[_AIM],
            texts=self._long_texts(application_id),
            values=values,
            comments=comments,
            conflict=conflict,
        )

    def _snapshot(
        self, *, number: str, name: str, class_title: str, target_class: str, rater: str, code: str,
        texts: tuple[tuple[str, str], ...],
    ) -> RatingSheetSnapshot:  # fmt: skip
        return RatingSheetSnapshot(
            department=self._record.department,
            office=self._record.office,
            cycle=self._cycle.name,
            number=number,
            name=name,
            class_title=class_title,
            target_class=target_class,
            rater=rater,
            code=code,
            version=self._version,
            definition=self._definition,
            criteria=tuple(_criterion(each) for each in self._criteria),
            texts=texts,
        )


def _criterion(each: Criterion) -> SheetCriterion:
    levels = sorted(each.levels.items(), key=lambda level: Decimal(level[0]))
    return SheetCriterion(
        each.name, each.maximum, each.step, each.required, each.counted, each.description,
        tuple((plain(Decimal(points)), text) for points, text in levels if text),
    )  # fmt: skip
