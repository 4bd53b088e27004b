"""Steps of `activities` for mentors, venues and the gaps that were found."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


_SET = "such as 'area=Lewes'; several codes with commas between"


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    for name, step, said in (
        ("mentor", later("activities_around", "_mentor"), "mentors on the register"),
        ("venue", later("activities_around", "_venue"), "venues"),
    ):
        keeping = steps.add_parser(name, help=f"{said}; with a name, add or change one")
        keeping.add_argument("name", nargs="?")
        keeping.add_argument("--add", action="store_true", help="add it")
        keeping.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=_SET)
        keeping.set_defaults(step=step)
    steps.add_parser("gaps", help="where nothing fitted, kept as evidence").set_defaults(
        step=later("activities_around", "_gaps")
    )
