"""`umdesk cycle`: a cycle made from a criteria file and taken through its steps, as scripts do it."""

import json

import pytest

from tests.conftest import PASSWORD
from tests.selection_cycle import applicant
from umdesk.cli.main import main
from umdesk.domain.ties import seed_digest
from umdesk.services import cycles, history
from umdesk.services.programs import open_program

pytestmark = pytest.mark.usefixtures("signed_in")
SEED = "three blue herons"
CONTENT = {
    "name": "From the file", "seats": 1, "minimum_raters": 1, "tie_ladder": ["Drive"], "draw_seed": SEED,
    "criteria": [{"name": "Drive", "maximum": 5, "weight": "1.5", "levels": {"0": "None"}}],
}  # fmt: skip


@pytest.fixture
def run(program, tmp_path, capsys):
    """Run a command on the closed program with --json; gives the exit code and the answer."""
    program.close()
    file = tmp_path / "criteria.json"

    def run(what, *more, content=CONTENT):
        file.write_text(json.dumps(content), encoding="utf-8")
        extra = ("--criteria", str(file)) if what == "create" else ()
        code = main(["cycle", what, str(program.folder), *extra, *more, "--json"])
        said = capsys.readouterr()
        run.beside = said.err
        return code, json.loads(said.out)

    return run


def test_a_cycle_goes_from_the_file_to_the_end_of_its_steps(run, program, capsys):
    assert run("create", "--name", "Spring 2026") == (
        0, {"cycle": "Spring 2026", "state": "draft", "criteria": ["Drive"]},
    )  # fmt: skip
    assert run("create")[1]["cycle"] == "From the file", "the file's name holds where none is given"

    code, told = run("state", "--name", "spring 2026", "--to", "scoring")
    assert (code, told) == (
        1, {"state": "draft", "warnings": [], "blocking": ["Spring 2026 is draft; its next step is open."]},
    )  # fmt: skip
    code, told = run("state", "--name", "Spring 2026", "--to", "open")
    assert (code, told["state"], told["blocking"]) == (0, "open", [])
    assert told["warnings"] != []
    code, told = run("state", "--name", "Spring 2026", "--to", "scoring")
    assert (code, told["state"], told["blocking"]) == (1, "open", ["There is no eligible application to score."])

    opened = open_program(program.folder, password=PASSWORD)
    cycle = cycles.named(opened, "Spring 2026")
    with opened.operation("tests.applicant", "Added an applicant") as op:
        applicant(op.session, cycle.id, "2026-0001", "Reyes")
    assert (cycle.criteria.criteria[0].levels, cycle.seed, cycle.seed_source) == (
        {"0": "None"},
        "",
        "the criteria file",
    )
    assert cycle.tie_ladder == (cycle.criteria.criteria[0].key,)
    opened.close()

    code, told = run("state", "--name", "Spring 2026", "--to", "scoring")
    assert (code, told["state"], told["blocking"]) == (0, "scoring", [])
    assert f"The draw is fixed. SHA-256 of its seed: {seed_digest(SEED)}" in run.beside
    code, told = run("state", "--name", "Spring 2026", "--to", "deciding")
    assert (code, told["state"]) == (1, "scoring")
    assert told["blocking"] == ["Nobody is ranked yet: no application has enough complete sheets."]

    opened = open_program(program.folder, password=PASSWORD)
    told = " ".join(event.summary for event in history.events(opened))
    assert f"from the criteria file; SHA-256 of the seed: {seed_digest(SEED)}" in told
    assert cycles.named(opened, "Spring 2026").seed_digest == seed_digest(SEED)
    assert SEED not in str(history.events(opened))
    opened.close()
    run("state", "--name", "No such cycle", "--to", "open")
    main(["cycle", "state", str(program.folder), "--name", "Spring 2026", "--to", "closed"])
    assert "Spring 2026 stays scoring." in capsys.readouterr().out


def test_a_file_that_will_not_do_makes_nothing_and_says_every_fault(run, program, tmp_path):
    code, told = run("create", "--name", "Spring", content={"criteria": [{"name": "Drive"}], "seat": 3})

    assert (code, told["error"]["message"].splitlines()) == (
        1,
        [
            "The criteria file has 3 faults, so nothing was changed.",
            (
                "There is no key “seat”; there are aggregate, blind, criteria, draw_seed, minimum_raters, name, seats, "
                "spread_threshold and tie_ladder."
            ),
            "Criterion 1 “Drive”: the key “maximum” is missing.",
            "Criterion 1 “Drive”: the key “weight” is missing.",
        ],
    )
    nameless = {"criteria": CONTENT["criteria"]}
    assert run("create", content=nameless)[1]["error"]["message"] == "A cycle needs a name."
    assert main(["cycle", "create", str(program.folder), "--criteria", str(tmp_path / "none.json")]) == 1
    opened = open_program(program.folder, password=PASSWORD)
    assert cycles.list_cycles(opened) == ()
    opened.close()


def test_without_a_seed_in_the_file_those_still_tied_share_a_rank(run, program):
    unseeded = {key: value for key, value in CONTENT.items() if key != "draw_seed"}
    run("create", "--name", "Fall", content=unseeded)
    opened = open_program(program.folder, password=PASSWORD)
    with opened.operation("tests.applicant", "Added an applicant") as op:
        applicant(op.session, cycles.named(opened, "Fall").id, "2026-0001", "Reyes")
    opened.close()
    run("state", "--name", "Fall", "--to", "open")

    code, told = run("state", "--name", "Fall", "--to", "scoring")

    assert (code, told["state"]) == (0, "scoring")
    assert told["warnings"][-1] == "No draw is fixed, so those still tied will share a rank."
