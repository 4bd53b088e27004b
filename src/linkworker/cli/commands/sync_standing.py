"""How things stand between this laptop and the centre, as `linkworker sync` prints it."""

from argparse import Namespace
from dataclasses import fields

from linkworker.base.times import show_instant
from linkworker.cli.desk import Desk
from linkworker.sync.bundle_standing import BundleStanding, BundleState
from linkworker.sync.standing import Standing, standing

_STATES = {
    BundleState.NOT_WRITTEN: "not written whole yet.",
    BundleState.SENT: "no receipt yet.",
    BundleState.REFUSED: "put aside by the centre.",
    BundleState.WAITING: "waiting at the centre.",
}


def status(_args: Namespace, desk: Desk) -> None:
    """Print how things stand."""
    found = standing(desk.store, desk.settings.sharing.value)
    lines = [f"{label}: {sentence}" for label, sentence in found.lines()]
    desk.answer(_view(found), [*lines, *(_bundle(each) for each in found.bundles)])


def _view(found: Standing) -> dict[str, object]:
    view: dict[str, object] = {each.name: getattr(found, each.name) for each in fields(found)}
    return {**view, "laptop": {"short": found.laptop.short, "words": found.laptop.words}}


def _bundle(each: BundleStanding) -> str:
    state = _STATES.get(each.state) or f"received by the centre {show_instant(each.receipted_at or each.made_at)}."
    notes = ["before this laptop was restored"] if each.former else []
    notes += ["made anew with less in it"] if each.anew else []
    noted = f" ({', '.join(notes)})" if notes else ""
    return f"Bundle {each.number}{noted}: made {show_instant(each.made_at)}, {state}"
