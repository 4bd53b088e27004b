"""Write `screenshots/` from the demonstration (`python tests/screenshots.py [FOLDER]`): the same pictures each time."""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from demonstration import tell
from linkworker.base.setting_values import Look, Theme
from linkworker.demo.content import demonstration_settings
from on_screen import press, shown, type_text
from picture import svg_of

HERE = Path(__file__).resolve().parent.parent / "screenshots"


@dataclass(frozen=True)
class Shot:
    """One picture: its file's name, and the keys that lead there; a word in quotes is typed."""

    name: str
    keys: str
    look: Look = Look.FULL
    theme: Theme = Theme.DARK


ALI = "f3 / 'ali' enter"
SHOTS = (
    Shot("today", ""),
    Shot("people", "f3"),
    Shot("person", ALI),
    Shot("plan", f"{ALI} 2"),
    Shot("match", f"{ALI} m"),
    Shot("check-ins", f"{ALI} 4"),
    Shot("today-light", "", theme=Theme.LIGHT),
    Shot("person-console", ALI, look=Look.CONSOLE),
    Shot("match-console", f"{ALI} m", look=Look.CONSOLE),
    Shot("today-console-high-contrast", "", look=Look.CONSOLE, theme=Theme.HIGH_CONTRAST),
)


async def take(shot: Shot, folder: Path) -> None:
    """Open the demonstration afresh, press the keys, and write the picture."""
    with tempfile.TemporaryDirectory() as place:
        told = tell(Path(place) / "store")
        opened = told.opened()
        settings = demonstration_settings()
        async with shown(opened.store, opened.worker_id, settings=settings, look=shot.look, theme=shot.theme) as pilot:
            for key in shot.keys.split():
                if key.startswith("'"):
                    await type_text(pilot, key.strip("'"))
                else:
                    await press(pilot, key)
            (folder / f"{shot.name}.svg").write_text(
                svg_of(pilot.app, f"linkworker: {shot.name}"), encoding="utf-8", newline="\n"
            )
        opened.store.close()


def main() -> None:
    """Write every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        asyncio.run(take(shot, folder))
        print(folder / f"{shot.name}.svg")


if __name__ == "__main__":
    main()
