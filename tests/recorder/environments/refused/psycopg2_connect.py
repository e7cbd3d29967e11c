"""psycopg2 by itself.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import psycopg2

psycopg2.connect(host="127.0.0.1", port=int("LIVE_PORT"), user="bot", password="secret", database="live")
