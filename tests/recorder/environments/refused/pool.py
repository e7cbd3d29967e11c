"""A pool of psycopg, whose threads connect.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

from psycopg_pool import ConnectionPool

with ConnectionPool("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live", min_size=1, open=False) as pool:
    pool.wait(timeout=2)
