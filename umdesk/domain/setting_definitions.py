"""What a setting is: its title, default and meaning, and which values it takes."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from umdesk.domain import letters
from umdesk.domain.errors import InvalidInput

Value = bool | int | Decimal | str


@dataclass(frozen=True, slots=True)
class Definition:
    """One setting. `minimum` and `maximum` bound numbers.

    `lines` says that the text may have several lines, `path` that it names a folder, so that every blank in it counts;
    `choices` are all the texts that it can be, if only some will do.
    """

    key: str
    title: str
    default: Value
    meaning: str
    minimum: int | None = None
    maximum: int | None = None
    lines: bool = False
    path: bool = False
    choices: tuple[str, ...] = ()

    def check(self, value: object) -> Value:
        """Bring a value that came from a form or a file into the setting's type.

        Raises:
            InvalidInput: it has another type or lies outside the bounds.
        """
        if isinstance(self.default, bool):
            if isinstance(value, bool):
                return value
            raise self._wrong("is yes or no")
        if isinstance(self.default, str):
            if self.choices and value not in self.choices:
                raise self._wrong(f"is one of: {', '.join(self.choices)}")
            if isinstance(value, str):
                return value.strip() if self.lines or self.path else " ".join(value.split())
            raise self._wrong("is a text")
        return self._number(value)

    def _number(self, value: object) -> int | Decimal:
        whole = isinstance(self.default, int)
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise self._wrong("is a number") from error
        if isinstance(value, bool) or not number.is_finite() or (whole and number != number.to_integral_value()):
            raise self._wrong("is a whole number" if whole else "is a number")
        if self.minimum is not None and number < self.minimum:
            raise self._wrong(f"is at least {self.minimum}")
        if self.maximum is not None and number > self.maximum:
            raise self._wrong(f"is at most {self.maximum}")
        return int(number) if whole else number

    def _wrong(self, rule: str) -> InvalidInput:
        return InvalidInput(f"“{self.title}” {rule}.", "The setting was left as it is.", self.key)


@dataclass(frozen=True, slots=True)
class Wording(Definition):
    """A text of a letter, whose words in braces have to be `fields`; emptied it is the default."""

    fields: tuple[str, ...] = ()

    def check(self, value: object) -> Value:
        """See Definition.

        Raises:
            InvalidInput: also when a field or a brace will not do.
        """
        text = Definition.check(self, value) or self.default
        letters.check(str(text), self.fields, self.key)
        return text
