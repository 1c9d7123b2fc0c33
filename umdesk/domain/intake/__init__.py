"""Reading a spreadsheet of applications: which line is the header, which column is which, what comes in."""
