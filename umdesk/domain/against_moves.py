"""What an appointment says against a person's moves on record, in sentences; reports go by the moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from umdesk.domain import dates
from umdesk.domain.counts import Move

RIGHT = "Reports count the moves on record: put the date or the class right where this is wrong."


@dataclass(frozen=True, slots=True)
class Began:
    """A class that a person holds from a day on, as an appointment says it."""

    on: date
    class_code: str


@dataclass(frozen=True, slots=True)
class Career:
    """A person's appointments in the order in which they hold, and their moves on record in order."""

    held: tuple[Began, ...]
    moves: tuple[Move, ...]

    def on(self, day: date) -> Began | None:
        """What the person holds on a day; None before the first appointment."""
        return _on(self.held, day)

    def with_class(self, code: str, received: date, since: date | None = None) -> tuple[str, ...]:
        """What a list or form would say against the moves that has a person in a class on the day received.

        `since` is from when it says that they hold it. Where they hold it already it says nothing new.
        """
        last = self.on(received)
        if not code or (last is not None and last.class_code == code):
            return ()
        began = received
        if since is not None and since <= received and (last is None or since > last.on):
            began = since
        one = Began(began, code)
        place = sum(held.on <= began for held in self.held)
        return replace(self, held=(*self.held[:place], one, *self.held[place:])).contradictions(place)

    def contradictions(self, place: int) -> tuple[str, ...]:
        """What the appointment at a place says against the moves.

        A move begins in the class that is held on the day before it, and its class holds until the next move.
        """
        one, said = self.held[place], []
        for move in self.moves:
            held = self.on(move.on - timedelta(days=1))
            if held is one and move.from_class and move.from_class != one.class_code:
                said.append(
                    f"The move of {dates.show(move.on)} is on record from class {move.from_class} to "
                    f"{move.to_class}, and this says {one.class_code or 'no class'} for the day before it."
                )
        last = next((move for move in reversed(self.moves) if move.on <= one.on), None)
        before = _on([other for other in self.held if other is not one], one.on)
        stays = before is not None and before.class_code == one.class_code
        if last is not None and one.class_code != last.to_class and not stays:
            said.append(
                f"The move to {last.to_class} on {dates.show(last.on)} is the last on record, and this says "
                f"{one.class_code or 'no class'} from {dates.show(one.on)} on."
            )
        return (*said, RIGHT) if said else ()


def _on(held: Sequence[Began], day: date) -> Began | None:
    return next((one for one in reversed(held) if one.on <= day), None)
