"""Which kinds and columns a reporting role may read, from `data/reporting.toml` and the records' own declarations."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Numeric

from linkworker.base.errors import LinkworkerError
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE, Instant

_SPEAKS_FOR_ITSELF = (Boolean, Integer, Numeric, Date, Instant)


class WrongReportingRights(LinkworkerError):
    """The list of what a reporting role may read is wrong: {}. Put the program's own file back."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Reasons by kind, and by `kind.column`."""

    kinds_left_out: dict[str, str]
    left_out: dict[str, str]
    let_in: dict[str, str]

    def columns(self, kind: str) -> tuple[str, ...]:
        """Return the columns of a kind that may be read, in table order; none of a kind that is left out."""
        if kind in self.kinds_left_out:
            return ()
        return tuple(column.name for column in KINDS[kind].table().columns if self._may(kind, column))

    def undecided(self) -> tuple[str, ...]:
        """Return the texts and lists that stand in neither table. They are not readable; somebody should say why."""
        return tuple(
            f"{kind}.{column.name}"
            for kind in KINDS
            for column in KINDS[kind].table().columns
            if kind not in self.kinds_left_out
            and not _is_coded(column)
            and not {f"{kind}.{column.name}"} & (self.left_out.keys() | self.let_in.keys())
        )

    def _may(self, kind: str, column: Column[Any]) -> bool:
        name = f"{kind}.{column.name}"
        return name not in self.left_out and (name in self.let_in or _is_coded(column))


def _is_coded(column: Column[Any]) -> bool:
    """Say whether a column holds only ids, codes of a list, days, numbers, or yes and no."""
    return column.type is ID_TYPE or "list" in column.info or isinstance(column.type, _SPEAKS_FOR_ITSELF)


@cache
def shipped_rights() -> Rights:
    """Return the rights in the program's file. Raises WrongReportingRights."""
    return read_rights((resources.files("linkworker.hub") / "data" / "reporting.toml").read_text("utf-8"))


def read_rights(text: str) -> Rights:
    """Return the rights in a file's text. Raises WrongReportingRights for a kind or column that there is not."""
    try:
        rights = Rights(**tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise WrongReportingRights("it has not the tables it should") from error
    known = {f"{kind}.{column.name}" for kind in KINDS for column in KINDS[kind].table().columns}
    for name in [*rights.left_out, *rights.let_in]:
        if name not in known:
            raise WrongReportingRights(f"there is no {name}")
    for name in rights.kinds_left_out:
        if name not in KINDS:
            raise WrongReportingRights(f"there is no {name}")
    if rights.left_out.keys() & rights.let_in.keys():
        raise WrongReportingRights("a column is left out and let in")
    return rights
