"""The bot's website, which the migrations share their settings with."""

import os

from flask import Flask

app = Flask(__name__)
app.config["DATABASE"] = os.environ["ALEMBIC_DATABASE_URL"]
