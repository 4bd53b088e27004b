"""Serve the hub to laptops over HTTPS."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import here


def add(steps: Any) -> None:
    """Add `serve` to the hub's steps."""
    parser: ArgumentParser = steps.add_parser(
        "serve", help="take bundles in and give receipts out by HTTPS, behind your organisation's TLS"
    )
    here(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; usually this machine only")
    parser.add_argument("--port", type=int, default=8040, help="the port to listen on (8040)")
    parser.add_argument(
        "--behind-tls", action="store_true", help="other machines may reach the address: TLS stands before it"
    )
    parser.add_argument(
        "--proxy",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the machine that TLS ends on, whose word for who asks is taken (127.0.0.1)",
    )
    parser.add_argument("--limits", type=Path, metavar="FILE", help="a file of the limits that are to be others")
    parser.add_argument("--show-limits", action="store_true", help="print the limits and end")
    parser.set_defaults(step=later("hub_serve", "_serve"))
