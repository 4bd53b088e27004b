"""A step of a command that is loaded only when it is done, so that reading its words and showing help stay quick."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Later:
    """A function of a module of `commands`, by name. Calling it loads the module and calls the function."""

    module: str
    name: str

    def __call__(self, *given: Any) -> Any:
        """Do the step; what it takes and returns is the function's own."""
        return self.function()(*given)

    def function(self) -> Callable[..., Any]:
        """Load the module and return the function."""
        found: Callable[..., Any] = getattr(import_module(f"linkworker.cli.commands.{self.module}"), self.name)
        return found


def later(module: str, name: str) -> Later:
    """Return the step `name` of the module `module`, not loaded yet."""
    return Later(module, name)
