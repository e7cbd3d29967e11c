"""What the person who ran the command reads when there is no server."""


class ServerError(Exception):
    """No usable server: one sentence that says why, and what to do.

    `log` holds the last lines of what Postgres itself wrote, for --debug.
    """

    def __init__(self, message: str, log: str = "") -> None:
        super().__init__(message)
        self.log = log
