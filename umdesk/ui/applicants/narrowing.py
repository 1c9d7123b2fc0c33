"""What narrows the list of applicants: state, filters and words, and the lists that were saved from them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from umdesk.domain.list_filters import Filter, Narrowing, passes
from umdesk.services.applicants import ApplicantRow
from umdesk.ui.applicants import filters
from umdesk.ui.applicants.filters import ALL, RECHECK, STATE_WORDS, STATES, VALUES, FilterKind
from umdesk.ui.applicants.view import ListView
from umdesk.ui.widgets.picking import PickDialog
from umdesk.ui.widgets.sifting import Sifter


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows are in each state, of those that pass these filters."""

    filters: tuple[Filter, ...]
    states: dict[str, int]


class Narrower(QObject):
    """Keeps what narrows the list, shows it as chips, and gives it to the table; `changed` follows every change."""

    changed = Signal()

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        self.model = view.model
        self._filters: tuple[Filter, ...] = ()
        self._counts = filters.state_counts(())
        self._texts: dict[Filter, str] = {}
        view.chips.chosen.connect(lambda _key: self._apply())
        view.search.textChanged.connect(self._search)
        view.filter_chips.removed.connect(self._remove)
        self._fill_menu(view.filter_button.menu())
        view.filter_button.follow_menu()

    def narrowing(self) -> Narrowing:
        """What narrows the list."""
        return Narrowing(self._view.chips.current() or ALL, self._filters, self._view.search.text().strip())

    def words(self) -> str:
        """What narrows the list, in words ("Eligible, Unit: Redding Center"), "" for nothing."""
        said = [] if self.narrowing().state == ALL else [STATE_WORDS[self.narrowing().state]]
        said += [self._words_of(each) for each in self._filters]
        return ", ".join([*said, *([f"“{self.narrowing().words}”"] if self.narrowing().words else [])])

    def counted(self, rows: Iterable[ApplicantRow]) -> Counted:
        """Count rows for `take`, on whatever thread."""
        chosen = self._filters
        test = passes(chosen, VALUES)
        return Counted(chosen, filters.state_counts([row for row in rows if test(row)] if chosen else [*rows]))

    def take(self, sifted: Sifter[ApplicantRow], counted: Counted) -> None:
        """Show other rows, made ready beforehand (`RowsModel.sifted`), and narrow them as before."""
        self.model.take(sifted)
        if counted.filters != self._filters:
            counted = self.counted(self.model.all_rows())
        self._show_counts(counted.states)

    def put(self, rows: Sequence[ApplicantRow], gone: Collection[str]) -> None:
        """Put a few rows into the list, and take out those with these ids."""
        test, counts = passes(self._filters, VALUES), dict(self._counts)
        before = self.model.with_keys([*(row.id for row in rows), *gone])
        if not rows and not before:
            return
        for step, those in ((-1, before), (1, rows)):
            for state, holds in STATES.items():
                counts[state] += step * sum(test(row) and holds(row) for row in those)
        self._view.table.put_rows(rows, gone)
        self._show_counts(counts)

    def clear(self) -> None:
        """Let nothing narrow the list."""
        self.narrow(Narrowing(ALL))

    def narrow(self, to: Narrowing) -> None:
        """Narrow the list by this and by nothing else."""
        self._filters = tuple(each for each in to.filters if each[0] in VALUES)
        self._view.search.setText(to.words)
        state = to.state if to.state in STATES else ALL
        self._recount(state)
        self._view.chips.choose(state)
        self._apply()

    def add(self, added: Filter, text: str) -> None:
        """Narrow the list by one filter more, which reads like this."""
        self._texts[added] = text
        self._filters = self.narrowing().with_filter(added).filters
        self._recount()
        self._apply()

    def _remove(self, gone: Filter) -> None:
        self._filters = self.narrowing().without_filter(gone).filters
        self._recount()
        self._apply()
        if not self._filters:
            self._view.filter_button.setFocus()

    def _apply(self) -> None:
        view, state = self._view, self._view.chips.current() or ALL
        view.filter_chips.set_filters([(each, self._words_of(each)) for each in self._filters])
        self._show_counts(self._counts)
        if state == ALL and not self._filters:
            view.model.set_condition(None)
        else:
            holds, test = STATES[state], passes(self._filters, VALUES)
            view.model.set_condition((lambda row: holds(row) and test(row)) if self._filters else holds)
        self.changed.emit()

    def _search(self, text: str) -> None:
        self._view.model.set_words(text)
        self._say_why_empty()
        self.changed.emit()

    def _recount(self, state: str = "") -> None:
        self._show_counts(self.counted(self.model.all_rows()).states, state)

    def _show_counts(self, counts: dict[str, int], state: str = "") -> None:
        """Say on each chip how many it shows, of what passes the filters; `state` is about to be chosen."""
        self._counts = counts
        chips = self._view.chips
        kept = RECHECK in (chips.current(), state) or counts[RECHECK]
        chips.set_chips([(key, STATE_WORDS[key], counts[key]) for key in STATES if key != RECHECK or kept])
        self._say_why_empty()

    def _say_why_empty(self) -> None:
        narrowed = self.narrowing() != Narrowing(ALL)
        empty = "No applicant matches. Clear the search, remove filters or choose All."
        self._view.table.set_empty(empty if narrowed else "No applications in this cycle.")

    def _words_of(self, each: Filter) -> str:
        kind = next(kind for kind in filters.KINDS if kind.key == each[0])
        text = self._texts.get(each) or next(
            (kind.text(each[1], row) for row in self.model.all_rows() if each[1] in kind.values(row)), each[1]
        )
        self._texts[each] = text
        return f"{kind.word}: {text}"

    def _fill_menu(self, menu: QMenu) -> None:
        for kind in filters.KINDS:
            if kind.few:
                inside = menu.addMenu(kind.word)
                inside.aboutToShow.connect(partial(self._offer, inside, kind))
            else:
                action = QAction(f"{kind.word}…", menu)
                action.triggered.connect(partial(self._pick, kind))
                menu.addAction(action)

    def _offer(self, menu: QMenu, kind: FilterKind) -> None:
        menu.clear()
        for pick in filters.picks(kind, self.model.all_rows()):
            action = QAction(f"{pick.text}   {pick.count:,}".replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked, pick=pick: self.add((kind.key, pick.value), pick.text))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("None in this list").setEnabled(False)

    def _pick(self, kind: FilterKind, _checked: bool = False) -> None:
        found = {pick.value: pick for pick in filters.picks(kind, self.model.all_rows())}
        what = {"class": "classes", "unit": "units"}[kind.key]
        dialog = PickDialog(f"Show one {kind.word.lower()} only", what, [*found.values()], self._view)
        dialog.picked.connect(lambda value: self.add((kind.key, value), found[value].text))
        dialog.open()
