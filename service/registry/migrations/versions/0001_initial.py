"""The initial schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _documents()
    _jobs()
    _tokens()
    _events()
    _namespaces()
    _contracts()
    _checks()
    _releases()
    _release_packages()


def downgrade() -> None:
    for table in (
        "release_packages",
        "releases",
        "checks",
        "contracts",
        "namespaces",
        "events",
        "tokens",
        "jobs",
        "documents",
    ):
        op.drop_table(table)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("format", NAME, nullable=False),
        sa.Column("openapi", NAME, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("info_version", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_digest"), "documents", ["digest"], unique=False)


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("dedupe_key", NAME, nullable=False),
        sa.Column("namespace", NAME, nullable=False),
        sa.Column("contract", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_jobs_dedupe_key")),
    )
    op.create_index(op.f("ix_jobs_state_run_at"), "jobs", ["state", "run_at"], unique=False)


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("secret_hash", NAME, nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("namespace", NAME, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_tokens_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_tokens_secret_hash")),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("namespace", NAME, nullable=True),
        sa.Column("contract", NAME, nullable=True),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["tokens.id"], name=op.f("fk_events_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_at"), "events", ["at"], unique=False)


def _namespaces() -> None:
    op.create_table(
        "namespaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_namespaces_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_namespaces")),
        sa.UniqueConstraint("name", name=op.f("uq_namespaces_name")),
    )


def _contracts() -> None:
    op.create_table(
        "contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("namespace_id", sa.Uuid(), nullable=False),
        sa.Column("namespace", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_contracts_created_by")),
        sa.ForeignKeyConstraint(["namespace_id"], ["namespaces.id"], name=op.f("fk_contracts_namespace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("namespace_id", "name", name=op.f("uq_contracts_namespace_id_name")),
    )


def _checks() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("document_sha256", NAME, nullable=False),
        sa.Column("base_sha256", NAME, nullable=True),
        sa.Column("base_version", NAME, nullable=True),
        sa.Column("version", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("verdict", NAME, nullable=False),
        sa.Column("suggested_bump", NAME, nullable=False),
        sa.Column("outcome", NAME, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("engine", NAME, nullable=False),
        sa.Column("allow_breaking", sa.Boolean(), nullable=False),
        sa.Column("accept_unknown", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["base_sha256"], ["documents.sha256"], name=op.f("fk_checks_base_sha256")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_checks_contract_id")),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_checks_created_by")),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name=op.f("fk_checks_document_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_contract_id_id"), "checks", ["contract_id", "id"], unique=False)


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("version", NAME, nullable=False),
        sa.Column("precedence", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("document_sha256", NAME, nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("base_version", NAME, nullable=True),
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", NAME, nullable=False),
        sa.Column("allowed_breaking", sa.Boolean(), nullable=False),
        sa.Column("accepted_unknown", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("yanked_at", MOMENT, nullable=True),
        sa.Column("yanked_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("fk_releases_check_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_releases_contract_id")),
        sa.ForeignKeyConstraint(["created_by"], ["tokens.id"], name=op.f("fk_releases_created_by")),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name=op.f("fk_releases_document_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("contract_id", "version", name=op.f("uq_releases_contract_id_version")),
    )
    op.create_index(
        op.f("ix_releases_contract_id_precedence"), "releases", ["contract_id", "precedence"], unique=False
    )


def _release_packages() -> None:
    op.create_table(
        "release_packages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("ecosystem", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("project", NAME, nullable=False),
        sa.Column("version", NAME, nullable=True),
        sa.Column("filename", NAME, nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", NAME, nullable=True),
        sa.Column("sha512", NAME, nullable=True),
        sa.Column("sha1", NAME, nullable=True),
        sa.Column("file_count", sa.Integer(), nullable=True),
        sa.Column("unpacked_size", sa.Integer(), nullable=True),
        sa.Column("package_metadata", sa.Text(), nullable=True),
        sa.Column("metadata_sha256", NAME, nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("available_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_release_packages_job_id")),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_release_packages_release_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_packages")),
        sa.UniqueConstraint(
            "ecosystem", "project", "filename", name=op.f("uq_release_packages_ecosystem_project_filename")
        ),
        sa.UniqueConstraint("release_id", "ecosystem", name=op.f("uq_release_packages_release_id_ecosystem")),
    )
    op.create_index(op.f("ix_release_packages_project"), "release_packages", ["project"], unique=False)
