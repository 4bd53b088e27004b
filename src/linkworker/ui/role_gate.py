"""The gate that every command and screen passes: what the worker's role may not, gives way to a sentence."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import AwaitMount

from linkworker.ui.careful_app import CarefulApp
from linkworker.ui.commands.allowed import why_not, why_not_now, why_not_screen
from linkworker.ui.widgets.status_line import Status, Tone

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from linkworker.casework.workers.role_rows import Role


class RoleGate(CarefulApp[int]):
    """An app whose commands and screens are kept to what the role of whoever unlocked may."""

    @property
    def role(self) -> "Role | None":
        """Return the role of the worker who unlocked, or None while there is no open store."""
        return None

    def say(self, status: Status) -> None:
        """Say something on the screen in front."""
        raise NotImplementedError

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key, the palette or the program asks for; if the worker's role may not, say who can instead."""
        target, name, parameters = self._parse_action(action, default_namespace or self, namespaces)
        said = why_not(self.role, target, name, parameters) or why_not_now(target, name)
        if said and target.check_action(name, parameters):
            self.say(Status(said, Tone.TROUBLE))
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def _get_screen(self, screen: Screen[Any] | str) -> tuple[Screen[Any], AwaitMount]:
        """Put one sentence in the place of a screen that the worker's role does not open, whatever led to it."""
        said = "" if isinstance(screen, str) else why_not_screen(self.role, screen)
        if not said:
            return super()._get_screen(screen)
        from linkworker.ui.screens.not_for_role import NotForRole  # noqa: PLC0415 - the commands say it first

        return super()._get_screen(NotForRole(said))
