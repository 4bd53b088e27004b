"""What the centre decides about people: money, a manager's look, erasing, two records of one person."""

from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import who


def add(steps: Any) -> None:
    """Add these steps to the hub's."""
    fund = steps.add_parser("fund", help="approve or refuse a request for money; without one, list those that wait")
    fund.add_argument("request", nargs="?", help="the request's id, as listed")
    given = fund.add_mutually_exclusive_group()
    given.add_argument("--approve", action="store_true", help="approve it")
    given.add_argument("--refuse", action="store_true", help="refuse it; say why")
    fund.add_argument("--why", help="a reason, for the journal and the worker")
    fund.add_argument("--despite", metavar="REASON", help="why it goes ahead where something speaks against it")
    fund.set_defaults(step=later("hub_deciding", "_fund"))
    who(fund)
    sign = steps.add_parser("sign-off", help="keep that a manager at the centre looked at a case")
    sign.add_argument("person", help="a whole name, a number or an id")
    sign.add_argument("--checked", action="append", required=True, metavar="WHAT", help="what was looked at")
    sign.add_argument("--actions", metavar="TEXT", help="what is to be done")
    sign.set_defaults(step=later("hub_deciding", "_sign_off"))
    who(sign)
    erase = steps.add_parser("erase", help="erase a person, or one record by its id, here and on every laptop")
    erase.add_argument("what", help="a person's whole name, number or id; or a record's id")
    erase.add_argument("--because", required=True, metavar="REASON", help="a code of the list of reasons")
    erase.add_argument("--despite", metavar="REASON", help="why it is right where something speaks against it")
    erase.set_defaults(step=later("hub_deciding", "_erase"))
    who(erase)
    merge = steps.add_parser("merge", help="say that two records are of one person; --undo takes it back")
    merge.add_argument("person", help="the record that ends: a whole name, a number or an id")
    merge.add_argument("into", nargs="?", help="the record that stays")
    merge.add_argument("--undo", action="store_true", help="take it back")
    merge.add_argument("--why", help="a reason, for the journal")
    merge.set_defaults(step=later("hub_deciding", "_merge"))
    who(merge)
