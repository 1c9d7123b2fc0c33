"""The category of a class as everything that counts moves and employees takes it."""

from datetime import date

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.counts import CategoryOn
from umdesk.domain.words import Category


def category_on(catalogue: ClassCatalogue) -> CategoryOn:
    """The category of a class on a day; UNMAPPED as well for a class that is unknown or not confirmed.

    A fact that nobody confirmed never decides alone, so it makes no UM hire either; a department's own decision does.
    """

    def answer(code: str, day: date) -> Category:
        facts = catalogue.facts(code, day)
        if facts is None or not (facts.confirmed or facts.override):
            return Category.UNMAPPED
        return facts.category

    return answer
