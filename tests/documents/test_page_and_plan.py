"""What is on a signed page and what the frozen revision says are the same; `make plans` tries five hundred."""

from pathlib import Path

import pytest

from tests import random_plans
from tests.plan_pages import expected, read
from tests.services.plans.conftest import someone
from umdesk.documents import cdp
from umdesk.domain.snapshots import snapshot_digest
from umdesk.jobs import print_plan
from umdesk.services.plans import printing
from umdesk.services.programs import Program


@pytest.mark.parametrize("seed", range(8))
def test_every_field_of_a_random_plan_is_read_back_from_its_pages(seed: int) -> None:
    plan = random_plans.snapshot(seed)
    pdf = cdp.render(plan, draft=False)
    found, footers = read(pdf.data)
    assert found == expected(plan)
    digest = snapshot_digest(plan)[:10]
    label = f"{plan.plan_number} R{plan.revision_number}"
    assert footers == [f"{label} {page}/{pdf.pages} {digest}" for page in range(1, pdf.pages + 1)]


def test_the_page_of_a_frozen_plan_says_what_was_frozen(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    random_plans.write(program, rebecca.revision, 7)
    pdf = print_plan.print_to_sign(program, rebecca.revision, tmp_path / "plan.pdf")
    frozen = printing.frozen_snapshot(program, rebecca.revision)
    assert frozen is not None
    found, footers = read((tmp_path / "plan.pdf").read_bytes())
    assert found == expected(frozen)
    assert [footer.split()[-1] for footer in footers] == [snapshot_digest(frozen)[:10]] * pdf.pages
