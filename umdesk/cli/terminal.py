"""What a command gets: the program it was asked for, the password, and where its answer goes."""

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.writing import no_font

if TYPE_CHECKING:
    from umdesk.services.programs import Program


class Terminal:
    """One run of one command: opens its program and writes its one answer."""

    def __init__(self, options: Namespace) -> None:
        self._options = options
        self.json: bool = getattr(options, "json", False)
        self.account: str | None = getattr(options, "account", None) or os.environ.get("UMDESK_ACCOUNT") or None

    @property
    def folder(self) -> Path:
        """The program folder that was named, with its .umdesk also where it was left out."""
        from umdesk.services import programs  # noqa: PLC0415 -- the window's start must not wait for the database

        path: Path = self._options.program
        # A copy may have lost the ending with its name.
        return path if (path / "keys.json").is_file() else programs.suffix(path)

    @contextmanager
    def open(self, *, write: bool) -> "Iterator[Program]":
        """Open the named program and close it afterwards.

        Args:
            write: False for a command that only asks; it then runs beside an open window.
        """
        from umdesk.services import (  # noqa: PLC0415 -- the window's start must not wait for the database
            disclosures,
            permissions,
            places,
            programs,
        )

        program = programs.open_program(
            self.folder, password=self.password(), account=self.account, write=write, where="from the command line"
        )
        try:
            for remark in places.judge(self.folder):
                self.tell(f"umdesk: {remark.text}")
            if write and permissions.may(program, "disclosures.left_unrecorded"):
                for found in disclosures.left_unrecorded(program):
                    self.tell(f"umdesk: {found}")
            yield program
        finally:
            program.close()

    def password(self, *, new: bool = False) -> str:
        """The password from --password-file, UMDESK_PASSWORD or the terminal.

        Args:
            new: a password is being chosen: the terminal asks for it twice.

        Raises:
            InvalidInput: there is none to be had, or the two do not agree.
        """
        file: Path | None = getattr(self._options, "password_file", None)
        if file is not None:
            return first_line(file)
        if "UMDESK_PASSWORD" in os.environ:
            return os.environ["UMDESK_PASSWORD"]
        if not sys.stdin.isatty():
            raise InvalidInput(
                "A password is needed, and there is no terminal to ask for it.",
                "Use --password-file FILE or set UMDESK_PASSWORD.",
                "password",
            )
        return _ask_twice() if new else getpass.getpass("Password: ")

    def new_password(self, file: Path | None) -> str:
        """A password for an account, from the first line of `file` or, typed twice, from the terminal.

        Raises:
            InvalidInput: there is none to be had, or the two do not agree.
        """
        if file is not None:
            return first_line(file)
        if not sys.stdin.isatty():
            raise InvalidInput(
                "A new password is needed, and there is no terminal to ask for it.",
                "Use --new-password-file FILE.",
                "password",
            )
        return _ask_twice()

    def answer(self, value: Mapping[str, object], text: str) -> None:
        """Write the command's one answer to standard output: `value` with --json, else `text`."""
        said = json.dumps(value, ensure_ascii=False, default=_plain) if self.json else text
        try:
            sys.stdout.write(said.rstrip("\n") + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            # Who reads has had enough ("| head"); what Python still holds goes nowhere instead of failing at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def tell(self, sentence: str) -> None:
        """Say something beside the answer: on standard error, so that scripts read only the answer."""
        sys.stderr.write(sentence.rstrip("\n") + "\n")

    def tell_no_font(self, unprintable: Sequence[str]) -> None:
        """Say which characters of a document no font has, if there are any."""
        if unprintable:
            self.tell(no_font(unprintable))

    def fail(self, error: UserError) -> None:
        """Say what went wrong and what to do about it."""
        self.tell(f"umdesk: {error}")
        if self.json:
            self.answer({"error": {"message": error.message, "advice": error.advice}}, "")


def _ask_twice() -> str:
    typed = getpass.getpass("New password: ")
    if getpass.getpass("The same again: ") != typed:
        raise InvalidInput("The two passwords differ.", "Type the same one twice.", "password")
    return typed


def first_line(file: Path, what: str = "password") -> str:
    """The first line of a file that holds a secret.

    Raises:
        InvalidInput: it cannot be read or is empty.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InvalidInput(
            f"The {what} file {file} cannot be read.", "Name a text file that you may read.", what
        ) from None
    if not lines or not lines[0]:
        raise InvalidInput(f"The first line of {file} is empty.", f"Put the {what} into its first line.", what)
    return lines[0]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain form in JSON")
