"""The words of the letters of screening as umdesk ships them; a department words them anew in its settings."""

from collections.abc import Mapping

from umdesk.domain.words import LetterKind

KEYS: Mapping[LetterKind, str] = {
    LetterKind.RECEIVED: "received",
    LetterKind.NOT_ELIGIBLE: "not_eligible",
    LetterKind.MORE_INFORMATION: "more_information",
}
"""Kind of letter → the part of the settings' keys that names it: "letters.received", "letters.received_subject"."""

SUBJECTS: Mapping[LetterKind, str] = {
    LetterKind.RECEIVED: "Your application {number} was received",
    LetterKind.NOT_ELIGIBLE: "Your application {number}: not eligible",
    LetterKind.MORE_INFORMATION: "Your application {number}: more information is needed",
}

TEXTS: Mapping[LetterKind, str] = {
    LetterKind.RECEIVED: """Dear {name},

Your application to the Upward Mobility Program, {cycle}, was received on {received}. Its number is {number}. Please \
name it when you write or call.

What happens next:

- We check whether you are eligible. That goes by the class and the tenure that you held on the day your application \
was received.
- If something is missing, we write to you.
- You do not need to do anything now. If your class, your unit or the way to reach you changes, please tell us.""",
    LetterKind.NOT_ELIGIBLE: """Dear {name},

Thank you for applying to the Upward Mobility Program, {cycle}. Your application was received on {received}. The class \
on file for that day is {class}.

You are not eligible in this cycle, for these reasons:

{reasons}

What you can do next:

{next_steps}

If something that is said here about you is wrong, please write or call by {reply_by} and say what is right.""",
    LetterKind.MORE_INFORMATION: """Dear {name},

Your application to the Upward Mobility Program, {cycle}, was received on {received}. Before it can be decided whether \
you are eligible, we need to know more:

{wanted}

Please answer by {reply_by}. You can write, call, or bring a paper that shows it.""",
}
