"""The least that a replay can do: up, down and up again in one process, noting nothing."""

from __future__ import annotations

import sys

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory


def replay(ini: str) -> None:
    config = Config(ini)
    script = ScriptDirectory.from_config(config)

    def walk(heads, context):
        for steps in (script._upgrade_revs("head", None), script._downgrade_revs("base", script.get_heads())):
            for step in steps:
                context.impl.memo.clear()
                yield step
        yield from script._upgrade_revs("head", None)

    with EnvironmentContext(config, script, fn=walk) as environment:
        configure = environment.configure
        environment.configure = lambda **kw: configure(**{**kw, "transaction_per_migration": True})
        script.run_env()


if __name__ == "__main__":
    replay(sys.argv[1])
