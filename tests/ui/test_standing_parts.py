"""The bundles and the sentences of Sync, from plain values: states, former devices, and what to press."""

from datetime import UTC, datetime

import pytest

from linkworker.sync.bundle_standing import BundleStanding, BundleState
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.kept_aside import why_aside
from linkworker.sync.standing import Standing
from linkworker.ui.screens.syncing.standing_parts import bundle_rows, key_of, standing_parts

AT = datetime(2026, 8, 6, 12, tzinfo=UTC)


def bundle(state: BundleState, number: int = 3, **more: object) -> BundleStanding:
    """Return a bundle that was made at noon."""
    given = {
        "device": "d1", "former": False, "number": number, "entries": 1200, "made_at": AT, "written_at": AT,
        "receipted_at": AT if state == BundleState.RECEIVED else None, "anew": False,
    }  # fmt: skip
    return BundleStanding(**{**given, "state": state, **more})  # type: ignore[arg-type]


def standing(*bundles: BundleStanding, **more: object) -> Standing:
    """Return how a laptop stands that has nothing else to say."""
    given = {
        "hub": "Westshire hub", "laptop": DeviceIdentity.make("d1", "s1").public, "status": None, "unsent": None,
        "conflicts": 0, "waiting_here": 0, "unknown_here": 0, "erasures_waiting": 0, "leaving": (), "gone": (),
        "clock": None, "receipt": None,
    }  # fmt: skip
    return Standing(**{**given, "bundles": bundles, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "words", "detail"),
    [
        (BundleState.SENT, "No receipt yet", "Press w to write bundle 3 once more."),
        (BundleState.RECEIVED, "Received 6 August 2026", "The centre has bundle 3."),
        (BundleState.NOT_WRITTEN, "Not whole yet: press x", "It was made, and never lay whole on a stick."),
    ],
)
def test_each_state_has_its_words(state: BundleState, words: str, detail: str) -> None:
    """In the list, and what to do in the status line."""
    (row,) = bundle_rows(standing(bundle(state)))
    assert row.cells[3].text == words  # type: ignore[union-attr]
    assert row.detail.startswith(detail)


def test_what_the_centre_put_aside_says_why_and_what_to_do() -> None:
    """Enter on its line tells it whole."""
    aside = bundle(BundleState.REFUSED, why="It was damaged.", what_to_do="Write it once more.", anew=True)
    (row,) = bundle_rows(standing(aside))
    assert row.detail == "It was damaged. Write it once more. It was made anew, with less in it."


def test_bundles_of_before_a_restore_are_marked_and_kept_apart() -> None:
    """The newest stand first; two of one number have keys of their own."""
    before, now = bundle(BundleState.SENT, device="d0", former=True), bundle(BundleState.SENT)
    rows = bundle_rows(standing(before, now))
    assert [row.cells[0].text for row in rows] == ["3", "3 (earlier)"]  # type: ignore[union-attr]
    assert key_of(before) != key_of(now)
    assert "before the store was restored" in rows[1].detail


def test_what_is_to_be_done_names_its_key() -> None:
    """Where the plain command says what to do, the screen says what to press."""
    (part,) = standing_parts(standing(conflicts=2, erasures_waiting=1, hub=None), "six words")
    said = {detail.label: detail.words for detail in part.details}
    assert said["To choose"].endswith("press c.")
    assert said["Erased"].endswith("press f.")
    assert said["Centre"].endswith("Press t and bring in the invitation that your centre gave you.")
    assert said["Checkpoint"] == "six words"


@pytest.mark.parametrize(("numbers", "it"), [((4,), "it"), ((4, 5), "them")])
def test_what_is_kept_aside_names_its_key_and_no_command(numbers: tuple[int, ...], it: str) -> None:
    """Why it is, and what to press, of one bundle and of several."""
    (part,) = standing_parts(standing(aside=numbers), None)
    (said,) = (detail.words for detail in part.details if detail.label == "Kept aside")
    assert said == f"{why_aside(numbers)} Press a to send or destroy {it}."
