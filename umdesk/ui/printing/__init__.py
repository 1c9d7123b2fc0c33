"""Plans and the papers beside them: one or a batch, looked at, printed and saved."""
