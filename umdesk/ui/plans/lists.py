"""The lists inside a plan that are a table with fields: goals, competencies, costs. Activities have their own page."""

from umdesk.ui.plans.cost_lines import COSTS
from umdesk.ui.plans.goals import COMPETENCIES, GOALS

ALL = (GOALS, COMPETENCIES, COSTS)
