"""The pages of a plan on what happened: progress, money, contacts, reviews, readiness, advancement and status."""

from umdesk.ui.plans.happened.contacts import ContactsPage
from umdesk.ui.plans.happened.money import MoneyPage
from umdesk.ui.plans.happened.progress import ProgressPage
from umdesk.ui.plans.happened.readiness import ReadinessPage
from umdesk.ui.plans.happened.reviews import ReviewsPage
from umdesk.ui.plans.happened.status import StatusPage

__all__ = ["ContactsPage", "MoneyPage", "ProgressPage", "ReadinessPage", "ReviewsPage", "StatusPage"]
