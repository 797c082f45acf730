"""What was checked of a package before it was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Packages of before were shown unchecked.
    op.add_column("release_packages", sa.Column("checks", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("release_packages") as packages:
        packages.drop_column("checks")
