"""The program's rules: plain values and pure functions, without Qt, SQL, files or a clock."""
