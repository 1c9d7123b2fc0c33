"""The other looks at the results: rater scores, points by criterion, agreement, raters; the ranking comes first.

Each is filled when it is in view; what is out of view waits until somebody looks.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from umdesk.domain.agreement import MARKS, RELIABLE, TENTATIVE, Agreement, AgreementLine, reading
from umdesk.domain.rater_statistics import NO_CORRECTION, RaterFigures
from umdesk.domain.scoring import shown
from umdesk.domain.stability import Verdict, WithoutRater
from umdesk.domain.writing import plain
from umdesk.services import results
from umdesk.services.results import ResultRow, Results
from umdesk.ui.context import Context
from umdesk.ui.selection.scorepictures import ScorePictures
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.scrolled import scrolled
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_VERDICT_TONES = {
    Verdict.STABLE: Tone.GOOD,
    Verdict.UNSTABLE: Tone.ATTENTION,
    Verdict.NOT_DECIDED: Tone.ATTENTION,
}


class View(QWidget):
    """One look at the results, filled by `show_results`; `chosen` carries the application that was chosen in it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_8)

    def show_results(self, found: Results) -> None:
        """Show results as they are."""

    def least_rows(self, table: RowsTable[Any], rows: int) -> None:
        """Keep a table high enough for some rows; where the window is lower, the whole look scrolls."""
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * (rows + 1) + SPACE_8)


class PerApplicant(View):
    """A table with a row an applicant, whose columns follow the cycle: its raters, or its criteria."""

    def __init__(self, name: str, remark: str, columns: Callable[[Results], Sequence[Column[ResultRow]]]) -> None:
        super().__init__()
        self._name = name
        self._columns = columns
        self._titles: tuple[str, ...] = ()
        self.model: RowsModel[ResultRow] | None = None
        self.table: RowsTable[ResultRow] | None = None
        self.column.addWidget(QuietLabel(remark))

    def show_results(self, found: Results) -> None:
        """Fill the table, made anew where other raters or criteria ask for other columns."""
        columns = (
            Column[ResultRow]("Applicant", lambda r: f"{r.number} {r.name}", width=24),
            Column[ResultRow](
                "Rank", lambda r: str(r.rank), sort=lambda r: r.rank, number=True, width=4, searched=False
            ),
            Column[ResultRow]("Score", lambda r: str(r.score), sort=lambda r: r.exact, number=True, width=6),
            *self._columns(found),
        )
        titles = tuple(column.title for column in columns)
        if self.model is None or titles != self._titles:
            self._make(columns, titles)
        if self.model is not None:
            self.model.set_rows(found.rows)

    def _make(self, columns: tuple[Column[ResultRow], ...], titles: tuple[str, ...]) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self._titles = titles
        self.model = RowsModel(columns, lambda r: r.application_id, self)
        self.table = RowsTable(self.model, self._name)
        self.table.set_empty("Nobody is ranked yet.")
        self.table.chosen.connect(self.chosen)
        self.least_rows(self.table, 5)
        self.column.insertWidget(1, self.table, 1)


def rater_columns(found: Results) -> Sequence[Column[ResultRow]]:
    """A column a rater: the rater's score of the applicant."""

    def column(rater: str) -> Column[ResultRow]:
        def text(row: ResultRow) -> str:
            return next((str(shown(score)) for name, score in row.rater_scores if name == rater), "–")

        def order(row: ResultRow) -> Any:
            return next((score for name, score in row.rater_scores if name == rater), None)

        return Column(rater, text, sort=order, number=True, searched=False)

    return [column(rater) for rater in found.raters]


def criterion_columns(found: Results) -> Sequence[Column[ResultRow]]:
    """A column a criterion: the mean points, with the maximum in the title."""
    means = {row.number: found.by_criterion(row.number) for row in found.rows}

    def column(place: int, title: str) -> Column[ResultRow]:
        def text(row: ResultRow) -> str:
            points = means[row.number][place].points
            return "–" if points is None else str(shown(points))

        def tip(row: ResultRow) -> str:
            return f"{title}: mean of {means[row.number][place].n} of {row.n} raters"

        return Column(
            title, text, sort=lambda row: means[row.number][place].share, number=True, tip=tip, searched=False
        )

    return [column(place, f"{c.name} (of {plain(c.maximum)})") for place, c in enumerate(found.criteria)]


