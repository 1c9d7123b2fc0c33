"""What changes between two versions of a cycle's criteria, in words, and what a change does to ratings and scores."""

from collections.abc import Sequence

from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain

SENDS_BACK = (
    "This sends the sheets with a rating of it back: their points stay, and count again once the rater or you confirm "
    "them."
)
ASKS_FOR_MORE = "Sheets that have no number for it are open again."
RECOMPUTES = "All scores and ranks are computed again at once; no rater has to do anything."
TOUCHES_NO_SCORE = "This touches no score."


def differences(old: Sequence[Criterion], new: Sequence[Criterion]) -> tuple[str, ...]:
    """What was added, removed, changed and moved, a phrase each: "Effort: weight 3 → 2"."""
    before = {criterion.key: criterion for criterion in old}
    after = {criterion.key: criterion for criterion in new}
    found = [f"added {criterion.name}" for key, criterion in after.items() if key not in before]
    found += [f"removed {criterion.name}" for key, criterion in before.items() if key not in after]
    for key, criterion in after.items():
        if key in before and (parts := _parts(before[key], criterion)):
            found.append(f"{before[key].name}: {', '.join(parts)}")
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        found.append("another order")
    return tuple(found)


def effect(old: Criterion, new: Criterion) -> str:
    """What changing a criterion that was rated would do; "" where nothing changes."""
    if old == new:
        return ""
    said = []
    if (old.maximum, old.step, old.required, dict(old.levels)) != (
        new.maximum, new.step, new.required, dict(new.levels),
    ):  # fmt: skip
        said.append(SENDS_BACK)
    if new.required and new.counted and not (old.required and old.counted):
        said.append(ASKS_FOR_MORE)
    if (old.weight, old.counted) != (new.weight, new.counted):
        said.append(RECOMPUTES)
    return " ".join(said) or TOUCHES_NO_SCORE


def _parts(old: Criterion, new: Criterion) -> list[str]:
    found = []
    if old.name != new.name:
        found.append(f"name now {new.name}")
    for word in ("maximum", "weight", "step"):
        before, after = getattr(old, word), getattr(new, word)
        if before != after:
            found.append(f"{word} {plain(before)} → {plain(after)}")
    if old.required != new.required:
        found.append("required" if new.required else "optional")
    if old.counted != new.counted:
        found.append("counted" if new.counted else "only shown")
    if dict(old.levels) != dict(new.levels):
        found.append("other meanings of points")
    if old.description != new.description:
        found.append("another description")
    return found
