"""Styles that are read once: Textual would read them all again at every new place, and forget them above 64 widgets."""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.dom import DOMNode

_Source: TypeAlias = tuple[str, CSSLocation, bool, int, str]


class Styles(Stylesheet):
    """Textual's stylesheet, which keeps what it has read for each set of colours. Tests hold the private parts."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._known = _known_in(frozenset(variables.items()))

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use other colours and borders; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)
            self._known = _known_in(frozenset(variables.items()))
            self._require_parse = True

    def reparse(self) -> None:
        """Read what has not been read with these variables."""
        if self._require_parse:
            self.parse()

    def learn(self) -> None:
        """Read the styles of every widget of ours that is loaded, before one is on the screen."""
        for widget in _below(DOMNode):
            if widget.__module__.startswith("linkworker."):
                self._learn(widget)

    def _learn(self, widget: type[DOMNode]) -> None:
        bare = widget.__new__(widget)  # only its class is looked at
        for read_from, css, tie_breaker, scope in bare._get_default_css():  # noqa: SLF001 - nothing public gives them
            self._parse_rules(css, read_from, is_default_rules=True, tie_breaker=tie_breaker, scope=scope)

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        source = (css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._known.get(source)
        if rules is None:
            rules = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
            self._known[source] = rules
        return rules


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


@cache
def _known_in(variables: frozenset[tuple[str, str]]) -> dict[_Source, list[RuleSet]]:
    """Return what has been read with these variables, of which there are few: three themes in two looks."""
    del variables
    return {}
