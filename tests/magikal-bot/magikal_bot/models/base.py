"""What all tables share: the schema, the names of constraints, the types of columns."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Enum, Identity, MetaData, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

SCHEMA = "cfg"

Snowflake = Annotated[int, mapped_column(BigInteger)]
Snowflakes = Annotated[list[int], mapped_column(ARRAY(BigInteger))]
Json = dict[str, Any]
RowId = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Timestamp = Annotated[datetime, mapped_column(server_default=text("now()"))]


def pg_enum(members: type[StrEnum], name: str) -> Enum:
    return Enum(
        members, name=name, schema=SCHEMA, values_callable=lambda enum: [member.value for member in enum]
    )


class Base(DeclarativeBase):
    metadata = MetaData(
        schema=SCHEMA,
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        },
    )
    type_annotation_map = {
        str: Text,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        Json: JSONB,
    }
