"""A department's own list of classes, read from a spreadsheet and compared with the catalogue."""
