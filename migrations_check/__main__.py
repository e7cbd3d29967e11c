"""`python -m migrations_check` is the command `migrations-check`."""

import sys

from migrations_check.cli import main

sys.exit(main())
