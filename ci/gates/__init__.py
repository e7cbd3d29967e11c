"""What must be true before anything is changed: each gate says why it is closed, and what to do."""

from ci.gates.dump import backup
from ci.gates.known import Known
from ci.gates.live import setup
from ci.gates.review import DESTRUCTIVE, destructive, generated, models, reviewed

__all__ = ["DESTRUCTIVE", "Known", "backup", "destructive", "generated", "models", "reviewed", "setup"]
