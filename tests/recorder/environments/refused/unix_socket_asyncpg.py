"""The same with asyncpg.

Refused: LIVE_SOCKET/.s.PGSQL.5432
Where: migrations/env.py
"""

import asyncio

import asyncpg

asyncio.run(asyncpg.connect(host="LIVE_SOCKET", port=5432, user="bot", database="live"))
