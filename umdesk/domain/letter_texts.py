"""The words of the letters as umdesk ships them; a department words them anew in its settings."""

from collections.abc import Mapping

from umdesk.domain.words import LetterKind

KEYS: Mapping[LetterKind, str] = {
    LetterKind.RECEIVED: "received",
    LetterKind.NOT_ELIGIBLE: "not_eligible",
    LetterKind.MORE_INFORMATION: "more_information",
    LetterKind.SELECTED: "selected",
    LetterKind.WAITLISTED: "waitlisted",
    LetterKind.NOT_SELECTED: "not_selected",
    LetterKind.DECLINED: "declined",
}
"""Kind of letter → the part of the settings' keys that names it: "letters.received", "letters.received_subject"."""

SUBJECTS: Mapping[LetterKind, str] = {
    LetterKind.RECEIVED: "Your application {number} was received",
    LetterKind.NOT_ELIGIBLE: "Your application {number}: not eligible",
    LetterKind.MORE_INFORMATION: "Your application {number}: more information is needed",
    LetterKind.SELECTED: "Your application {number}: selected",
    LetterKind.WAITLISTED: "Your application {number}: on the waitlist",
    LetterKind.NOT_SELECTED: "Your application {number}: not selected",
    LetterKind.DECLINED: "Your application {number}: you do not take the place",
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
    LetterKind.SELECTED: """Dear {name},

You are selected for the Upward Mobility Program, {cycle}. We are glad that you applied.

What happens next:

- Please tell us by {reply_by} whether you take the place. You can write or call.
- If you take it, we write a Career Development Plan with you and your supervisor. It says what you learn, when, and \
who helps you.
- If you do not take it, it goes to the next person on the waitlist. You can apply again in another cycle.

A place in the program is not a promise of promotion or appointment.

{scores}""",
    LetterKind.WAITLISTED: """Dear {name},

Thank you for applying to the Upward Mobility Program, {cycle}. There were {places} in this cycle, and you are on the \
waitlist.

If a place comes free by {waitlist_until}, it goes to the next person on the waitlist. If that is you, we write to you \
at once. You do not need to do anything.

{scores}

How to ask for a review of this decision:

{review}""",
    LetterKind.NOT_SELECTED: """Dear {name},

Thank you for applying to the Upward Mobility Program, {cycle}. There were {places} in this cycle. All applications \
were judged by the same criteria, and you are not selected this time.

{scores}

How to ask for a review of this decision:

{review}

You can apply again in another cycle. If you want to talk about what would help you next time, please write or call.""",
    LetterKind.DECLINED: """Dear {name},

You told us that you do not take your place in the Upward Mobility Program, {cycle}. We have noted that, and the place \
goes to the next person on the waitlist.

If this is a mistake, please write or call at once. You can apply again in another cycle.""",
}
