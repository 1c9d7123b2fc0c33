"""The rows of classes between the database and plain values (session blocks for the other class services)."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.class_changes import ClassRows
from umdesk.domain.classes import ClassOverride, ClassTitle
from umdesk.domain.words import Category, EntryLevel
from umdesk.storage import models
from umdesk.storage.chunks import chunks

_TITLE = tuple(each.name for each in fields(ClassTitle) if each.name != "id")


class StoredClasses:
    """Everything on record of some classes, read in a few queries; `write` makes the records what rows say."""

    def __init__(self, session: Session, codes: Collection[str]) -> None:
        self._session = session
        self._titles: dict[str, models.JobClass] = {}
        self._overrides: dict[str, models.ClassOverride] = {}
        for part in chunks(list(codes)):
            titles = select(models.JobClass).where(models.JobClass.class_code.in_(part))
            self._titles.update({row.id: row for row in session.scalars(titles)})
            overrides = select(models.ClassOverride).where(models.ClassOverride.class_code.in_(part))
            self._overrides.update({row.id: row for row in session.scalars(overrides)})
        self.rows = self._grouped(codes)
        """The rows of each class in the order of time, as they were read."""

    def write(self, after: ClassRows) -> None:
        """Make the records of a class what `after` says."""
        before = self.rows[after.class_code]
        kept = {title.id for title in after.titles} | {override.id for override in after.overrides}
        for title in before.titles:
            if title.id not in kept:
                self._session.delete(self._titles[title.id])
        for override in before.overrides:
            if override.id not in kept:
                self._session.delete(self._overrides[override.id])
        for title in after.titles:
            values = {name: getattr(title, name) for name in _TITLE} | {"entry_level": title.entry_level.value}
            if title.id:
                _set(self._titles[title.id], values)
            else:
                self._session.add(models.JobClass(**values))
        for override in after.overrides:
            days = {"effective": override.effective, "ends": override.ends}
            if override.id:
                _set(self._overrides[override.id], days)
            else:
                self._session.add(
                    models.ClassOverride(
                        class_code=override.class_code, category=override.category.value, reason=override.reason, **days
                    )
                )

    def _grouped(self, codes: Collection[str]) -> dict[str, ClassRows]:
        titles: dict[str, list[ClassTitle]] = {code: [] for code in codes}
        overrides: dict[str, list[ClassOverride]] = {code: [] for code in codes}
        for title in sorted(map(_title, self._titles.values()), key=lambda row: row.title_from or date.min):
            titles[title.class_code].append(title)
        for override in sorted(map(_override, self._overrides.values()), key=lambda row: row.effective):
            overrides[override.class_code].append(override)
        return {code: ClassRows(code, tuple(titles[code]), tuple(overrides[code])) for code in codes}


def _set(record: models.Record, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _title(row: models.JobClass) -> ClassTitle:
    values = {name: getattr(row, name) for name in _TITLE} | {"entry_level": EntryLevel(row.entry_level)}
    return ClassTitle(**values, id=row.id)


def _override(row: models.ClassOverride) -> ClassOverride:
    return ClassOverride(row.class_code, Category(row.category), row.effective, row.reason, row.ends, row.id)
