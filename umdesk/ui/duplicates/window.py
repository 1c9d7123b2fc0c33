"""The window *Likely duplicates*: people who are likely one, side by side; made one, kept apart, taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.writing import listed_name
from umdesk.services.people import duplicates, merging
from umdesk.services.people.comparing import Comparison
from umdesk.services.people.duplicates import Someone, Strength
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.duplicates.sides import SideBySide
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import FormPanel, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset({"person", "person_merge", "distinct_people"})
_LIKELY, _POSSIBLE, _APART, _MERGED = "likely", "possible", "apart", "merged"
_TONES = {Strength.STRONG: Tone.BAD, Strength.LIKELY: Tone.ATTENTION, Strength.POSSIBLE: Tone.QUIET}
_WHAT = (
    "People who are likely on file twice. Compare them and say what they are: one person, or two. Nothing is done by "
    "itself."
)
_EMPTY = {
    _LIKELY: "Nobody is likely on file twice.",
    _POSSIBLE: "No further pair has something in common.",
    _APART: "No pair was found to be two people.",
    _MERGED: "No records were made one.",
}
_WILL = (
    "The two records become one. Every application, plan, appointment and disclosure of both stays, with its number. "
    "Of each difference the chosen value stays. You can undo this, and take them apart later."
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """One line of the list; `note` is the id of the note or merge that it shows, "" for a suggestion."""

    kind: str
    first_id: str
    second_id: str
    names: str
    numbers: str
    reason: str
    tone: Tone
    note: str = ""

    @property
    def key(self) -> str:
        return f"{self.first_id} {self.second_id} {self.note}"


class DuplicatesWindow(SideWindow):
    """Lists the pairs, shows one side by side, and does what the coordinator finds."""

    help_page = "duplicates"

    def __init__(self, context: Context, parent: QWidget | None = None, person_id: str = "") -> None:
        super().__init__("Likely duplicates", parent, 1040, 720)
        self._context = context
        self._wanted = person_id
        self._pairs: list[_Pair] = []
        self._comparison: Comparison | None = None
        self._looking = False
        self.chips = Chips("Show")
        self.chips.chosen.connect(lambda _key: self._narrow())
        self.note = Note()
        self.model = RowsModel[_Pair](
            (
                Column("People", lambda pair: pair.names, width=34),
                Column("Employee numbers", lambda pair: pair.numbers, width=20),
                Column("Why", lambda pair: pair.reason, tone=lambda pair: pair.tone, tip=_reason, stretch=True),
            ),
            lambda pair: pair.key,
            self,
        )
        self.table = RowsTable(self.model, "Pairs of people")
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.table.chosen.connect(self._show)
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.chips)
        self.column.addWidget(self.note)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._below())
        split.setSizes([160, 400])
        split.setStretchFactor(1, 1)
        for ask in (self.merge, self.separate):  # in a low window the question takes the room of the list
            ask.opener.clicked.connect(lambda _checked: split.setSizes([0, self.height()]))
        self.column.addWidget(split, 1)
        self.finish()
        context.announced.connect(self._announced)
        self._show("")
        self.look()

    def look(self) -> None:
        """Look for pairs, off the GUI thread."""
        if self._looking:
            return
        self._looking = True
        self.note.say("Comparing everybody on file…", Tone.QUIET, "clock")
        program = self._context.program
        self._context.runner.later(
            lambda progress: (
                duplicates.likely(program, progress),
                duplicates.kept_apart(program),
                merging.merges(program),
            ),
            lambda found: self._found(_pairs(*found)),
            owner=self,
            title="Comparing people",
            cancellable=True,
            refused=self._refused,
            stopped=lambda: self._refused(None),
        )

    # --- the parts ---------------------------------------------------------------------------------------------

    def _below(self) -> QWidget:
        self.why = paragraph("")
        self.sides = SideBySide()
        self.warnings = QVBoxLayout()
        self.warnings.setSpacing(SPACE_8)
        self.reason = TextField("Why they are one person", required=True, max_length=400)
        self.merge = Ask("Merge…", "people", "Make them one", (("reason", self.reason),), _WILL)
        self.merge.opener.clicked.connect(lambda _checked: self._suggest_reason())
        self.merge.confirmed.connect(self._merge)
        self.apart = push_button("They are two people", "check", self._keep_apart)
        self.back = push_button("Take that back", "undo", self._take_back)
        self.split_reason = TextField("Why they are two people", required=True, max_length=400)
        self.separate = Ask(
            "Take them apart again…", "undo", "Take them apart", (("reason", self.split_reason),),
            "The record that went is there again with all that was its. You can undo this.",
        )  # fmt: skip
        self.separate.confirmed.connect(self._separate)
        form = FormPanel()
        form.setMinimumHeight(self.fontMetrics().height() * 2)  # gives way to what is asked, which is never squeezed
        form.add(self.why)
        form.add_layout(self.warnings)
        form.add(self.sides)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(form, 1)
        column.addWidget(self.merge)
        column.addLayout(side_by_side(self.apart, self.back))
        column.addWidget(self.separate)
        return page

    # --- showing -------------------------------------------------------------------------------------------------

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            self.look()

    def _refused(self, error: UserError | None) -> None:
        self._looking = False
        self.note.say(
            str(error) if error else "The comparison was stopped. Close the window and open it again.", Tone.BAD
        )

    def _found(self, pairs: Sequence[_Pair]) -> None:
        self._looking = False
        self.note.say("")
        self._pairs = list(pairs)
        kinds = [pair.kind for pair in pairs]
        self.chips.set_chips(
            [
                (_LIKELY, "Likely one", kinds.count(_LIKELY)),
                (_POSSIBLE, "Possibly one", kinds.count(_POSSIBLE)),
                (_APART, "Two people", kinds.count(_APART)),
                (_MERGED, "Made one", kinds.count(_MERGED)),
            ]
        )
        self._narrow()
        wanted = next(
            (pair for pair in pairs if self._wanted and self._wanted in (pair.first_id, pair.second_id)), None
        )
        self._wanted = ""
        if wanted is not None:
            self.chips.choose(wanted.kind)
            self.table.choose(wanted.key)
        elif not self.table.current_key() and self.model.rowCount():
            self.table.choose(self.model.row(0).key)

    def _narrow(self) -> None:
        kind = self.chips.current() or _LIKELY
        self.model.set_rows([pair for pair in self._pairs if pair.kind == kind])
        self.table.set_empty(_EMPTY[kind])
        self._show(self.table.current_key())

    def _pair(self) -> _Pair | None:
        return self.model.find(self.table.current_key())

    def _show(self, _key: str) -> None:
        pair = self._pair()
        kind = pair.kind if pair is not None else ""
        self.merge.fold()
        self.separate.fold()
        may = self._context.may
        self.merge.setVisible(kind in {_LIKELY, _POSSIBLE} and may("people.merging.merge"))
        self.apart.setVisible(kind in {_LIKELY, _POSSIBLE} and may("people.duplicates.keep_apart"))
        self.back.setVisible(kind == _APART and may("people.duplicates.take_back"))
        self.separate.setVisible(kind == _MERGED and may("people.merging.separate"))
        self.why.setText(pair.reason if pair is not None else "")
        self._comparison = None
        if pair is not None and kind != _MERGED:
            self._comparison = self._context.runner.now(
                merging.compare, self._context.program, pair.first_id, pair.second_id
            )
        self.sides.show_comparison(self._comparison)
        self._warn(self._comparison.warnings if self._comparison is not None else ())

    def _warn(self, warnings: Sequence[str]) -> None:
        layouts.empty(self.warnings)
        for warning in warnings:
            line = Note()
            self.warnings.addWidget(line)
            line.say(warning, Tone.ATTENTION)

    # --- doing ---------------------------------------------------------------------------------------------------

    def _suggest_reason(self) -> None:
        pair = self._pair()
        if pair is not None and not self.reason.raw():
            self.reason.set_value(pair.reason)

    def _merge(self) -> None:
        pair, reason = self._pair(), str(self.reason.value() or "")
        if pair is None or self._comparison is None:
            return
        fields = self.sides.of_second()
        done = self._context.runner.now(
            merging.merge, self._context.program, pair.first_id, pair.second_id, fields, reason,
            refused=self.merge.refuse,
        )  # fmt: skip
        if done is not None:
            self._tell(f"{pair.names} are one record.")

    def _keep_apart(self) -> None:
        pair = self._pair()
        if pair is None:
            return
        done = self._context.runner.now(duplicates.keep_apart, self._context.program, pair.first_id, pair.second_id)
        if done is not None:
            self._tell(f"{pair.names} are noted as two people.")

    def _take_back(self) -> None:
        pair = self._pair()
        if pair is not None:
            self._context.runner.now(duplicates.take_back, self._context.program, pair.note)

    def _separate(self) -> None:
        pair, reason = self._pair(), str(self.split_reason.value() or "")
        if pair is None:
            return
        program = self._context.program

        def separate() -> bool:
            merging.separate(program, pair.note, reason)
            return True

        if self._context.runner.now(separate, refused=self.separate.refuse):
            self._tell(f"{pair.names} are two records again.")

    def _tell(self, text: str) -> None:
        self._context.runner.tell(text)


def _pairs(
    likely: Sequence[duplicates.Likeness], apart: Sequence[duplicates.Apart], merged: Sequence[merging.Merged]
) -> list[_Pair]:
    """All lines of the window."""
    found = [
        _Pair(
            _POSSIBLE if each.strength is Strength.POSSIBLE else _LIKELY, each.first.id, each.second.id,
            _names(each.first, each.second), _numbers(each.first, each.second), each.reason, _TONES[each.strength],
        )
        for each in likely
    ]  # fmt: skip
    found += [
        _Pair(
            _APART, each.first.id, each.second.id, _names(each.first, each.second), _numbers(each.first, each.second),
            f"Found to be two people by {each.found_by}, {dates.show_moment(each.found_at)}.", Tone.GOOD, each.id,
        )
        for each in apart
    ]  # fmt: skip
    found += [
        _Pair(
            _MERGED, each.person_id, "", f"{each.gone_name}  ·  {each.person}", each.gone_number,
            f"{each.reason.rstrip('.')}. Made one by {each.merged_by}, {dates.show_moment(each.merged_at)}.", Tone.GOOD,
            each.id,
        )
        for each in merged
    ]  # fmt: skip
    return found


def _names(first: Someone, second: Someone) -> str:
    return "  ·  ".join(listed_name(who.last_name, who.first_name) for who in (first, second))


def _numbers(first: Someone, second: Someone) -> str:
    return "  ·  ".join(who.number or "none" for who in (first, second))


def _reason(pair: _Pair) -> str:
    return pair.reason
