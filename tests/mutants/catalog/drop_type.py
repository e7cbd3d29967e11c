"""Types that go away."""

from __future__ import annotations

from tests.mutants.edits import Replace
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import (
    committed,
    dynamic,
    lines,
    model,
    revision,
    sql,
)

# The levels of staff are a text.
LEVEL_IS_TEXT = model(
    "guilds",
    'Mapped[StaffLevel] = mapped_column(pg_enum(StaffLevel, "staff_level"), server_default="helper")',
    'Mapped[str] = mapped_column(server_default="helper")',
)

LEVEL_TO_TEXT = sql(
    "ALTER TABLE cfg.staff_roles ALTER level DROP DEFAULT, ALTER level TYPE text, ALTER level SET DEFAULT 'helper'"
)

LEVEL_TO_ENUM = lines(
    sql("CREATE TYPE cfg.staff_level AS ENUM ('helper', 'moderator', 'admin')"),
    sql(
        """ALTER TABLE cfg.staff_roles ALTER level DROP DEFAULT,
        ALTER level TYPE cfg.staff_level USING level::cfg.staff_level, ALTER level SET DEFAULT 'helper'"""
    ),
)

LEVEL = "drop-type cfg.staff_level"


def level_is_text(drop: str) -> Mutation:
    return LEVEL_IS_TEXT, revision(lines(LEVEL_TO_TEXT, drop), LEVEL_TO_ENUM)


NO_DANGER = model("panels", '    DANGER = "danger"\n', "")


def styles(*values: str, using: str) -> str:
    """The type of the buttons' style, made anew with these values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sql(
        f"""
        ALTER TYPE cfg.button_style RENAME TO old_button_style;
        CREATE TYPE cfg.button_style AS ENUM ({listed});
        ALTER TABLE cfg.panel_buttons ALTER style DROP DEFAULT,
            ALTER style TYPE cfg.button_style USING ({using})::cfg.button_style,
            ALTER style SET DEFAULT 'secondary';
        DROP TYPE cfg.old_button_style
        """
    )


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "raw SQL drops an enum once its column is a text",
        Way.SQL,
        LEVEL,
        level_is_text(sql("DROP TYPE cfg.staff_level")),
        also=["table-rewrite cfg.staff_roles"],
    ),
    defect(
        "SQLAlchemy's own Enum drops a type",
        Way.CORE,
        LEVEL,
        level_is_text('sa.Enum(name="staff_level", schema="cfg").drop(op.get_bind())'),
        also=["table-rewrite cfg.staff_roles"],
    ),
    defect(
        "a DO block looks for the type and drops it",
        Way.DYNAMIC,
        LEVEL,
        level_is_text(dynamic("DROP", "TYPE", "IF EXISTS", "cfg.staff_level")),
        also=["table-rewrite cfg.staff_roles"],
    ),
    defect(
        "an enum is made anew without one of its values",
        Way.SEVERAL,
        "drop-type cfg.button_style",
        NO_DANGER,
        revision(
            styles("primary", "secondary", "success", using="replace(style::text, 'danger', 'primary')"),
            styles("primary", "secondary", "success", "danger", using="style::text"),
        ),
        also=["table-rewrite cfg.panel_buttons", "destroys-rows cfg.panel_buttons.style"],
    ),
    defect(
        "an enum is dropped with CASCADE, and its column with it",
        Way.CASCADE,
        "drop-type cfg.xp_source",
        model("xp", '    source: Mapped[XPSource] = mapped_column(pg_enum(XPSource, "xp_source"))\n', ""),
        revision(
            sql("DROP TYPE cfg.xp_source CASCADE"),
            lines(
                sql("CREATE TYPE cfg.xp_source AS ENUM ('message', 'voice', 'event', 'staff')"),
                sql("ALTER TABLE cfg.xp_grants ADD COLUMN source cfg.xp_source NOT NULL DEFAULT 'message'"),
                sql("ALTER TABLE cfg.xp_grants ALTER source DROP DEFAULT"),
            ),
        ),
        also=["drop-column cfg.xp_grants.source"],
    ),
    honest(
        "a downgrade drops the type that its upgrade made",
        Way.SQL,
        "drop-type",
        Replace(
            "magikal_bot/models/panels.py",
            "    layout: Mapped[Json]",
            '    style: Mapped[ButtonStyle | None] = mapped_column(pg_enum(ButtonStyle, "panel_style"))\n'
            "    layout: Mapped[Json]",
        ),
        revision(
            lines(
                sql("CREATE TYPE cfg.panel_style AS ENUM ('primary', 'secondary', 'success', 'danger')"),
                sql("ALTER TABLE cfg.panels ADD COLUMN style cfg.panel_style"),
            ),
            sql("ALTER TABLE cfg.panels DROP COLUMN style; DROP TYPE cfg.panel_style"),
        ),
    ),
    honest(
        "a value is added to an enum, and its downgrade makes the type anew",
        Way.AUTOCOMMIT,
        "drop-type",
        model("panels", '    DANGER = "danger"\n', '    DANGER = "danger"\n    LINK = "link"\n'),
        revision(
            committed(sql("ALTER TYPE cfg.button_style ADD VALUE 'link'")),
            styles("primary", "secondary", "success", "danger", using="style::text"),
        ),
    ),
)
