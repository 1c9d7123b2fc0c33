"""The program's settings: asked for by key, changed one at a time."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.privacy_notice import PARTS, PrivacyNotice
from umdesk.domain.settings import DEFAULTS, Value
from umdesk.services.permissions import permit
from umdesk.storage.history import RECORDED
from umdesk.storage.kept import keep
from umdesk.storage.models import Setting
from umdesk.storage.program import Program

_LEAVE_SETTINGS_ALONE = RECORDED - {Setting.__tablename__}
"""The tables whose changes leave the settings as they are."""


def value(session: Session, key: str) -> Any:
    """A setting's value, or its default where nobody set it (session block for other services).

    Raises:
        KeyError: there is no such setting, which is a bug.
    """
    definition = DEFAULTS[key]
    stored = _stored(session)
    return definition.check(stored[key]) if key in stored else definition.default


def section(session: Session, name: str) -> dict[str, Value]:
    """The values of all settings whose key begins with a section's name (session block for other services)."""
    stored = _stored(session)
    return {
        key: definition.check(stored[key]) if key in stored else definition.default
        for key, definition in DEFAULTS.items()
        if key.startswith(f"{name}.")
    }


def _stored(session: Session) -> dict[str, Any]:
    """What was ever set, by key, as it is written."""
    return keep(session, "settings", "", lambda: _read(session), _LEAVE_SETTINGS_ALONE)


def _read(session: Session) -> dict[str, Any]:
    return dict(session.execute(select(Setting.key, Setting.value)).all())


def privacy_notice(session: Session) -> PrivacyNotice:
    """The notice that stands on each form that collects (Civ. Code 1798.17), as the department wrote it."""
    written = section(session, "notice")
    return PrivacyNotice(**{part: str(written[f"notice.{part}"]) for part in PARTS})


def get(program: Program, key: str) -> Any:
    """A setting's value, or its default where nobody set it."""
    permit(program, "settings.get")
    with program.reading() as session:
        return value(session, key)


def all_settings(program: Program) -> dict[str, Value]:
    """Every setting's value by key, in the order of a settings page."""
    permit(program, "settings.all_settings")
    with program.reading() as session:
        stored = _stored(session)
    return {key: d.check(stored[key]) if key in stored else d.default for key, d in DEFAULTS.items()}


def change(program: Program, key: str, value: Value) -> None:
    """Set one setting; the same value again changes nothing.

    Raises:
        InvalidInput: the value does not suit the setting.
    """
    permit(program, "settings.change")
    definition = DEFAULTS[key]
    checked = definition.check(value)
    kept = format(checked, "f") if isinstance(checked, Decimal) else checked
    with program.operation("settings.change", f"Changed the setting “{definition.title}”") as op:
        row = op.session.scalars(select(Setting).where(Setting.key == key)).first()
        if row is None:
            if checked != definition.default:
                op.session.add(Setting(key=key, value=kept))
        else:
            row.value = kept
