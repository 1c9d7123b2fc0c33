"""The steps of a plan from draft to amended: each says before what it does, in the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from umdesk.domain.errors import UserError
from umdesk.jobs import print_plan
from umdesk.jobs.print_plan import PlanPdf
from umdesk.services.plans import revisions
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import AMEND, PRINT, PROGRESS, SEND, SIGN, allowed, primary_step
from umdesk.ui.plans.editor_view import EditorView


class Steps(QObject):
    """Prints, sends, marks ready, amends and discards the plan that is shown."""

    wants_missing = Signal()
    """Something needed is missing: show what."""
    wants_signatures = Signal()
    wants_progress = Signal()
    moved = Signal(str)
    """Another revision is to be shown; "" for the newest. `began` follows an amendment."""
    began = Signal()
    drops_typing = Signal()

    def __init__(
        self, context: Context, view: EditorView, shown: Callable[[], PlanDetail | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._shown = shown

    def take_primary(self) -> None:
        """Do what the primary button says: what comes next with this plan for this account."""
        detail = self._shown()
        if detail is None:
            return
        step = primary_step(detail, allowed(self._context, detail))
        if step is PRINT:
            self.ask_to_print()
        elif step is SEND:
            self.send()
        elif step is SIGN:
            self.wants_signatures.emit()
        elif step is AMEND:
            self.ask_to_amend()
        elif step is PROGRESS:
            self.wants_progress.emit()

    def ask_to_print(self) -> None:
        """Say what printing does, or show what is missing."""
        detail = self._shown()
        if detail is None:
            return
        if detail.needed:
            self.wants_missing.emit()
            return
        self._view.banner.ask(
            f"Printing freezes revision {detail.revision_number} of plan {detail.plan_number}: what is printed can no "
            "longer be changed, and this cannot be undone. To change it later, start an amendment.",
            "Print to sign",
            lambda _reason: self._print(detail.revision_id),
            symbol="print",
        )

    def ask_to_amend(self) -> None:
        """Ask why the plan is amended."""
        detail = self._shown()
        if detail is None:
            return
        self._view.banner.ask(
            f"An amendment is a new revision that begins as a copy of revision {detail.revision_number}. "
            "The printed one stays in force until the new one is printed.",
            "Start amendment",
            lambda reason: self._amend(detail.revision_id, reason),
            symbol="edit",
            reason="What changes, and why",
        )

    def ask_to_discard(self) -> None:
        """Ask before an amendment is thrown away."""
        detail = self._shown()
        if detail is None:
            return
        self._view.banner.ask(
            f"Revision {detail.revision_number} and all that was written in it goes away; the printed revision stays. "
            "Undo brings it back.",
            "Discard amendment",
            lambda _reason: self._discard(detail.revision_id),
            symbol="delete",
        )

    def mark_ready(self) -> None:
        """Mark the plan ready, or show what is missing."""
        detail = self._complete()
        if detail is not None:
            self._context.runner.now(revisions.mark_ready, self._context.program, detail.revision_id)

    def back_to_draft(self) -> None:
        """Make the plan a draft again."""
        detail = self._shown()
        if detail is not None:
            self._context.runner.now(revisions.back_to_draft, self._context.program, detail.revision_id)

    def send(self) -> None:
        """Send the plan to the coordinator, or show what is missing."""
        detail = self._complete()
        if detail is None:
            return
        program, revision_id = self._context.program, detail.revision_id

        def submit() -> bool:
            revisions.submit(program, revision_id)
            return True

        if self._context.runner.now(submit):
            self._context.runner.tell(
                "Sent to the coordinator, who prints it to sign. You can still change it or take it back."
            )

    def _complete(self) -> PlanDetail | None:
        detail = self._shown()
        if detail is not None and detail.needed:
            self.wants_missing.emit()
            return None
        return detail

    def _print(self, revision_id: str) -> bool:
        program, banner = self._context.program, self._view.banner

        def done(pdf: PlanPdf) -> None:
            banner.yes.setEnabled(True)
            banner.hide()
            self._view.show_page(shown=True)
            self._view.preview.show_made(revision_id, pdf)
            self.moved.emit("")
            self._context.runner.tell(
                f"Plan {pdf.plan_number} is frozen: {pdf.pages} pages to print and sign.",
                "Print…",
                self._view.preview.pane.ask_for_printer,
            )

        def refused(error: UserError) -> None:
            banner.yes.setEnabled(True)
            banner.refuse(str(error))

        banner.yes.setEnabled(False)
        self._context.runner.later(
            lambda _progress: print_plan.print_to_sign(program, revision_id),
            done,
            owner=self._view,
            title="Making the page to sign",
            refused=refused,
        )
        return False

    def _amend(self, revision_id: str, reason: str) -> bool:
        made = self._context.runner.now(revisions.amend, self._context.program, revision_id, reason)
        if made is None:
            return False
        self.moved.emit("")
        self.began.emit()
        return True

    def _discard(self, revision_id: str) -> bool:
        self.drops_typing.emit()
        kept = self._context.runner.now(revisions.discard, self._context.program, revision_id)
        if kept is None:
            return False
        self.moved.emit("")
        return True
