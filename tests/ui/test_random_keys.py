"""Random keys on every screen crash nothing and lose nothing: `--keys=200` presses more of them.

Each screen gets a few keys in a run of the checks. What is typed when a run ends is in the journal or in a draft.
"""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demonstration import told_once
from linkworker.base.leaving import LOCKED
from linkworker.demo.content import demonstration_settings
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.vault.drafts import drafts
from on_screen import press, settle, shown, text_of

ALI = "f3 slash a l enter"
SCREENS = {
    "today": "f2",
    "people": "f3",
    "new person": "f3 n",
    "bring in people": "f3 i",
    "summary": ALI,
    "edit": f"{ALI} e",
    "edit risk": f"{ALI} e down down down down down enter",
    "consent": f"{ALI} k",
    "plan": f"{ALI} 2",
    "a goal": f"{ALI} 2 g",
    "versions": f"{ALI} 2 v",
    "person's activities": f"{ALI} 3",
    "check-ins": f"{ALI} 4",
    "notes": f"{ALI} 5",
    "a note": f"{ALI} n",
    "person's money": f"{ALI} 6",
    "history": f"{ALI} 7",
    "an entry": f"{ALI} 7 enter",
    "match": f"{ALI} m",
    "reasons": f"{ALI} m enter",
    "refer": f"{ALI} m r",
    "check-in": f"{ALI} c",
    "paper": f"{ALI} c p",
    "hand over": f"{ALI} c h 5 9 3 1 enter",
    "meeting": f"{ALI} r",
    "meeting's words": f"{ALI} r pagedown",
    "meeting's end": f"{ALI} r pagedown pagedown pagedown pagedown pagedown pagedown pagedown",
    "print": f"{ALI} p",
    "activities": "f4",
    "an activity": "f4 enter",
    "providers": "f4 right",
    "money": "f5",
    "evidence": "f6",
    "a figure": "f6 enter",
    "sync": "f7",
    "trust": "f7 t",
    "the other record": f"{ALI} j",
    "settings": "f10",
    "handbook": "f9",
    "help": "f1",
    "palette": "ctrl+p",
}
KEYS = [
    *"abcdefghijklmnopqrstuvwxyz0123456789",
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *("space", "backspace", "delete", "slash", "plus", "minus"),
    *("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f12"),
    *("ctrl+s", "ctrl+p", "ctrl+a", "ctrl+c", "ctrl+r", "ctrl+t", "ctrl+u", "ctrl+z", "ctrl+g"),
]
AT_ONCE = 25
"""The most keys that are pressed before it is seen that nothing is lost."""


async def drive(folder: Path, way: str, keys: list[str]) -> None:
    """Go to a screen of a fresh demonstration, press the keys, and see that nothing broke and nothing is lost."""
    opened = told_once().copied(folder).opened()
    store, worker = opened.store, opened.worker_id
    try:
        async with shown(store, worker, settings=demonstration_settings()) as pilot:
            app = pilot.app
            app.front = replace(app.front, demonstration="needs no licence")
            await press(pilot, *way.split())
            for key in keys:
                await press(pilot, key)
                assert app._exception is None
                if app.locking:
                    break
                text_of(app).encode("cp437")
            typed = _typed(app)
            if not app.locking:
                await app._keep_drafts()
                await settle(pilot)
                with store.reading() as connection:
                    kept = {draft.form: draft.fields for draft in drafts(connection, worker)}
                    verify_chain(connection, store.device_id)
                    verify_values(connection)
                assert {form: kept.get(form) for form in typed} == typed
            else:
                assert app.return_code in {0, LOCKED, None}
    finally:
        store.close()


def _typed(app: Any) -> dict[str, dict[str, str]]:
    """Return what stands in each open form and differs from how it began, without secrets."""
    forms = [screen for stack in app._screen_stacks.values() for screen in stack if isinstance(screen, FormScreen)]
    kept = {screen.form.name: screen.form.to_keep(screen._view.typed) for screen in forms}
    return {name: fields for name, fields in kept.items() if fields}


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS)
def test_random_keys_crash_nothing_and_lose_nothing(
    screen: str, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> None:
    """Whatever is pressed: no fault, a screen that can be drawn, a chain that proves, every word kept."""
    asked = pytestconfig.getoption("--keys")
    runs, each = max(1, asked // AT_ONCE), min(AT_ONCE, asked)

    @settings(
        max_examples=runs, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(st.sampled_from(KEYS), min_size=each, max_size=each))
    def pressed(keys: list[str]) -> None:
        asyncio.run(drive(tmp_path_factory.mktemp("keys") / "store", SCREENS[screen], keys))

    pressed()
