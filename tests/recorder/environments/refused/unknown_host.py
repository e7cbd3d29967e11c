"""A name that only the company's network knows: refused before it is looked up.

Refused: postgresql://bot@db.internal.invalid:5432/live
Where: migrations/env.py
"""

import psycopg

psycopg.connect("postgresql://bot:secret@db.internal.invalid:5432/live")
