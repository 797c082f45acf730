"""Runs the migrations on the connection that `dovetail_registry.schema` passes in."""

from alembic import context

from dovetail_registry.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
