"""Scans of paper: pages of PDF, JPEG, PNG and TIFF files, the codes on them, ink on their lines, and small pictures."""
