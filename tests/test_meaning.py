"""When a migration means something else than before, and on which line."""

from __future__ import annotations

import pytest

from migrations_check.history.meaning import line_that_differs

THEN = '''"""Guilds.

Revision ID: a2
"""

from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op

revision: str = "a2"
down_revision: Union[str, None] = "a1"
depends_on: Union[str, Sequence[str], None] = None
LENGTH = 40


def name(suffix: str) -> str:
    return "guild_" + suffix


def upgrade() -> None:
    """Make the table."""
    op.create_table("guilds", sa.Column(name("id"), sa.BigInteger()), sa.Column("name", sa.String(LENGTH)))
    op.execute("insert into guilds values (1,  'first')")


def downgrade() -> None:
    op.drop_table("guilds")
'''


def line(*replaced: tuple[str, str]) -> int | None:
    now = THEN
    for old, new in replaced:
        assert old in now
        now = now.replace(old, new)
    return line_that_differs(THEN.encode(), now.encode())


SAME = {
    "a comment": ('    op.drop_table("guilds")', '    # goodbye\n    op.drop_table("guilds")  # gone'),
    "a docstring": ('"""Make the table."""', '"""Makes the guilds."""'),
    "no docstring at all": ('    """Make the table."""\n', ""),
    "the message": ('"""Guilds.', '"""Guilds, at last.'),
    "formatting": ('"guilds", sa.Column(name("id")', "'guilds',\n        sa.Column(name('id',)"),
    "a long text on two lines": ('"guild_"', '("gui"\n        "ld_")'),
    "annotations": ("revision: str =", "revision ="),
    "annotations of functions": ("def name(suffix: str) -> str:", "def name(suffix):"),
    "the order of imports": (
        "import sqlalchemy as sa\nfrom alembic import op",
        "from alembic import op\nimport sqlalchemy as sa",
    ),
    "an unused import": ("from alembic import op", "import os\nfrom alembic import op"),
    "something acknowledged": ("LENGTH = 40", 'LENGTH = 40\nacknowledged = {"drop-table guilds": "unread since 2.4"}'),
    "a pass less": ('    op.drop_table("guilds")', '    pass\n    op.drop_table("guilds")'),
    "line ends": ("\n", "\r\n"),
}


@pytest.mark.parametrize("replaced", SAME.values(), ids=SAME)
def test_it_means_the_same(replaced: tuple[str, str]) -> None:
    assert line(replaced) is None


def test_annotations_as_newer_pythons_write_them() -> None:
    newer = ("from typing import Sequence, Union", "from __future__ import annotations")
    union = ("Union[str, Sequence[str], None]", "str | None")
    assert line(newer, ("Union[str, None]", "str | None"), union) is None


def test_imports_for_types_alone() -> None:
    named = ("LENGTH = 40", "if TYPE_CHECKING:\n    from bot import Guild\nLENGTH = 40")
    assert line(("Sequence, Union", "TYPE_CHECKING, Sequence, Union"), named) is None


OTHER = {
    "a statement": ('op.drop_table("guilds")', 'op.drop_column("guilds", "name")', 28),
    "a statement more": ('    op.drop_table("guilds")', '    op.drop_table("guilds")\n    op.drop_table("levels")', 29),
    "a statement less": ("    op.execute(\"insert into guilds values (1,  'first')\")\n", "", 23),
    "a space inside SQL": ("(1,  'first')", "(1, 'first')", 24),
    "a comment inside SQL": ("insert into", "-- the first\\ninsert into", 24),
    "the parent": ('"a1"', '"a0"', 12),
    "a dependency": ("Sequence[str], None] = None", 'Sequence[str], None] = "b1"', 13),
    "a constant": ("LENGTH = 40", "LENGTH = 80", 14),
    "a function that helps": ('"guild_" + suffix', '"g_" + suffix', 18),
    "a default of a function": ("def name(suffix: str)", 'def name(suffix: str = "id")', 17),
    "what a name stands for": ("import sqlalchemy as sa", "import sqlmodel as sa", 8),
    "a number's type": ("LENGTH = 40", "LENGTH = 40.0", 14),
    "no Python any more": ("def downgrade() -> None:", "def downgrade( -> None:", 27),
}


@pytest.mark.parametrize(("old", "new", "expected"), OTHER.values(), ids=OTHER)
def test_it_means_something_else(old: str, new: str, expected: int) -> None:
    assert line((old, new)) == expected


def test_a_mapped_column_is_told_by_its_annotation() -> None:
    then = b"class Guild(Base):\n    __tablename__ = 'guilds'\n    id: Mapped[int]\n"
    assert line_that_differs(then, then.replace(b"int", b"str")) == 3


def test_what_is_no_python_here_is_compared_by_its_lines() -> None:
    newer = b"revision = 'a2'\ndef upgrade[:\n    pass\n"
    assert line_that_differs(newer, newer.replace(b"pass", b"op.drop_table('guilds')")) == 3
    assert line_that_differs(newer, newer.replace(b"\n", b"\r\n")) is None
    assert line_that_differs(newer, THEN.encode()) == 1
