"""Replays an Alembic chain on a throwaway Postgres and judges what each revision really did."""
