"""Runs the bot: python -m magikal_bot."""

import asyncio
import logging
import os
import sys

from magikal_bot.bot import CannotStart, run
from magikal_bot.settings import MissingSetting, Settings

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s %(message)s")

try:
    asyncio.run(run(Settings.from_environment(os.environ)))
except (MissingSetting, CannotStart) as reason:
    sys.exit(f"magikal-bot cannot start: {reason}")
