"""Columns that several migrations make."""

import sqlalchemy as sa


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text())
