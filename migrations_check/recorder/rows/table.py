"""A table as far as it decides which rows it takes. All names are quoted as Postgres quotes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """`makes` is the expression by which Postgres numbers the rows, `needs` what a generated one is made of."""

    name: str
    type: str
    not_null: bool
    default: str | None
    makes: str | None
    generated: str | None
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A condition on a row; `text` has the sources of the functions it calls as well."""

    name: str
    expression: str
    columns: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Key:
    """Columns that a unique index or an exclusion constraint looks at. A `loose` one may let rows pass that agree in
    them: it looks at some rows only, or at more than whether they are equal."""

    columns: tuple[str, ...]
    loose: bool
    nulls_equal: bool


@dataclass(frozen=True)
class ForeignKey:
    """`whole` is MATCH FULL: all of its columns are NULL, or none is."""

    name: str
    parent: str
    columns: tuple[str, ...]
    parent_columns: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Type:
    """A type that is not one of Postgres' plain ones. `kind` is pg_type's: b, c, d, e, m or r."""

    name: str
    kind: str
    base: str | None
    not_null: bool
    labels: tuple[str, ...]
    attributes: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`deferred` names its initially deferred constraints, `diverted_by` what may change or refuse its rows;
    `partitioned` where it has partitions."""

    address: str
    schema: str
    name: str
    kind: str
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]
    keys: tuple[Key, ...]
    foreign_keys: tuple[ForeignKey, ...]
    deferred: tuple[str, ...]
    diverted_by: tuple[str, ...]
    partitioned: bool

    @property
    def rows(self) -> str:
        """Its own rows, not those of the tables that inherit from it; as it stands behind FROM."""
        return self.address if self.kind == "p" else f"only {self.address}"

    @property
    def settable(self) -> tuple[Column, ...]:
        """The columns whose values are ours to choose."""
        return tuple(column for column in self.columns if not column.makes and not column.generated)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def decides(self, key: Key) -> frozenset[str]:
        """The settable columns of which two rows must differ in one; none if Postgres numbers a column of the key."""
        columns = [self.column(name) for name in key.columns]
        if any(column.makes for column in columns):
            return frozenset()
        return frozenset(name for c in columns for name in (c.needs if c.generated else (c.name,)))

    def requires(self, key: ForeignKey) -> bool:
        """Whether no row can do without a parent."""
        nullable = [not self.column(name).not_null for name in key.columns]
        return not (all(nullable) if key.whole else any(nullable))
