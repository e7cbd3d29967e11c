"""libpq itself, by ctypes.

Refused: libpq.so.5
Where: migrations/env.py
"""

import ctypes

libpq = ctypes.CDLL("libpq.so.5")
libpq.PQconnectdb(b"postgresql://bot:secret@127.0.0.1:LIVE_PORT/live")
