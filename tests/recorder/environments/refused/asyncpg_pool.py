"""A pool of asyncpg.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import asyncio

import asyncpg


async def main():
    async with asyncpg.create_pool("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live", min_size=1) as pool:
        await pool.fetch("SELECT 1")


asyncio.run(main())
