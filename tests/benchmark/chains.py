"""Writes a linear chain of any length, with its models: tables, then columns and indexes on them."""

from __future__ import annotations

from pathlib import Path

ENV = """
import os
from alembic import context
from sqlalchemy import create_engine, text
from models import metadata

engine = create_engine(os.environ["ALEMBIC_DATABASE_URL"])
with engine.connect() as connection:
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS cfg"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name == "cfg",
    )
    with context.begin_transaction():
        context.run_migrations()
"""

INI = """[alembic]
script_location = %(here)s
prepend_sys_path = %(here)s
"""

SCRIPT = '''"""{message}"""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {parent!r}
branch_labels = None
depends_on = None


def upgrade():
    {up}


def downgrade():
    {down}
'''


def write(folder: Path, length: int) -> Path:
    """A project of `length` revisions below `folder`; one in three makes a table, the next add to it."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    (folder / "migrations" / "alembic.ini").write_text(INI)
    (folder / "migrations" / "env.py").write_text(ENV)
    (folder / "migrations" / "models.py").write_text(_models(length))
    for number in range(length):
        (versions / f"{_id(number)}.py").write_text(_script(number))
    return folder


def raw_sql(length: int) -> str:
    """The same steps up, down and up again as plain SQL, for psql."""
    up = [_sql(n)[0] for n in range(length)]
    down = [_sql(n)[1] for n in reversed(range(length))]
    return "create schema cfg;\n" + "\n".join(f"begin; {sql}; commit;" for sql in [*up, *down, *up])


def _id(number: int) -> str:
    return f"{number:012x}"


def _script(number: int) -> str:
    up, down = _operations(number)
    parent = _id(number - 1) if number else None
    return SCRIPT.format(message=f"step {number}", revision=_id(number), parent=parent, up=up, down=down)


def _operations(number: int) -> tuple[str, str]:
    table, part = f"t{number // 3}", number % 3
    if part == 0:
        columns = ", ".join(
            (
                'sa.Column("id", sa.BigInteger, primary_key=True)',
                'sa.Column("name", sa.String(100), nullable=False)',
                'sa.Column("made", sa.DateTime(timezone=True), server_default=sa.func.now())',
            )
        )
        return (
            f'op.create_table("{table}", {columns}, schema="cfg")',
            f'op.drop_table("{table}", schema="cfg")',
        )
    if part == 1:
        return (
            f'op.add_column("{table}", sa.Column("note", sa.Text), schema="cfg")',
            f'op.drop_column("{table}", "note", schema="cfg")',
        )
    return (
        f'op.create_index("ix_{table}_name", "{table}", ["name"], schema="cfg")',
        f'op.drop_index("ix_{table}_name", "{table}", schema="cfg")',
    )


def _sql(number: int) -> tuple[str, str]:
    table, part = f"cfg.t{number // 3}", number % 3
    if part == 0:
        columns = "id bigserial primary key, name varchar(100) not null, made timestamptz default now()"
        return f"create table {table} ({columns})", f"drop table {table}"
    if part == 1:
        return f"alter table {table} add column note text", f"alter table {table} drop column note"
    index = f"ix_t{number // 3}_name"
    return f"create index {index} on {table} (name)", f"drop index cfg.{index}"


def _models(length: int) -> str:
    lines = ["import sqlalchemy as sa", "", 'metadata = sa.MetaData(schema="cfg")']
    for number in range((length + 2) // 3):
        last = length - number * 3
        parts = [
            'sa.Column("id", sa.BigInteger, primary_key=True)',
            'sa.Column("name", sa.String(100), nullable=False)',
            'sa.Column("made", sa.DateTime(timezone=True), server_default=sa.func.now())',
            *(['sa.Column("note", sa.Text)'] if last > 1 else []),
            *([f'sa.Index("ix_t{number}_name", "name")'] if last > 2 else []),
        ]
        lines.append(f'sa.Table("t{number}", metadata, {", ".join(parts)})')
    return "\n".join(lines) + "\n"
