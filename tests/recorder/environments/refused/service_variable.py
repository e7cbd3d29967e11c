"""The same with asyncpg, which reads service files itself.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import asyncio
import os

import asyncpg

os.environ["PGSERVICEFILE"] = os.path.join(os.path.dirname(__file__), "pg_service.conf")


async def main():
    await asyncpg.connect("postgresql://?service=live")


asyncio.run(main())
