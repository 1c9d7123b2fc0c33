"""The rows of one class between the database and plain values (session blocks for the other class services)."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.class_changes import ClassRows
from umdesk.domain.classes import ClassOverride, ClassTitle
from umdesk.domain.words import Category, EntryLevel
from umdesk.storage import models

_TITLE = tuple(each.name for each in fields(ClassTitle) if each.name != "id")


def rows_of(session: Session, code: str) -> ClassRows:
    """Everything on record of one class, in the order of time."""
    titles = session.scalars(select(models.JobClass).where(models.JobClass.class_code == code))
    overrides = session.scalars(select(models.ClassOverride).where(models.ClassOverride.class_code == code))
    return ClassRows(
        code,
        tuple(sorted(map(_title, titles), key=lambda row: row.title_from or date.min)),
        tuple(sorted(map(_override, overrides), key=lambda row: row.effective)),
    )


def write(session: Session, before: ClassRows, after: ClassRows) -> None:
    """Make the records of a class what `after` says; `before` are the rows as they were read."""
    kept = {title.id for title in after.titles} | {override.id for override in after.overrides}
    for title in before.titles:
        if title.id not in kept:
            session.delete(session.get_one(models.JobClass, title.id))
    for override in before.overrides:
        if override.id not in kept:
            session.delete(session.get_one(models.ClassOverride, override.id))
    for title in after.titles:
        values = {name: getattr(title, name) for name in _TITLE} | {"entry_level": title.entry_level.value}
        if title.id:
            _set(session.get_one(models.JobClass, title.id), values)
        else:
            session.add(models.JobClass(**values))
    for override in after.overrides:
        decided = {"effective": override.effective, "ends": override.ends}
        if override.id:
            _set(session.get_one(models.ClassOverride, override.id), decided)
        else:
            session.add(
                models.ClassOverride(
                    class_code=override.class_code, category=override.category.value, reason=override.reason, **decided
                )
            )


def _set(record: models.Record, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _title(row: models.JobClass) -> ClassTitle:
    values = {name: getattr(row, name) for name in _TITLE} | {"entry_level": EntryLevel(row.entry_level)}
    return ClassTitle(**values, id=row.id)


def _override(row: models.ClassOverride) -> ClassOverride:
    return ClassOverride(row.class_code, Category(row.category), row.effective, row.reason, row.ends, row.id)
