"""It keeps notes of its own in SQLite.

Refused: notes.db
Where: migrations/env.py
"""

import sqlite3

sqlite3.connect("notes.db").execute("CREATE TABLE note (id int)")
