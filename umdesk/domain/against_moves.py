"""What an appointment says against a person's moves on record, in sentences; reports go by the moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from umdesk.domain import dates
from umdesk.domain.counts import CategoryOn, Move, is_um_move
from umdesk.domain.words import Route

RIGHT = "Reports count the moves on record: put the date or the class right where this is wrong."


@dataclass(frozen=True, slots=True)
class Began:
    """A class that a person holds from a day on, as an appointment says it."""

    on: date
    class_code: str


@dataclass(frozen=True, slots=True)
class Career:
    """A person's appointments in the order in which they hold, and their moves on record in order.

    `takes_part` is the day from which they take or took part in the program first, None for whoever never did.
    """

    held: tuple[Began, ...]
    moves: tuple[Move, ...]
    takes_part: date | None = None

    def on(self, day: date) -> Began | None:
        """What the person holds on a day; None before the first appointment."""
        return _on(self.held, day)

    def with_class(self, code: str, received: date, since: date | None = None) -> tuple[str, ...]:
        """What a list or form would say against the moves that has a person in a class on the day received.

        `since` is from when it says that they hold it. Where they hold it already it says nothing new.
        """
        one = self._begins(code, received, since)
        if one is None or not self.moves:
            return ()
        place = sum(held.on <= one.on for held in self.held)
        return replace(self, held=(*self.held[:place], one, *self.held[place:])).contradictions(place)

    def moved_up(
        self, code: str, received: date, category_on: CategoryOn, since: date | None = None
    ) -> tuple[str, ...]:
        """What a list or form would say that has a participant in a class which would be a UM hire without a move.

        `since` as `with_class` says.
        """
        one = self._begins(code, received, since)
        return () if one is None else self.unrecorded(self.on(one.on), one, category_on)

    def unrecorded(self, before: Began | None, one: Began, category_on: CategoryOn) -> tuple[str, ...]:
        """That no move stands behind an appointment of a participant that would be a UM hire."""
        if before is None or self.takes_part is None or self.takes_part > one.on:
            return ()
        if one.class_code in {move.to_class for move in self.moves}:
            return ()
        moved = Move("", one.on, before.class_code, one.class_code, Route.TRANSFER)
        return unrecorded_words(one) if is_um_move(moved, category_on) else ()

    def _begins(self, code: str, received: date, since: date | None) -> Began | None:
        """The appointment that a list or form makes; None where it makes none."""
        last = self.on(received)
        if not code or (last is not None and last.class_code == code):
            return None
        if since is not None and since <= received and (last is None or since > last.on):
            return Began(since, code)
        return Began(received, code)

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


def unrecorded_words(one: Began) -> tuple[str, ...]:
    """That no report counts an appointment, and what to do about it."""
    return (
        f"No move to {one.class_code} on {dates.show(one.on)} is on record, so no report counts it.",
        "Record it with the plan, under Advancement and status.",
    )


def _on(held: Sequence[Began], day: date) -> Began | None:
    return next((one for one in reversed(held) if one.on <= day), None)
