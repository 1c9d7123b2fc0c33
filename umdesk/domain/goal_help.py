"""Help to make a goal concrete: examples to begin with, and gentle hints on what would make a goal easier to see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from umdesk.domain.folding import folded
from umdesk.domain.plans import Content, Goal, is_empty
from umdesk.domain.words import GoalTerm
from umdesk.domain.writing import one_line

_SHORT = 6
"""Words up to which a goal without a doing word is more a topic than a goal."""
_MOST_EXAMPLES = 9
_DOING = frozenset(
    """
    achieve acquire act advance analyze apply appear assist attend be become begin build calculate change check choose
    coach collect communicate complete compete conduct contribute coordinate cover create deliver demonstrate design
    develop discuss do draft earn edit enroll enter evaluate explain explore file find finish follow gain get give grow
    handle help hold identify implement improve increase interview join keep know lead learn make manage master meet
    mentor move obtain operate organize participate pass perform plan practice prepare present process produce promote
    provide qualify raise reach read receive reduce register represent review run schedule score serve shadow show
    speak start strengthen study submit supervise support take teach test track train transfer understand update use
    visit volunteer win work write
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
_ENDINGS = {"ing": ("", "e"), "ed": ("", "e"), "ied": ("y",), "ies": ("y",), "es": ("",), "s": ("",)}


@dataclass(frozen=True, slots=True)
class Example:
    """A goal to begin with: every part of it is meant to be changed."""

    term: GoalTerm
    text: str
    measure: str


def examples(content: Content, between: Iterable[str] = ()) -> tuple[Example, ...]:
    """Goals that suit the plan's target class and competencies; `between` are titles of classes on the way there.

    Those that the plan has already, word for word, are left out.
    """
    had = {folded(one_line(goal.text)) for goal in content.goals}
    found = [one for one in _examples(content, between) if folded(one.text) not in had]
    return tuple(found[:_MOST_EXAMPLES])


def hints(goal: Goal) -> tuple[str, ...]:
    """What would make the goal easier to work with, a sentence each; none for an empty goal, which says so itself."""
    if is_empty(goal.text):
        return ()
    found = []
    if not _says_what_to_do(goal.text):
        found.append("It helps to begin with what the participant will do: learn, pass, apply, finish.")
    if is_empty(goal.measure):
        found.append("How will you both see that it is reached? Write it under “How we will see it”.")
    if goal.target_date is None:
        found.append("By when? A date makes it easier to plan the steps.")
    return tuple(found)


def _examples(content: Content, between: Iterable[str]) -> Iterator[Example]:
    title = one_line(content.target_class_title) or (
        f"class {content.target_class_code}" if content.target_class_code else ""
    )
    short, long = GoalTerm.SHORT, GoalTerm.LONG
    for row in content.competencies:
        if name := one_line(row.name):
            measure = one_line(row.wanted) or "Does it without help three times in a row"
            yield Example(
                short, f"Learn {name[:1].lower()}{name[1:]}" if name[1:2].islower() else f"Learn {name}", measure
            )
    if title:
        yield Example(short, f"Meet the minimum qualifications for {title}", "HR says in writing that they are met")
        yield Example(short, f"Pass the exam for {title}", "The name is on the eligible list")
        for step in between:
            yield Example(short, f"Be appointed as {step}", "Appointed, and probation passed")
        yield Example(long, f"Be appointed as {title}", "Appointed, and probation passed")
        yield Example(long, f"Do the daily work of {title} without help", "The supervisor's review says so")
    else:
        yield Example(short, "Choose a target class and read its specification", "The target class stands in the plan")
        yield Example(long, "Be appointed to a technical, professional or administrative class", "Appointed")


def _says_what_to_do(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(words) > _SHORT or any(_is_doing(word) for word in words)


def _is_doing(word: str) -> bool:
    return word in _DOING or any(
        f"{word.removesuffix(end)}{plain}" in _DOING
        for end, plains in _ENDINGS.items()
        if word.endswith(end)
        for plain in plains
    )
