"""The pages of program.db read one by one, past the database engine: which are whole, and what lies on them."""
