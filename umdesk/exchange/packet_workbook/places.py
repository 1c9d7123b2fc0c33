"""Where things stand in the workbook: rows and columns that formulas on other sheets name."""

from umdesk.domain.packet import PacketSnapshot

# Rows are counted from 1, as in formulas; columns from 0.
AGGREGATE, MINIMUM, NEEDED, THRESHOLD, SEATS, DRAW = 3, 4, 5, 6, 7, 8
"""Rows of the rules on the sheet Criteria; their values stand in column B."""
FIRST_CRITERION = 12
SHARE, WEIGHT, REQUIRED, MAXIMUM = 3, 4, 5, 6
"""Rows above the ratings that take a criterion's rules over."""
FIRST_SHEET = 9
FIRST_VALUE = 3
FIRST_SCORE = 4
FIRST_PLACE = 4
FIRST_CHECK = 9
_NUMBER, _NAME, _PART, _N, _SCORE, _SPREAD, _WIDE, _COMPARED, _LADDER = range(9)


class Places:
    """Names cells of one packet's workbook."""

    def __init__(self, packet: PacketSnapshot) -> None:
        self._criteria = [criterion.name for criterion in packet.criteria]
        self._ladder = len(packet.rules.ladder)
        self._rows: dict[str, tuple[int, int]] = {}
        row = FIRST_SHEET
        for one in packet.applications:
            self._rows[one.number] = (row, row + len(one.sheets) - 1)
            row += len(one.sheets)
        self._score_rows = {one.number: FIRST_SCORE + place for place, one in enumerate(packet.applications)}
        self.last_score = FIRST_SCORE + len(packet.applications) - 1

    @property
    def rating_score(self) -> int:
        """The column of a sheet's score."""
        return FIRST_VALUE + len(self._criteria)

    @property
    def order(self) -> int:
        """The column of the order of draw digests on the sheet Scores."""
        return _LADDER + self._ladder

    def value(self, name: str) -> int:
        """The column of a criterion on the sheet Ratings."""
        return FIRST_VALUE + self._criteria.index(name)

    def block(self, number: str, column: int) -> str:
        """The cells of one application in a column of Ratings: "Ratings!$G$9:$G$11"."""
        first, last = self._rows[number]
        name = letter(column)
        return f"Ratings!${name}${first}:${name}${last}"

    def score_row(self, number: str) -> int:
        """The row of an application on the sheet Scores."""
        return self._score_rows[number]

    def compared(self, number: str) -> str:
        """The cell of an application's score as it is compared."""
        return f"Scores!${letter(_COMPARED)}${self.score_row(number)}"

    def score(self, number: str) -> str:
        """The cell of an application's score."""
        return f"Scores!${letter(_SCORE)}${self.score_row(number)}"

    def rank(self, number: str, *, drawn: bool) -> str:
        """The formula of a rank: one more than those who are ahead by score, by each step of the ladder, by the draw.

        Who has no score is compared as −1 and so is ahead of nobody.
        """
        row = self.score_row(number)
        columns = [_COMPARED, *range(_LADDER, _LADDER + self._ladder)]
        ahead, equal = [], ""
        for column in columns:
            ahead.append(f"SUMPRODUCT({equal}({self._all(column)}>Scores!${letter(column)}${row})*1)")
            equal += f"({self._all(column)}=Scores!${letter(column)}${row})*"
        if drawn:
            ahead.append(f"SUMPRODUCT({equal}({self._all(self.order)}<Scores!${letter(self.order)}${row})*1)")
        return f'=IF({self.compared(number)}<0,"",1+{"+".join(ahead)})'

    def _all(self, column: int) -> str:
        name = letter(column)
        return f"Scores!${name}${FIRST_SCORE}:${name}${self.last_score}"


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is "A", 27 is "AB"."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
