"""The handbook: all of it is on this laptop."""

from argparse import ArgumentParser, Namespace

from linkworker.base.guide import topic, topics
from linkworker.cli.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("topic", nargs="?", help="a page of the handbook; without it, the list of pages")


def run(args: Namespace, desk: Desk) -> int:
    """Show a page, or the list."""
    if args.topic:
        page = topic(args.topic)
        desk.answer(page, [page.text])
        return 0
    pages = topics()
    width = max(len(page.name) for page in pages)
    desk.answer(pages, [f"{page.name:<{width}}  {page.title}" for page in pages])
    return 0
