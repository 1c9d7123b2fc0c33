"""The steps of a plan from draft to amended: each says before what it does, in the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from umdesk.domain.errors import UserError
from umdesk.domain.words import RevisionState
from umdesk.jobs import print_plan
from umdesk.jobs.print_plan import PlanPdf
from umdesk.services.plans import revisions
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.revisions import Period
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import AMEND, PRINT, PROGRESS, SEND, SIGN, allowed, primary_step
from umdesk.ui.plans.banner import Answer, Wanted
from umdesk.ui.plans.editor_view import EditorView
from umdesk.ui.plans.words import next_period


class Steps(QObject):
    """Prints, sends, sends back, marks ready, amends, renews and discards the plan that is shown."""

    wants_missing = Signal()
    """Something needed is missing: show what."""
    wants_signatures = Signal()
    wants_progress = Signal()
    moved = Signal(str)
    """Another revision is to be shown; "" for the newest. `began` follows the start of one."""
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
            lambda _answer: self._print(detail.revision_id, detail.participation_id),
            symbol="print",
        )

    def ask_to_amend(self) -> None:
        """Ask why the plan is amended."""
        detail = self._shown()
        if detail is None:
            return
        self._view.banner.ask(
            f"An amendment is a new revision that begins as a copy of revision {detail.revision_number}. "
            f"{_what_holds(detail)}",
            "Start amendment",
            lambda answer: self._begin(revisions.amend, detail.revision_id, answer.words),
            symbol="edit",
            wanted=Wanted("What changes, and why", about=detail.revision_id),
        )

    def ask_to_renew(self) -> None:
        """Ask for the period of the annual revision."""
        detail = self._shown()
        if detail is None:
            return
        program = self._context.program

        def begin(answer: Answer) -> bool:
            if answer.first is None or answer.last is None:
                return False
            return self._begin(revisions.renew, detail.revision_id, Period(answer.first, answer.last), answer.words)

        self._view.banner.ask(
            "The annual revision takes over what is still ahead: activities that are not done or dropped, their goals "
            f"and costs, and the competencies. {_what_holds(detail)}",
            "Start annual revision",
            begin,
            symbol="calendar",
            wanted=Wanted(
                "Reason", required=False, period=next_period(detail.content, program.today()),
                about=detail.revision_id,
            ),
        )  # fmt: skip

    def ask_to_discard(self) -> None:
        """Ask before a revision that was not printed is thrown away."""
        detail = self._shown()
        if detail is None:
            return
        self._view.banner.ask(
            f"Revision {detail.revision_number} and all that was written in it goes away; the printed revision stays. "
            "Undo brings it back.",
            "Discard revision",
            lambda _answer: self._discard(detail.revision_id),
            symbol="delete",
        )

    def mark_ready(self) -> None:
        """Mark the plan ready, or show what is missing."""
        detail = self._complete()
        if detail is not None:
            self._context.runner.now(revisions.mark_ready, self._context.program, detail.revision_id)

    def back_to_draft(self) -> None:
        """Make the plan a draft again: a supervisor takes it back, the coordinator says why it goes back."""
        detail = self._shown()
        if detail is None:
            return
        if allowed(self._context, detail).supervises:
            self._context.runner.now(revisions.back_to_draft, self._context.program, detail.revision_id)
            return
        ready = detail.state is RevisionState.READY
        self._view.banner.ask(
            "The plan becomes a draft again, so that the supervisor can change it too."
            if ready
            else "The plan goes back to the supervisor, with your note.",
            "Make it a draft again" if ready else "Send back",
            lambda answer: self._send_back(detail.revision_id, answer.words),
            symbol="undo",
            wanted=Wanted("Why" if ready else "What has to be changed", about=detail.revision_id),
        )

    def send(self) -> None:
        """Ask for a note and send the plan to the coordinator, or show what is missing."""
        detail = self._complete()
        if detail is None:
            return
        self._view.banner.ask(
            "The coordinator looks at the plan and prints it to sign, or sends it back with a note. You can still "
            "change it or take it back.",
            "Send it",
            lambda answer: self._send(detail.revision_id, answer.words),
            symbol="right",
            wanted=Wanted("Note to the coordinator", required=False, about=detail.revision_id),
        )

    def _send(self, revision_id: str, note: str) -> bool:
        if not self._do(revisions.submit, revision_id, note):
            return False
        self._context.runner.tell("Sent to the coordinator.")
        return True

    def _send_back(self, revision_id: str, note: str) -> bool:
        return self._do(revisions.back_to_draft, revision_id, note)

    def _do(self, step: Callable[..., object], *args: object) -> bool:
        """Take a step; why it was refused stands in the question."""
        refused: list[UserError] = []

        def run() -> bool:
            step(self._context.program, *args)
            return True

        done = self._context.runner.now(run, refused=refused.append)
        if refused:
            self._view.banner.refuse(str(refused[0]))
        return bool(done)

    def _complete(self) -> PlanDetail | None:
        detail = self._shown()
        if detail is not None and detail.needed:
            self.wants_missing.emit()
            return None
        return detail

    def _ask_for_printer(self, revision_id: str, participation_id: str) -> None:
        """Print the page of which the message tells, whatever plan is in view by then."""
        detail = self._shown()
        if detail is not None and detail.revision_id == revision_id:
            self._view.preview.pane.ask_for_printer()
        else:
            self._context.window_wanted.emit(f"papers {participation_id} cdp")

    def _print(self, revision_id: str, participation_id: str) -> bool:
        program, banner = self._context.program, self._view.banner

        def done(pdf: PlanPdf) -> None:
            banner.yes.setEnabled(True)
            banner.hide()
            self._view.offer_page()
            self._view.preview.show_made(revision_id, pdf)
            self.moved.emit("")
            self._context.runner.tell(
                f"Plan {pdf.plan_number} is frozen: {pdf.pages} pages to print and sign.",
                "Print…",
                lambda: self._ask_for_printer(revision_id, participation_id),
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

    def _begin(self, step: Callable[..., object], *args: object) -> bool:
        """Begin a revision, and show it."""
        if not self._do(step, *args):
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


def _what_holds(detail: PlanDetail) -> str:
    """What becomes of the revision that the new one begins from."""
    if detail.state is RevisionState.PRINTED:
        return "The page that is printed can still be signed until the new one is printed."
    return "What was signed holds until the new one is signed."
