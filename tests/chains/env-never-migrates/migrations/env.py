"""Alembic's environment, which has nothing to do today."""
