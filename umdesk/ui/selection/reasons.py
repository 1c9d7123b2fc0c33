"""What the deciding panel asks beside the decision: the kind of reason, and a further rater for a wide spread."""

from PySide6.QtCore import QObject

from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState, SettledBy
from umdesk.services import decisions
from umdesk.services.cycles import CycleDetail
from umdesk.services.results import ResultRow
from umdesk.ui.context import Context
from umdesk.ui.selection.deciding import DecidingPanel


class Reasons(QObject):
    """Behaviour of these parts of a `DecidingPanel`."""

    def __init__(self, context: Context, panel: DecidingPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._row: ResultRow | None = None
        panel.further.keep_typing(context, "further rater")
        panel.kind.left.connect(self._keep_kind)
        panel.further.confirmed.connect(self._ask)

    def show(self, cycle: CycleDetail, row: ResultRow) -> None:
        """Offer what fits the row and the state of the cycle."""
        self._row = row
        self._panel.further.follow(row.application_id)
        kind, may = self._panel.kind, self._context.may("decisions.decide")
        deciding = cycle.state is CycleState.DECIDING and not row.applied and may
        kinds = self._context.runner.now(decisions.reason_kinds, self._context.program) or ()
        shown = kinds if row.reason_kind in ("", *kinds) else (*kinds, row.reason_kind)
        kind.set_choices([(each, each) for each in shown])
        kind.set_value(row.reason_kind or None)
        kind.setVisible(bool(row.departure and row.outcome is not None) or bool(row.reason_kind))
        kind.set_read_only(not deciding)
        kind.label.setText("Kind of reason (required)" if row.departure else "Kind of reason")
        open_spread = row.wide and not row.settled and cycle.state is CycleState.SCORING
        self._panel.further.setVisible(open_spread and self._context.may("decisions.ask_further_rater"))

    def settle(self, application_id: str, note: str) -> None:
        """Put a note on a wide spread on record.

        Raises:
            UserError: as `decisions.settle_spread`.
        """
        row = self._row
        further = row is not None and row.application_id == application_id and row.further_is_in
        how = SettledBy.FURTHER_RATER if further else SettledBy.DISCUSSION
        decisions.settle_spread(self._context.program, application_id, note, how=how)

    def _keep_kind(self) -> None:
        row, kind = self._row, self._panel.kind.value() or ""
        if row is None or row.outcome is None or row.applied or kind == row.reason_kind:
            return
        reason = self._panel.reason.raw().strip() or row.reason
        self._context.runner.now(
            decisions.decide, self._context.program, row.application_id, row.outcome, reason=reason, kind=kind,
            refused=lambda error: self._panel.kind.set_reason(str(error)),
        )  # fmt: skip

    def _ask(self) -> None:
        if self._row is None:
            return
        name = self._panel.further_name.raw()
        refusals: list[UserError] = []
        self._context.runner.now(
            decisions.ask_further_rater, self._context.program, self._row.application_id, name, refused=refusals.append
        )
        if refusals:
            self._panel.further.refuse(refusals[0])
        else:
            self._panel.further.done()
