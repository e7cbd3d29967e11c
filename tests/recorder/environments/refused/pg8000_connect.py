"""pg8000 by itself.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import pg8000.dbapi

pg8000.dbapi.connect("bot", host="127.0.0.1", port=int("LIVE_PORT"), password="secret", database="live")
