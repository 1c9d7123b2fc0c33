"""The inner tab Masking: what raters of a blind cycle read of each application, checked by the coordinator."""

from umdesk.ui.selection.masking.page import MaskingPage

__all__ = ["MaskingPage"]
