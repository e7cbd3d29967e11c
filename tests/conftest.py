"""One server of ours for all tests, and pytest-postgresql's fixtures on that same server."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from pytest_postgresql import factories

from migrations_check.postgres import Server, server
from tests.ci.server import IN_USE
from tests.ci.vps import mode


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", default="", help="the Postgres for all tests: a major, a directory, a URL")


def pytest_report_header() -> list[str]:
    """What the deploy is tried on; here, since pytest asks no conftest below this one when it runs everything."""
    return [f"ssh server: {IN_USE}", mode.header()]


@pytest.fixture(scope="session")
def throwaway(pytestconfig: pytest.Config) -> Iterator[Server]:
    """The server of this test session."""
    with server(pytestconfig.getoption("--postgres")) as own:
        yield own


@pytest.fixture(scope="session")
def throwaway_address(throwaway: Server) -> SimpleNamespace:
    """What pytest-postgresql wants to know of a server that runs already."""
    url = throwaway.url
    return SimpleNamespace(
        host=url.host,
        port=url.port,
        user=url.username,
        password=url.password,
        options="",
        maintenance_dbname="postgres",
        template_dbname=None,
    )


postgresql_noproc = factories.postgresql_noproc(depends_on="throwaway_address")
postgresql = factories.postgresql("postgresql_noproc")
