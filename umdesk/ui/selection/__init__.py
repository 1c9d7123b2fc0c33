"""The tab Selection: a cycle's rules, raters, ratings, results and decisions."""
