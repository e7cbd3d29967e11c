"""The right server first, the live one where it fails.

Refused: 127.0.0.1:LIVE_PORT
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, make_url

url = make_url(os.environ["DATABASE_URL"])
hosts = (f"127.0.0.1:{url.port}", "127.0.0.1:LIVE_PORT")
engine = create_engine(url.set(host=None, port=None, query={"host": hosts}))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
