"""Outreach: what made the program known in a year, whom it reached, its follow-up, and the funnel that came of it."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from umdesk.domain import counts, dates
from umdesk.domain.outreach import LARGEST_REACH, STAGES, Applied, Event
from umdesk.domain.writing import capital, enumerated, one_line, quoted
from umdesk.domain.year_words import OutreachChannel
from umdesk.jobs.attachments import OF_AN_OUTREACH
from umdesk.services import cycles
from umdesk.services.people import units
from umdesk.services.year import outreach
from umdesk.services.year.outreach import OutreachRow
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField
from umdesk.ui.widgets.rows import Column
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.year.files_window import YearFilesWindow, button_words
from umdesk.ui.year.flyer_window import FlyerWindow
from umdesk.ui.year.logo_window import LogoWindow
from umdesk.ui.year.page import YearForm, head
from umdesk.ui.year.record_list import Keeping, RecordList

Counted: TypeAlias = "tuple[tuple[tuple[str, Event], ...], tuple[Applied, ...]]"
"""The outreach of a period, and how far its applications came."""
_STAGE_WORDS = {"signed": "with a signed plan"}
"""A stage behind its number, where its name reads badly there."""


class OutreachPage(YearForm):
    """The outreach of one program year."""

    help_page = "outreach"
    tables = frozenset({"outreach", "year_file", "unit", "cycle", "application", "decision", "revision", "advancement"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.outreach.add")
        self._unit = ChoiceField("For the unit", blank="All units")
        self._cycle = ChoiceField("For the application window", blank="None in particular")
        self.list = RecordList(context, self._keeping(), narrow={3: 110})
        self._typing = (self.list,)
        self._add = action(self, "add", "&Add outreach", self.list.begin, may=self._may)
        self.flyer = push_button("Make a flyer…", "print", self.open_flyer)
        self.logo = push_button("Department's logo…", "folder", self.open_logo)
        self.button = ActionButton(self._add, primary=True)
        self.add_layout(head("Outreach", self.flyer, self.logo, self.button))
        self.funnel = QuietLabel()
        self.funnel.setWordWrap(True)
        self.report = push_button("Open the report", "open", lambda: self._go("Reports", "outreach"))
        told = QHBoxLayout()
        told.setSpacing(SPACE_8)
        told.addWidget(self.funnel, 1)
        told.addWidget(self.report)
        self.add_layout(told)
        self.add(self.list)
        self.done = push_button("Followed up today", "check", self._follow_up)
        self.material = push_button("Material…", "folder", self.open_material)
        self.material.setToolTip("Flyers, slides and sign-in sheets of the chosen outreach")
        self.list.put_beside(self.material, self.done)
        self.list.chosen.connect(lambda _key: self._show_acts())

    def refresh(self) -> None:
        """Show the outreach as it is now."""
        runner, program = self._context.runner, self._context.program
        found = runner.now(outreach.of_year, program, self._year)
        if found is None:
            return
        self._unit.set_choices([(one.id, one.name) for one in runner.now(units.listed, program) or ()])
        self._cycle.set_choices([(one.id, one.name) for one in runner.now(cycles.list_cycles, program) or ()])
        self.list.show_rows(found, self._year, may=self._may)
        self._count_funnel()
        self._show_acts()

    def year_of(self, record_id: str) -> int | None:
        """The program year of an outreach, or of typing that is kept for one."""
        found = self._context.runner.now(outreach.year_of, self._context.program, record_id)
        return found or self.list.year_of_typing(record_id)

    def show_record(self, record_id: str) -> None:
        """Choose an outreach."""
        self.list.show_record(record_id)

    def primary_action(self) -> QAction:
        """Add outreach."""
        return self._add

    def open_flyer(self) -> FlyerWindow:
        """Show a flyer of an application window."""
        return shown(FlyerWindow(self._context, self.window()))

    def open_logo(self) -> LogoWindow:
        """Show the department's logo."""
        return shown(LogoWindow(self._context, self.window()))

    def open_material(self) -> YearFilesWindow | None:
        """Show the material of the chosen outreach."""
        row = self.list.current()
        if row is None:
            return None
        record = (row.id, f"Material of {quoted(row.event.title, 40)}")
        return shown(
            YearFilesWindow(
                self._context, OF_AN_OUTREACH, record, self.window(), may=self._may, help_page=self.help_page
            )
        )

    def _count_funnel(self) -> None:
        program, year = self._context.program, self._year
        period = counts.program_year_period(year)

        def tell(found: Counted) -> None:
            if year == self._year:  # whoever went on to another year waits for that one
                self.funnel.setText(_funnel_words(*found))

        self._context.runner.later(
            lambda _progress: outreach.funnel_of(program, period), tell, owner=self, title="Counting the funnel"
        )

    def _show_acts(self) -> None:
        row = self.list.current()
        self.done.setVisible(self._may)
        self.done.setEnabled(row is not None and row.event.waits)
        many = row.files if row is not None else 0
        self.material.setText(button_words("Material", many, may=self._may))
        self.material.setEnabled(row is not None and (self._may or many > 0))

    def _follow_up(self) -> None:
        row = self.list.current()
        if row is not None:
            program = self._context.program
            self._context.runner.now(outreach.followed_up, program, row.id, program.today())

    def _keeping(self) -> Keeping[OutreachRow]:
        program = self._context.program
        fields = {
            "on": DateField("Date", required=True),
            "channel": ChoiceField("Channel", [(one, capital(one)) for one in OutreachChannel], required=True),
            "title": TextField("What", required=True, placeholder="Example: Noon orientation in Redding"),
            "audience": TextField("Audience", placeholder="Example: Office assistants of all units"),
            "reach": NumberField("Employees reached", minimum=0, maximum=LARGEST_REACH, hint="empty: not known"),
            "unit": self._unit,
            "cycle": self._cycle,
            "follow_up": TextField("Follow-up", placeholder="Example: Call them back"),
            "follow_up_due": DateField("Follow-up due on"),
            "follow_up_done": DateField("Followed up on", latest=program.today()),
            "note": LongTextField("Note", lines=3),
        }
        return Keeping(
            "outreach", "Outreach", "No outreach is on file for this year. Begin with an orientation or an email.",
            _columns(), lambda row: row.id, lambda row: quoted(row.event.title, 60), _values,
            "Add outreach", "Add", fields,
            (("on", "channel", "reach"), ("title", "audience"), ("unit", "cycle"),
             ("follow_up", "follow_up_due", "follow_up_done"), ("note",)),
            lambda: dict.fromkeys(fields) | {"channel": OutreachChannel.ORIENTATION},
            lambda values: outreach.add(
                program, self._year, _event(values), unit_id=values["unit"], cycle_id=values["cycle"]
            ),
            lambda key, values: outreach.edit(
                program, key, _event(values), unit_id=values["unit"], cycle_id=values["cycle"]
            ),
            lambda key: outreach.remove(program, key), day="on",
        )  # fmt: skip


