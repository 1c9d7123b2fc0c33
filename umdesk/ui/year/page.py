"""What every section of the tab Program year has beside being a widget."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from PySide6.QtGui import QAction


class YearPage(Protocol):
    """A section, made when it is first shown; `show_year` comes before anything else."""

    @property
    def help_page(self) -> str:
        """The help page of the section."""

    @property
    def tables(self) -> AbstractSet[str]:
        """The tables whose changes are to be seen here."""

    def show_year(self, year: int) -> None:
        """Show a program year, named by the year in which it ends; what was typed into another is settled."""

    def refresh(self) -> None:
        """Show the data as they are now; what is chosen stays chosen."""

    def settle(self) -> bool:
        """Turn typing into operations; False when some of it stays typing because its value will not do."""

    def year_of(self, record_id: str) -> int | None:
        """The program year in which a record is shown here, None where it is none of this section."""

    def show_record(self, record_id: str) -> None:
        """Choose a record of the year that is shown."""

    def primary_action(self) -> QAction:
        """The one thing that one comes here to do."""
