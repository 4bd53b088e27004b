"""The directory: activities and how old their facts are, providers with their checks, venues, mentors."""

from argparse import ArgumentParser

from linkworker.casework.directory.shown import PAGE
from linkworker.cli.later import later
from linkworker.cli.words import activities_around, activities_providers

# Fields often given, each as an option of its own: option, field, what help says.
OPTIONS = (
    ("kinds", "kinds", "kinds of activity, with commas between"),
    ("plain", "plain", "what the person's copy says of it"),
    ("needs", "domains", "needs it serves, with commas between"),
    ("settings", "settings", "in custody, on licence, in the community"),
    ("prisons", "establishments", "codes of prisons it runs in"),
    ("areas", "areas", "areas it serves, with commas between"),
    ("from-age", "minimum_age", "youngest age"),
    ("to-age", "maximum_age", "oldest age"),
    ("cost", "cost_pence", "what one payment is, 0 if free"),
    ("per", "cost_per", "a session, a week, a month ..."),
    ("places", "places", "how many places"),
    ("starts", "starts_on", "first day"),
    ("weeks", "weeks", "how many weeks it lasts"),
    ("join", "how_to_join", "how to join"),
    ("phone", "phone", "its own phone number"),
    ("email", "email", "its own email address"),
    ("website", "website", "its website"),
)


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(
        step=later("activities", "_list"), words=[], kind=None, area=None, all=False, old=False, most=PAGE
    )
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    listing = steps.add_parser("list", help="activities by words of name, provider or place (also without a step)")
    listing.add_argument("words", nargs="*")
    listing.add_argument("--kind", help="a kind of activity")
    listing.add_argument("--area")
    listing.add_argument("--all", action="store_true", help="those no longer running too")
    listing.add_argument("--old", action="store_true", help="only those whose details want confirming")
    listing.add_argument("--most", type=int, default=PAGE, metavar="N", help=f"how many to show ({PAGE})")
    listing.set_defaults(step=later("activities", "_list"))
    showing = steps.add_parser("show", help="one activity whole")
    showing.add_argument("activity")
    showing.set_defaults(step=later("activities", "_show"))
    for name, help_words, step in (
        ("add", "add an activity", later("activities", "_add")),
        ("change", "change an activity", later("activities", "_change")),
    ):
        making = steps.add_parser(name, help=help_words)
        making.add_argument("activity")
        making.add_argument("--provider", metavar="NAME")
        making.add_argument("--venue", metavar="NAME")
        for option, field, said in OPTIONS:
            making.add_argument(f"--{option}", dest=field, help=said)
        making.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="any other field")
        making.set_defaults(step=step)
    timing = steps.add_parser("time", help="add a weekly time")
    timing.add_argument("activity")
    timing.add_argument("day", help="a day of the week")
    timing.add_argument("starts", nargs="?", metavar="FROM")
    timing.add_argument("ends", nargs="?", metavar="TO")
    timing.set_defaults(step=later("activities", "_time"))
    confirming = steps.add_parser("confirm", help="note that all its details are so, as of today")
    confirming.add_argument("activity")
    confirming.set_defaults(step=later("activities", "_confirm"))
    stopping = steps.add_parser("stop", help="mark it as no longer running")
    stopping.add_argument("activity")
    stopping.add_argument("reason")
    stopping.set_defaults(step=later("activities", "_stop"))
    activities_providers.arguments(steps)
    activities_around.arguments(steps)
