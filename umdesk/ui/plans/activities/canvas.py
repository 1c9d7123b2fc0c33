"""Where things are in the timeline picture: its quarters spread over a width."""

from collections.abc import Iterable
from datetime import date

from umdesk.domain.timeline import Quarter, Scale, extent, quarters
from umdesk.ui.plans.activities.bars import Bar


class Canvas:
    """The quarters and days of the picture, in places from its left edge; fits them anew when bars or width change."""

    def __init__(self) -> None:
        self.quarters: tuple[Quarter, ...] = ()
        self.scale = Scale(date(2000, 1, 1), date(2000, 12, 31), 1.0)
        self.today_x: float | None = None

    def fit(self, bars: Iterable[Bar], today: date, width: int, least: int) -> None:
        """Spread whole quarters that hold all bars over `width`, each at least `least` wide; more of them scroll."""
        days = [day for bar in bars for day in (bar.activity.starts, bar.activity.ends)]
        span = extent(days, today)
        self.quarters = quarters(span.starts, span.ends)
        self.scale = Scale(span.starts, span.ends, max(width, least * len(self.quarters)) / span.days)
        self.today_x = self.scale.x(today) if span.starts <= today <= span.ends else None
