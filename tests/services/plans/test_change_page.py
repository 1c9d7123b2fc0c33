"""The list of changes of a later revision: against what was agreed, and with all that is on the page."""

from decimal import Decimal

from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ItemKind
from umdesk.services import settings
from umdesk.services.plans import comparing, editing, printing, queries, revisions, signing
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program


def print_it(program: Program, revision: str) -> None:
    digest = snapshot_digest(printing.snapshot(program, revision))
    printing.freeze(program, revision, Made(b"%PDF as it was made", 2, digest))


def test_changes_of_a_revision_that_nobody_signed_are_listed_again(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    today = program.today()
    signing.record(program, rebecca.revision, Signatures(today, today, today))
    second = revisions.amend(program, rebecca.revision, "More hours")
    course = queries.plan(program, rebecca.participation, second).content.activities[0]
    editing.set_row(program, ItemKind.ACTIVITY, course.row, {"state_hours": Decimal(40)})
    settings.change(program, "plans.review_months", 6)
    assert printing.snapshot(program, second).changes_since is None
    print_it(program, second)
    third = revisions.amend(program, second, "The supervisor was away")
    page = printing.snapshot(program, third)
    assert page.changes_since == 1
    told = {line.what: (line.was, line.now) for line in page.changes}
    assert told["Activity “Excel for accountants”: hours on state time"] == ("16", "40")
    was, now = told["Reviews planned"]
    assert ("Every 3 months" in was, "Every 6 months" in now) == (True, True)
    on_screen = comparing.compare(program, rebecca.revision, third).differences
    assert {one.what for one in on_screen} == set(told)
    assert comparing.compare(program, second, third).differences == ()
