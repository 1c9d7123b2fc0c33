"""Suggestions while one types, from a list that need not hold the answer."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter

from umdesk.ui.widgets.fields import TextField


def suggest(field: TextField, words: Iterable[str]) -> None:
    """Offer these words under a field; what is typed may be anything else."""
    completer: QCompleter | None = field.line.completer()
    if completer is None:
        completer = QCompleter(field)
        completer.setModel(QStringListModel(completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.line.setCompleter(completer)
        completer.activated.connect(lambda _text: field.edited.emit())
        field.edited.connect(lambda: QTimer.singleShot(0, field, lambda: _leave_alone(field)))
    model = completer.model()
    if isinstance(model, QStringListModel):
        model.setStringList(list(words))


def _leave_alone(field: TextField) -> None:
    """A whole suggestion is typed: the list of suggestions is in the way."""
    completer: QCompleter | None = field.line.completer()
    popup = completer.popup() if completer is not None else None
    if completer is None or popup is None or not popup.isVisible():
        return
    if completer.currentCompletion().casefold() == field.raw().strip().casefold():
        popup.hide()
