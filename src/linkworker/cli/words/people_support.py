"""Steps of `people` for support: referrals in and the decision, episodes, appointments, release dates near."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later
from linkworker.cli.whole_number import whole_number

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    received = steps.add_parser("referral-in", help="a referral received, and the decision on it")
    received.add_argument("person")
    received.add_argument("--source", help="where it came from, such as probation, GP, own team")
    received.add_argument("--from", dest="source_name", metavar="NAME", help="who sent it")
    received.add_argument("--reason")
    received.add_argument("--stage", help="legal stage at referral")
    received.add_argument("--on", metavar="DATE", help="when it was received or decided; without it, today")
    decision = received.add_mutually_exclusive_group()
    decision.add_argument("--accept", action="store_true", help="accept the one that waits, and open an episode")
    decision.add_argument("--not-accepted", dest="why_not", metavar="WHY", help="say why it is not accepted")
    received.add_argument("--level", default="light", help="level of support: signpost, light, full")
    received.set_defaults(step=later("people_support", "_referral_in"))
    waiting = steps.add_parser("waiting", help="referrals that wait for an answer, oldest first")
    waiting.set_defaults(step=later("people_support", "_waiting"))
    episode = steps.add_parser("episode", help="episodes of support: open, change level, end")
    episode.add_argument("person")
    doing = episode.add_mutually_exclusive_group()
    doing.add_argument("--open", action="store_true")
    doing.add_argument("--end", metavar="REASONS", help="end it for these reasons, with commas between")
    episode.add_argument("--level", help="signpost, light, full")
    episode.add_argument("--words", help="about the ending, in their words")
    episode.add_argument("--on", metavar="DATE")
    episode.set_defaults(step=later("people_support", "_episode"))
    appointment = steps.add_parser("appointment", help="set a time, say how it went, list them")
    appointment.add_argument("person")
    appointment.add_argument("--on", metavar="DATE")
    appointment.add_argument("--at", metavar="TIME")
    appointment.add_argument("--minutes", type=whole_number)
    appointment.add_argument("--where")
    appointment.add_argument("--how", default="in-person", help="in person, phone, video ...")
    appointment.add_argument("--about", default="meeting", help="meeting, review, release day ...")
    appointment.add_argument("--went", metavar="OUTCOME", help="how the oldest one without an answer went")
    appointment.add_argument("--note")
    appointment.set_defaults(step=later("people_support", "_appointment"))
    releases = steps.add_parser("releases", help="whose release date is near; with a person, its history")
    releases.add_argument("person", nargs="?")
    releases.add_argument("--days", type=int, default=90)
    releases.set_defaults(step=later("people_support", "_releases"))
