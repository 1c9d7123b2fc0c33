"""Reads a printed Career Development Plan back, field by field, from its structure; and says what must stand there.

Reading knows the form (its headings, labels and columns) and the rules of PDF, not how the form is drawn. Text is
compared with single blanks, composed (NFC), with a replacement for what no font has, which is how paper can show it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from umdesk.documents.fonts import printable
from umdesk.domain import dates, money
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.writing import grouped

Fields = dict[str, Any]

_LABELS = {
    "Participant": "participant", "Employee number": "employee_number", "Plan period": "period",
    "Current class": "current", "Target class": "target", "Unit": "unit", "Supervisor": "supervisor",
    "Upward mobility coordinator": "coordinator", "Mentor or coach": "mentor",
    "Support that the participant will have": "support", "Supervisor's comments": "supervisor_comments",
    "Supervisor's approval": "supervisor_approval", "Participant's comments": "participant_comments",
}  # fmt: skip
_TABLES = {
    "Short-term goals": "short_goals", "Long-term goals": "long_goals", "Competency": "competencies",
    "Activity": "activities", "Item": "costs", "What": "changes", "Signed by": "signers",
}  # fmt: skip
_BEGINS, _SINCE = "Reason for this revision: ", "What it changes against "


@dataclass
class Node:
    """An element of the structure with its own text as it is drawn, and the elements below it."""

    tag: str
    own: str = ""
    kids: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _blanks(" ".join([self.own, *(kid.text for kid in self.kids)]))

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of a cell; a cell of one holds it itself."""
        return [kid.text for kid in self.kids] or ([self.text] if self.text else [])

    def all(self, tag: str) -> Iterator["Node"]:
        if self.tag == tag:
            yield self
        for kid in self.kids:
            yield from kid.all(tag)


