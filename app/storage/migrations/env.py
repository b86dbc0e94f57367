"""What alembic runs for each renewal: our connection, our tables, one transaction."""

from alembic import context

from app.storage.tables import METADATA

if context.is_offline_mode():
    context.configure(
        dialect_name=context.config.attributes["dialect"],
        target_metadata=METADATA,
        literal_binds=True,
    )
else:
    # SQLite takes tables back as well; the caller holds the transaction and the write lock.
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        transactional_ddl=True,
    )
with context.begin_transaction():
    context.run_migrations()
