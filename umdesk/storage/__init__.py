"""The program folder: encrypted database, models, migrations, history, drafts, lock and integrity."""