def _funnel_words(events: Sequence[tuple[str, Event]], applied: Sequence[Applied]) -> str:
    reached = sum(event.reach or 0 for _, event in events)
    told = [f"{sum(map(stage.came, applied)):,} {_STAGE_WORDS.get(stage.key, stage.name.lower())}" for stage in STAGES]
    return f"{reached:,} reached, {enumerated(told)}. Applications are those received in this year."


def _event(values: dict[str, Any]) -> Event:
    """What was typed."""
    return Event(
        on=values["on"],
        channel=OutreachChannel(values["channel"]) if values["channel"] else None,
        title=values["title"] or "",
        audience=values["audience"] or "",
        reach=None if values["reach"] is None else int(values["reach"]),
        follow_up=values["follow_up"] or "",
        follow_up_due=values["follow_up_due"],
        follow_up_done=values["follow_up_done"],
        note=values["note"] or "",
    )


def _values(row: OutreachRow) -> dict[str, Any]:
    one = row.event
    return {
        "on": one.on, "channel": one.channel, "title": one.title, "audience": one.audience, "reach": one.reach,
        "unit": row.unit_id, "cycle": row.cycle_id, "follow_up": one.follow_up, "follow_up_due": one.follow_up_due,
        "follow_up_done": one.follow_up_done, "note": one.note,
    }  # fmt: skip


def _followed(row: OutreachRow) -> str:
    one = row.event
    if one.follow_up_done is not None:
        return f"done {dates.show(one.follow_up_done)}"
    if one.follow_up_due is not None:
        return f"due {dates.show(one.follow_up_due)}"
    return one_line(one.follow_up)


def _tone(row: OutreachRow) -> Tone | None:
    return Tone.ATTENTION if row.event.waits else None


def _columns() -> tuple[Column[OutreachRow], ...]:
    return (
        Column("Date", lambda row: dates.show(row.event.on), sort=lambda row: row.event.on, width=12),
        Column("Channel", lambda row: capital(row.event.channel or ""), width=13),
        Column("What", lambda row: row.event.title, stretch=True, tip=lambda row: row.event.title),
        Column("Audience", lambda row: row.event.audience or row.event.unit or "All units", width=18),
        Column("Reached", lambda row: "" if row.event.reach is None else f"{row.event.reach:,}",
               sort=lambda row: row.event.reach, number=True, width=8),
        Column("Follow-up", _followed, tone=_tone, width=18),
    )  # fmt: skip
