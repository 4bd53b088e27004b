"""Read a settings file key by key: what is right is kept, what is wrong is said with its line."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from linkworker.base import toml_lines
from linkworker.base.setting_kinds import Kind, TableKind, Unfit

Kinds = Mapping[str, Kind | TableKind]


@dataclass(slots=True)
class FileReading:
    """One settings file: what could be used of it, and what is wrong with it."""

    file: Path
    source: str
    """What the file is, in words: "the organisation's settings"."""
    shown_default: Callable[[str], str]
    """Says, for a top-level key, what is used instead of a wrong value."""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _lines: dict[toml_lines.Path, int] = field(default_factory=dict)

    def read(self, kinds: Kinds) -> None:
        """Read the file; a fault never stops the rest."""
        try:
            text = self.file.read_text(encoding="utf-8-sig")
            table = tomllib.loads(text)
        except OSError:
            self.faults.append(f"{self.file}: it could not be read. None of it is used.")
        except UnicodeDecodeError:
            self.faults.append(f"{self.file}: it is not UTF-8 text. None of it is used.")
        # Also a number of thousands of digits, and brackets nested past the reader's depth.
        except (ValueError, RecursionError) as error:
            line = toml_lines.syntax_line(str(error), text)
            self.faults.append(f"{self.file}, line {line}: {toml_lines.NOT_TOML}. None of this file is used.")
        else:
            self._lines = toml_lines.find_lines(text)
            self._read_table(table, kinds)

    def source_of(self, key: str) -> str:
        """Say where a key's value came from: "the organisation's settings (PATH, line 3)"."""
        return f"{self.source} ({self._where((key,))})"

    def _read_table(self, table: Mapping[str, Any], kinds: Kinds) -> None:
        for key, raw in table.items():
            kind = kinds.get(key)
            if kind is None:
                self._say((key,), f"there is no setting called '{key}'. It is left out.")
            elif isinstance(kind, Kind):
                self._read_value(key, raw, kind)
            elif kind.several:
                self._read_several(key, raw, kind)
            else:
                thing = self._thing((key,), raw, kind, f"Using {self.shown_default(key)}.")
                if thing is not None:
                    self.values[key] = thing

    def _read_value(self, key: str, raw: Any, kind: Kind) -> None:
        try:
            self.values[key] = self._resolved(kind.read(raw))
        except Unfit:
            self._say((key,), f"{key} must be {kind.must}. Using {self.shown_default(key)}.")

    def _read_several(self, key: str, raw: Any, kind: TableKind) -> None:
        if not isinstance(raw, list):
            self._say((key,), f"write each {key} under [[{key}]]. Using {self.shown_default(key)}.")
            return
        things = [self._thing((key, place), one, kind, "It is left out.") for place, one in enumerate(raw)]
        if kept := tuple(thing for thing in things if thing is not None):
            self.values[key] = kept

    def _thing(self, path: toml_lines.Path, raw: Any, kind: TableKind, otherwise: str) -> Any:
        """Make one thing of a table, leaving out what is wrong in it; None if it cannot do without that."""
        name = str(path[0])
        if not isinstance(raw, dict):
            self._say(path, f"{name} must be a table. {otherwise}")
            return None
        found = self._keys(path, raw, kind, otherwise)
        if found is None:
            return None
        made = kind.make(**found)
        if fault := kind.check(made):
            self._say(path, f"{fault} {otherwise}")
            return None
        return made

    def _keys(
        self, path: toml_lines.Path, raw: Mapping[str, Any], kind: TableKind, otherwise: str
    ) -> dict[str, Any] | None:
        """Return the keys of one thing that can be used; None if what is left is not enough."""
        found: dict[str, Any] = {}
        enough = True
        for key, value in raw.items():
            if key not in kind.kinds:
                self._say((*path, key), f"a {path[0]} has no '{key}'. It is left out.")
                continue
            try:
                found[key.replace("-", "_")] = kind.kinds[key].read(value)
            except Unfit:
                dropped = kind.strict or key in kind.needed
                enough = enough and not dropped
                rest = otherwise if dropped else f"Using {_usual(kind, key)}."
                self._say((*path, key), f"{key} must be {kind.kinds[key].must}. {rest}")
        for key in (key for key in kind.needed if key not in raw):
            enough = False
            self._say(path, f"this {path[0]} has no {key}. {otherwise}")
        return found if enough else None

    def _resolved(self, value: Any) -> Any:
        """Take a relative path from the folder of the file that names it."""
        return self.file.parent / value if isinstance(value, Path) else value

    def _say(self, path: toml_lines.Path, fault: str) -> None:
        self.faults.append(f"{self._where(path)}: {fault}")

    def _where(self, path: toml_lines.Path) -> str:
        line = toml_lines.line_of(self._lines, path)
        return f"{self.file}, line {line}" if line else str(self.file)


def _usual(kind: TableKind, key: str) -> str:
    """Say what holds for a key of a thing that does not give it."""
    default = next(part.default for part in fields(kind.make) if part.name == key.replace("-", "_"))
    return "none" if default is None else kind.kinds[key].show(default)
