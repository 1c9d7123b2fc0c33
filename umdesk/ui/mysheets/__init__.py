"""The tab My rating sheets: a rater's own applications, one at a time, sealed from what others gave."""
