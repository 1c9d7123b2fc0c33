"""Compares random plans with their pages: `make plans`.

Each plan is written into a program through the services, printed to sign, and read back from its PDF: every field must
be what the frozen revision says, and the digest at each foot that of the frozen content. As many again have anything in
any field, also what no department would print.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the plans are made and read by the tests' own programs

from tests import random_plans  # noqa: E402
from tests.plan_pages import expected, read  # noqa: E402
from tests.services.plans.conftest import someone  # noqa: E402
from umdesk.documents import cdp  # noqa: E402
from umdesk.domain.snapshots import PlanSnapshot, snapshot_digest  # noqa: E402
from umdesk.jobs import print_plan  # noqa: E402
from umdesk.services import programs  # noqa: E402
from umdesk.services.plans import printing  # noqa: E402
from umdesk.services.programs import Program  # noqa: E402


def frozen(program: Program, seed: int) -> tuple[PlanSnapshot, bytes]:
    """A plan that was written, printed to sign and frozen: what was kept of it, and its PDF."""
    who = someone(program, f"Nelson {seed}", "Rebecca", f"{100_000 + seed}")
    random_plans.write(program, who.revision, seed)
    pdf = print_plan.print_to_sign(program, who.revision)
    kept = printing.frozen_snapshot(program, who.revision)
    if kept is None:
        raise AssertionError("nothing was kept of a plan that was printed")
    return kept, pdf.data


def differences(plan: PlanSnapshot, data: bytes) -> list[str]:
    """In what page and plan differ."""
    found, footers = read(data)
    wanted, digest = expected(plan), snapshot_digest(plan)[:10]
    label = f"{plan.plan_number} R{plan.revision_number}"
    faults = [f"{name}: {found.get(name)!r} is not {value!r}" for name, value in wanted.items() if found[name] != value]
    right = [f"{label} {page}/{len(footers)} {digest}" for page in range(1, len(footers) + 1)]
    return faults + ([] if footers == right else [f"footers: {footers}"])


def main() -> int:
    """Print how many were compared; 1 when one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds that are tried")
    options = parser.parse_args()
    began, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        program, _ = programs.create_program(
            Path(folder) / "plans.umdesk", department="Department of Example", office="Redding Field Office",
            coordinator="Maria Ortega", password="three unrelated words",  # noqa: S106 -- it lives for minutes
        )  # fmt: skip
        for seed in range(options.seed, options.seed + options.count):
            anything = random_plans.snapshot(seed)
            pdf = cdp.render(anything, draft=False)
            for plan, data in (frozen(program, seed), (anything, pdf.data)):
                faults = differences(plan, data)
                if faults:
                    wrong += 1
                    print(f"Seed {seed}, plan {plan.plan_number}: " + "; ".join(faults)[:2000])
        program.close()
    took = time.monotonic() - began
    print(f"{options.count} plans printed and frozen, and {options.count} with anything in any field: compared in full")
    print(f"Different: {wrong}  ({took:.0f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
