"""The chain runs once per schema."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])
for schema in ("cfg", "eu"):
    with engine.connect().execution_options(schema_translate_map={"cfg": schema}) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table_schema=schema,
            include_schemas=True,
        )
        with context.begin_transaction():
            context.run_migrations()
