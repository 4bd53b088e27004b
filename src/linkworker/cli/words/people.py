"""List, find and add people; keep what is around them: numbers, contacts, consents, referrals in, episodes."""

from argparse import ArgumentParser

from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.cli.later import later
from linkworker.cli.words import people_around, people_joining, people_support

# The fields most often given, each as an option of its own: option, field, what help says.
OPTIONS = (
    ("known-as", "known_as", "what they like to be called"),
    ("setting", "setting", "in custody, on licence, in the community"),
    ("prison", "establishment", "the prison's code of three letters"),
    ("wing", "wing", "wing"),
    ("address", "address", "address"),
    ("area", "area", "area"),
    ("release", "release_date", "release date"),
    ("risk", "risk_level", "risk level"),
    ("risk-source", "risk_source", "where the risk level comes from"),
    ("risk-date", "risk_date", "its date"),
    ("stage", "legal_stage", "legal stage"),
    ("language", "language", "language they like best"),
    ("interpreter", "interpreter", "whether an interpreter is needed"),
    ("adjustments", "adjustments", "what matters in the room, with commas between"),
)


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("people", "_list"), words=[], saved="everyone", most=50)
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    listing = steps.add_parser("list", help="people by name, number, place or words in notes (also without a step)")
    listing.add_argument("words", nargs="*", help="words or a number to look for")
    listing.add_argument("--saved", default="everyone", help=f"one of: {', '.join(one.name for one in SAVED_LISTS)}")
    listing.add_argument("--most", type=int, default=50, metavar="N", help="how many to show (50)")
    listing.set_defaults(step=later("people", "_list"))
    adding = steps.add_parser("add", help="add a person: only a name is needed")
    adding.add_argument("name")
    adding.add_argument(
        "--number", action="append", default=[], metavar="KIND=NUMBER", help="a number, such as nhs=999..."
    )
    adding.add_argument("--anyway", action="store_true", help="add even if somebody here looks like them")
    adding.set_defaults(step=later("people", "_add"))
    changing = steps.add_parser("change", help="change what is known about a person")
    changing.add_argument("person")
    changing.set_defaults(step=later("people", "_change"))
    for step in (adding, changing):
        step.add_argument("--born", metavar="DATE", help="date of birth, day first")
        for option, field, help_words in OPTIONS:
            step.add_argument(f"--{option}", dest=field, metavar="VALUE", help=help_words)
        step.add_argument(
            "--asked-for", metavar="WORDS", help="what they asked for, such as 'football, meeting people'"
        )
        step.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="any other field")
    people_around.arguments(steps)
    people_support.arguments(steps)
    people_joining.arguments(steps)
