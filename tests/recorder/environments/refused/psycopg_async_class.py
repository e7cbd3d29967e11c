"""The same through the async class.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import asyncio

from psycopg import AsyncConnection


async def main():
    async with await AsyncConnection.connect("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live") as live:
        await live.execute("SELECT 1")


asyncio.run(main())
