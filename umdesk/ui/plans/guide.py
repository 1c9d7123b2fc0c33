"""Leads through the sections of a plan in their order: what this one still needs, and a button to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from umdesk.domain.plans import Gap, Section
from umdesk.domain.writing import counted
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.plans.allowed import Allowed, Step, primary_step
from umdesk.ui.theme import SPACE_12, Tone
from umdesk.ui.widgets.plain import plain_tip

_ORDER = tuple(str(section) for section in Section)


class Guide(QWidget):
    """Shown while the plan can be written and one of its sections is in view."""

    jump = Signal(object)
    """The gap of this section that was pressed: `umdesk.domain.plans.Gap`."""
    went = Signal(str)
    """The key of the section to go to."""
    finished = Signal()
    """The last section is done: take the step that the primary button says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._step: Step | None = None
        self._open = False
        self._key = ""
        self.here = QPushButton()
        self.here.setFlat(True)
        self.here.setAutoDefault(False)
        self.here.setStyleSheet("text-align: left; padding: 3px")
        self.here.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.here.clicked.connect(lambda _checked=False: self._jump())
        self.onward = QPushButton(icon("right"), "")
        self.onward.setAutoDefault(False)
        self.onward.clicked.connect(lambda _checked=False: self._go_on())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.here, 1)
        row.addWidget(self.onward)
        self.hide()

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show a plan as it stands."""
        self._open = may.edit
        self._gaps = detail.needed
        self._step = primary_step(detail, may)
        self._show()

    def go(self, key: str) -> None:
        """Another page is in view."""
        self._key = key
        self._show()

    def _show(self) -> None:
        there = self._open and self._key in _ORDER
        self.setVisible(there)
        if not there:
            return
        at, own = _ORDER.index(self._key) + 1, self._own()
        count = f"{at} of {len(_ORDER)}"
        if own:
            more = f" And {counted(len(own) - 1, 'more thing')} here." if len(own) > 1 else ""
            text = f"{count}: {own[0].text}{more}"
        else:
            text = f"{count}: nothing is missing here."
        self.here.setText(text.replace("&", "&&"))
        self.here.setIcon(tone_icon(Tone.ATTENTION if own else Tone.GOOD))
        self.here.setToolTip(plain_tip("Go to the field" if own else text))
        self.here.setAccessibleName(f"Section {text}{' Go there.' if own else ''}")
        self.here.setEnabled(bool(own))
        following = self._following()
        said = f"&Next: {following}" if following else ""
        if not said and self._step is not None:
            said = self._step.text.replace("&", "")
        self.onward.setText(said)
        self.onward.setVisible(bool(said))
        self.onward.setAccessibleName(said.replace("&", ""))

    def _own(self) -> list[Gap]:
        return [gap for gap in self._gaps if str(gap.section) == self._key]

    def _following(self) -> str:
        """The next section; after the last one the first that lacks something."""
        at = _ORDER.index(self._key) + 1
        if at < len(_ORDER):
            return _ORDER[at]
        lacking = [str(gap.section) for gap in self._gaps if str(gap.section) != self._key]
        return lacking[0] if lacking else ""

    def _jump(self) -> None:
        if own := self._own():
            self.jump.emit(own[0])

    def _go_on(self) -> None:
        following = self._following()
        if following:
            self.went.emit(following)
        elif self._gaps:
            self._jump()
        else:
            self.finished.emit()


def begin_with_first_field(page: QWidget) -> None:
    """Put the cursor into the first field or list of a page; its buttons, over the fields, lead elsewhere."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        reached = reached and not isinstance(widget, QPushButton)
        if reached and page.isAncestorOf(widget) and widget.isVisibleTo(page):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
