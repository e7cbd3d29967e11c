"""All that SQL can do."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("CREATE VIEW cfg.names AS SELECT name FROM cfg.guilds")
    op.execute("CREATE MATERIALIZED VIEW cfg.counts AS SELECT count(*) FROM cfg.guilds")
    op.execute(
        "CREATE FUNCTION cfg.trim_name() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN NEW.name := trim(NEW.name); RETURN NEW; END$$"
    )
    op.execute("CREATE TRIGGER trim BEFORE INSERT ON cfg.guilds FOR EACH ROW EXECUTE FUNCTION cfg.trim_name()")
    op.execute("ALTER TABLE cfg.guilds ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY everyone ON cfg.guilds USING (true)")
    op.execute("COMMENT ON VIEW cfg.names IS 'for the dashboard'")
    op.execute("GRANT SELECT ON cfg.guilds TO PUBLIC")
    op.execute("GRANT USAGE ON SCHEMA cfg TO PUBLIC")
    op.execute("CREATE STATISTICS cfg.guild_names ON id, name FROM cfg.guilds")


def downgrade() -> None:
    op.execute("DROP STATISTICS cfg.guild_names")
    op.execute("REVOKE USAGE ON SCHEMA cfg FROM PUBLIC")
    op.execute("REVOKE SELECT ON cfg.guilds FROM PUBLIC")
    op.execute("DROP POLICY everyone ON cfg.guilds")
    op.execute("ALTER TABLE cfg.guilds DISABLE ROW LEVEL SECURITY")
    op.execute("DROP TRIGGER trim ON cfg.guilds")
    op.execute("DROP FUNCTION cfg.trim_name")
    op.execute("DROP MATERIALIZED VIEW cfg.counts")
    op.execute("DROP VIEW cfg.names")
