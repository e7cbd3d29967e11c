"""Rows for ten small schemas such as projects have: `rows/*.sql`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine

from migrations_check.postgres import Server, scratch
from migrations_check.recorder.rows import Filled, fill

SCHEMAS = sorted((Path(__file__).parent / "rows").glob("*.sql"))
ONE_ROW = {"cfg.versions"}  # its check constraint allows no second


def _filled(url: URL, path: Path) -> Filled:
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"create schema cfg; {path.read_text()}".replace("%", "%%"))
        connection.commit()
        filled = fill(connection, ["cfg"], [], "a1")
    engine.dispose()
    return filled


def test_at_least_nine_tables_in_ten_get_rows(throwaway: Server, record_property: Any) -> None:
    with scratch(throwaway) as databases:
        found = {path.stem: _filled(databases.create(), path) for path in SCHEMAS}
    with_rows = sum(len(filled.rows) for filled in found.values())
    tables = with_rows + sum(len(filled.unfilled) for filled in found.values())
    record_property("tables with rows", f"{with_rows} of {tables}")
    assert tables >= 70
    assert with_rows / tables >= 0.9, {name: filled.unfilled for name, filled in found.items() if filled.unfilled}
    few = {address for f in found.values() for address, count in f.rows.items() if count < 3}
    assert few == ONE_ROW
