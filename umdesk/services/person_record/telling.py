"""What every section of a person's record is told from."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from umdesk.services.person_record.belongings import Belongings
from umdesk.services.person_record.tables import Row, Teller


@dataclass(frozen=True, slots=True)
class Telling:
    """What every section is told from."""

    session: Session
    person_id: str
    owned: Belongings
    teller: Teller

    def of(self, table: str, column: str, owner: str, *order: str) -> list[Row]:
        """The rows of a table that point at one record."""
        return [row for row in self.teller.rows(table, self.owned.ids(table), *order) if row[column] == owner]
