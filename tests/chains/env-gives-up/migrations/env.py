"""Alembic's environment, which wants to be asked first."""

import sys

sys.exit(0)
