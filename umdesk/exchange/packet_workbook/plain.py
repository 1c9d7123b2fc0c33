"""The sheets without formulas: what this is and how to check it, raters, decisions, flags, letters, the history."""

from collections.abc import Sequence

from umdesk.domain import anchors, dates
from umdesk.domain.packet import PATTERN, PacketSnapshot
from umdesk.domain.writing import counted, enumerated
from umdesk.exchange.packet_workbook.cells import Cell, Pen

_USE = """
Blue cells are formulas. Every other cell is a value that umdesk wrote.
To compute everything anew: Ctrl+Shift+F9 in LibreOffice, Ctrl+Alt+F9 in Excel. Then read the sheet Checks.
Ratings: a rater's score of an application = 100 × Σ weight × (rating ÷ maximum) ÷ Σ weight, over the counted \
criteria that have a number. There is none while a required and counted criterion has no number.
A sheet counts unless its column Counts says why not: the rater is recused, the sheet was sent back by a change of \
the criteria, it was not submitted, or the application is not ranked.
Scores: the scores of an application are combined as cell B3 of Criteria says. Change a rating, a weight or a rule \
to see what would follow.
Ranking: ranks compare scores that are rounded to 9 places, because a workbook has no exact fractions; then the \
means on the tie ladder; then the draw. Without a seed those still equal share a rank (1, 2, 2, 4).
"""
_RECIPE = """
The draw orders by the SHA-256 of the UTF-8 text “seed:application number”, written in hexadecimal, lowest first.
The digests stand on Scores as text, and beside them their order among all applications, since a workbook has no \
SHA-256 and may read a digest such as 12e45678 as a number.
"""


def about(pen: Pen, packet: PacketSnapshot, digest: str, differences: Sequence[str]) -> None:
    """What the workbook is, when and by whom it was made, how to check it and to repeat the draw."""
    page = pen.sheet("About", [34, 110], frozen=(0, 0))
    page.write_string(0, 0, packet.title, pen.title)
    draw = packet.draw
    keep = (
        "once the cycle is closed" if packet.keep_until is None else f"at least until {dates.show(packet.keep_until)}"
    )
    facts: list[tuple[str, Cell]] = [
        ("Department", packet.department),
        ("Office", packet.office),
        ("Cycle", f"{packet.cycle}, {packet.state}"),
        ("Made", packet.made_at),
        ("Made by", packet.made_by),
        ("Digest of the content", digest),
        ("Keep", f"{packet.retention_years} years from closing: {keep}. {PATTERN}"),
        ("Formula", packet.rules.formula),
        ("Ties", " ".join(packet.rules.ties)),
        ("Does the workbook rank as umdesk does", _agrees(differences)),
    ]
    facts += [("How to check", sentence) for sentence in _USE.strip().splitlines()]
    if draw.seed:
        example = packet.applications[0].number
        facts += [
            ("The draw: seed", draw.seed),
            ("SHA-256 of the seed", draw.digest),
            ("Where the seed comes from", draw.source),
            ("Held", _held(packet)),
            *(("Recipe", sentence) for sentence in _RECIPE.strip().splitlines()),
            ("To repeat it in a terminal", f"printf '%s' '{draw.seed}:{example}' | sha256sum"),
        ]
    facts += [
        ("Last event of the history", f"{packet.event}: {' '.join(anchors.long_form(packet.event, packet.hash))}")
    ]
    facts += [("Open when it was made", sentence) for sentence in packet.missing]
    for row, (label, value) in enumerate(facts, start=2):
        pen.put(page, row, 0, label, pen.label)
        pen.put(page, row, 1, value)
        pen.fit(page, row, (label, value), (34, 110))


