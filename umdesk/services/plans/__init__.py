"""Career plans: participations, plans and their revisions, what was agreed and what happened."""

from umdesk.services.plans.participations import Participation, start_participation

__all__ = ["Participation", "start_participation"]