def read(data: bytes) -> tuple[Fields, list[str]]:
    """What stands on the pages, and the footer of each page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        texts: dict[tuple[int, int], str] = {}
        footers = []
        for number, page in enumerate(pdf.pages):
            marked, footer = _texts(page)
            texts |= {(number, mark): text for mark, text in marked.items()}
            footers.append(footer)
        root = _node(pdf.Root.StructTreeRoot.K, texts, places)
    return _fields(root), footers


def expected(plan: PlanSnapshot) -> Fields:
    """What must stand there of a plan."""
    served = [(line.serves, f"also {line.also_serves}" if line.also_serves else "") for line in plan.activities]
    kinds = [
        (line.type, f"Category: {line.training_category}" if line.training_category else "",
         "" if line.required else "Optional")
        for line in plan.activities
    ]  # fmt: skip
    goals = (plan.short_goals, plan.long_goals)
    first = (1, len(plan.short_goals) + 1)
    short, long = (
        [[f"{at}. {one.text}", dates.show(one.by), one.measure] for at, one in enumerate(rows, start=start)]
        for rows, start in zip(goals, first, strict=True)
    )
    signers = [("Employee", plan.participant), ("Supervisor", plan.supervisor)]
    signers += [("Coordinator", plan.coordinator)] if plan.coordinator_signs else []
    notice = (
        plan.notice.agency, plan.notice.official, plan.notice.authority, plan.notice.mandatory,
        plan.notice.consequences, plan.notice.purposes, plan.notice.disclosures, plan.notice.access,
    )  # fmt: skip
    blank = "____________________ (to be written by the department)"
    found: Fields = {
        "department": plan.department,
        "office": plan.office,
        "plan": f"Plan {plan.plan_number}",
        "revision": f"Revision {plan.revision_number}, {plan.kind} plan",
        "participant": plan.participant,
        "employee_number": plan.employee_number,
        "period": " to ".join(dates.show(day) for day in (plan.period_from, plan.period_to) if day),
        "current": f"{plan.class_code} {plan.class_title}",
        "target": f"{plan.target_class_code} {plan.target_class_title}",
        "unit": plan.unit,
        "supervisor": plan.supervisor,
        "coordinator": plan.coordinator,
        "mentor": plan.mentor,
        "disagrees": plan.disagrees,
        "reason": plan.reason if plan.revision_number > 1 else "",
        "since": _since(plan),
        "changes": [[line.what, line.was or "–", line.now or "–"] for line in plan.changes],
        "short_goals": short,
        "long_goals": long,
        "competencies": [
            [f"{at}. {one.name}", one.now, one.wanted] for at, one in enumerate(plan.competencies, start=1)
        ],
        "activities": [
            [f"{at}. {one.text}", kind, (one.provider, f"Resource: {one.resource}" if one.resource else ""),
             dates.show(one.starts), dates.show(one.ends), _hours(one.state_hours), _hours(one.own_hours), serves]
            for at, (one, kind, serves) in enumerate(zip(plan.activities, kinds, served, strict=True), start=1)
        ],
        "costs": [
            [one.text, one.category, one.pays_for, one.fund, one.request_number, dates.show(one.expected),
             "" if one.estimate is None else money.show(one.estimate)]
            for one in plan.costs
        ],
        "hours": [_hours(plan.state_hours), _hours(plan.own_hours)] if plan.activities else [],
        "estimate": money.show(plan.estimate) if plan.costs else "",
        "support": plan.support,
        "supervisor_comments": plan.supervisor_comments,
        "supervisor_approval": plan.supervisor_approval,
        "participant_comments": plan.participant_comments,
        "training": list(plan.training_and_development),
        "reviews": list(plan.reviews),
        "notice": [part.strip() or blank for part in notice],
        "no_promise": plan.no_promise,
        "signers": [list(one) for one in signers],
    }  # fmt: skip
    return {name: _shown(value) for name, value in found.items()}


def _since(plan: PlanSnapshot) -> str:
    if plan.revision_number == 1:
        return ""
    return f"revision {plan.changes_since}, the last in force," if plan.changes_since else "the revision before"


def _hours(hours: Decimal | None) -> str:
    return "" if hours is None else grouped(hours)


def _shown(value: Any) -> Any:
    """A value as paper shows it; of several paragraphs those that say something."""
    if isinstance(value, str):
        return _blanks(printable(value)[0])
    if isinstance(value, tuple):
        return [text for text in map(_shown, value) if text]
    return [_shown(each) for each in value] if isinstance(value, list) else value


def _fields(root: Node) -> Fields:
    """The fields of the form, by where they stand in it."""
    found: Fields = {name: [] for name in _TABLES.values()} | {"reason": "", "disagrees": False, "training": []}
    found |= {"since": "", "hours": [], "estimate": "", "no_promise": "", "reviews": []}
    found |= dict(zip(("department", "office", "plan", "revision"), (kid.text for kid in root.kids[:4]), strict=True))
    heading = ""
    for node in root.kids:
        text = node.text
        if node.tag in ("H1", "H2"):
            heading = text
        elif node.tag == "Table":
            _table(found, node)
        elif node.tag == "L":
            _list(found, node, heading)
        elif text.startswith(_BEGINS):
            found["reason"] = text[len(_BEGINS) :]
        elif text.startswith(_SINCE):
            found["since"] = text[len(_SINCE) :].partition(" is listed above")[0]
        elif text.startswith("The participant has filed a statement of disagreement"):
            found["disagrees"] = True
        elif heading == "Signatures" and not text.startswith("By signing, each of us says that we have read"):
            found["no_promise"] = text
    approval = found["supervisor_approval"]
    found["supervisor_approval"] = approval[:1].lower() + approval[1:]
    return found


def _table(found: Fields, table: Node) -> None:
    head, body = table.kids
    name = _TABLES[next(head.all("TR")).kids[0].text]
    rows = [[cell.text for cell in row.kids] for row in body.kids]
    if name == "activities" and rows[-1][0] == "All activities":
        found["hours"] = rows.pop()[5:7]
        paragraphs = [[cell.paragraphs for cell in row.kids] for row in body.kids]
        rows = [[*row[:1], *cells[1:3], *row[3:7], cells[7]] for row, cells in zip(rows, paragraphs, strict=False)]
    if name == "costs":
        found["estimate"] = rows.pop()[-1]
    if name == "signers":
        assert all(row[2:] == ["", ""] for row in rows)
        rows = [row[:2] for row in rows]
    found[name] = [row for row in rows if any(row)]


def _list(found: Fields, listing: Node, heading: str) -> None:
    items = [{kid.tag: kid.text for kid in item.kids} for item in listing.kids]
    if heading == "Training and development assignments":
        found["training"] = [item["LBody"] for item in items]
    elif heading == "Reviews planned":
        found["reviews"] = [item["LBody"] for item in items]
    elif heading.startswith("Notice"):
        found["notice"] = [item["LBody"] for item in items]
    else:
        found |= {_LABELS[item["Lbl"]]: item["LBody"] for item in items}


# --- the text of the file ------------------------------------------------------------------------------------------


def _node(raw: pikepdf.Object, texts: dict[tuple[int, int], str], places: dict[tuple[int, int], int]) -> Node:
    node = Node(str(raw.S).lstrip("/"))
    kids = raw.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.own += texts[places[raw.Pg.objgen], kid]
        elif str(kid.get("/Type", "")) == "/MCR":
            node.own += texts[places[kid.Pg.objgen], int(kid.MCID)]
        else:
            node.kids.append(_node(kid, texts, places))
    return node


def _texts(page: pikepdf.Page) -> tuple[dict[int, str], str]:
    """The text of each piece of marked content, with the blanks that are drawn; and the footer."""
    fonts = {name: _letters(raw) for name, raw in page.obj.Resources.get("/Font", {}).items()}
    marked: dict[int, str] = {}
    inside, footer, letters = -1, "", {}
    for operands, operator in pikepdf.parse_content_stream(page, "BDC EMC Tf Tj"):
        name = str(operator)
        if name == "BDC":
            is_content = str(operands[0]) != "/Artifact"
            inside = int(operands[1].MCID) if is_content else -1
            if is_content:
                marked[inside] = ""
            else:
                footer = ""
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name == "Tj":
            text = "".join(letters[code] for code in bytes(operands[0]))
            if inside >= 0:
                marked[inside] += text
            else:
                footer += text
    return marked, footer


def _letters(font: pikepdf.Object) -> dict[int, str]:
    listed = font.ToUnicode.read_bytes().decode("latin-1").split("beginbfchar")[1]
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", listed)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}


def _blanks(text: str) -> str:
    return " ".join(text.split())