def raters(pen: Pen, packet: PacketSnapshot) -> None:
    """Who rated, and every conflict of interest with what became of it."""
    rows = [(r.name, r.unit, r.rates, r.submitted, r.recused, r.asked) for r in packet.raters]
    columns = (
        ("Rater", 28),
        ("Unit", 28),
        ("Rates", 9),
        ("Submitted", 11),
        ("Recused", 9),
        ("Asked about conflicts", 12),
    )
    pen.table("Raters", columns, rows)
    found = [(c.number, c.applicant, c.rater, c.said, c.holds, c.reason, c.by, c.at) for c in packet.conflicts]
    titles = (
        ("Application", 14), ("Applicant", 28), ("Rater", 28), ("The rater said", 44), ("What holds", 12),
        ("Reason", 44), ("By", 24), ("When", 24),
    )  # fmt: skip
    pen.table("Conflicts", titles, found)


def decisions(pen: Pen, packet: PacketSnapshot) -> None:
    """Each decision with its reason, what followed, and corrections with both results."""
    titles = (
        ("Application", 14), ("Name", 28), ("Rank then", 9), ("Decision", 16), ("Departs from rank", 44), ("Kind", 28),
        ("Reason", 60), ("By", 24), ("Decided", 24), ("Applied", 24),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (d.number, d.name, d.rank, d.outcome, d.departs, d.kind, d.reason, d.by, d.at, d.applied_at or "pending")
        for d in packet.decisions
    ]
    pen.table("Decisions", titles, rows)
    after: list[tuple[Cell, ...]] = [(m.on, m.number, m.name, m.what, m.reason, m.by) for m in packet.moves]
    for one in packet.corrections:
        after += [(one.at, "", "", "Correction: " + " ".join(one.changes), one.reason, one.by)]
        after += [("", "", label, f"before: {before}", f"after: {then}", "") for label, before, then in one.beside]
    columns = (("When", 24), ("Application", 14), ("Name", 28), ("What", 60), ("Reason", 60), ("By", 24))
    pen.table("After deciding", columns, after)


def flags(pen: Pen, packet: PacketSnapshot) -> None:
    """The wide spreads and how they were settled."""
    rows = [(f.number, f.name, f.spread, f.how, f.note, f.by, f.at, "\n".join(f.before)) for f in packet.flags]
    columns = (
        ("Application", 14), ("Name", 28), ("Spread", 9), ("How it stands", 30), ("On record", 70), ("By", 24),
        ("When", 24), ("Before", 60),
    )  # fmt: skip
    pen.table("Wide spreads", columns, rows)


def letters(pen: Pen, packet: PacketSnapshot) -> None:
    """The letters to applicants."""
    rows = [
        (x.number, x.name, x.kind, x.made_at, x.made_by, x.sent_on or "not sent", x.sent_by, "\n".join(x.words))
        for x in packet.letters
    ]
    columns = (
        ("Application", 14), ("Name", 28), ("Letter", 24), ("Made", 24), ("Made by", 24), ("Sent", 14), ("Sent by", 24),
        ("Its words", 90),
    )  # fmt: skip
    pen.table("Letters", columns, rows)


def history(pen: Pen, packet: PacketSnapshot) -> None:
    """What happened to the cycle, and who saw which sealed part."""
    rows: list[tuple[Cell, ...]] = [(e.number, e.at, e.by, e.what + _more(e.times), e.reason) for e in packet.history]
    pen.table("History", (("Event", 9), ("When", 24), ("Who", 24), ("What", 90), ("Reason", 60)), rows)
    seen = [(v.at, v.by, v.what) for v in packet.viewings]
    pen.table("Who saw what", (("First on that day", 24), ("Who", 28), ("What", 40)), seen)


def _agrees(differences: Sequence[str]) -> str:
    if not differences:
        return "Yes, when it was made every rank was the same."
    return f"Not for {counted(len(differences), 'application')}: {enumerated(differences)}"


def _held(packet: PacketSnapshot) -> str:
    if packet.draw.held_at is None:
        return "not held before witnesses"
    return f"{dates.show_moment(packet.draw.held_at)}, {packet.draw.witnesses}"


def _more(times: int) -> str:
    return "" if times == 1 else f" (and {times - 1:,} more of this kind on that day)"
