"""Which column of a list of applications is which."""

from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Column
from umdesk.domain.writing import capital
from umdesk.ui.widgets.columnchoices import ColumnChoices, SheetColumn

_WORDS = {
    Field.NAME: "Name, last and first in one",
    Field.CLASS_DATE: "In this class since",
    Field.SUPERVISOR_EMAIL: "Supervisor's email",
    Field.SUPERVISOR_RECOMMENDS: "Supervisor's recommendation",
    Field.SUPERVISOR_COMMENT: "Supervisor's comment",
    Field.SUPERVISOR_COMMENTED: "Date of the supervisor's comment",
}


def field_words(field: Field) -> str:
    """How a field is called in a choice."""
    return _WORDS.get(field, capital(field.value))


class ColumnsPanel(ColumnChoices):
    """The columns of a list of applications; one that is never collected offers no choice and says so."""

    def __init__(self) -> None:
        super().__init__("Columns of the sheet", [(field, field_words(field)) for field in Field])

    def left_out(self, column: SheetColumn) -> str:
        """See ColumnChoices."""
        return "Never collected, so it is left out" if isinstance(column, Column) and column.never else ""
