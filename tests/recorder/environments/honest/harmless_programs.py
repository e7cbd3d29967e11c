"""It asks git and the machine who they are, and logs to syslog."""

import logging.handlers
import os
import platform
import subprocess
import uuid

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

subprocess.run(["git", "--version"], check=True)
subprocess.run("git --version && uname -s", shell=True, check=True)
logging.getLogger("bot").addHandler(logging.handlers.SysLogHandler())
print(platform.platform(), uuid.uuid1())
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
