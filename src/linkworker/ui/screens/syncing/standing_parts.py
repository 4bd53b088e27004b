"""How things stand with the centre, as Sync shows it: sentences by label above, and the bundles as rows."""

from collections.abc import Iterator

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.sync.bundle_standing import BundleStanding, BundleState
from linkworker.sync.kept_aside import why_aside
from linkworker.sync.standing import Standing
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.details import Detail, Part, Tone
from linkworker.ui.widgets.rows import Cell, Row

COLUMNS = (
    Column("Bundle", width=11),
    Column("Made", width=17),
    Column("Entries", width=8, align="right", drop=1),
    Column("At the centre"),
)
NONE_MADE = (
    "Nothing has gone to the centre yet. It needs this laptop's key first: press l to write that on a stick. "
    "Then press m to meet the centre, as often as your team says."
)
NOBODY_TO_SEAL_TO = (
    "Nothing has gone to the centre yet. First press t: your centre gave you a file and reads you six words. "
    "Then press l to write this laptop's key for them."
)
NO_CENTRE = "No centre is trusted yet. Press t and bring in the invitation that your centre gave you."
_TONES: dict[str, Tone] = {
    "To choose": "warning",
    "Erased": "warning",
    "Kept aside": "warning",
    "Put aside": "warning",
    "Waits there": "warning",
    "Clock": "warning",
    "Leaving": "warning",
}
_KEYS = {
    "To choose": ("look and choose", "press c"),
    "Erased": ("finish erasing", "press f"),
    "Leaving": ("Tell your colleague what it says, then drop it.", "Press o to read it and drop it."),
}
"""What the sentences of plain commands say to do, and the key that does it here."""


def standing_parts(found: Standing, checkpoint: str | None) -> tuple[Part, ...]:
    """Return how things stand, what needs doing first; then who this laptop is."""
    said = [Detail(label, _said(found, label, words), tone=_tone(label, words)) for label, words in found.lines()]
    own = [Detail("This laptop", found.laptop.words, tone="muted")]
    if checkpoint:
        own.append(Detail("Checkpoint", checkpoint, tone="muted"))
    return (Part("", (*said, *own)),)


def _tone(label: str, words: str) -> Tone:
    if label == "Unsent" and not words.startswith("Nothing"):
        return "strong"
    return _TONES.get(label, "words")


def _said(found: Standing, label: str, words: str) -> str:
    if label == "Centre" and found.hub is None:
        return NO_CENTRE
    if label == "Kept aside":
        return f"{why_aside(found.aside)} Press a to send or destroy {'it' if len(found.aside) == 1 else 'them'}."
    plain, key = _KEYS.get(label, ("", ""))
    return words.replace(plain, key) if plain else words


# Bundles -------------------------------------------------------------------------------------------------------------


def key_of(bundle: BundleStanding) -> str:
    """Return the key of a bundle's row: a restored laptop has several of one number."""
    return f"{bundle.device}:{bundle.number}"


def bundle_rows(found: Standing) -> list[Row]:
    """Return the bundles as rows, the newest first."""
    return [_row(bundle) for bundle in reversed(found.bundles)]


def _row(bundle: BundleStanding) -> Row:
    number = f"{bundle.number} (earlier)" if bundle.former else str(bundle.number)
    cells = (Cell(number, "strong"), show_date(london_day(bundle.made_at)), f"{bundle.entries:,}", _state(bundle))
    return Row(key_of(bundle), cells, detail=" ".join(_detail(bundle)))


def _state(bundle: BundleStanding) -> Cell:
    match bundle.state:
        case BundleState.RECEIVED if bundle.receipted_at is not None:
            return Cell(f"Received {show_date(london_day(bundle.receipted_at))}", "success")
        case BundleState.REFUSED:
            return Cell("Put aside there", "error")
        case BundleState.WAITING:
            return Cell("Waits for one before", "warning")
        case BundleState.NOT_WRITTEN:
            return Cell("Not whole yet: press x", "warning")
        case _:
            return Cell("No receipt yet")


def _detail(bundle: BundleStanding) -> Iterator[str]:
    if bundle.why:
        yield bundle.why
        yield bundle.what_to_do
    elif bundle.state == BundleState.NOT_WRITTEN:
        yield "It was made, and never lay whole on a stick. Press x to write it."
    elif bundle.former:
        yield "It was made before the store was restored. What the centre lacks goes with the next export."
    elif bundle.state == BundleState.RECEIVED:
        yield f"The centre has bundle {bundle.number}."
    else:
        yield f"Press w to write bundle {bundle.number} once more."
    if bundle.anew:
        yield "It was made anew, with less in it."
