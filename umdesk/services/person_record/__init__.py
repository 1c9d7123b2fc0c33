"""One person's record: which rows are theirs, the sections they are told in, and the paper that leaves."""
