"""The tab Reports: a gallery, the page, and the people behind each number."""
