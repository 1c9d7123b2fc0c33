"""Settings have stated defaults, are checked, and their changes are in the history."""

from decimal import Decimal

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.domain.settings import DEFAULTS
from umdesk.services import history, settings
from umdesk.services.programs import Program


def test_a_new_program_has_every_default(program: Program) -> None:
    assert settings.all_settings(program) == {key: d.default for key, d in DEFAULTS.items()}
    assert settings.get(program, "people.employee_number_width") == 6
    assert settings.get(program, "cycles.minimum_raters") == 3
    assert settings.get(program, "cycles.spread_threshold") == 20
    assert settings.get(program, "td.warn_months") == 22


def test_every_setting_says_what_it_means_and_accepts_its_own_default() -> None:
    for key, definition in DEFAULTS.items():
        assert key == definition.key
        assert definition.title
        assert definition.meaning.endswith(".")
        assert definition.check(definition.default) == definition.default


def test_the_privacy_notice_has_eight_parts_that_nobody_wrote_yet() -> None:
    assert [d.default for key, d in DEFAULTS.items() if key.startswith("notice.")] == [""] * 8


def test_a_change_is_kept_and_told(program: Program) -> None:
    settings.change(program, "cycles.spread_threshold", Decimal("12.5"))
    settings.change(program, "plans.coordinator_signs", value=False)
    assert settings.get(program, "cycles.spread_threshold") == Decimal("12.5")
    assert settings.get(program, "plans.coordinator_signs") is False
    assert [line.summary for line in history.events(program, None, 2)] == [
        "Changed the setting “Coordinator signs plans”",
        "Changed the setting “Spread that asks for a second look”",
    ]
    history.undo(program)
    assert settings.get(program, "plans.coordinator_signs") is True


def test_the_same_value_again_is_no_change(program: Program) -> None:
    settings.change(program, "td.warn_months", 22)
    settings.change(program, "td.warn_months", 20)
    settings.change(program, "td.warn_months", 20)
    assert [line.operation for line in history.events(program)] == [
        "settings.change", "programs.sign_in", "programs.create",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("people.employee_number_width", "six", "is a number"),
        ("people.employee_number_width", "6.5", "is a whole number"),
        ("people.employee_number_width", 0, "is at least 1"),
        ("td.warn_months", 25, "is at most 24"),
        ("td.warn_months", "NaN", "is a whole number"),
        ("cycles.spread_threshold", True, "is a number"),
        ("plans.coordinator_signs", "yes", "is yes or no"),
        ("notice.agency", 5, "is a text"),
    ],
)
def test_a_value_that_does_not_suit_is_refused(program: Program, key: str, value: object, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        settings.change(program, key, value)  # type: ignore[arg-type]
    assert refused.value.field == key
    assert settings.get(program, key) == DEFAULTS[key].default
