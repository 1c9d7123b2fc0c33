"""What a rater reads of an application, and how one steps back from it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from umdesk.services.my_sheets import MySheet
from umdesk.services.rater_texts import TITLES
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel

_AIM = "target_class"


class ApplicationPanel(FormPanel):
    """Class, target, and each text under its heading, where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._application = ""
        self.about = self.add(paragraph(""))
        self.target = self.add(paragraph(""))
        self.texts: dict[str, tuple[QLabel, QLabel]] = {}
        for field, title in TITLES.items():
            if field == _AIM:
                continue
            self.texts[field] = self.add(heading(title)), self.add(paragraph(""))
            self.texts[field][1].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.no_veto = self.add(QuietLabel("What a supervisor says is information, never a veto."))
        self.nothing = self.add(paragraph("No statement was handed in."))
        self.masked = self.add(QuietLabel("Names and units are left out of the texts: this cycle is rated blind."))
        self.reason = TextField(
            "Your conflict of interest", required=True, hint="The coordinator reads it.", max_length=300
        )
        self.conflict = Ask(
            "I have a conflict of interest…",
            "attention",
            "Step back from this application",
            (("reason", self.reason),),
            "Your points for it no longer count. Only the coordinator can change that.",
        )
        self.add(self.conflict)

    def show_sheet(self, sheet: MySheet, *, blind: bool) -> None:
        """Show an application, from its beginning if it is another one."""
        if sheet.application_id != self._application:
            self._application = sheet.application_id
            self.verticalScrollBar().setValue(0)
            self.conflict.follow(sheet.application_id, "stepping back")
        self.about.setText("  ·  ".join(part for part in (sheet.class_title, sheet.unit) if part))
        self.about.setVisible(bool(self.about.text()))
        self.target.setText(f"{TITLES[_AIM]}: {sheet.target_class}")
        self.target.setVisible(bool(sheet.target_class))
        for field, (title, text) in self.texts.items():
            said = str(getattr(sheet, field)).strip()
            text.setText(said)
            for label in (title, text):
                label.setVisible(bool(said))
        self.no_veto.setVisible(bool(sheet.supervisor_says))
        self.nothing.setVisible(not sheet.statement.strip())
        self.masked.setVisible(blind)