class ByCriterion(PerApplicant):
    """Mean points by criterion."""

    def __init__(self) -> None:
        super().__init__(
            "Mean points by criterion",
            "Mean points by criterion over the n raters behind the score; “–” where none of them rated it.",
            criterion_columns,
        )

    def show_results(self, found: Results) -> None:
        """Fill the table; its columns hold the means, so they are made anew each time."""
        self._titles = ()
        super().show_results(found)


class ByRater(PerApplicant):
    """Each applicant's rater scores as numbers, with the picture above it."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Scores by rater",
            "A ring for each rater from 0 to 100, an upright stroke for the score, a line under the last place. The "
            "table has the same numbers.",
            rater_columns,
        )
        self.pictures = ScorePictures(context)
        self.pictures.setMinimumHeight(self.fontMetrics().height() * 9)
        self.column.addWidget(self.pictures, 1)
        self.chosen.connect(self.pictures.look_at)

    def show_results(self, found: Results) -> None:
        """Fill the table and draw the picture."""
        super().show_results(found)
        self.pictures.show_rows(found.rows, found.above_line)


class AgreementView(View):
    """How far raters agree, and what hangs on one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.said = QuietLabel()
        self.model: RowsModel[AgreementLine] = RowsModel(
            (
                Column("On", lambda r: r.what, stretch=True),
                Column("Alpha", lambda r: r.found.shown, sort=lambda r: r.found.alpha, number=True, width=7),
                Column("Customary mark", lambda r: customary(r.found), tip=lambda r: reading(r.found), width=18),
                Column("Pairs", lambda r: f"{r.found.pairs:,}", sort=lambda r: r.found.pairs, number=True, width=7),
                Column("Applications", lambda r: f"{r.found.applications:,}", number=True, width=11),
                Column("Raters", lambda r: f"{r.found.raters:,}", number=True, width=6),
            ),
            lambda r: r.what,
            self,
        )
        self.table = RowsTable(self.model, "Agreement of the raters")
        self.table.set_empty("There is nothing to compare before two raters have rated.")
        self.without: RowsModel[WithoutRater] = RowsModel(
            (
                Column("Without", lambda r: r.rater, width=20),
                Column("First places", lambda r: r.verdict.value, tone=lambda r: _VERDICT_TONES[r.verdict], width=14),
                Column("Would enter", lambda r: ", ".join(r.enters) or "nobody", stretch=True),
                Column("Would leave", lambda r: ", ".join(r.leaves) or "nobody", stretch=True),
            ),
            lambda r: r.rater,
            self,
        )
        self.without_table = RowsTable(self.without, "The first places without one rater")
        self.without_table.set_empty("Set the number of places to see what hangs on one rater.")
        for part, room in (
            (heading("Agreement: Krippendorff's alpha"), 0), (self.table, 3), (self.said, 0),
            (heading("Without one rater"), 0), (self.without_table, 2),
        ):  # fmt: skip
            self.column.addWidget(part, room)

    def show_results(self, found: Results) -> None:
        """Work out the agreement and show it."""
        lines = found.agreement() if found.rows or found.unranked else ()
        self.model.set_rows(lines)
        self.least_rows(self.table, min(max(len(lines), 2), 9))
        self.least_rows(self.without_table, min(max(len(found.stability), 2), 6))
        self.without.set_rows(found.stability)
        on_scores = lines[-1].found if lines else None
        self.said.setText(f"On the scores: {reading(on_scores)} {MARKS}" if on_scores else MARKS)


def customary(found: Agreement) -> str:
    """Where an alpha stands to the customary marks, in a few words."""
    if found.alpha is None:
        return "no alpha"
    if found.alpha >= RELIABLE:
        return "at or above .800"
    return "from .667 to .800" if found.alpha >= TENTATIVE else "below .667"


