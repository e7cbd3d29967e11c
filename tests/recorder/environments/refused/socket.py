"""A bare socket.

Refused: 127.0.0.1:LIVE_PORT
Where: migrations/env.py
"""

import socket

socket.create_connection(("127.0.0.1", int("LIVE_PORT")))
