"""The same, below SQLAlchemy.

Refused: 127.0.0.1:LIVE_PORT
Where: migrations/env.py
"""

import os

import psycopg
from sqlalchemy import make_url

url = make_url(os.environ["DATABASE_URL"])
psycopg.connect(
    host="127.0.0.1,127.0.0.1",
    port=f"{url.port},LIVE_PORT",
    user=url.username,
    password=url.password,
    dbname=url.database,
)
