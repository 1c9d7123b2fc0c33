"""The form of a cycle's rules: dates, places, how it is rated, how raters' scores become one, and ties."""

from collections.abc import Sequence

from umdesk.domain.words import Aggregate
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Field, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.status import QuietLabel

AGGREGATES = (
    (Aggregate.MEAN, "Mean of all raters"),
    (Aggregate.MEDIAN, "Median (the middle one)"),
    (Aggregate.TRIMMED_MEAN, "Mean without highest and lowest"),
)
TIES = ("first_tie", "second_tie", "third_tie", "fourth_tie")
"""What the fields of the ladder are called; a longer ladder from a file keeps its further steps."""


class RulesForm(FormPanel):
    """Dates, places and how raters' scores become one."""

    def __init__(self) -> None:
        super().__init__()
        self.section("Cycle")
        self.name = self.add(TextField("Name", required=True, max_length=120))
        self.opens = DateField("Opens")
        self.closes = DateField("Closes")
        self.add_row(self.opens, self.closes)
        self.seats = self.add(NumberField("Places", minimum=0, maximum=9999, hint="0 while nobody set them"))
        self.blind = self.add(CheckField("Blind: raters see numbers, no names"))
        self.blind_note = self.add(QuietLabel())
        self.section("How scores are combined")
        self.aggregate = self.add(ChoiceField("The score is the", AGGREGATES))
        self.minimum_raters = NumberField("Raters at least", required=True, minimum=1, maximum=99)
        self.spread = NumberField("Spread to look at", required=True, unit="points", maximum=100, decimals=6)
        self.add_row(self.minimum_raters, self.spread)
        self.section("Ties")
        self.ties = tuple(
            self.add(ChoiceField("First decided by" if number == 0 else f"Then by, step {number + 1}", blank="nothing"))
            for number in range(len(TIES))
        )
        self.draw = self.add(QuietLabel())
        self.effect = self.add(Note())
        self.reason = self.add(TextField("Reason for a change", hint="Needed since there are ratings"))

    def named(self) -> dict[str, Field]:
        """The fields that are typed in, by what `CycleChanges` calls them."""
        return {
            "name": self.name, "opens": self.opens, "closes": self.closes, "seats": self.seats, "blind": self.blind,
            "aggregate": self.aggregate, "minimum_raters": self.minimum_raters, "spread_threshold": self.spread,
            **dict(zip(TIES, self.ties, strict=True)),
        }  # fmt: skip

    def show_ladder(self, ladder: Sequence[str]) -> None:
        """Show a step more of the ladder than is used; those beyond it are hidden."""
        for number, field in enumerate(self.ties):
            field.setVisible(number <= max(len(ladder), 1))

    def ladder(self) -> tuple[str, ...]:
        """The keys of the chosen steps in order, each once."""
        return tuple(dict.fromkeys(key for field in self.ties if (key := field.value())))
