"""The pages beside the list of the screening window: how a letter will read, letters that are kept, or the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from umdesk.domain.errors import UserError
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import LetterFile, Screening, Wish
from umdesk.services import letters, reports
from umdesk.services.letters import LetterRow
from umdesk.ui.context import Context
from umdesk.ui.preview import Deliver, PreviewPane
from umdesk.ui.runner import Progress

_CHOOSE = "Choose applications in the list to see their letters."


class LetterPages(PreviewPane):
    """Draws off the GUI thread; of several wishes the last one is shown. Only what is kept may leave."""

    shown = Signal(bool)
    """Pages are shown; True for a letter that is only how it will read."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._request = 0
        self._screening: Screening | None = None
        self._kept: tuple[str, ...] = ()
        self._drawing: Progress | None = None
        self.way_out = self._let_out
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._request += 1
        self.clear(_CHOOSE)

    def show_draft(self, wish: Wish) -> None:
        """Show how letters will read."""
        program = self._context.program
        self._draw(lambda progress: jobs.preview(program, wish, progress), "Drawing a letter")

    def show_letters(self, rows: Sequence[LetterRow]) -> None:
        """Show letters as they were made, as one document."""
        program = self._context.program
        ids = [row.id for row in rows]
        self._draw(lambda progress: jobs.together(program, rows, progress), "Reading letters", ids)

    def show_screening(self, cycle_id: str) -> None:
        """Show the screening list of a cycle."""
        program = self._context.program
        self._draw(lambda _progress: jobs.make_list(program, cycle_id), "Drawing the screening list")

    def _draw(
        self, work: Callable[[Progress], LetterFile | Screening], title: str, letter_ids: Sequence[str] = ()
    ) -> None:
        self._request += 1
        request = self._request

        def show(made: LetterFile | Screening) -> None:
            if request == self._request:
                self._kept = tuple(letter_ids)
                self._show(made)

        def refuse(error: UserError) -> None:
            if request == self._request:
                self.clear(str(error))

        if self._drawing is not None:  # nobody waits for it any more
            self._drawing.cancel()
        task = self._context.runner.later(work, show, owner=self, title=title, cancellable=True, refused=refuse)
        self._drawing = task.progress

    def _show(self, made: LetterFile | Screening) -> None:
        self._screening = made if isinstance(made, Screening) else None
        if isinstance(made, Screening):
            self.show_pdf(made.paper.data, made.paper.title, made.file_name, made.unprintable)
            self.set_may_leave(self._context.may("reports.record_copy"))
        else:
            self.show_pdf(made.data, made.title, made.file_name, made.unprintable)
            self.set_may_leave(bool(self._kept) and self._context.may("letters.keeping.record_copy"))
        self.shown.emit(self._screening is None and not self._kept)

    def _let_out(self, how: str, deliver: Deliver) -> None:
        if self._screening is not None:
            reports.record_copy(self._context.program, self._screening.paper, how, deliver)
        else:
            letters.record_copy(self._context.program, self._kept, how, deliver)
