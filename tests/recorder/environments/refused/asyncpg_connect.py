"""asyncpg by itself.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import asyncio

import asyncpg

asyncio.run(asyncpg.connect("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live"))
