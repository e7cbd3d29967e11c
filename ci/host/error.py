"""What the person who deploys reads when the VPS cannot be asked."""


class HostError(Exception):
    """It could not be done at all: one sentence that says why and what to do."""


class Unreachable(Exception):
    """The connection was lost for too long: what happened on the VPS since then is not known."""


class Cut(Exception):
    """One connection was lost; what it asked for may have happened or not."""
