"""A URL that is taken apart and rendered again."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, make_url

url = make_url(os.environ["DATABASE_URL"]).set(query={"application_name": "alembic"})
engine = create_engine(url.render_as_string(hide_password=False))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
