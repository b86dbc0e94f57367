"""The schema step by step: one file a revision, taken by SQLite and PostgreSQL alike."""