class RatersView(View):
    """How each rater scored beside the others; the coordinator sees it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model: RowsModel[RaterFigures] = RowsModel(
            (
                Column("Rater", lambda r: r.rater, stretch=True),
                Column("Scores", lambda r: f"{r.scores:,}", sort=lambda r: r.scores, number=True, width=7),
                Column("Mean", lambda r: _percent(r.mean), sort=lambda r: r.mean, number=True, width=7),
                Column("Lowest", lambda r: _percent(r.lowest), sort=lambda r: r.lowest, number=True, width=7),
                Column("Highest", lambda r: _percent(r.highest), sort=lambda r: r.highest, number=True, width=7),
                Column("Range", lambda r: _percent(r.range), sort=lambda r: r.range, number=True, width=7),
                Column("Beside the others", beside, sort=lambda r: r.difference, width=18),
                Column(
                    "Correlation", correlation, sort=lambda r: r.correlation, tip=lambda r: r.why, number=True, width=11
                ),
            ),
            lambda r: r.rater,
            self,
        )
        self.table = RowsTable(self.model, "How each rater scored")
        self.table.set_empty("The cycle has no raters.")
        self.least_rows(self.table, 4)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(
            QuietLabel(
                f"{NO_CORRECTION} “Beside the others” compares the mean score with the mean of the other raters on the "
                "same applications, in percent points. Correlation is Pearson's, with the mean of the others: 1 when "
                "they rise and fall together, “–” where there is none, and the tip says why."
            )
        )

    def show_results(self, found: Results) -> None:
        """Ask for the figures and show them."""
        figures = self._context.runner.now(results.rater_statistics, self._context.program, found.cycle_id)
        self.model.set_rows(figures or ())


def _percent(value: Any) -> str:
    return "–" if value is None else str(shown(value))


def beside(figures: RaterFigures) -> str:
    """How much harsher or milder a rater was, in words: "3.20 points harsher"."""
    if figures.difference is None:
        return "–"
    size = shown(abs(figures.difference))
    if not size:
        return "the same"
    return f"{size} points {'milder' if figures.difference > 0 else 'harsher'}"


def correlation(figures: RaterFigures) -> str:
    """The correlation with two places, with a true minus sign."""
    return "–" if figures.correlation is None else f"{figures.correlation:.2f}".replace("-", "−")


class ResultViews(QWidget):
    """The looks at the results behind tabs; the ranking, which the page makes, is the first.

    `turned` is sent when another one comes into view, `chosen` carries an application chosen in one.
    """

    turned = Signal()
    chosen = Signal(str)

    def __init__(self, context: Context, ranking: QWidget) -> None:
        super().__init__()
        self.by_rater = ByRater(context)
        self.by_criterion = ByCriterion()
        self.agreement = AgreementView()
        self._views: list[View] = [self.by_rater, self.by_criterion, self.agreement]
        titles = ["Ranking", "Scores by rater", "By criterion", "Agreement"]
        if context.may("results.rater_statistics"):
            self.raters = RatersView(context)
            self._views.append(self.raters)
            titles.append("Raters")
        self.bar = QTabBar()
        self.bar.setAccessibleName("Looks at the results")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        for title in titles:
            self.bar.addTab(title)
        self._pages = QStackedWidget()
        self._pages.addWidget(ranking)
        for view in self._views:
            area = scrolled(view)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._pages.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self._found: Results | None = None
        self._stale: set[View] = set()
        self.bar.currentChanged.connect(self._turn)
        for view in self._views:
            view.chosen.connect(self.chosen)

    def about_applicants(self) -> bool:
        """Whether the look in view has a row for each applicant."""
        return self.bar.currentIndex() < 3

    def show_results(self, found: Results) -> None:
        """Show results in the look in view, and in the others once they are turned to."""
        self._found = found
        self._stale = set(self._views)
        self._fill()

    def _turn(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._fill()
        self.turned.emit()

    def _fill(self) -> None:
        place = self._pages.currentIndex() - 1
        view = self._views[place] if place >= 0 else None
        if view is not None and view in self._stale and self._found is not None:
            self._stale.discard(view)
            view.show_results(self._found)
