"""The inner tab Sheets: what goes out to raters on paper and in workbooks, and comes back."""

from umdesk.ui.selection.sheets.page import SheetsPage

__all__ = ["SheetsPage"]
