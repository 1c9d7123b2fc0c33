"""The department's logo: looked at, replaced by another picture, removed."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.jobs import logo
from umdesk.services.programs import Announced
from umdesk.services.year import logo as kept
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_logo
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import QuietLabel

_NONE = "There is no logo yet."
_MOST = QSize(360, 200)


class LogoWindow(SideWindow):
    """One picture with what can be done with it; what is refused is told in a sentence."""

    help_page = "outreach"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Department's logo", parent, 520, 460)
        self._context = context
        self._may = context.may("year.logo.keep")
        self.column.addWidget(paragraph("It stands at the top of flyers. A PNG or JPEG picture of up to 2 MB."))
        self.picture = PlainLabel()
        self.picture.setFrameShape(QFrame.Shape.StyledPanel)
        self.about = QuietLabel(_NONE)
        self.said = Note()
        self.choose = push_button("Choose a picture…", "folder", lambda: ask_for_logo(self, self.keep))
        self.remove = push_button("Remove the logo", "delete", self._remove)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_8)
        acts.addWidget(self.choose)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        self.column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.about)
        self.column.addLayout(acts)
        self.column.addWidget(self.said)
        self.column.addStretch(1)
        self.finish()
        context.announced.connect(self._announced)
        self.refresh()

    def refresh(self) -> None:
        """Show the logo as it is."""
        try:
            found = logo.picture(self._context.program)
        except UserError as error:  # its bytes were lost with a damaged page
            self.said.say(str(error), Tone.ATTENTION, "attention")
            found = None
        self.picture.setVisible(found is not None)
        self.choose.setVisible(self._may)
        self.choose.setText("Choose another picture…" if found else "Choose a picture…")
        self.remove.setVisible(self._may and found is not None)
        if found is None:
            self.about.setText(_NONE)
            return
        one, shown = found
        self.picture.setPixmap(_as_printed(shown))
        self.picture.setAccessibleName(f"Logo of the department, {one.name}")
        self.about.setText(f"{one.name}, set by {one.by} on {dates.show(one.at.astimezone().date())}")

    def keep(self, path: Path) -> None:
        """Make a picture on the disk the logo, or say why it cannot be."""
        self.said.say("")
        try:
            logo.set_logo(self._context.program, path)
        except UserError as error:
            self.said.say(str(error), Tone.ATTENTION, "attention")

    def _remove(self) -> None:
        self.said.say("")
        self._context.runner.now(kept.remove, self._context.program)
        self.choose.setFocus()

    def _announced(self, announced: Announced) -> None:
        if "year_file" in announced.tables:
            self.refresh()


def _as_printed(png: bytes) -> QPixmap:
    """The picture on white, as paper shows it, in a size for the window."""
    image = QImage()
    image.loadFromData(png, "PNG")
    if image.width() > _MOST.width() or image.height() > _MOST.height():
        image = image.scaled(_MOST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    paper = QPixmap(image.size())
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
