"""From the way in to the desk: what stood at the door is dropped, and Today is gone to, or the step that comes next."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from linkworker.casework.half_set_up import Step
from linkworker.ui.door.opening import Opened
from linkworker.ui.keeping_safe import keep_safe_soon

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker


def sit_down(app: "Linkworker", opened: Opened, said: str = "") -> None:
    """Begin at an opened desk; a recovery code that is not on paper yet comes first. The app does it, not a screen."""
    app.run_worker(_sit_down(app, opened, said), group="sitting down", exclusive=True)


async def _sit_down(app: "Linkworker", opened: Opened, said: str) -> None:
    app.hold(opened.desk)
    with app.batch_update():
        while len(app.screen_stack) > 1:  # with them goes what was typed there
            await app.pop_screen()
        first = app.screen
        first._push_result_callback(first, None)  # noqa: SLF001 - Textual gives its first screen none, yet takes one away
        await app.switch_screen(Screen())
        if opened.code is not None:
            from linkworker.ui.screens.first_run.recovery_code import WriteTheCode  # noqa: PLC0415 - rarely left so

            await app.push_screen(WriteTheCode(opened))
            return
        app.begin(opened.desk, said=f"{said} {opened.said}".strip())
    keep_safe_soon(app, opened.desk)
    match opened.step:
        case Step.PEOPLE:
            from linkworker.ui.screens.first_run.first_people import FirstPeople  # noqa: PLC0415 - as above

            await app.push_screen(FirstPeople())
        case Step.ACTIVITIES:
            from linkworker.ui.screens.first_run.first_activities import FirstActivities  # noqa: PLC0415 - as above

            await app.push_screen(FirstActivities())
        case _:
            pass
