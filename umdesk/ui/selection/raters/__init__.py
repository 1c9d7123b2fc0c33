"""The inner tab Raters: who rates what, how far they are, and where a conflict of interest has to be judged."""

from umdesk.ui.selection.raters.page import RatersPage

__all__ = ["RatersPage"]
