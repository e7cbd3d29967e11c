"""Another Python connects, where nobody looks.

Refused: 127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import subprocess
import sys

code = "import psycopg; psycopg.connect('postgresql://bot:secret@127.0.0.1:LIVE_PORT/live')"
subprocess.run([sys.executable, "-c", code], check=True)
