"""Who can unlock this laptop, and their roles: list them, add one, change a role, take one away."""

from argparse import ArgumentParser

from linkworker.base.lists import coded
from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    roles = ", ".join(coded("worker-role").codes())
    parser.set_defaults(step=later("workers", "_list"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    steps.add_parser("list", help="every worker (also without a step)").set_defaults(step=later("workers", "_list"))
    adding = steps.add_parser("add", help="let a worker in, with a first passphrase made for them")
    adding.add_argument("name", help="their name; of one who is listed already, to give them a passphrase")
    adding.add_argument("--short", metavar="NAME", required=True, help="the short name they unlock with")
    adding.add_argument("--role", default="worker", help=roles)
    adding.add_argument("--title", help="what your team calls their role")
    adding.set_defaults(step=later("workers", "_add"))
    role = steps.add_parser("role", help="give a worker another role")
    role.add_argument("worker", help="a name or a short name")
    role.add_argument("role", help=roles)
    role.set_defaults(step=later("workers", "_role"))
    away = steps.add_parser("take-away", help="end a worker's passphrase, and change the key of the store")
    away.add_argument("worker", help="a name or a short name")
    away.add_argument("--yes", action="store_true", help="do not ask whether to go on")
    away.set_defaults(step=later("workers", "_take_away"))
