"""psql does the work.

Refused: the program psql postgresql://bot:***@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import subprocess

subprocess.run(["psql", "postgresql://bot:secret@127.0.0.1:LIVE_PORT/live", "-c", "SELECT 1"], check=True)
