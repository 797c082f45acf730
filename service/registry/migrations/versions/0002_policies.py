"""Stored policies, waivers, and everything that a check was made from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _policies()
    _waivers()
    for column in _check_columns():
        op.add_column("checks", column)


def downgrade() -> None:
    with op.batch_alter_table("checks") as checks:
        for column in _check_columns():
            checks.drop_column(column.name)
    op.drop_table("waivers")
    op.drop_table("policies")


def _check_columns() -> tuple[sa.Column, ...]:
    # Checks of before have none of these.
    return (
        sa.Column("waivers", sa.JSON(), nullable=True),
        sa.Column("live", sa.JSON(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=True),
    )


def _policies() -> None:
    op.create_table(
        "policies",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_policies_contract_id")),
        sa.ForeignKeyConstraint(["updated_by"], ["tokens.id"], name=op.f("fk_policies_updated_by")),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_policies")),
    )


def _waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", NAME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner", NAME, nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_waivers_contract_id")),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_waivers_created_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["tokens.id"], name=op.f("fk_waivers_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waivers")),
    )
    op.create_index(op.f("ix_waivers_contract_id_id"), "waivers", ["contract_id", "id"], unique=False)
