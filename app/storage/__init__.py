"""The only home of SQLAlchemy: rows, repositories, unit of work, journal, migrations."""
