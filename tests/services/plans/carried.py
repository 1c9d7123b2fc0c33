"""A plan that is signed, through the real operations, and what hangs on it."""

from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.snapshots import snapshot_digest
from umdesk.services.plans import printing, signing
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program


def sign(program: Program, someone: Someone) -> None:
    """Write the plan, print it (a short document stands for its pages) and record the signatures of today."""
    write_plan(program, someone.revision)
    digest = snapshot_digest(printing.snapshot(program, someone.revision))
    printing.freeze(program, someone.revision, Made(b"%PDF", 2, digest))
    today = program.today()
    signing.record(program, someone.revision, Signatures(today, today, today))
