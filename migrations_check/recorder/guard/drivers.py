"""The second layer: the drivers' own connect functions, patched when a driver is imported.

As far down as Python goes: psycopg below its public `connect`, so that `Connection.connect`, its async sister
and pools are seen as well. libpq itself connects in C, where nothing else looks.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from migrations_check.recorder.guard.gate import Gate

Patch = Callable[[Gate, Any], None]


def _psycopg(gate: Gate, generators: Any) -> None:
    connect = generators.connect

    @wraps(connect)
    def guarded(conninfo: str, *args: Any, **kwargs: Any) -> Any:
        from psycopg.conninfo import conninfo_to_dict, make_conninfo

        added: dict[str, Any] = gate.admit(conninfo_to_dict(conninfo))
        return connect(make_conninfo(conninfo, **added), *args, **kwargs)

    generators.connect = guarded


def _psycopg_attempts(name: str) -> Patch:
    """psycopg looks a host up before it connects: a foreign one is refused before that, and so are several."""

    def patch(gate: Gate, connection: Any) -> None:
        attempts = getattr(connection, name, None)
        if attempts is None:
            return  # before psycopg 3.2 libpq looks it up

        @wraps(attempts)
        def guarded(params: Any, *args: Any, **kwargs: Any) -> Any:
            gate.admit(params)
            return attempts(params, *args, **kwargs)

        setattr(connection, name, guarded)

    return patch


def _psycopg2(gate: Gate, psycopg2: Any) -> None:
    connect = psycopg2._connect

    @wraps(connect)
    def guarded(dsn: str, *args: Any, **kwargs: Any) -> Any:
        added = gate.admit(psycopg2.extensions.parse_dsn(dsn))
        return connect(psycopg2.extensions.make_dsn(dsn, **added), *args, **kwargs)

    psycopg2._connect = guarded


def _asyncpg(gate: Gate, connect_utils: Any) -> None:
    """asyncpg reads the environment and the service file itself: what it made of them is what counts."""
    parse = connect_utils._parse_connect_dsn_and_args

    @wraps(parse)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        addresses, params = parse(*args, **kwargs)
        hosts = [a if isinstance(a, str) else a[0] for a in addresses]
        ports = [a[1] for a in addresses if not isinstance(a, str)] or [5432]
        nobody_said = len(hosts) > 1 and hosts[0].startswith("/")  # then it tries every usual place
        target = {
            "host": "" if nobody_said else ",".join(hosts),
            "port": ",".join(map(str, ports)),
            "dbname": params.database,
            "user": params.user,
        }
        if "options" in gate.admit(target, environ={}):
            settings = {**(params.server_settings or {}), "default_transaction_read_only": "on"}
            params = params._replace(server_settings=settings)
        return addresses, params

    connect_utils._parse_connect_dsn_and_args = guarded


def _pg8000(gate: Gate, core: Any) -> None:
    init = core.CoreConnection.__init__
    signature = inspect.signature(init)

    @wraps(init)
    def guarded(self: Any, *args: Any, **kwargs: Any) -> None:
        call = signature.bind(self, *args, **kwargs)
        call.apply_defaults()
        given = call.arguments
        if given.get("sock") is not None:
            gate.refuse("a socket that was opened beforehand")
        target = {**given, "host": given.get("unix_sock") or given["host"]}
        if "options" in gate.admit(target, environ={}):
            given["startup_params"] = {**(given["startup_params"] or {}), "default_transaction_read_only": "on"}
        init(*call.args, **call.kwargs)

    core.CoreConnection.__init__ = guarded


PATCHES: dict[str, Patch] = {
    "psycopg.generators": _psycopg,
    "psycopg.connection": _psycopg_attempts("conninfo_attempts"),
    "psycopg.connection_async": _psycopg_attempts("conninfo_attempts_async"),
    "psycopg2": _psycopg2,
    "asyncpg.connect_utils": _asyncpg,
    "pg8000.core": _pg8000,
}


def guard(gate: Gate) -> None:
    for name, patch in PATCHES.items():
        if name in sys.modules:
            patch(gate, sys.modules[name])
    sys.meta_path.insert(0, _Finder(gate))


class _Finder(MetaPathFinder):
    """Finds a driver's module as ever, and patches it once it has run."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.finding: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in PATCHES or fullname in self.finding:
            return None
        self.finding.add(fullname)
        try:
            spec = importlib.util.find_spec(fullname)
        finally:
            self.finding.discard(fullname)
        if spec is not None and spec.loader is not None:
            _patch_after(spec.loader, lambda module: PATCHES[fullname](self.gate, module))
        return spec


def _patch_after(loader: Loader, patch: Callable[[ModuleType], None]) -> None:
    run = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        run(module)
        patch(module)

    loader.exec_module = exec_module  # type: ignore[method-assign]
