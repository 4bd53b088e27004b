"""Column types that SQLite and PostgreSQL share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.types import TypeEngine

# Ids are canonical UUID text on the laptop (readable in any export, no conversion on each read) and native at the hub.
ID_TYPE: TypeEngine[str] = String(36).with_variant(UUID(as_uuid=False), "postgresql")

# A column of whole numbers holds 32 bits in PostgreSQL; SQLite would take more, and then no hub could.
WHOLE_NUMBERS = range(-2_147_483_647, 2_147_483_648)
"""The whole numbers that a record can hold, wherever it lies."""

# Lists of codes and small maps of answers; never anything that a query must look inside.
JSON_TYPE: TypeEngine[Any] = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: ISO text that sorts on SQLite (which has no such type), `timestamptz` on PostgreSQL."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the database at hand keeps it in."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn an aware datetime into what is stored; a naive one is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs a time zone"
            raise TypeError(message)
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's shape
        """Turn what is stored back into an aware datetime in UTC."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)  # PostgreSQL answers in the session's own time zone
        return datetime.fromisoformat(value)
