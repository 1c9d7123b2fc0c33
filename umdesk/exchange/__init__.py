"""Files in and out: spreadsheets become plain rows, plain rows become workbooks."""
