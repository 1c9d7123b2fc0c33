"""Suggestions while one types, from a list that need not hold the answer."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt
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
    model = completer.model()
    if isinstance(model, QStringListModel):
        model.setStringList(list(words))
