"""Words for reports: what people write beside the numbers of a year, such as why goals were missed."""

from typing import Any

from PySide6.QtGui import QAction

from umdesk.domain import dates
from umdesk.domain.writing import capital
from umdesk.domain.year_drafts import draft_record, year_of_draft
from umdesk.domain.year_words import YearText
from umdesk.services.year import goals, texts
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import LongTextField, Note
from umdesk.ui.widgets.form import paragraph, title
from umdesk.ui.year.page import YearForm

_TABLE = "year_note"
_WHAT = (
    "These words stand in the reports of the year beside the numbers: the first three in the Workforce Analysis and "
    "the progress report, the others in the director's summary and in the evaluation. CalHR asks for the first two "
    "once two years in a row missed a hiring or apprenticeship goal. They save themselves."
)
_EXAMPLES = {
    YearText.EXPLANATION: "Example: A hiring freeze from January on left no openings for analysts.",
    YearText.NEEDS: "Example: Two more trainers, and openings in the target classes.",
    YearText.EFFORTS: "Example: Orientations in all five offices, interviews practiced with every participant.",
    YearText.DIRECTOR: "Example: Twelve employees took part, and three moved up.",
    YearText.EVALUATION: "Example: Mentors worked best. Courses on state time were hard to plan.",
}


class TextsPage(YearForm):
    """The texts of one program year; each saves itself as it is left."""

    tables = frozenset({"year_note", "year_goal", "advancement"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.texts.write")
        self._write = action(self, "edit", "&Write", lambda: self.show_record(""))
        self.texts: dict[str, LongTextField] = {
            key.name: LongTextField(capital(key.value), lines=4, placeholder=_EXAMPLES[key]) for key in YearText
        }
        self.autosave = Autosave(context, _TABLE, self._save, self)
        self.autosave.add_all(self.texts)
        self.add(title("Words for reports"))
        self.add(paragraph(_WHAT))
        self.asked = self.add(Note())
        for field in self.texts.values():
            field.set_read_only(not self._may)
            self.add(field)

    def show_year(self, year: int) -> None:
        """Show the texts of a program year; what was typed into those of another is settled."""
        self.autosave.clear()
        super().show_year(year)

    def refresh(self) -> None:
        """Show the texts as they are now; typing under way is left alone."""
        found = self._context.runner.now(texts.of_year, self._context.program, self._year)
        standing = self._context.runner.now(goals.standing, self._context.program, self._year)
        if found is None or standing is None:
            return
        record = draft_record(self._context.program.id, _TABLE, self._year)
        self.autosave.show(record, {key.name: text for key, text in found.items()})
        wanted = standing.missed == self._year and not standing.explained
        both = f"{dates.program_year_name(self._year - 1)} and {dates.program_year_name(self._year)}"
        asked = (
            f"In {both} a hiring or apprenticeship goal was missed, so the first two texts are asked for (Gov. Code "
            "19402(b)(1))."
        )
        self.asked.say(asked if wanted else "", Tone.ATTENTION, "attention")

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.autosave.settle()

    def year_of(self, record_id: str) -> int | None:
        """The year whose texts are kept under this record."""
        return year_of_draft(self._context.program.id, _TABLE, record_id)

    def show_record(self, record_id: str) -> None:
        """Go to the first text."""
        self.texts[YearText.EXPLANATION.name].setFocus()

    def primary_action(self) -> QAction:
        """Write."""
        return self._write

    def _save(self, _record: str, changed: dict[str, Any]) -> None:
        words = {YearText[name]: text or "" for name, text in changed.items()}
        texts.write(self._context.program, self._year, words)
