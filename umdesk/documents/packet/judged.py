"""What was asked and who judged: the announcement, criteria with their versions, raters with conflicts of interest."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block
from umdesk.documents.builder import SMALL, Builder, Column
from umdesk.documents.pages import WIDTH
from umdesk.domain import dates
from umdesk.domain.packet import ConflictPart, CriterionPart, PacketSnapshot, VersionPart
from umdesk.domain.writing import capital, counted, enumerated, plain

_CRITERIA = (
    Column("Criterion", 264.0),
    Column("Maximum", 54.0, "right"),
    Column("Weight", 48.0, "right"),
    Column("Step", 42.0, "right"),
    Column("Required", 48.0),
    Column("Counted", 48.0),
)
_RATERS = (
    Column("Rater", 150.0),
    Column("Unit", 130.0),
    Column("Rates", 46.0, "right"),
    Column("Submitted", 58.0, "right"),
    Column("Recused", 50.0, "right"),
    Column("Asked about conflicts", 70.0, "right"),
)
_CONFLICTS = (
    Column("Application", 98.0),
    Column("Rater", 82.0),
    Column("The rater said", 130.0),
    Column("What holds", 50.0),
    Column("Reason, by whom and when", WIDTH - 360.0),
)


def announcement(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """The window, its text, and who applied."""
    opens, closes = packet.opens, packet.closes
    window = f"from {dates.show(opens)} to {dates.show(closes)}" if opens and closes else "no days on record"
    yield paper.paragraph(f"Window for applications: {window}.")
    if packet.notice.strip():
        for paragraph in packet.notice.strip().split("\n"):
            if paragraph.strip():
                yield paper.paragraph(paragraph)
    else:
        yield paper.paragraph("No text of the announcement is on record.")
    outside = sum(1 for one in packet.applications if one.outside)
    said = f"{counted(len(packet.applications), 'application')} came in"
    yield paper.paragraph(f"{said}; {outside} of them withdrawn or not eligible." if outside else f"{said}.")


def criteria(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """The formula, the rules, the criteria in force with their levels, and the versions before."""
    rules = packet.rules
    yield paper.paragraph(rules.formula)
    ladder = f"the mean of {' and then of '.join(rules.ladder)}" if rules.ladder else "no criterion"
    blind = "Raters saw an application number only, no name." if rules.blind else "Raters saw the names."
    everyone = "Each rater rates each application." if rules.everyone_rates else "Raters rate what they were assigned."
    yield paper.items(
        (
            f"A spread of {plain(rules.spread_threshold)} points or more asks for a second look.",
            f"Equal scores are ordered by {ladder}, then {'by a draw' if packet.draw.seed else 'share a rank'}.",
            blind,
            everyone,
        )
    )
    newest = packet.versions[-1]
    for version in reversed(packet.versions):
        in_force = ", in force" if version is newest else ""
        yield paper.heading(3, f"Version {version.version}{in_force}{_made(version)}")
        yield from _version(paper, version)
    if len(packet.versions) == 1:
        yield paper.paragraph("The criteria were never changed after the first rating.", before=6.0)


def raters(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """Who rated and how far they came, then each conflict of interest with what became of it."""
    if packet.raters:
        rows = [(r.name, r.unit, str(r.rates), str(r.submitted), str(r.recused), str(r.asked)) for r in packet.raters]
        yield paper.table(_RATERS, rows)
    else:
        yield paper.paragraph("Nobody was named as a rater.")
    yield paper.heading(3, "Conflicts of interest")
    silent = [r.name for r in packet.raters if not r.asked]
    if silent:
        yield paper.paragraph(f"No word on conflicts is on record from {enumerated(silent)}.")
    partly = [f"{r.name} ({r.asked} of {r.rates})" for r in packet.raters if 0 < r.asked < r.rates]
    if partly:
        yield paper.paragraph(f"A word on some applications alone is on record from {enumerated(partly)}.")
    if packet.conflicts:
        yield paper.table(_CONFLICTS, [_conflict(one) for one in packet.conflicts])
    else:
        yield paper.paragraph("No conflict of interest was named.")
    if packet.conflict_definition.strip():
        yield paper.heading(3, "What counted as a conflict of interest")
        yield from _definition(paper, packet.conflict_definition)


def _version(paper: Builder, version: VersionPart) -> Iterator[Block]:
    """What it changed and why, then its criteria with the meanings of their points."""
    if version.changes:
        yield paper.paragraph(f"Changed: {'; '.join(version.changes)}.", keeps_next=True)
    if version.reason:
        yield paper.paragraph(f"Reason: {version.reason}", keeps_next=True)
    yield paper.table(_CRITERIA, [_criterion(one) for one in version.criteria])
    for one in version.criteria:
        if one.description or one.levels:
            yield paper.paragraph(f"{one.name}. {one.description}".strip(), before=6.0, keeps_next=bool(one.levels))
        if one.levels:
            yield paper.items([f"{points}: {text}" for points, text in one.levels], SMALL, before=2.0)


def _definition(paper: Builder, text: str) -> Iterator[Block]:
    """Paragraphs, and lists of the lines that begin with “- ”."""
    points: list[str] = []
    for line in (*text.strip().split("\n"), ""):
        if line.startswith("- "):
            points.append(line.removeprefix("- "))
            continue
        if points:
            yield paper.items(points, SMALL, before=2.0)
            points = []
        if line.strip():
            yield paper.paragraph(line, SMALL, before=2.0)


def _made(version: VersionPart) -> str:
    return f", made {dates.show_moment(version.made_at)}"


def _criterion(one: CriterionPart) -> tuple[str, ...]:
    required, counts = ("yes" if value else "no" for value in (one.required, one.counted))
    return one.name, plain(one.maximum), plain(one.weight), plain(one.step), required, counts


def _conflict(one: ConflictPart) -> tuple[str, ...]:
    when = f"{one.by}, {dates.show_moment(one.at)}" if one.at else one.by
    told = "\n".join(part for part in (one.reason, when) if part)
    return f"{one.number}\n{one.applicant}", one.rater, capital(one.said), capital(one.holds), told
